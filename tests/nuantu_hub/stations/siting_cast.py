"""Candidates, wishes and a computed plan for the tests of siting."""

from __future__ import annotations

import json
import uuid
from typing import Any

from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.limits import Caller
from nuantu_hub.stations.domain.site_wishes import Place, ask_for_station
from nuantu_hub.stations.models import CompoundGate, SiteCandidate, SitePlan, SiteWish

LAT, LON = 39.9, 116.4
#: A hundredth of a degree north is 1,112 m: out of a walk of ten minutes.
STEP = 0.01
BROWSER = Caller("browser-1", "10.0.0.1")


def put_candidates(unit: Unit, count: int = 3) -> list[SiteCandidate]:
    """Bank branches in a row northwards."""
    return [SiteCandidate.objects.create(unit=unit, code=f"HX-{number}", name=f"网点{number}", kind="bank",
                                         lat_deg=LAT + number * STEP, lon_deg=LON) for number in range(count)]


def wish_at(step: int, by: Account | None = None, caller: Caller = BROWSER, **more: Any) -> SiteWish:
    """A wish beside a candidate of the row."""
    told: dict[str, Any] = {"words": "", "token": uuid.uuid4(), "need": "warm", "name": f"路口{step}"} | more
    return ask_for_station(by=by, caller=caller, words=told["words"], token=told["token"],
                           place=Place(told["name"], LAT + step * STEP, LON, told["need"]))


def put_plan(unit: Unit, **more: Any) -> SitePlan:
    """A finished plan of two sites out of three, as the engine tells it."""
    def gain(points: int, dwell: int, votes: int) -> dict[str, int]:
        return {"points": points, "weight": dwell + 60 * votes, "dwell": dwell, "orders": 0, "wishes": votes}

    def site(rank: int, new: dict[str, int], after: int, worse: int) -> dict[str, Any]:
        return {"rank": rank, "id": f"HX-{rank}", "name": f"网点{rank}", "kind": "银行网点",
                "lat_deg": LAT + rank * STEP, "lon_deg": LON, "newly_covered": new, "covers": new, "only_here": new,
                "covered_after": after, "mean_walk_m": 300, "instead": "HX-0", "worse_instead": worse}

    problem = {"candidates": [{"id": f"HX-{number}", "name": f"网点{number}", "lat_deg": LAT + number * STEP,
                               "lon_deg": LON} for number in range(3)], "standing": [], "walk": {"minutes": 10},
               "points": [{"id": "Q", "lat_deg": LAT + STEP, "lon_deg": LON, "dwell": 300},
                          {"id": "W-1", "name": "路口", "lat_deg": LAT + 2 * STEP, "lon_deg": LON, "wishes": 2},
                          {"id": "P", "lat_deg": LAT, "lon_deg": LON, "dwell": 80}]}
    sources = [{"name": "dwell", "share": 1}, {"name": "orders", "share": 4}, {"name": "wishes", "share": 60}]
    effect = {"source": "wishes", "came_in": [{"id": "HX-2", "name": "网点2"}],
              "went_out": [{"id": "HX-0", "name": "网点0"}], "stayed": 1,
              "covered_with": {"dwell": 300, "orders": 0, "wishes": 2},
              "covered_without": {"dwell": 380, "orders": 0, "wishes": 0}}
    area = {"id": "A", "name": "石塘", "says": "spacing", "km": 150, "trucks_per_day": None, "counted_on": "",
            "gap_km": 300}
    homes = {"rule": {"trucks_above": 300, "spacing_km": 200.0, "source": "来源", "standing": "未核对"},
             "parks": [{"id": "K", "name": "北园", "says": "first", "trucks_per_day": 420, "counted_on": ""}],
             "roads": [{"name": "云海高速", "from_km": 0, "to_km": 300, "build": ["A"], "gaps_before": [[0, 300]],
                        "gaps_after": [], "areas": [area]}]}
    curve = [{"sites": count, "covered": covered, "at_most": covered}
             for count, covered in enumerate((0, 300, 420, 500))]
    result = {"sources": sources, "total": 500, "before": 0, "covered": 420, "bound": 420, "gap": 0.0,
              "ended": "proven", "seconds": 0.2, "walk": {"along": "line", "detour_pm": 1300}, "walk_m": 750.0,
              "out_of_reach": gain(0, 0, 0), "left": gain(1, 80, 0), "served": [1, 2, -1], "curve": curve,
              "sites": [site(1, gain(1, 300, 0), 300, 220), site(2, gain(1, 0, 2), 420, 40)], "effect": effect,
              "homes": homes, "days": ["2026-11-20"], "lacks": []}
    told: dict[str, Any] = {"token": uuid.uuid4(), "sites": 2, "walk_minutes": 10, "asked_at": now(), "state": "done",
                            "problem": json.dumps(problem), "result": result, "done_at": now()} | more
    return SitePlan.objects.create(unit=unit, **told)


def put_gate(unit: Unit, code: str = "XQ-1", **more: Any) -> CompoundGate:
    """A gate 100 m north of the place of the tests."""
    told: dict[str, Any] = {"compound": "安和里", "name": "东门", "lat_deg": LAT + 0.0009, "lon_deg": LON,
                            "entry": "code", "route": "进门直行", "checked_on": now().date()} | more
    return CompoundGate.objects.create(unit=unit, code=code, **told)
