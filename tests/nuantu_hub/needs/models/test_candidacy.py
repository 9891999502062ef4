"""A line of the ballot paper."""

from __future__ import annotations

from nuantu_hub.needs.models import Candidacy


def test_a_line_says_a_name_or_what_it_means() -> None:
    assert Candidacy(shown_name="林小满").label == "林小满"
    assert Candidacy(option=Candidacy.Option.RECALL).label == "同意罢免"
