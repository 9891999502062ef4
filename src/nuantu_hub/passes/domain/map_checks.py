"""What a map still lacks: every entrance reachable from a gate, every building with an entrance, every gate drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from nuantu_hub.passes.domain.map_format import Feature, Place
from nuantu_hub.passes.domain.map_weaving import find_foot, weave_map


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing: which, on which feature (empty for the whole map), in words. ``stops`` publishing."""

    code: str
    key: str
    words: str
    stops: bool = True


def join_net(features: Iterable[Feature]) -> dict[Place, set[Place]]:
    """The net of a woven map: places and those one step away. Closed paths are no part of it."""
    net: dict[Place, set[Place]] = defaultdict(set)
    for one in features:
        if one.kind == "path" and not one.closed:
            for a, b in pairwise(one.line):
                net[a].add(b)
                net[b].add(a)
    return net


def find_reached(net: dict[Place, set[Place]], starts: Iterable[Place]) -> set[Place]:
    """Every place that can be reached from one of the starts."""
    reached = set(starts)
    waiting = list(reached)
    while waiting:
        for place in net.get(waiting.pop(), ()):
            if place not in reached:
                reached.add(place)
                waiting.append(place)
    return reached


def check_map(features: Sequence[Feature], gates: Collection[int]) -> list[Lack]:
    """What a map lacks; ``gates`` are the numbers of the compound's gates in use. Empty where it can be published."""
    woven = weave_map(features)
    lacks = [*_check_gates(woven, gates), *_check_buildings(woven)]
    starts = [place for one in woven if one.kind == "gate" and one.gate in gates
              for place in find_foot(one, woven) or ()]
    if not starts:
        return lacks
    reached = find_reached(join_net(woven), starts)
    for one in woven:
        if one.kind not in ("entrance", "lift", "parking"):
            continue
        foot = find_foot(one, woven)
        if foot is None or foot[0] not in reached:
            lacks.append(Lack(one.kind, one.key, _("%(name)s从哪个门都走不到") % {"name": _name(one)},
                              stops=one.kind == "entrance"))
    return lacks


def _name(feature: Feature) -> str:
    kind = {"entrance": _("出入口"), "lift": _("电梯"), "parking": _("停车处")}[feature.kind]
    return f"{feature.building}{feature.name}{kind}"


def _check_gates(woven: Sequence[Feature], gates: Collection[int]) -> list[Lack]:
    drawn = [one for one in woven if one.kind == "gate"]
    lacks = [Lack("gate", one.key, _("图上的门没有对应到登记的门")) for one in drawn if one.gate not in gates]
    missing = len(set(gates) - {one.gate for one in drawn})
    if missing or not gates:
        words = _("登记的门有 %(n)d 个没有画在图上") % {"n": missing} if missing else _("还没有登记门")
        lacks.append(Lack("gates", "", words))
    return lacks + [Lack("gate_path", one.key, _("%(name)s没有接上路") % {"name": one.name or _("一个门")})
                    for one in drawn if find_foot(one, woven) is None]


def _check_buildings(woven: Sequence[Feature]) -> list[Lack]:
    buildings = [one for one in woven if one.kind == "building"]
    names = [one.name for one in buildings]
    entered = {one.building for one in woven if one.kind == "entrance"}
    lacks = [Lack("name", one.key, _("有一座楼没有名字")) for one in buildings if not one.name]
    lacks += [Lack("twin", one.key, _("有两座楼都叫%(name)s") % {"name": one.name})
              for number, one in enumerate(buildings) if one.name and one.name in names[:number]]
    lacks += [Lack("building", one.key, _("%(name)s没有出入口") % {"name": one.name})
              for one in buildings if one.name and one.name not in entered]
    lacks += [Lack("owner", one.key, _("有一个出入口没有写是哪座楼的")) for one in woven
              if one.kind in ("entrance", "lift") and one.building not in names]
    if not buildings:
        lacks.append(Lack("empty", "", _("还没有画楼")))
    outlines = sum(one.kind == "boundary" for one in woven)
    if outlines != 1:
        lacks.append(Lack("boundary", "", _("还没有画小区的边界") if not outlines else _("小区的边界画了不止一圈")))
    return lacks
