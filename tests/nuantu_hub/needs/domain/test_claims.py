"""Codes of writers without a name: the same for the same form, told apart from anything else, read as people write."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from tests.nuantu_hub.needs.need_cast import say

from nuantu_hub.needs.domain.claims import draw_code, find_claimed, index_code, index_token, read_code
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_a_code_follows_from_its_token_alone() -> None:
    """Twelve signs that nobody takes for others; another token, another code."""
    token = uuid4()

    code = draw_code(token)

    assert code == draw_code(UUID(token.hex))
    assert len({draw_code(uuid4()) for _ in range(50)} | {code}) == 51
    assert read_code(code) == code
    assert [len(part) for part in code.split("-")] == [4, 4, 4]


def test_a_code_is_read_as_people_write_it() -> None:
    """Small letters, blanks and missing lines do not matter; what has too few signs is no code."""
    code = draw_code(uuid4())

    assert {read_code(code.lower()), read_code(code.replace("-", " ")), read_code(code.replace("-", ""))} == {code}
    assert {read_code(""), read_code(code[:-1]), read_code("不是码")} == {""}


def test_a_code_finds_its_need_and_no_other(district: Unit, rider: Account) -> None:
    """What was said by name is found by no code."""
    taken, other = say(district), say(district)
    say(district, rider)

    assert (find_claimed(taken.code), find_claimed(other.code)) == (taken.need, other.need)
    assert find_claimed(draw_code(uuid4())) is None
    assert find_claimed("") is None


def test_what_is_kept_of_token_and_code_differs_by_purpose() -> None:
    """Neither index is the other's, so that nothing can be tried against both."""
    token = uuid4()

    assert len({index_token(token), index_code(draw_code(token)), index_code(token.hex)}) == 3
