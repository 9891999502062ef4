"""Promises as pages and tables tell them: state in words and tone, provinces as tiles, a table of figures."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.bargaining.domain.promises import PlaceState, PromiseState, Standing, measure_promise
from nuantu_hub.bargaining.domain.weekly_verdicts import VERDICTS, WeekTable
from nuantu_hub.bargaining.models import Promise
from nuantu_hub.needs.domain.constituencies import PROVINCES

#: State -> the tone in which it is shown, and its word.
STATES: Final[dict[PromiseState, tuple[str, Any]]] = {
    PromiseState.OPEN: ("waiting", gettext_lazy("还没到期")),
    PromiseState.DISPUTED: ("watch", gettext_lazy("证据不被认可")),
    PromiseState.KEPT: ("kept", gettext_lazy("已落实")),
    PromiseState.KEPT_LATE: ("watch", gettext_lazy("逾期以后落实")),
    PromiseState.LAPSED: ("broken", gettext_lazy("过期没有落实"))}
PLACES: Final[dict[PlaceState, tuple[str, str, Any]]] = {
    PlaceState.KEPT: ("kept", "kept", gettext_lazy("认可")),
    PlaceState.WAITING: ("waiting", "clock", gettext_lazy("等另一方看")),
    PlaceState.DISPUTED: ("watch", "watch", gettext_lazy("不认可")),
    PlaceState.NONE: ("none", "minus", gettext_lazy("没有证据"))}


@dataclass(frozen=True, slots=True)
class Tile:
    """A province in the coverage map."""

    name: str
    tone: str
    icon: str
    words: Any


@dataclass(frozen=True, slots=True)
class Told:
    """A promise with its standing in words."""

    promise: Promise
    standing: Standing
    tone: str
    words: Any
    detail: str
    tiles: tuple[Tile, ...]


def tell_promise(promise: Promise, today: date) -> Told:
    """A promise with what became of it by a day; its evidence is asked for once."""
    standing = measure_promise(promise, promise.evidence.all(), today)
    tone, words = STATES[standing.state]
    tiles = tuple(_tell_place(code, state, lapsed=standing.state is PromiseState.LAPSED)
                  for code, state in standing.places if code)
    return Told(promise, standing, tone, words, _say_detail(promise, standing, today), tiles)


def _tell_place(code: str, state: PlaceState, *, lapsed: bool) -> Tile:
    tone, icon, words = PLACES[state]
    if lapsed and state is PlaceState.NONE:
        tone, icon = "broken", "broken"
    return Tile(PROVINCES.get(code, code), tone, icon, words)


def _say_detail(promise: Promise, standing: Standing, today: date) -> str:
    if promise.deadline is None:
        return _("没有公布完成期限")
    if standing.state is PromiseState.LAPSED:
        return _("过期 %(days)d 天") % {"days": standing.late_days}
    if standing.state in (PromiseState.KEPT, PromiseState.KEPT_LATE):
        return ""
    return _("还有 %(days)d 天") % {"days": (promise.deadline - today).days}


def write_figures(told: Iterable[Told], tables: Iterable[WeekTable]) -> str:
    """The public figures as a table: promises, then weeks by clause. No person stands in it."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["promise", "owner", "agreement", "deadline", "state", "places_kept", "places"])
    for one in told:
        rows.writerow([_guard(one.promise.words), _guard(one.promise.owner_name), one.promise.agreement,
                       one.promise.deadline or "", one.standing.state.value, one.standing.kept, one.standing.of])
    rows.writerow([])
    rows.writerow(["platform", "week", "days", "clause", "type", *VERDICTS])
    for table in tables:
        for place, week in enumerate(table.weeks):
            if not week.known:
                rows.writerow([_guard(table.platform), week.begins, 0, "", "", *[""] * len(VERDICTS)])
                continue
            for clause in table.clauses:
                counts = clause.weeks[place]
                if counts is not None:
                    rows.writerow([_guard(table.platform), week.begins, week.days - week.unread, clause.id,
                                   clause.type, *(counts[name] for name in VERDICTS)])
    return "\ufeff" + out.getvalue()


def _guard(words: str) -> str:
    """Words that a spreadsheet would take for a formula are kept words."""
    return f"'{words}" if words[:1] in "=+-@\t\r" else words
