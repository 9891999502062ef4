"""What is kept of a ballot."""

from __future__ import annotations

from nuantu_hub.needs.models import OpenedBallot, PaperBallot, SealedBallot


def test_no_ballot_has_a_person_or_a_time() -> None:
    fields = {model.__name__: [field.name for field in model._meta.concrete_fields]
              for model in (SealedBallot, OpenedBallot, PaperBallot)}

    assert fields == {
        "SealedBallot": ["key", "contest", "body"],
        "OpenedBallot": ["key", "election", "contest", "code", "finder", "marks", "body", "verdict"],
        "PaperBallot": ["code", "contest", "first_marks", "first_by", "second_marks", "second_by", "state"]}
