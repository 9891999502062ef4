"""Weeks of verdicts as a page tells them: cells with words beside their colour, a sentence for each clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nuantu_hub.bargaining.domain.weekly_verdicts import (
    VERDICTS,
    ClauseWeeks,
    Week,
    WeekTable,
    find_last_day,
    find_state,
)
from nuantu_hub.site.clock import now

#: Verdict -> its tone, icon and word.
WORDS: Final[dict[str, tuple[str, str, Any]]] = {
    "violated": ("broken", "broken", gettext_lazy("违反")), "disputed": ("watch", "watch", gettext_lazy("有争议")),
    "departed": ("watch", "watch", gettext_lazy("有偏离")),
    "insufficient_evidence": ("unknown", "unknown", gettext_lazy("缺证据")),
    "complied": ("kept", "kept", gettext_lazy("已兑现")), "not_applicable": ("none", "minus", gettext_lazy("没有碰到"))}


@dataclass(frozen=True, slots=True)
class Cell:
    """A clause in a week: tone, icon, the number that is shown, and all of it in words."""

    tone: str
    icon: str
    figure: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A clause with its weeks."""

    clause: ClauseWeeks
    cells: list[Cell]
    tone: str
    said: str


def choose_until(platform: str, asked: str) -> date:
    """The day whose week stands last: the one that was asked for, else the newest on record, else today."""
    try:
        return date.fromisoformat(asked)
    except ValueError:
        return find_last_day(platform) or now().date()


def tell_table(table: WeekTable) -> list[Row]:
    """The clauses in the order of the table."""
    return [_tell_clause(one, table.weeks) for one in table.clauses]


def tell_totals(table: WeekTable) -> list[tuple[str, str, Any, int]]:
    """Tone, icon, word and units of every verdict over all weeks, the gravest first."""
    totals = table.totals
    return [(*WORDS[name], totals[name]) for name in VERDICTS]


def _tell_clause(clause: ClauseWeeks, weeks: Sequence[Week]) -> Row:
    cells = [_tell_cell(counts, week) for counts, week in zip(clause.weeks, weeks, strict=True)]
    states = clause.states
    return Row(clause, cells, next((WORDS[name][0] for name in VERDICTS if name in states), "none"),
               _say_weeks(states, sum(not week.known for week in weeks)))


def _tell_cell(counts: Mapping[str, int] | None, week: Week) -> Cell:
    """A week without days says so in words; one in which the clause was not in force says that."""
    if not week.known:
        return Cell("empty", "", "", _("没有数据"))
    if counts is None:
        return Cell("none", "minus", "", _("还没有这一条"))
    state = find_state(counts)
    if not state:
        return Cell("none", "minus", "", _("未核查"))
    tone, icon, _word = WORDS[state]
    words = "，".join(f"{WORDS[name][2]} {counts[name]:,}" for name in VERDICTS if counts[name])
    return Cell(tone, icon, "" if state == "not_applicable" else _shorten(counts[state]), words)


def _shorten(count: int) -> str:
    """At most five signs: 41, 1,204, 38k."""
    return f"{count:,}" if count < 10_000 else f"{count // 1000}k"


def _say_weeks(states: Sequence[str], empty: int) -> str:
    """All weeks in a sentence: ``6 周兑现，1 周违反，1 周没有数据``."""
    said = []
    for name, told in (("complied", lambda n: ngettext("%(n)d 周兑现", "%(n)d 周兑现", n)),
                       ("violated", lambda n: ngettext("%(n)d 周违反", "%(n)d 周违反", n)),
                       ("disputed", lambda n: ngettext("%(n)d 周有争议", "%(n)d 周有争议", n)),
                       ("departed", lambda n: ngettext("%(n)d 周有偏离", "%(n)d 周有偏离", n)),
                       ("insufficient_evidence", lambda n: ngettext("%(n)d 周缺证据", "%(n)d 周缺证据", n))):
        count = sum(state == name for state in states)
        if count:
            said.append(told(count) % {"n": count})
    if empty:
        said.append(ngettext("%(n)d 周没有数据", "%(n)d 周没有数据", empty) % {"n": empty})
    return "，".join(said) or _("没有碰到")
