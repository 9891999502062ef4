"""Reading a siting from a file (JSON or YAML, format ``nuantu-siting/1``); what cannot be used is refused by name."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from nuantu.core.errors import InputError
from nuantu.core.ids import digest_bytes
from nuantu.siting.plane import to_plane
from nuantu.siting.problem import DETOUR_PM, WALK_M_PER_H, Floats, Ints, Place, Siting, Source, Streets
from nuantu.siting.roads import HomeRule, Road, TruckPlace, read_rule

FORMAT = "nuantu-siting/1"
TOP = {"format", "name", "note", "walk", "sources", "candidates", "standing", "points", "streets", "walks", "parks",
       "roads", "homes"}
PLACE = {"id", "name", "kind", "x_m", "y_m", "lat_deg", "lon_deg"}
MOST_PLACES, MOST_POINTS, MOST_AMOUNT = 20_000, 200_000, 10**12


@dataclass(frozen=True)
class SitingFile:
    """What a file holds: the covering problem, or None; parks and roads of trucks with the rule that judges them."""

    siting: Siting | None
    parks: Sequence[TruckPlace] = ()
    roads: Sequence[Road] = ()
    rule: HomeRule = field(default_factory=read_rule)


@dataclass(frozen=True)
class _Where:
    """Where in which file one reads, for the sentence of an error."""

    file: Path
    field: str = ""

    def at(self, *names: str | int) -> _Where:
        told = self.field
        for name in names:
            told += f"[{name}]" if isinstance(name, int) else (f".{name}" if told else name)
        return _Where(self.file, told)

    def refuse(self, what: str, fix: str) -> InputError:
        return InputError(what, file=self.file, field=self.field or None, fix=fix)


def read_siting(file: Path) -> SitingFile:
    """Read a siting file. Raises InputError with file and field for what it cannot use."""
    where = _Where(file)
    told, digest = _load(file)
    if not isinstance(told, dict):
        raise where.refuse("the file holds no mapping", "begin with format: nuantu-siting/1")
    if told.get("format") != FORMAT:
        raise where.at("format").refuse(f"{told.get('format')!r} is not {FORMAT}", f"write format: {FORMAT}")
    _refuse_unknown(told, TOP, where)
    parks = [_read_truck_place(row, where.at("parks", number), on_road=False)
             for number, row in enumerate(_list(told, "parks", where))]
    roads = [_read_road(row, where.at("roads", number)) for number, row in enumerate(_list(told, "roads", where))]
    rule = _read_rule(told.get("homes"), where.at("homes"))
    _refuse_twins([one.id for one in parks] + [area.id for road in roads for area in road.areas], where.at("parks"))
    siting = _read_problem(told, where, digest) if "candidates" in told or "points" in told else None
    if siting is None and not parks and not roads:
        raise where.refuse("the file asks for nothing", "add candidates and points, or parks, or roads")
    return SitingFile(siting, parks, roads, rule)


def _load(file: Path) -> tuple[Any, str]:
    try:
        body = file.read_bytes()
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror})", file=file, fix="name a file") from error
    try:
        text = body.decode("utf-8-sig")
        told = json.loads(text) if file.suffix == ".json" else yaml.safe_load(text)
    except UnicodeDecodeError as error:
        raise InputError("the file is not UTF-8", file=file, fix="save it as UTF-8") from error
    except (json.JSONDecodeError, yaml.YAMLError, RecursionError) as error:
        line = getattr(error, "lineno", None) or getattr(getattr(error, "problem_mark", None), "line", -1) + 1 or None
        raise InputError("the file is no JSON" if file.suffix == ".json" else "the file is no YAML", file=file,
                         line=line, fix="mend the text there") from error
    return told, digest_bytes(body)


def _read_problem(told: Mapping[str, Any], where: _Where, digest: str) -> Siting:
    origin = _find_origin(told)
    candidates = [_read_place(row, where.at("candidates", number), origin)
                  for number, row in enumerate(_list(told, "candidates", where, most=MOST_PLACES))]
    standing = [_read_place(row, where.at("standing", number), origin)
                for number, row in enumerate(_list(told, "standing", where, most=MOST_PLACES))]
    if not candidates:
        raise where.at("candidates").refuse("there is no candidate", "name at least one place")
    _refuse_twins([place.id for place in (*candidates, *standing)], where.at("candidates"))
    sources = _read_sources(told.get("sources"), where.at("sources"))
    points, points_m, amounts = _read_points(told, where, sources, origin)
    walk = _mapping(told.get("walk", {}), where.at("walk"), {"metres", "minutes", "m_per_h", "detour_pm"})
    reach_m = _read_reach(walk, where.at("walk"))
    detour = _whole(walk.get("detour_pm", DETOUR_PM), where.at("walk", "detour_pm"), least=1000, most=5000)
    known = {place.id for place in (*candidates, *standing)}
    return Siting(name=_text(told.get("name", ""), where.at("name")), candidates=candidates, standing=standing,
                  points=points, points_m=points_m, sources=sources, amounts=amounts, reach_m=reach_m,
                  detour_pm=detour, streets=_read_streets(told.get("streets"), where.at("streets"), origin),
                  walks_m=_read_walks(told.get("walks"), where.at("walks"), known, set(points)),
                  plane=origin, digest=digest)


def _find_origin(told: Mapping[str, Any]) -> tuple[float, float] | None:
    """The first candidate's degrees, around which the plane lies; None where places are told in metres."""
    rows = told.get("candidates")
    first = rows[0] if isinstance(rows, list) and rows else None
    if not isinstance(first, dict) or "lat_deg" not in first:
        return None
    lat, lon = first.get("lat_deg"), first.get("lon_deg")
    return (float(lat), float(lon)) if isinstance(lat, int | float) and isinstance(lon, int | float) else None


