"""The agreement page knows every provision of every layer, and what carries it out."""

from __future__ import annotations

from tests.nuantu_hub.seam.small_run import SmallRun

from nuantu_hub.seam.agreements import tell_agreement


def test_layers_stand_in_the_order_of_the_book_with_all_their_provisions(small: SmallRun) -> None:
    told = tell_agreement(small.scope)
    book = small.scope.record.book
    assert [layer["id"] for layer in told["layers"]] == [one.id for one in book.agreements]
    assert [[one["id"] for one in layer["provisions"]] for layer in told["layers"]] == \
        [[one.id for one in agreement.provisions] for agreement in book.agreements]
    assert told["digest"] == small.folder.agreement_digest


def test_coverage_counts_every_provision_once(small: SmallRun) -> None:
    for layer in tell_agreement(small.scope)["layers"]:
        counts = layer["coverage"]
        assert counts["encoded"] + counts["not_encodable"] + counts["missing"] == len(layer["provisions"])
        assert counts["encoded"] == sum(one["state"] == "encoded" for one in layer["provisions"])


def test_what_is_not_built_is_pending_as_the_run_says(small: SmallRun) -> None:
    told = tell_agreement(small.scope)
    assert [name.split("/")[1] for name in told["pending"]] == small.folder.summary["pending"]


def test_a_provision_names_only_clauses_that_are_in_force(small: SmallRun) -> None:
    named = {clause for layer in tell_agreement(small.scope)["layers"] for one in layer["provisions"]
             for clause in one["clauses"]}
    assert named == set(small.scope.clauses)
