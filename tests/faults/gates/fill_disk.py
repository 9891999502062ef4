"""A door on a small disk that is filled and emptied: run as a process with the disk's folder, prints what happened.

It is started in a namespace of its own, in which it may mount a disk of one megabyte.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.nuantu.gates.doors import KEEPER, NIGHT_S, Bench, run_door

from nuantu.gates.wire import Order


def fill_disk(folder: Path) -> dict[str, Any]:
    """What codes did before, on, and after the full disk, and what the record says of it."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], check=True)
    told: dict[str, Any] = {}

    async def story(bench: Bench) -> None:
        await bench.enrol()
        told["before"] = await bench.press(bench.once(0))
        _fill(folder / "ballast")
        serial = 1
        while (came := await bench.press(bench.once(serial))) == "once" and serial < 200:
            serial += 1  # what is left of the last pages
        keeper = bench.standing(KEEPER)
        bench.door.use_inside()
        await bench.door.obey(Order("help", "unlock", NIGHT_S + 60))
        told["full"] = [came, await bench.press(bench.standing()), await bench.press(keeper), await bench.press(keeper)]
        told["pulses"] = bench.lock.pulses - serial
        told["waiting"] = bench.door.describe()["unrecorded"] > 0
        (folder / "ballast").unlink()
        bench.door.tick()
        told["after"] = [await bench.press(bench.once(serial)), await bench.press(bench.standing())]
        told["left"] = bench.door.describe()["unrecorded"]
        await bench.restart()
        told["used"] = [await bench.press(bench.once(0)), await bench.press(keeper)]
        told["opened"] = [facts for kind, facts in await bench.list_events() if kind == "opened"][serial:]
        told["faults"] = len(bench.faults)

    run_door(folder, story)
    return told


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(512))
        except OSError:
            pass


if __name__ == "__main__":
    sys.stdout.write(json.dumps(fill_disk(Path(sys.argv[1]))))