def _read_xy(row: Mapping[str, Any], where: _Where, origin: tuple[float, float] | None) -> tuple[float, float]:
    if origin is not None:
        lat = _number(row.get("lat_deg"), where.at("lat_deg"), least=-80, most=80)
        lon = _number(row.get("lon_deg"), where.at("lon_deg"), least=-180, most=180)
        x_m, y_m = to_plane(lat, lon, origin)
        if max(abs(x_m), abs(y_m)) > 300_000:
            raise where.refuse("the place lies more than 300 km from the first candidate",
                               "check latitude and longitude, or make a file for each city")
        return x_m, y_m
    return (_number(row.get("x_m"), where.at("x_m"), least=-1e7, most=1e7),
            _number(row.get("y_m"), where.at("y_m"), least=-1e7, most=1e7))


def _read_place(row: Any, where: _Where, origin: tuple[float, float] | None) -> Place:
    told = _mapping(row, where, PLACE)
    key = _text(told.get("id"), where.at("id"), needed=True)
    x_m, y_m = _read_xy(told, where, origin)
    return Place(key, _text(told.get("name", key), where.at("name")), x_m, y_m,
                 _text(told.get("kind", ""), where.at("kind")))


def _read_sources(told: Any, where: _Where) -> list[Source]:
    if told is None:
        return [Source("weight")]
    if not isinstance(told, dict) or not told:
        raise where.refuse("sources are a mapping of names", "write sources: {orders: {share: 1}}")
    found = []
    for name, row in told.items():
        spot = where.at(str(name))
        words = _mapping(row or {}, spot, {"share", "unit"})
        if name in PLACE:
            raise spot.refuse(f"{name!r} is a field of places", "name the source otherwise")
        found.append(Source(str(name), _whole(words.get("share", 1), spot.at("share"), most=10**6),
                            _text(words.get("unit", ""), spot.at("unit"))))
    return found


