"""Random damage to a day's files ends in one sentence or in a day, never in a traceback."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.nuantu.replay.small_day import make_day, write_mdrp

from nuantu.core.errors import InputError
from nuantu.replay.readers.native import write_day
from nuantu.replay.reading import read_day

ROUNDS = 400


def damage(data: bytes, rng: random.Random) -> bytes:
    """Change, flip, cut, insert or repeat bytes at one to four places."""
    broken = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        way, at, other = rng.randrange(5), rng.randrange(len(broken) + 1), rng.randrange(len(broken) + 1)
        if way == 0:
            broken[at:at + 1] = rng.randbytes(1)
        elif way == 1:
            broken[at:at + 1] = bytes(byte ^ 1 << rng.randrange(8) for byte in broken[at:at + 1])
        elif way == 2:
            del broken[at:at + rng.randint(1, 40)]
        elif way == 3:
            broken[at:at] = rng.randbytes(rng.randint(1, 20))
        else:
            broken[at:at] = broken[other:other + rng.randint(1, 60)]
    return bytes(broken)


@pytest.mark.parametrize("write", [write_mdrp, lambda folder: write_day(make_day(), folder)], ids=["mdrp", "native"])
def test_damaged_bytes_are_refused_in_one_sentence(tmp_path: Path, write: Callable[[Path], Path]) -> None:
    """Whatever the damage, reading gives a day whose values can be digested, or an InputError of one line."""
    folder = write(tmp_path / "day")
    sound, said = read_day(folder).digest, []
    for seed in range(ROUNDS):
        rng = random.Random(seed)
        path = rng.choice(sorted(folder.iterdir()))
        whole = path.read_bytes()
        path.write_bytes(damage(whole, rng))
        try:
            assert len(read_day(folder).digest) == len(sound)
        except InputError as error:
            said.append(str(error))
        path.write_bytes(whole)

    assert len(said) > ROUNDS * 0.8
    assert [text for text in said if len(text.splitlines()) != 1 or len(text) > 1200] == []
    assert read_day(folder).digest == sound
