"""The table of what was said: what the database itself refuses."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.needs.need_cast import say

from nuantu_hub.needs.models import Need, NeedStep, Told
from nuantu_hub.needs.models.need import LARGEST_KEY, draw_key, floor_hour
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_a_name_and_a_code_exclude_each_other(district: Unit, rider: Account) -> None:
    """So do a message and having no name; and nobody joins the same thing twice."""
    nameless, named = say(district).need, say(district, rider).need
    echo = say(district, rider, "", joins=nameless).need
    for key, change in ((nameless.pk, {"account": rider}), (nameless.pk, {"wants_sms": True}),
                        (named.pk, {"claim_index": "x"}), (named.pk, {"echo_of": nameless})):
        with pytest.raises(IntegrityError), transaction.atomic():
            Need.objects.filter(pk=key).update(**change)

    assert echo.echo_of == nameless


def test_keys_are_drawn_by_chance_within_what_browsers_count() -> None:
    """None is nought."""
    keys = [draw_key() for _ in range(200)]

    assert all(0 < key <= LARGEST_KEY for key in keys)
    assert len(set(keys)) == 200


def test_an_hour_begins_with_nothing_behind_it() -> None:
    """Minutes, seconds and what is finer are gone."""
    assert floor_hour(datetime(2026, 11, 21, 10, 59, 59, 999_999, UTC)) == datetime(2026, 11, 21, 10, tzinfo=UTC)


def test_it_says_what_it_is(district: Unit, rider: Account) -> None:
    """Numbers for people, and whether somebody still has to do something."""
    need = say(district, rider).need

    assert (str(need), need.is_open(), need.is_anonymous) == (f"N{need.pk % 10**8:08d}", True, False)
    assert str(NeedStep(need=need, kind="heard")) == f"{need} heard"
    assert Told(need=need).helped == ""
