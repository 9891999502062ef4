"""What entries take at compounds with the code and without, as a file that replays of days read (clause D06)."""

from __future__ import annotations

import json
import os
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate

from nuantu_hub.passes.domain.earnings import measure_passing
from nuantu_hub.passes.models import Compound, PassGate
from nuantu_hub.stations.domain.invented_city import CORNER_LAT_DEG, CORNER_LON_DEG
from nuantu_hub.stations.interfaces.plane import Plane

FORMAT = "nuantu-friction/1"


def tell_friction(moment: datetime, corner: tuple[float, float] = (CORNER_LAT_DEG, CORNER_LON_DEG)) -> dict[str, Any]:
    """Every compound with a gate and a baseline: places in metres east and south of a corner, code or not, seconds.

    ``delay_s`` is the baseline: what an entry takes there without the code. ``with_pass_s`` is what gates measured with
    it, None where fewer than ten were measured.
    """
    plane, passing = Plane(*corner), measure_passing(moment)
    gates: dict[int, list[dict[str, float]]] = {}
    for gate in PassGate.objects.in_use().select_related("place").order_by("pk"):
        x_m, y_m = plane.place(gate.place.lat_deg, gate.place.lon_deg)
        gates.setdefault(gate.compound_id, []).append({"x_m": round(x_m, 1), "y_m": round(y_m, 1)})
    compounds = Compound.objects.exclude(state=Compound.State.CLOSED).exclude(baseline_s=None).order_by("pk")
    rows = [{"name": one.name, "sign": one.sign, "has_pass": one.takes_passes, "delay_s": one.baseline_s,
             "measured_on": one.baseline_on.isoformat() if one.baseline_on else None, "how": one.baseline_how,
             "with_pass_s": passing.get(one.pk), "gates": gates[one.pk]} for one in compounds if one.pk in gates]
    return {"format": FORMAT, "day": localdate(moment).isoformat(),
            "corner": {"lat_deg": corner[0], "lon_deg": corner[1]}, "compounds": rows}


def write_friction(path: Path, told: dict[str, Any]) -> int:
    """Put the file in place whole. Gives the number of its compounds."""
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(told, file, ensure_ascii=False, indent=1)
        file.write("\n")
    Path(beside).replace(path)
    return len(told["compounds"])
