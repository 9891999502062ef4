"""A printed word with several readings is registered, and the book can be read by any of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import DAY, make_provision, write_agreement

from nuantu.agreement.ambiguity import list_forms
from nuantu.agreement.book import Book, load_book
from nuantu.core.errors import AgreementError

CHOSEN = {"zh": "甲", "en": "a"}


def entry(other: dict[str, Any], printed: str = "次日") -> dict[str, Any]:
    """An ambiguity whose second reading is ``other``."""
    return {"printed": printed, "readings": {"A": CHOSEN, "B": {"zh": "乙", "en": "b", **other}}, "chosen": "A",
            "by": "both parties", "on": "2026-01-01"}


def stop(*ambiguities: dict[str, Any]) -> dict[str, Any]:
    """A daily stop with its register."""
    return {"type": "daily_stop", "id": "stop", "provision": "p", "ambiguities": list(ambiguities),
            "params": {"stop_after": "12 h", "reset": "calendar_day"}}


def remind(*ambiguities: dict[str, Any]) -> dict[str, Any]:
    """A reminder with its register."""
    return {"type": "fatigue_reminder", "id": "remind", "provision": "p", "ambiguities": list(ambiguities),
            "params": {"first": "8 h", "every": "1 h"}}


WORK = {"type": "worktime_definition", "id": "work", "params": {"base": "engaged", "allowance_pm": "0 %"}}


def load(folder: Path, *clauses: dict[str, Any], **head: Any) -> Book:
    """A book of one agreement."""
    provision = make_provision("p", ["daily_stop", "fatigue_reminder"], held={"zh": "余", "en": "rest"})
    return load_book(write_agreement(folder, clauses=[*clauses, WORK], provisions=[provision], **head))


def test_a_reading_changes_a_parameter_and_nothing_else(tmp_path: Path) -> None:
    """The digest says that the book is read otherwise; the chosen reading is the book as it is."""
    book = load(tmp_path, stop(entry({"params": {"reset": "rolling_24h"}})))
    other = book.read_as("test", "次日", "B")

    assert [book.clause("stop", DAY).params["reset"], other.clause("stop", DAY).params["reset"]] == [
        "calendar_day", "rolling_24h"]
    assert (other.readings, other.digest != book.digest) == ((("test", "次日", "B"),), True)
    assert book.read_as("test", "次日", "A").in_force(DAY) == book.in_force(DAY)
    [(agreement, one, clause_ids)] = book.ambiguities
    assert (agreement.id, one.chosen, clause_ids) == ("test", "A", ("stop",))
    assert one.readings["B"].say("zh") == "乙"


def test_a_reading_puts_other_clauses_in_the_place_of_several(tmp_path: Path) -> None:
    """One word under two clauses: one is replaced by two others, the other falls away."""
    instead = [{"type": "continuous_pause", "params": {"after": "4 h", "pause": "20 min", "gap": "20 min"}},
               {"type": "refusal_right", "id": "own", "params": {"free": 3}}]
    book = load(tmp_path, remind(entry({"instead": instead}, "防疫物资")), stop(entry({"instead": []}, "防疫物资")))
    other = book.read_as("test", "防疫物资", "B")

    assert [one.id for one in other.in_force(DAY)] == ["remind-B", "own", "work"]
    assert len(list_forms(book.main.clauses[0])) == 3
    assert [ids for _, _, ids in book.ambiguities] == [("remind", "stop")]


def test_a_figure_that_only_another_reading_needs_may_stay_open(tmp_path: Path) -> None:
    """Until the book is read that way."""
    other = {"params": {"stop_after": {"parameter": "hours"}}}
    book = load(tmp_path, stop(entry(other)), parameters={"hours": {"zh": "时", "en": "hours"}})

    assert (book.open_figures, len(book.in_force(DAY))) == ((), 2)
    with pytest.raises(AgreementError, match=r"figures that nobody published are missing: test.hours"):
        book.read_as("test", "次日", "B").in_force(DAY)


@pytest.mark.parametrize(("choice", "said"), [
    (("test", "次日", "C"), "test has no reading C of '次日'"),
    (("other", "次日", "B"), "other has no reading B"),
    (("test", "次日", "B"), "reading B of '次日' does not say what it changes in clause stop"),
])
def test_a_reading_that_cannot_be_run_is_refused(tmp_path: Path, choice: tuple[str, str, str], said: str) -> None:
    """Unknown, of another agreement, or without anything that it would change."""
    with pytest.raises(AgreementError, match=said):
        load(tmp_path, stop(entry({}))).read_as(*choice)


@pytest.mark.parametrize(("ambiguity", "said"), [
    ({**entry({}), "chosen": "C"}, "'C' is not one of the words"),
    ({**entry({}), "readings": {"A": CHOSEN}}, "has two readings at least"),
    ({**entry({"params": {"reset": "rolling_24h"}}), "chosen": "B"}, "the chosen reading changes the clause"),
    (entry({"params": {"reset": "rolling"}}), "'rolling' is not one of the words"),
    (entry({"params": {"resett": "rolling_24h"}}), "the key 'resett' is not known here"),
    (entry({"instead": [{"type": "refusal_right"}]}), "refusal_right needs the parameter free"),
    (entry({"instead": [], "params": {"reset": "rolling_24h"}}), "changes parameters or the whole clause"),
    (entry({"params": {"stop_after": {"parameter": "hours"}}}), "the named figure 'hours' is not declared"),
])
def test_a_defective_register_is_refused(tmp_path: Path, ambiguity: dict[str, Any], said: str) -> None:
    """With its place, as everything else in the file."""
    with pytest.raises(AgreementError, match=said) as caught:
        load(tmp_path, stop(ambiguity))
    assert caught.value.line
    assert caught.value.column
