"""The clause chip, the state and the due clock: what stands beside a number and says how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.site.clock import now

#: First letter of a clause type's number -> the chapter it stands in.
CHAPTERS: Final[dict[str, Any]] = {
    "P": gettext_lazy("报酬"), "R": gettext_lazy("休息"), "D": gettext_lazy("派单"),
    "C": gettext_lazy("关怀"), "V": gettext_lazy("职业"), "G": gettext_lazy("协商"),
}
#: What a clause or a check may be in -> (tone, icon, words).
STATES: Final[dict[str, tuple[str, str, Any]]] = {
    "kept": ("kept", "kept", gettext_lazy("已兑现")),
    "watch": ("watch", "watch", gettext_lazy("要留意")),
    "broken": ("broken", "broken", gettext_lazy("违反")),
    "unknown": ("unknown", "unknown", gettext_lazy("缺证据")),
    "complied": ("kept", "kept", gettext_lazy("已兑现")),
    "departed": ("watch", "watch", gettext_lazy("有偏离")),
    "disputed": ("watch", "watch", gettext_lazy("有争议")),
    "violated": ("broken", "broken", gettext_lazy("违反")),
    "insufficient_evidence": ("unknown", "unknown", gettext_lazy("缺证据")),
    "not_applicable": ("unknown", "minus", gettext_lazy("不适用")),
    "unchecked": ("unknown", "minus", gettext_lazy("未核查")),
    "pending": ("unknown", "clock", gettext_lazy("未执行")),
    "waiting": ("unknown", "clock", gettext_lazy("计时中")),
    "paused": ("unknown", "pause", gettext_lazy("暂停")),
}
#: Small icons inside a chip, by tone; the ring around a state's icon is left out where it would be too fine.
CHIP_ICONS: Final = {"kept": "check", "watch": "alert", "broken": "close", "unknown": "minus"}
OWN_CHIP_ICONS: Final = {"insufficient_evidence": "unknown", "unknown": "unknown", "pending": "clock",
                         "waiting": "clock", "paused": "pause", "disputed": "question"}
WATCH_S, BROKEN_S = 86_400, 4 * 3_600


@dataclass(frozen=True, slots=True)
class Look:
    """How a state is shown: colour class, icon and its word."""

    tone: str
    icon: str
    words: Any


def find_state(state: str) -> Look:
    """How a state is shown; raises LookupError for a state that does not exist."""
    if state not in STATES:
        raise LookupError(f"there is no state {state!r}; there are {', '.join(STATES)}")
    return Look(*STATES[state])


def find_chip(state: str) -> Look:
    """How a chip in a state is shown; without a state it carries no icon."""
    if not state:
        return Look("", "", "")
    look = find_state(state)
    return Look(look.tone, OWN_CHIP_ICONS.get(state, CHIP_ICONS[look.tone]), look.words)


def name_chapter(clause_id: str, chapter: str | None = None) -> str:
    """The chapter's word for a clause type's number (P01 -> 报酬), or the one that is given.

    ``chapter`` is a letter of ``CHAPTERS`` or already words; raises LookupError where neither gives a chapter.
    """
    if chapter:
        return str(CHAPTERS.get(chapter, chapter))
    if clause_id[:1] not in CHAPTERS:
        raise LookupError(f"no chapter is known for clause {clause_id!r}")
    return str(CHAPTERS[clause_id[:1]])


@dataclass(frozen=True, slots=True)
class Clock:
    """Time left until a moment: its share of the whole term (0 to 1), its tone and its words."""

    share: float
    tone: str
    left_s: float


def read_clock(due: datetime, since: datetime | None = None) -> Clock:
    """The clock that runs until ``due``; ``since`` is when it began, without it the term is taken as seven days."""
    left_s = (due - now()).total_seconds()
    whole_s = (due - since).total_seconds() if since else 7 * WATCH_S
    share = min(1.0, max(0.0, left_s / whole_s)) if whole_s > 0 else 0.0
    tone = "broken" if left_s < BROKEN_S else "watch" if left_s < WATCH_S else "unknown"
    return Clock(share, tone, left_s)


def say_chip(chapter: str, clause_id: str, state: str) -> str:
    """What a screen reader hears of a chip that opens a sheet."""
    words = {"chapter": chapter, "clause": clause_id, "state": find_state(state).words if state else ""}
    if state:
        return _("%(chapter)s %(clause)s，%(state)s，看条款") % words
    return _("%(chapter)s %(clause)s，看条款") % words
