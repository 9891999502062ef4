"""The course of a talk's procedure as a page shows it: step by step, rule and source, clocks in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nuantu_hub.bargaining.domain.procedure_clocks import Clock, ClockState, Facts, check_term, find_effect
from nuantu_hub.bargaining.domain.procedures import FOUND, Profile, Step, name_fact
from nuantu_hub.bargaining.models import Talk
from nuantu_hub.site.moments import say_day

#: The tone in which a state of a talk is shown.
TONES: Mapping[str, str] = {"asked": "waiting", "refused": "broken", "preparing": "waiting", "talking": "waiting",
                            "suspended": "paused", "frozen": "waiting", "signed": "kept", "ended": "not_applicable"}
CLOCK_TONES: Mapping[ClockState, str] = {
    ClockState.AHEAD: "pending", ClockState.RUNNING: "waiting", ClockState.OPEN: "watch", ClockState.KEPT: "kept",
    ClockState.KEPT_LATE: "watch", ClockState.LATE: "broken", ClockState.LAPSED: "kept",
    ClockState.CLOSED: "not_applicable", ClockState.STOPPED: "not_applicable"}
#: Which fact ends a step that has no clock.
_STEP_FACTS: Mapping[str, str] = {"request": "requested", "reply": "replied", "suspension": "resumed", "sign": "signed",
                                  "file": "filed", "review": "opinion", "publish": "published", "renewal": "renewal"}
#: Which steps are behind a talk in a state.
_BEHIND: Mapping[str, tuple[str, ...]] = {
    "preparing": (), "talking": ("delegates", "prepare"), "suspended": ("delegates", "prepare"),
    "frozen": ("delegates", "prepare", "meeting"), "signed": ("delegates", "prepare", "meeting", "sign")}
_NOW: Mapping[str, tuple[str, ...]] = {
    "asked": ("reply",), "preparing": ("delegates", "prepare"), "talking": ("meeting",), "suspended": ("suspension",),
    "frozen": ("sign",), "signed": ()}
#: Public holidays by the name in which a clock has them.
HOLIDAYS: Mapping[str, Any] = {
    "元旦": gettext_lazy("元旦"), "春节": gettext_lazy("春节"), "清明": gettext_lazy("清明"),
    "劳动节": gettext_lazy("劳动节"), "端午": gettext_lazy("端午"), "国庆节": gettext_lazy("国庆节"),
    "中秋": gettext_lazy("中秋")}
#: The way of a talk in a few steps.
WAY = (("asked", gettext_lazy("要约")), ("preparing", gettext_lazy("准备")), ("talking", gettext_lazy("在谈")),
       ("frozen", gettext_lazy("文本已定")), ("signed", gettext_lazy("签署")))


@dataclass(frozen=True, slots=True)
class ToldClock:
    """A clock in words: its state, what it says, what kind of day its last one is."""

    clock: Clock
    tone: str
    words: str
    remark: str


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A step for the page; ``tone`` is done, now, late or nothing; ``found`` how its source was read."""

    step: Step
    tone: str
    found: Any
    done: str
    clocks: Sequence[ToldClock]


def tell_course(talk: Talk, profile: Profile, facts: Facts, clocks: Sequence[Clock]) -> list[ToldStep]:
    """Every step of the procedure with what is known of it."""
    return [_tell_step(talk, step, facts, [tell_clock(one) for one in clocks if one.step == step.key])
            for step in profile.steps]


def tell_way(talk: Talk) -> list[tuple[Any, str]]:
    """The few steps of the way with their tone: done, now or nothing."""
    order = [key for key, _words in WAY]
    state = {"suspended": "talking", "refused": "asked", "ended": ""}.get(talk.state, talk.state)
    here = order.index(state) if state in order else -1
    return [(words, "done" if place < here or (place == here and state == "signed") else "now" if place == here else "")
            for place, (_key, words) in enumerate(WAY)]