def _read_points(told: Mapping[str, Any], where: _Where, sources: Sequence[Source],
                 origin: tuple[float, float] | None) -> tuple[list[str], Floats, Ints]:
    rows = _list(told, "points", where, most=MOST_POINTS)
    names = [source.name for source in sources]
    points, xy, amounts = [], np.zeros((len(rows), 2)), np.zeros((len(rows), len(names)), dtype=np.int64)
    for number, row in enumerate(rows):
        spot = where.at("points", number)
        words = _mapping(row, spot, PLACE | set(names))
        points.append(_text(words.get("id", f"p{number}"), spot.at("id"), needed=True))
        xy[number] = _read_xy(words, spot, origin)
        amounts[number] = [_whole(words.get(name, 0), spot.at(name), most=MOST_AMOUNT) for name in names]
    _refuse_twins(points, where.at("points"))
    worth = sum(int(column.sum()) * source.share for column, source in zip(amounts.T, sources, strict=True))
    if worth > 2**52:
        raise where.at("points").refuse("the amounts are too large to be added exactly", "use a coarser unit")
    return points, xy, amounts


def _read_reach(walk: Mapping[str, Any], where: _Where) -> float:
    if ("metres" in walk) == ("minutes" in walk):
        raise where.refuse("the longest walk is not told, or told twice", "write walk: {minutes: 10}, or metres")
    if "metres" in walk:
        return _number(walk["metres"], where.at("metres"), least=1, most=100_000)
    minutes = _number(walk["minutes"], where.at("minutes"), least=1, most=600)
    return minutes * _number(walk.get("m_per_h", WALK_M_PER_H), where.at("m_per_h"), least=500, most=10_000) / 60


def _read_streets(told: Any, where: _Where, origin: tuple[float, float] | None) -> Streets | None:
    if told is None:
        return None
    words = _mapping(told, where, {"nodes", "edges"})
    nodes, edges = _list(words, "nodes", where), _list(words, "edges", where)
    if not nodes or not edges:
        raise where.refuse("streets need nodes and edges", "leave streets out to walk straight lines with a detour")
    xy = np.zeros((len(nodes), 2))
    for number, row in enumerate(nodes):
        spot = where.at("nodes", number)
        first, second = _row(row, 2, spot)
        one, two = _number(first, spot, least=-1e7, most=1e7), _number(second, spot, least=-1e7, most=1e7)
        xy[number] = to_plane(one, two, origin) if origin else (one, two)
    ends, length = np.zeros((len(edges), 2), dtype=np.int64), np.zeros(len(edges))
    for number, row in enumerate(edges):
        spot = where.at("edges", number)
        one, two, metres = _row(row, 3, spot)
        ends[number] = [_whole(end, spot, most=len(nodes) - 1) for end in (one, two)]
        length[number] = _number(metres, spot, least=0, most=1e6)
    return Streets(xy, ends, length)


def _read_walks(told: Any, where: _Where, places: set[str], points: set[str]
                ) -> dict[tuple[str, str], float] | None:
    if told is None:
        return None
    if not isinstance(told, list):
        raise where.refuse("walks are a list of [place, point, metres]", "write one row a pair")
    found: dict[tuple[str, str], float] = {}
    for number, row in enumerate(told):
        spot = where.at(number)
        place, point, metres = _row(row, 3, spot)
        if str(place) not in places or str(point) not in points:
            raise spot.refuse(f"the walk from {place} to {point} names something unknown", "use ids of the file")
        found[str(place), str(point)] = _number(metres, spot, least=0, most=1e7)
    return found


def _read_truck_place(row: Any, where: _Where, *, on_road: bool) -> TruckPlace:
    told = _mapping(row, where, {"id", "name", "trucks_per_day", "counted_on", "has_home"} | ({"km"} if on_road
                                                                                            else set()))
    key = _text(told.get("id"), where.at("id"), needed=True)
    trucks = told.get("trucks_per_day")
    home = told.get("has_home", False)
    if not isinstance(home, bool):
        raise where.at("has_home").refuse("has_home is neither true nor false", "write true or false")
    return TruckPlace(
        key, _text(told.get("name", key), where.at("name")),
        None if trucks is None else _whole(trucks, where.at("trucks_per_day"), most=10**6),
        str(told.get("counted_on", "")),
        _number(told.get("km"), where.at("km"), least=0, most=20_000) if on_road else 0.0, home)


