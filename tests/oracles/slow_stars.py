"""A slow twin of the stars: written from the standard's text alone, day by day, without a line of the engine.

It also makes up the evidence of 462 stations, each with a number of stars that the published scheme counted. The
counts are published (25, 140, 197, 80, 20); every station and everything that was found in it is invented.
``python -m tests.oracles.slow_stars`` writes them anew.
"""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

Look = dict[str, Any]
Version = dict[str, Any]

ROOT = Path(__file__).resolve().parents[2]
STANDARD = ROOT / "src" / "nuantu" / "stars" / "standards" / "warm-stations.yaml"
FIXTURE = ROOT / "examples" / "stars" / "stations-462.json"
#: How many stations had one, two, ... five stars, as published.
PUBLISHED = {1: 25, 2: 140, 3: 197, 4: 80, 5: 20}
AS_OF = date(2025, 12, 20)
VALID = 200
#: What was walked once.
AGES: dict[tuple[int, int, date], int] = {}


def read_versions(text: str) -> list[Version]:
    """The versions of a standard as plain mappings, with what a later one takes over from an earlier one."""
    made: dict[int, Version] = {}
    for told in yaml.safe_load(text)["versions"]:
        base = made.get(told.get("based_on"), {})
        version = {key: told.get(key, base.get(key)) for key in ("term_days", "levels", "sanctions")}
        items = {item["id"]: item for item in base.get("items", []) if item["id"] not in told.get("remove", [])}
        items |= {item["id"]: item for item in told.get("items", [])}
        made[told["number"]] = version | {
            "number": told["number"], "from": told["in_force_from"], "items": list(items.values())}
    return list(made.values())


def find_version(versions: list[Version], day: date) -> Version:
    """The version of a day."""
    return [version for version in versions if version["from"] <= day][-1]


def in_season(season: dict[str, int], day: date) -> bool:
    """Whether a day lies in a season, asked month and day by month and day."""
    first, last, here = season["first"], season["last"], 100 * day.month + day.day
    if first <= last:
        return first <= here <= last
    return here >= first or here <= last


def season_age(season: dict[str, int], day: date) -> int:
    """How many days the season has run on a day of it: walked back."""
    key = season["first"], season["last"], day
    if key not in AGES:
        age = 0
        while in_season(season, day - timedelta(days=age + 1)):
            age += 1
        AGES[key] = age
    return AGES[key]


def slow_rate(version: Version, looks: list[Look], day: date) -> int:
    """The stars of a day, from the text: try five, then four, ... and ask everything again each time."""
    for stars in (5, 4, 3, 2, 1):
        if _reaches(version, looks, day, stars):
            lost = sum(sanction["down_stars"] for sanction in version["sanctions"]
                       if all(_seen_bad(version, looks, day, item) for item in sanction["items"]))
            return max(0, stars - lost)
    return 0


def _reaches(version: Version, looks: list[Look], day: date, stars: int) -> bool:
    met = asked = 0
    for item in version["items"]:
        value = current(item, looks, day)
        if value == "not asked":
            continue
        good = value != "nothing" and all(_enough(need, value) for need in item["needs"] if need["stars"] <= stars)
        concerned = any(need["stars"] <= stars for need in item["needs"])
        if item["role"] in ("knockout", "must") and concerned and not good:
            return False
        if item["role"] == "ordinary":
            asked += 1
            met += good
    wanted = [level["ordinary_percent"] for level in version["levels"] if level["stars"] <= stars]
    return all(100 * met >= percent * asked for percent in wanted)


def current(item: dict[str, Any], looks: list[Look], day: date) -> Any:
    """What is known of an item on a day: a value, "nothing", or "not asked"."""
    season = item.get("season")
    if season and not in_season(season, day):
        return "not asked"
    newest: tuple[date, Any] | None = None
    for look in looks:
        gone = look.get("withdrawn_on")
        if item["id"] not in look["found"] or look["on"] > day or (gone and gone <= day):
            continue
        if newest is None or look["on"] >= newest[0]:
            newest = look["on"], look["found"][item["id"]]
    if newest is not None and season and (day - newest[0]).days > season_age(season, day):
        newest = None
    if newest is None:
        return "not asked" if season and season_age(season, day) < season["grace_days"] else "nothing"
    return newest[1] if (day - newest[0]).days <= item.get("valid_days", VALID) else "nothing"


def _enough(need: dict[str, Any], value: Any) -> bool:
    if "at_least" in need:
        return bool(value >= need["at_least"])
    return value is True


def _seen_bad(version: Version, looks: list[Look], day: date, wanted: str) -> bool:
    item = next(one for one in version["items"] if one["id"] == wanted)
    return current(item, looks, day) is False


class Slow:
    """A star that is walked from day to day."""

    def __init__(self, versions: list[Version], looks: list[Look]) -> None:
        self.versions, self.looks = versions, looks
        self.stars = 0
        self.ends: date | None = None
        self.held: int | None = None

    def act(self, kind: str, day: date) -> None:
        """Somebody decides. Raises LookupError for what nothing allows."""
        version = find_version(self.versions, day)
        now = slow_rate(version, self.looks, day)
        if (kind == "restored") > (self.held is not None) or (self.held is not None and kind in ("rated", "revoked")):
            raise LookupError(kind)
        if self.held is None and not self.stars and kind in ("revoked", "corrected"):
            raise LookupError(kind)
        if kind == "rated":
            self.stars, self.ends = now, day + timedelta(days=version["term_days"])
        elif kind == "revoked":
            self.stars, self.held = 0, self.stars
        elif self.held is not None:
            self.stars, self.held = (min(self.held, now) if self.ends is not None and day <= self.ends else 0), None
        else:
            self.stars = now
        if not self.stars and self.held is None:
            self.ends = None

    def end_day(self, day: date) -> tuple[int, date | None]:
        """What the day leaves of it: the stars, and the last day of their term."""
        if self.held is None:
            if self.ends is not None and day > self.ends:
                self.stars = 0
            if self.stars:
                self.stars = min(self.stars, slow_rate(find_version(self.versions, day), self.looks, day))
            if not self.stars:
                self.ends = None
        return self.stars, self.ends


