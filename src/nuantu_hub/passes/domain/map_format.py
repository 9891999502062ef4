"""The map of a compound as GeoJSON: what may stand in it, read strictly (``docs/compound_map.md``)."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.translation import gettext as _

from nuantu_hub.passes.errors import PassRefused

MOST_BYTES, MOST_FEATURES, MOST_POINTS = 300_000, 800, 6_000
#: Nothing of a compound lies farther than this from the place it is registered at, degrees (some 2 km).
REACH_DEG = 0.02
#: Digits after the point of a degree: about a centimetre.
DIGITS = 7
NAME_MOST, MOST_MORE = 40, 8
#: Properties that have a place of their own; others are kept as they came.
OWN = frozenset(("kind", "name", "building", "gate", "closed", "why", "bike"))
POINT, LINE, AREA = "Point", "LineString", "Polygon"
#: What may be drawn, and as which geometries.
KINDS: Final[dict[str, tuple[str, ...]]] = {
    "boundary": (AREA,), "building": (AREA,), "green": (AREA,), "street": (LINE,), "path": (LINE,), "gate": (POINT,),
    "entrance": (POINT,), "lift": (POINT,), "parking": (POINT, AREA)}
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Feature:
    """A thing on the map. ``line`` are its places, (longitude, latitude) in degrees; an area's first is its last.

    ``gate`` is the number of a gate; ``building`` the name of the building that an entrance or a lift belongs to;
    ``closed`` a path that riders may not take and ``why``; ``bike`` is false where they go on foot. ``more`` are
    further properties, kept as they came.
    """

    key: str
    kind: str
    shape: str
    line: tuple[Place, ...]
    name: str = ""
    building: str = ""
    gate: int = 0
    closed: bool = False
    why: str = ""
    bike: bool = True
    more: tuple[tuple[str, str | int | float | bool], ...] = ()

    def tell(self) -> dict[str, Any]:
        """As GeoJSON."""
        places = [[round(lon, DIGITS), round(lat, DIGITS)] for lon, lat in self.line]
        told: dict[str, Any] = {**dict(self.more), "kind": self.kind}
        told |= {name: getattr(self, name) for name in ("name", "building", "gate", "closed", "why")
                 if getattr(self, name)}
        told |= {} if self.bike else {"bike": False}
        return {"type": "Feature", "id": self.key, "properties": told, "geometry": {
            "type": self.shape,
            "coordinates": places[0] if self.shape == POINT else places if self.shape == LINE else [places]}}


def write_map(features: Sequence[Feature]) -> str:
    """The text that is kept and signed: one form for one map."""
    return json.dumps({"type": "FeatureCollection", "features": [one.tell() for one in features]}, ensure_ascii=False,
                      separators=(",", ":"))


def read_map(text: str | bytes, near: Place | None = None) -> list[Feature]:
    """The features of a map, ``near`` (longitude, latitude) holding them together.

    Raises PassRefused naming the feature: no GeoJSON, too large, a kind or a geometry that does not belong here, a
    coordinate that is none, a thing far away.
    """
    if len(text) > MOST_BYTES:
        raise PassRefused(_("地图文件太大"), _("不超过 300 KB；删去不需要的细节"), field="file")
    try:
        told = json.loads(text, parse_constant=lambda word: _no_number(word))
    except (ValueError, RecursionError) as fault:
        raise PassRefused(_("这不是 GeoJSON"), _("导出一份现有的当模板"), field="file") from fault
    rows = told.get("features") if isinstance(told, dict) and told.get("type") == "FeatureCollection" else None
    if not isinstance(rows, list):
        raise PassRefused(_("这不是 GeoJSON 的 FeatureCollection"), _("导出一份现有的当模板"), field="file")
    if len(rows) > MOST_FEATURES:
        raise PassRefused(_("图上的东西太多"), _("不超过 %(n)s 个") % {"n": MOST_FEATURES}, field="file")
    found = [_read_feature(number, row, near) for number, row in enumerate(rows, start=1)]
    if sum(len(one.line) for one in found) > MOST_POINTS:
        raise PassRefused(_("图上的点太多"), _("不超过 %(n)s 个") % {"n": MOST_POINTS}, field="file")
    return _give_keys(found)


def _no_number(word: str) -> float:
    raise ValueError(word)


def _refuse(number: int, what: str, fix: str) -> PassRefused:
    return PassRefused(_("第 %(n)s 个：%(what)s") % {"n": number, "what": what}, fix, field="file")


def _read_feature(number: int, row: Any, near: Place | None) -> Feature:
    geometry = row.get("geometry") if isinstance(row, dict) else None
    told = row.get("properties") if isinstance(row, dict) else None
    if not isinstance(geometry, dict) or not isinstance(told, dict):
        raise _refuse(number, _("没有形状或属性"), _("每个都要有 geometry 和 properties"))
    kind, shape = told.get("kind"), geometry.get("type")
    if not isinstance(kind, str) or kind not in KINDS:
        raise _refuse(number, _("没有“%(kind)s”这一类") % {"kind": str(kind)[:20]}, "、".join(KINDS))
    if shape not in KINDS[kind]:
        raise _refuse(number, _("“%(kind)s”不能是 %(shape)s") % {"kind": kind, "shape": str(shape)[:20]},
                      "、".join(KINDS[kind]))
    line = tuple(_read_place(number, one, near) for one in _list_places(number, shape, geometry.get("coordinates")))
    least = {POINT: 1, LINE: 2, AREA: 4}[shape]
    if len(line) < least or (shape == AREA and line[0] != line[-1]):
        raise _refuse(number, _("形状没有画完"), _("面的最后一点要和第一点相同，线至少两点"))
    gate = told.get("gate", 0)
    if isinstance(gate, bool) or not isinstance(gate, int) or not 0 <= gate < 2**32:
        raise _refuse(number, _("门的编号不对"), _("写门的编号，一个整数"))
    return Feature(_read_word(number, row.get("id", "")), kind, shape, line, _read_word(number, told.get("name", "")),
                   _read_word(number, told.get("building", "")), gate, told.get("closed") is True,
                   _read_word(number, told.get("why", "")), told.get("bike") is not False, _keep_more(number, told))


def _keep_more(number: int, told: dict[str, Any]) -> tuple[tuple[str, str | int | float | bool], ...]:
    more = {name: value for name, value in told.items() if name not in OWN and value is not None}
    if len(more) > MOST_MORE or not all(isinstance(value, str | int | float | bool) and len(str(value)) <= NAME_MOST
                                        and len(name) <= NAME_MOST for name, value in more.items()):
        raise _refuse(number, _("带的属性太多"), _("别的属性不超过 8 个，每个不超过 40 个字"))
    return tuple(sorted(more.items()))


def _read_word(number: int, word: Any) -> str:
    text = str(word) if isinstance(word, int | str) and not isinstance(word, bool) else "" if word is None else None
    if text is None or len(text) > NAME_MOST or any(ord(sign) < 32 for sign in text):
        raise _refuse(number, _("名字不能用"), _("不超过 40 个字，不换行"))
    return text.strip()


def _list_places(number: int, shape: str, told: Any) -> list[Any]:
    if shape == POINT:
        return [told]
    line = told[0] if shape == AREA and isinstance(told, list) and len(told) == 1 else told
    if (shape == AREA and line is told) or not isinstance(line, list):
        raise _refuse(number, _("形状没有画完"), _("面只有一圈，没有洞"))
    return line


def _read_place(number: int, told: Any, near: Place | None) -> Place:
    if not isinstance(told, list) or len(told) < 2 or not all(
            isinstance(part, int | float) and not isinstance(part, bool) and math.isfinite(part) for part in told[:2]):
        raise _refuse(number, _("坐标不是数字"), _("先经度后纬度，单位是度"))
    lon, lat = round(float(told[0]), DIGITS), round(float(told[1]), DIGITS)
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise _refuse(number, _("坐标不是经纬度"), _("先经度后纬度，单位是度"))
    if near is not None and (abs(lon - near[0]) > REACH_DEG or abs(lat - near[1]) > REACH_DEG):
        raise _refuse(number, _("离小区太远"), _("核对坐标系：要 WGS 84，先经度后纬度"))
    return lon, lat


def _give_keys(features: Sequence[Feature]) -> list[Feature]:
    """Every feature gets a key of its own; one that has one keeps it."""
    taken = {one.key for one in features if one.key}
    seen: set[str] = set()
    given: list[Feature] = []
    fresh = 0
    for one in features:
        key = one.key
        while not key or key in seen:
            fresh += 1
            key = f"f{fresh}" if f"f{fresh}" not in taken else ""
        seen.add(key)
        given.append(one if key == one.key else replace(one, key=key))
    return given
