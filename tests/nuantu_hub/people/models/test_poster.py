"""A poster's code cannot be guessed or misread, and posters are seen by who may put some up there."""

from __future__ import annotations

import uuid

import pytest

from nuantu_hub.people.domain.posters import put_up_poster
from nuantu_hub.people.models import Account, Poster, Unit
from nuantu_hub.people.models.poster import draw_code

pytestmark = pytest.mark.django_db


def test_codes_differ_and_hold_no_sign_that_is_taken_for_another() -> None:
    drawn = {draw_code() for _time in range(300)}
    assert len(drawn) == 300
    assert all(len(code) == 8 and not set(code) & set("01lio") for code in drawn)


def test_posters_are_seen_in_the_own_branch(
        street: Unit, organiser: Account, reviewer: Account, other_officer: Account, steward: Account,
        rider: Account) -> None:
    poster = put_up_poster(by=organiser, unit=street, place="东门", token=uuid.uuid4())
    assert str(poster) == poster.code
    assert [list(Poster.objects.visible_to(account))
            for account in (organiser, reviewer, other_officer, steward, rider)] == [[poster], [poster], [], [], []]