def tell_clock(clock: Clock) -> ToldClock:
    """A clock in words."""
    return ToldClock(clock, CLOCK_TONES[clock.state], _say_clock(clock), say_rest(clock))


def say_rest(clock: Clock) -> str:
    """What to know of the last day: on a holiday it is not moved; an unpublished year is said to be one."""
    told = []
    if clock.rest == "weekend":
        told.append(_("最后一天是周末，不顺延"))
    elif clock.rest:
        told.append(_("最后一天在%(holiday)s假期，不顺延") % {"holiday": HOLIDAYS.get(clock.rest, clock.rest)})
    if clock.provisional:
        told.append(_("那一年的放假安排还没有公布"))
    return "；".join(told)


def say_effect(profile: Profile, facts: Facts, today: Any) -> str:
    """From when the text is in force because no opinion came; nothing where that does not hold."""
    day = find_effect(profile, facts, today)
    return "" if day is None else _("审查期内没有意见，%(day)s起生效") % {"day": say_day(day, year=True)}


def say_term(profile: Profile, facts: Facts) -> str:
    """That a term is shorter or longer than the procedure has it; nothing where it is not, or has no end."""
    if facts.effective is None or facts.expires is None:
        return ""
    if check_term(profile, facts.effective, facts.expires) is not False:
        return ""
    term = profile.step("term").term
    assert term is not None
    return _("%(first)s到%(last)s，不在%(least)d年到%(most)d年之间") % {
        "first": say_day(facts.effective, year=True), "last": say_day(facts.expires, year=True),
        "least": term.least_years, "most": term.most_years}


def _tell_step(talk: Talk, step: Step, facts: Facts, clocks: list[ToldClock]) -> ToldStep:
    fact = getattr(facts, _STEP_FACTS.get(step.key, ""), None)
    late = any(one.clock.state is ClockState.LATE for one in clocks)
    lapsed = any(one.clock.state is ClockState.LAPSED for one in clocks)
    if late:
        tone = "late"
    elif step.key in _NOW.get(talk.state, ()) or any(one.clock.runs for one in clocks):
        tone = "now"
    elif fact is not None or lapsed or step.key in _BEHIND.get(talk.state, ()):
        tone = "done"
    else:
        tone = ""
    return ToldStep(step, tone, FOUND[step.source.found] if step.source else "",
                    "" if fact is None else say_day(fact, year=True), clocks)


def _say_clock(clock: Clock) -> str:
    day, state = say_day(clock.due, year=True), clock.state
    whose = f"{clock.whose}：" if clock.whose else ""
    if state in (ClockState.RUNNING, ClockState.OPEN):
        left = ngettext("到%(day)s，还有%(n)d天", "到%(day)s，还有%(n)d天", clock.left_days) % {
            "day": day, "n": clock.left_days}
        return whose + left
    if state is ClockState.LATE:
        late = ngettext("应在%(day)s前，已经晚了%(n)d天", "应在%(day)s前，已经晚了%(n)d天", -clock.left_days)
        return whose + late % {"day": day, "n": -clock.left_days}
    if state is ClockState.AHEAD:
        return _("%(day)s起可以提") % {"day": say_day(clock.begins, year=True)}
    words = {ClockState.KEPT: _("%(done)s办了，期限%(day)s"), ClockState.KEPT_LATE: _("%(done)s才办，期限%(day)s"),
             ClockState.LAPSED: _("到%(day)s没有意见"), ClockState.CLOSED: _("到%(day)s，没有人提"),
             ClockState.STOPPED: _("协商已结束，不再计时")}[state]
    return whose + words % {"done": say_day(clock.done, year=True), "day": day}


def say_until(clock: Clock) -> str:
    """What a clock waits for, in a word."""
    return {"reply": name_fact("replied"), "vacancy": name_fact("refilled"), "suspension": name_fact("resumed"),
            "filing": name_fact("filed"), "review": name_fact("opinion"), "renewal": name_fact("renewal")}[clock.name]
