"""The desk of needs: lists, one need, what is done with it, figures and table."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from tests.nuantu_hub.conftest import As
from tests.nuantu_hub.needs.need_cast import MOMENT, WORDS, say, spoken
from tests.nuantu_hub.queries import count_queries

from nuantu_hub.needs.domain.need_lists import SHOWS
from nuantu_hub.needs.domain.saying import Said, say_need
from nuantu_hub.needs.models import Need, Reply
from nuantu_hub.people.models import Account, Reading, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.standing(MOMENT)]


def test_the_desk_lists_what_waits_in_its_own_units(
    district: Unit, other_district: Unit, officer: Account, organiser: Account, as_: As,
) -> None:
    """Every filter opens; what is said elsewhere is not there; one that is none is not found."""
    say(district)
    say(other_district, None, "南山区的事")
    for account in (officer, organiser):
        page = as_(account).get("/needs/").content.decode()
        assert WORDS in page
        assert "南山区的事" not in page
    client = as_(officer)
    for name in SHOWS:
        assert client.get(f"/needs/?show={name}&topic=dispatch&channel=phone&place=x").status_code == 200
    assert client.get("/needs/?show=nothing").status_code == 404


def test_many_rows_cost_as_many_questions_as_one(district: Unit, officer: Account, as_: As) -> None:
    """A page of fifty."""
    client = as_(officer)
    root = say(district).need
    first = count_queries(client, "/needs/?show=all")
    for number in range(12):
        say(district, None, f"第{number}件", joins=root if number % 3 == 0 else None)

    assert count_queries(client, "/needs/?show=all") == first


def test_ticked_ones_are_received_and_without_ticks_all(
    district: Unit, other_district: Unit, officer: Account, as_: As,
) -> None:
    """Never those of another district, whatever the form says."""
    first, second, foreign = say(district).need, say(district).need, say(other_district).need
    client = as_(officer)

    client.post("/needs/receive/", {"need": [first.pk, foreign.pk, "x"]})
    assert set(Need.objects.filter(state="heard")) == {first}
    client.post("/needs/receive/")
    assert set(Need.objects.filter(state="heard")) == {first, second}


def test_reading_words_is_written_down(district: Unit, rider: Account, officer: Account, as_: As) -> None:
    """The officer sees a name that was given, and is told where none was."""
    named, nameless = say(district, rider).need, say(district).need

    page = as_(officer).get(f"/needs/{named.pk}/").content.decode()
    other = as_(officer).get(f"/needs/{nameless.pk}/").content.decode()

    assert WORDS in page
    assert ("林小满" in page, "林小满" in other) == (True, False)
    assert "没有留名" in other
    assert set(Reading.objects.values_list("thing_id", "purpose")) == {
        (str(named.pk), "need"), (str(nameless.pk), "need")}


@pytest.mark.parametrize(("act", "form", "state"), [
    ("hear", {}, "heard"), ("shown", {"shown": "等电梯"}, "said"), ("aside", {"why": "广告"}, "aside"),
    ("answer", {"text": "好了", "token": str(uuid4())}, "answered")])
def test_each_act_does_what_it_says(district: Unit, officer: Account, as_: As, act: str, form: dict[str, Any],
                                    state: str) -> None:
    """And leads back to the need."""
    need = say(district).need

    answer = as_(officer).post(f"/needs/{need.pk}/{act}/", form)

    need.refresh_from_db()
    assert (answer["Location"], need.state) == (f"/needs/{need.pk}/", state)


@pytest.mark.parametrize(("act", "form"), [
    ("aside", {"why": ""}), ("answer", {"text": "", "token": str(uuid4())}), ("typed", {"words": "x"}),
    ("move", {"unit": "", "why": ""}), ("shown", {"shown": "长" * 121})])
def test_what_is_missing_is_said_beside_its_form(district: Unit, officer: Account, as_: As, act: str,
                                                 form: dict[str, Any]) -> None:
    """Status 422, nothing done."""
    need = say(district).need

    assert as_(officer).post(f"/needs/{need.pk}/{act}/", form).status_code == 422

    assert (Need.objects.get().state, Reply.objects.count()) == ("said", 0)


def test_moving_it_away_and_typing_it_up(district: Unit, other_district: Unit, officer: Account, as_: As) -> None:
    """What one may see no more leads to the list."""
    need = say_need(unit=district, said=Said("pay", voice=spoken()), token=uuid4(), by=None).need
    client = as_(officer)

    client.post(f"/needs/{need.pk}/typed/", {"words": "少算了"})
    heard = client.get(f"/needs/{need.pk}/voice/")
    moved = client.post(f"/needs/{need.pk}/move/", {"unit": other_district.pk, "why": "在南山"})

    need.refresh_from_db()
    assert (need.words, need.unit, moved["Location"]) == ("少算了", other_district, "/needs/")
    assert (heard["Content-Type"], client.get(f"/needs/{need.pk}/photo/").status_code) == ("audio/webm", 404)
    assert client.post(f"/needs/{need.pk}/nothing/").status_code == 404


def test_an_organiser_receives_and_does_not_answer(district: Unit, organiser: Account, as_: As) -> None:
    """The act is not there for them."""
    need = say(district).need

    assert as_(organiser).post(f"/needs/{need.pk}/hear/").status_code == 302
    assert as_(organiser).post(f"/needs/{need.pk}/answer/", {"text": "好了", "token": str(uuid4())}).status_code == 404


def test_figures_and_table(district: Unit, officer: Account, rider: Account, as_: As) -> None:
    """The table holds no words; workers see neither."""
    say(district)
    client = as_(officer)

    assert client.get("/needs/figures/?days=7").status_code == 200
    assert client.get("/needs/figures/?days=abc").status_code == 200
    table = client.post("/needs/table/")
    assert WORDS not in table.content.decode("utf-8-sig")
    assert as_(rider).get("/needs/figures/").status_code == 404
