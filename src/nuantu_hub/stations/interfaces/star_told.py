"""What the pages show of a station's stars: each item with its evidence, the course, the versions of the standard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from nuantu_hub.seam import stars as engine
from nuantu_hub.stations.models import Star

ROLES: dict[str, Any] = {"knockout": gettext_lazy("一票否决"), "must": gettext_lazy("必须达到"),
                         "ordinary": gettext_lazy("一般项目"), "sanction": gettext_lazy("不合格就降星")}
STANDINGS: dict[str, Any] = {"published": gettext_lazy("来源写明"), "ours": gettext_lazy("来源没写，我们定的")}


def language() -> Literal["zh", "en"]:
    """``zh`` or ``en``, as the engine names the language of the page."""
    return "en" if (get_language() or "").startswith("en") else "zh"


@dataclass(frozen=True, slots=True)
class ItemTold:
    """One item: words, role, state for the page, what was found, on which day, until when it counts."""

    words: str
    role: str
    tone: str
    found: str
    on: date | None
    until: date | None


def tell_items(rating: engine.Rating) -> list[tuple[str, list[ItemTold]]]:
    """Every item of a rating, by section."""
    lang = language()
    parts: dict[str, list[ItemTold]] = {}
    wanted = max(1, rating.stars)
    for one in rating.results:
        need = one.item.need_for(max(wanted, one.item.first_stars))
        holds = one.state == "not_asked" or (need is not None and one.allows >= need.stars)
        tone = {"missing": "unknown", "expired": "watch", "not_asked": "not_applicable"}.get(
            one.state, "kept" if holds else "broken" if one.item.first_stars <= wanted else "watch")
        found = {"missing": _("没有查过"), "not_asked": _("不是这一季")}.get(one.state) or engine.say_value(
            one.item, one.value if one.value is not None else False, lang)
        told = ItemTold(one.item.words.say(lang), str(ROLES[one.item.role]), tone, str(found), one.on, one.until)
        parts.setdefault(rating.version.sections[one.item.section].say(lang), []).append(told)
    return list(parts.items())


@dataclass(frozen=True, slots=True)
class NeedTold:
    """What a star asks of an item: its words, whether a source says so, and a note."""

    stars: int
    words: str
    standing: str
    published: bool
    note: str


@dataclass(frozen=True, slots=True)
class RuleTold:
    """An item as the standard has it."""

    words: str
    role: str
    needs: list[NeedTold]
    valid_days: int
    mend_days: int
    season: str
    source: str
    change: str


def tell_rules(version: engine.Version, before: engine.Version | None) -> list[tuple[str, list[RuleTold]]]:
    """The items of a version by section; what is new or changed since the version before says so."""
    lang = language()
    parts: dict[str, list[RuleTold]] = {}
    for item in version.items:
        old = before.by_id.get(item.id) if before else item
        change = "" if old == item else _("新增") if old is None else _("改过")
        needs = [NeedTold(need.stars, engine.say_need(item, need.at_least, lang), str(STANDINGS[need.standing]),
                          need.standing == "published", need.note.say(lang) if need.note else "")
                 for need in item.needs]
        parts.setdefault(version.sections[item.section].say(lang), []).append(RuleTold(
            item.words.say(lang), str(ROLES[item.role]), needs, item.valid_days, item.mend_days,
            say_season(item.season), version.sources.get(item.source or "", ""), str(change)))
    return list(parts.items())


def list_removed(version: engine.Version, before: engine.Version | None) -> list[str]:
    """The items of the version before that are gone."""
    if before is None:
        return []
    return [item.words.say(language()) for item in before.items if item.id not in version.by_id]


def say_season(season: engine.Season | None) -> str:
    """From when to when an item is asked; empty where it always is."""
    if season is None:
        return ""
    return _("%(first)s至%(last)s才查") % {"first": _say_day(season.first), "last": _say_day(season.last)}


def _say_day(number: int) -> str:
    return _("%(month)s月%(day)s日") % {"month": number // 100, "day": number % 100}


def pick(pairs: Iterable[list[str]]) -> list[str]:
    """Pairs of Chinese and English in the language of the page."""
    return [pair[language() == "en"] for pair in pairs]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a star's course, for the bar: stars, from, to (None: still), a share of the whole in percent."""

    stars: int
    since: date
    until: date | None
    decision: Star | None


def tell_course(rows: list[Star], today: date) -> list[Stretch]:
    """How a station's stars went, the newest first: decisions, and in between what the rules did by themselves."""
    found: list[Stretch] = []
    end: date | None = None
    for row in rows:
        days = [(date.fromisoformat(on), stars) for on, stars in row.schedule] or [(row.since, row.stars)]
        held = [(on, stars) for on, stars in days if on <= today and (end is None or on < end)]
        for place in range(len(held) - 1, -1, -1):
            on, stars = held[place]
            found.append(Stretch(stars, on, end, row if place == 0 else None))
            end = on
    return found
