"""Forms of meetings."""

from __future__ import annotations

from tests.nuantu_hub.bargaining.meeting_scene import make_meeting
from tests.nuantu_hub.bargaining.scene import Table, make_talk

from nuantu_hub.bargaining.interfaces.meeting_forms import CastForm, LiveVoteForm, QuestionForm, SeatForm, VenueForm


def test_who_may_owe_an_answer_speaks_in_this_talk(table: Table) -> None:
    make_talk(table.talk.unit, table.officer, mark="u")
    owners = QuestionForm(meeting=make_meeting(table)).fields["owner"].queryset  # type: ignore[attr-defined]

    assert {one.account for one in owners} == {*table.workers, *table.platform}


def test_a_login_that_nobody_has_is_refused_at_its_field(table: Table) -> None:
    meeting = make_meeting(table)
    venue = VenueForm({"name": "一", "keeper": "nobody"}, meeting=meeting)
    seat = SeatForm({"login": "nobody"}, meeting=meeting)

    assert "keeper" in venue.errors
    assert "login" in seat.errors


def test_the_form_of_a_vote_says_that_it_is_by_name_unless_it_is_secret(table: Table) -> None:
    form = LiveVoteForm(meeting=make_meeting(table))

    assert "记名" in str(form.fields["question"].help_text)
    assert not form.fields["is_secret"].required
    assert not form.fields["is_secret"].initial


def test_not_casting_is_no_choice() -> None:
    assert [value for value, _words in CastForm().fields["choice"].choices] == [  # type: ignore[attr-defined]
        "yes", "no", "abstain"]
