"""What is kept of who voted."""

from __future__ import annotations

from nuantu_hub.needs.models import RollEntry, Turnout


def test_turn_out_has_a_person_and_neither_time_nor_ballot() -> None:
    assert [field.name for field in Turnout._meta.concrete_fields] == [
        "id", "election", "contest", "person", "channel", "token"]
    assert [field.name for field in RollEntry._meta.concrete_fields] == [
        "id", "election", "contest", "person", "added_by", "why"]