def slow_days(versions: list[Version], looks: list[Look], acts: list[dict[str, Any]],
              until: date) -> dict[date, tuple[int, date | None]]:
    """The stars and the end of the term at the end of each day from the first act on, one day after another."""
    star, days = Slow(versions, looks), {}
    day = min((act["on"] for act in acts), default=until + timedelta(days=1))
    while day <= until:
        for act in acts:
            if act["on"] == day:
                star.act(act["kind"], day)
        days[day] = star.end_day(day)
        day += timedelta(days=1)
    return days


def make_stations() -> list[dict[str, Any]]:
    """462 invented stations in the published numbers, shuffled; each drawn until the twin gives it its stars."""
    rng = random.Random(462)
    versions = read_versions(STANDARD.read_text(encoding="utf-8"))
    wanted = [stars for stars, count in PUBLISHED.items() for _one in range(count)]
    rng.shuffle(wanted)
    return [_make_station(rng, versions, f"S{place:03d}", stars) for place, stars in enumerate(wanted, 1)]


def _make_station(rng: random.Random, versions: list[Version], name: str, stars: int) -> dict[str, Any]:
    version = find_version(versions, AS_OF)
    while True:
        looks = _make_looks(rng, version, stars)
        acts = _make_acts(rng)
        try:
            found = slow_days(versions, looks, acts, AS_OF)[AS_OF][0] if acts else slow_rate(version, looks, AS_OF)
        except LookupError:  # nobody revokes or corrects a star that is not there
            continue
        if found == stars:
            return {"id": name, "expected": stars, "evidence": looks, **({"acts": acts} if acts else {})}


def _make_looks(rng: random.Random, version: Version, stars: int) -> list[Look]:
    """One to three inspections: mostly what the stars ask, and beyond that what chance gives."""
    aim = min(5, stars + (rng.random() < 0.1))  # some have what one star more asks, and a sanction against it
    looks = []
    for back in sorted((rng.randrange(3, 25), rng.randrange(60, 180), rng.randrange(205, 330)), reverse=True):
        found = {}
        for item in version["items"]:
            if rng.random() < (0.02 if back < 30 else 0.3):
                continue
            needed = [need.get("at_least") for need in item["needs"] if need["stars"] <= aim]
            more = [need.get("at_least") for need in item["needs"] if need["stars"] > aim]
            found[item["id"]] = _draw_value(rng, item, needed, more, aim)
        looks.append({"on": AS_OF - timedelta(days=back), "basis": f"J{back:03d}", "found": found})
    return looks[rng.randrange(0, 2):]


def _draw_value(rng: random.Random, item: dict[str, Any], needed: list[Any], more: list[Any], aim: int) -> Any:
    if "unit" in item:
        low = max(needed, default=0)
        high = min(more, default=low + 40)
        return round(low + rng.random() * (high - low) * 0.99, 1) if item["unit"] == "m2" else rng.randrange(
            low, max(low + 1, high + (rng.random() < 0.1)))
    if item["role"] == "sanction":
        return rng.random() < 0.93
    if item["role"] == "ordinary":
        return rng.random() < 0.15 + 0.13 * aim
    return rng.random() < (0.998 if needed else 0.3)


def _make_acts(rng: random.Random) -> list[dict[str, Any]]:
    """A third have a history: rated, some of them revoked and restored, some corrected after an appeal."""
    kind = rng.randrange(8)
    rated = {"kind": "rated", "on": AS_OF - timedelta(days=rng.randrange(3, 200))}
    last = {"kind": "rated", "on": AS_OF - timedelta(days=rng.randrange(0, 3))}
    if kind == 0:
        return [rated, last]
    if kind == 1:
        return [rated, {"kind": "revoked", "on": rated["on"], "ground": "不按公布时间开放"},
                {"kind": "restored", "on": AS_OF - timedelta(days=1)}]
    return [rated, {"kind": "corrected", "on": AS_OF - timedelta(days=2)}] if kind == 2 else []


def write_fixture() -> str:
    """The file's text: a station a line."""
    head = {"standard": "warm-stations", "as_of": AS_OF.isoformat(),
            "about": "462 invented stations with made-up evidence; only how many have how many stars is published"}
    lines = [json.dumps(_as_told(one), ensure_ascii=False, default=date.isoformat, separators=(",", ":"))
             for one in make_stations()]
    return json.dumps(head, ensure_ascii=False)[:-1] + ', "stations": [\n' + ",\n".join(lines) + "\n]}\n"


def _as_told(station: dict[str, Any]) -> dict[str, Any]:
    """A station as the file has it: ``on`` would be a yes in YAML, so the file says ``day``."""
    named = {key: [{"day" if name == "on" else name: value for name, value in one.items()} for one in station[key]]
             for key in ("evidence", "acts") if key in station}
    return station | named


if __name__ == "__main__":
    FIXTURE.parent.mkdir(parents=True, exist_ok=True)
    FIXTURE.write_text(write_fixture(), encoding="utf-8")