def _read_road(row: Any, where: _Where) -> Road:
    told = _mapping(row, where, {"name", "from_km", "to_km", "areas"})
    low = _number(told.get("from_km", 0), where.at("from_km"), least=0, most=20_000)
    high = _number(told.get("to_km"), where.at("to_km"), least=low, most=20_000)
    areas = [_read_truck_place(area, where.at("areas", number), on_road=True)
             for number, area in enumerate(_list(told, "areas", where))]
    for number, area in enumerate(areas):
        if not low <= area.km <= high:
            raise where.at("areas", number, "km").refuse(f"km {area.km:g} lies outside the road", "check the km mark")
    return Road(_text(told.get("name"), where.at("name"), needed=True), low, high, areas)


def _read_rule(told: Any, where: _Where) -> HomeRule:
    shipped = read_rule()
    if told is None:
        return shipped
    words = _mapping(told, where, {"trucks_above", "spacing_km", "source", "standing"})
    return HomeRule(_whole(words.get("trucks_above", shipped.trucks_above), where.at("trucks_above"), most=10**6),
                    _number(words.get("spacing_km", shipped.spacing_km), where.at("spacing_km"), least=1, most=5000),
                    _text(words.get("source"), where.at("source"), needed=True),
                    _text(words.get("standing", ""), where.at("standing")))


def _mapping(told: Any, where: _Where, known: set[str]) -> Mapping[str, Any]:
    if not isinstance(told, dict):
        raise where.refuse("a mapping is expected here", f"use the keys {', '.join(sorted(known))}")
    _refuse_unknown(told, known, where)
    return told


def _refuse_unknown(told: Mapping[str, Any], known: set[str], where: _Where) -> None:
    unknown = sorted(str(key) for key in told if key not in known)
    if unknown:
        raise where.at(unknown[0]).refuse("this key is not known", f"use {', '.join(sorted(known))}")


def _refuse_twins(keys: Sequence[str], where: _Where) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise where.refuse(f"the id {key} stands twice", "give every place its own id")
        seen.add(key)


def _list(told: Mapping[str, Any], name: str, where: _Where, *, most: int = 1_000_000) -> list[Any]:
    rows = told.get(name, [])
    if not isinstance(rows, list):
        raise where.at(name).refuse("a list is expected here", "write one entry a line")
    if len(rows) > most:
        raise where.at(name).refuse(f"{len(rows)} entries are more than {most}", "use a coarser grid")
    return rows


def _row(told: Any, size: int, where: _Where) -> list[Any]:
    if not isinstance(told, list) or len(told) != size:
        raise where.refuse(f"a row of {size} is expected here", "check the row")
    return told


def _text(told: Any, where: _Where, *, needed: bool = False) -> str:
    if isinstance(told, int) and not isinstance(told, bool):
        told = str(told)
    if not isinstance(told, str) or (needed and not told.strip()):
        raise where.refuse("a text is expected here", "write it in quotes")
    return told


def _number(told: Any, where: _Where, *, least: float, most: float) -> float:
    if isinstance(told, bool) or not isinstance(told, int | float) or not math.isfinite(told):
        raise where.refuse(f"{told!r} is no number", "write a number")
    if not least <= told <= most:
        raise where.refuse(f"{told:g} does not lie between {least:g} and {most:g}", "check the unit")
    return float(told)


def _whole(told: Any, where: _Where, *, least: int = 0, most: int) -> int:
    if isinstance(told, bool) or not isinstance(told, int):
        raise where.refuse(f"{told!r} is no whole number", "write a whole number")
    if not least <= told <= most:
        raise where.refuse(f"{told} does not lie between {least} and {most}", "check the unit")
    return told
