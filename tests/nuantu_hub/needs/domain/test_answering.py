"""Answering: everybody who said it is told, asked, and heard again."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.nuantu_hub.needs.need_cast import HOUR, MOMENT, say

from nuantu_hub.needs.domain.answering import AFTER_JUDGED, answer_needs, judge
from nuantu_hub.needs.domain.receiving import put_aside
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Need, NeedStep, Reply, Told
from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.site.clock import set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


@pytest.fixture
def three(district: Unit, rider: Account, other_rider: Account) -> list[Need]:
    """Two say it by name, one of them by joining; a third joins without a name."""
    root = say(district, rider).need
    return [root, say(district, other_rider, "", joins=root).need, say(district, None, "", joins=root).need]


def answer(by: Account, needs: list[Need], text: str = "电梯留一部给配送，12 月 1 日起") -> Reply:
    """An answer to needs."""
    return answer_needs(by=by, unit=needs[0].unit, needs=needs, text=text, token=uuid4())


def test_everybody_who_said_it_is_told_the_same_once(three: list[Need], officer: Account) -> None:
    """Naming the first is enough; the same token is the same answer."""
    token = uuid4()

    made = [answer_needs(by=officer, unit=three[0].unit, needs=three[:1], text="好了", token=token) for _ in range(2)]

    assert made[0] == made[1]
    assert sorted(Told.objects.values_list("need", flat=True)) == sorted(need.pk for need in three)
    assert set(Need.objects.values_list("state", flat=True)) == {Need.State.ANSWERED}
    assert Deed.objects.get(verb="needs answered").detail == {"people": 3}


def test_who_joins_later_is_told_what_the_others_were(three: list[Need], officer: Account, district: Unit) -> None:
    """Nobody has to wait for an answer that is there."""
    reply = answer(officer, three[:1])

    late = say(district, None, "", joins=three[0]).need

    late.refresh_from_db()
    assert (late.state, late.told.get().reply) == (Need.State.ANSWERED, reply)


def test_no_opens_the_need_again_and_yes_closes_it(three: list[Need], officer: Account) -> None:
    """What the writer says is kept with its moment, for who has no name with the hour, and no deed tells who."""
    answer(officer, three[:1])
    named, nameless = (Told.objects.get(need=need) for need in (three[0], three[2]))

    judge(told=named, helped="no", words=" 还是要等 ")
    judge(told=nameless, helped="yes")

    for one in (named, nameless, *three):
        one.refresh_from_db()
    assert (named.helped, named.words, named.judged_at) == ("no", "还是要等", MOMENT)
    assert (nameless.helped, nameless.judged_at) == ("yes", HOUR)
    assert [need.state for need in three] == [Need.State.REOPENED, Need.State.ANSWERED, Need.State.CLOSED]
    assert not Deed.objects.filter(verb__contains="judg").exists()
    assert NeedStep.objects.get(need=three[2], kind="judged").at == HOUR


def test_thinking_better_of_it_counts(three: list[Need], officer: Account) -> None:
    """The last word stands; saying the same again is no further step."""
    answer(officer, three[:1])
    told = Told.objects.get(need=three[0])

    for helped in ("no", "no", "partly", "yes"):
        judge(told=told, helped=helped)

    three[0].refresh_from_db()
    assert (Told.objects.get(pk=told.pk).helped, three[0].state) == ("yes", Need.State.CLOSED)
    assert three[0].steps.filter(kind="judged").count() == 3


def test_a_second_answer_is_asked_about_anew(three: list[Need], officer: Account) -> None:
    """The first one can be judged no more."""
    answer(officer, three[:1])
    old = Told.objects.get(need=three[0])
    judge(told=old, helped="no")
    set_clock(MOMENT + timedelta(days=2))

    answer(officer, three[:1], "又加了一部")

    assert three[0].told.order_by("reply__at").last().helped == ""  # type: ignore[union-attr]
    with pytest.raises(NeedRefused):
        judge(told=old, helped="yes")


@pytest.mark.parametrize(("helped", "words"), [("", ""), ("maybe", ""), ("yes", "长" * 301)])
def test_a_judgement_that_is_none_is_refused(three: list[Need], officer: Account, helped: str, words: str) -> None:
    """Nothing of it is kept."""
    answer(officer, three[:1])
    told = Told.objects.get(need=three[0])

    with pytest.raises(NeedRefused):
        judge(told=told, helped=helped, words=words)

    assert Told.objects.get(pk=told.pk).helped == ""


def test_an_answer_without_words_or_without_anybody_is_refused(three: list[Need], officer: Account) -> None:
    """And so is one that is too long; what was put aside is told to nobody."""
    for text in ("  ", "长" * 601):
        with pytest.raises(NeedRefused):
            answer(officer, three[:1], text)
    lone = say(three[0].unit).need
    put_aside(by=officer, need=lone, why="广告")
    with pytest.raises(NeedRefused):
        answer(officer, [lone])

    assert not Reply.objects.exists()


def test_others_hear_of_a_judgement(three: list[Need], officer: Account) -> None:
    """Rooms further on follow it in the same transaction."""
    heard: list[Told] = []
    AFTER_JUDGED.append(heard.append)
    try:
        answer(officer, three[:1])
        judge(told=Told.objects.get(need=three[0]), helped="partly")
    finally:
        AFTER_JUDGED.remove(heard.append)

    assert [one.helped for one in heard] == ["partly"]
