"""The course of a procedure in words."""

from __future__ import annotations

from datetime import date

import pytest

from nuantu_hub.bargaining.domain.procedure_clocks import Facts, Vacancy, measure_clocks
from nuantu_hub.bargaining.domain.procedures import find_procedure
from nuantu_hub.bargaining.interfaces.talk_course import (
    TONES,
    say_effect,
    say_term,
    say_until,
    tell_clock,
    tell_course,
    tell_way,
)
from nuantu_hub.bargaining.models import Talk
from nuantu_hub.site.chips import STATES

PROFILE = find_procedure("collective_contract")


def _tell(facts: Facts, today: date, name: str) -> tuple[str, str, str]:
    found = next(tell_clock(one) for one in measure_clocks(PROFILE, facts, today) if one.name == name)
    return found.tone, found.words, found.remark


@pytest.mark.parametrize(("today", "tone", "words"), [
    (date(2026, 2, 10), "waiting", "到2026年2月19日，还有9天"),
    (date(2026, 2, 22), "broken", "应在2026年2月19日前，已经晚了3天")])
def test_a_clock_says_how_long_or_how_late(today: date, tone: str, words: str) -> None:
    assert _tell(Facts(requested=date(2026, 1, 30)), today, "reply") == (tone, words, "最后一天在春节假期，不顺延")


def test_a_clock_that_was_met_or_lapsed_or_opens_later_says_so() -> None:
    met = Facts(requested=date(2026, 1, 30), replied=date(2026, 2, 3), filed=date(2026, 2, 6),
                expires=date(2027, 3, 31))
    today = date(2026, 3, 1)
    assert _tell(met, today, "reply")[1] == "2026年2月3日办了，期限2026年2月19日"
    assert _tell(met, today, "review")[:2] == ("kept", "到2026年2月21日没有意见")
    assert _tell(met, today, "renewal") == ("pending", "2026年12月31日起可以提", "那一年的放假安排还没有公布")
    assert say_effect(PROFILE, met, today) == "审查期内没有意见，2026年2月22日起生效"
    assert say_effect(PROFILE, Facts(), today) == ""


def test_a_term_of_the_wrong_length_is_said() -> None:
    short = Facts(effective=date(2026, 1, 1), expires=date(2026, 6, 30))
    assert say_term(PROFILE, short) == "2026年1月1日到2026年6月30日，不在1年到3年之间"
    assert say_term(PROFILE, Facts(effective=date(2026, 1, 1), expires=date(2026, 12, 31))) == ""
    assert say_term(PROFILE, Facts(effective=date(2026, 1, 1))) == ""
    assert say_term(find_procedure("meeting_minutes"), short) == ""


def test_a_vacancy_says_whose() -> None:
    facts = Facts(vacancies=(Vacancy(date(2026, 11, 1), None, "王代表"),))
    assert _tell(facts, date(2026, 11, 10), "vacancy")[1].startswith("王代表：")


def test_a_step_is_done_now_late_or_ahead() -> None:
    talk, facts = Talk(state="preparing"), Facts(requested=date(2026, 1, 5), replied=date(2026, 1, 9))
    today = date(2026, 1, 10)
    told = {one.step.key: one.tone for one in tell_course(talk, PROFILE, facts, measure_clocks(PROFILE, facts, today))}
    assert [key for key, tone in told.items() if tone == "done"] == ["request", "reply"]
    assert [key for key, tone in told.items() if tone == "now"] == ["delegates", "prepare"]
    late = Facts(requested=date(2025, 1, 5))
    clocks = measure_clocks(PROFILE, late, today)
    assert tell_course(Talk(state="asked"), PROFILE, late, clocks)[1].tone == "late"
    assert {say_until(one) for one in clocks} == {"书面答复"}


@pytest.mark.parametrize("state", Talk.State.values)
def test_every_state_has_a_tone_and_a_place_on_the_way(state: str) -> None:
    assert TONES[state] in STATES
    marks = [mark for _words, mark in tell_way(Talk(state=state))]
    assert marks.count("now") == (0 if state in ("signed", "ended") else 1)
