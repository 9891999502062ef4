"""An error is one sentence: where, what, what to do."""

from __future__ import annotations

from nuantu.core.errors import AgreementError, BreachError, InputError, NuantuError


def test_the_sentence_names_place_defect_and_mend() -> None:
    """File, line and field stand first, the mend last."""
    error = InputError("ready_time 1 lies before placement_time 2", file="orders.txt", line=7, field="ready_time",
                       fix="correct the row")

    where, what = "orders.txt, line 7, field ready_time", "ready_time 1 lies before placement_time 2"
    assert str(error) == f"{where}: {what}; correct the row."


def test_a_sentence_without_a_place_begins_with_the_defect() -> None:
    """Nothing is invented where nothing is known."""
    assert str(InputError("there is nothing to read")) == "there is nothing to read."


def test_the_tree_has_one_root_and_each_branch_its_status() -> None:
    """Input ends with status 2; a breach that reached the last check is our own bug."""
    assert issubclass(AgreementError, InputError)
    assert (InputError("x").exit_status, BreachError("x").exit_status) == (2, 70)
    assert issubclass(BreachError, NuantuError)


def test_a_sentence_from_another_process_is_the_same_sentence() -> None:
    """What a worker process refuses is told once, with all its parts."""
    import pickle

    error = AgreementError("it is wrong", file="a.yaml", line=7, column=2, field="base", fix="correct it")
    again = pickle.loads(pickle.dumps(error))

    assert (type(again), str(again), vars(again)) == (AgreementError, str(error), vars(error))
