"""The inside of a ballot: one length, a code, marks in order; anything else is no ballot."""

from __future__ import annotations

import json

import pytest

from nuantu_hub.needs.domain.ballot_form import (
    PLAIN_BYTES,
    Ballot,
    BallotError,
    draw_code,
    fill_ballot,
    find_digest,
    open_own,
    read_ballot,
    read_code,
    seal_own,
)

CODE = "7K3M-QX2A-9DEF-4TWB"


def test_every_ballot_has_one_length_and_is_read_as_it_was_filled_in() -> None:
    for marks in ((), (1,), tuple(range(1, 61))):
        assert len(fill_ballot(Ballot(CODE, marks))) == PLAIN_BYTES
        assert read_ballot(fill_ballot(Ballot(CODE, marks))) == Ballot(CODE, marks)


@pytest.mark.parametrize("told", [
    [], {"code": CODE}, {"code": "7K3M", "marks": []}, {"code": CODE.lower(), "marks": []},
    {"code": CODE, "marks": [2, 1]}, {"code": CODE, "marks": [1, 1]}, {"code": CODE, "marks": ["1"]},
    {"code": CODE, "marks": [True]}, {"code": CODE, "marks": [1.0]}, {"code": CODE, "marks": list(range(61))}])
def test_what_is_not_in_form_is_no_ballot(told: object) -> None:
    with pytest.raises(BallotError):
        read_ballot(json.dumps(told).encode().ljust(PLAIN_BYTES))


def test_another_length_is_no_ballot() -> None:
    with pytest.raises(BallotError):
        read_ballot(fill_ballot(Ballot(CODE, (1,))) + b" ")


def test_a_code_is_read_however_it_was_typed() -> None:
    assert read_code("7k3m qx2a9def 4twb") == CODE
    assert read_code("7K3M-QX2A-9DEF-4TWO") is None
    assert read_code("7K3M") is None
    assert read_code(draw_code()) is not None


def test_marks_that_were_sealed_with_a_code_open_with_it_alone() -> None:
    sealed = [seal_own(CODE, marks) for marks in ((), (1,), (1, 2, 3))]

    assert [open_own(CODE, one) for one in sealed] == [(), (1,), (1, 2, 3)]
    assert len({len(one) for one in sealed}) == 1
    with pytest.raises(BallotError):
        open_own(draw_code(), sealed[1])


def test_the_digest_says_nothing_of_the_code_and_is_the_same_each_time() -> None:
    assert find_digest(CODE) == find_digest(CODE)
    assert CODE[:4] not in find_digest(CODE)
