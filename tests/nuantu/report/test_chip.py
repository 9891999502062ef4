"""The chip says chapter, number, state and assumption, and opens the clause's sheet."""

from __future__ import annotations

from nuantu.explanation.record import Record
from nuantu.report.chip import TONES, draw_chip, name_anchor
from nuantu.report.tally import STATES


def test_a_chip_opens_the_sheet_of_its_clause(record: Record) -> None:
    """The button names the dialog; ids are safe in markup."""
    clause = record.clauses["PLT-daily-stop"]
    text = draw_chip(clause, "complied")

    assert f'data-sheet="{name_anchor(clause.id)}"' in text
    assert name_anchor("a/b c") == "sheet-a-b-c"
    assert '<span lang="zh">休息</span><span lang="en">Rest</span> <b>R03</b>' in text


def test_an_assumed_figure_is_marked_unless_all_around_are(record: Record) -> None:
    """The word stands on the chip."""
    clause = record.clauses["YG-orders-in-hand"]

    assert "假定" in draw_chip(clause, "complied")
    assert "假定" not in draw_chip(clause, "complied", marked=False)
    assert "假定" not in draw_chip(record.clauses["PLT-daily-stop"], "complied")


def test_a_chip_that_only_shows_is_no_button(record: Record) -> None:
    """Inside its own sheet it opens nothing."""
    assert "<button" not in draw_chip(record.clauses["PLT-daily-stop"], "violated", button=False)


def test_every_state_has_a_tone_and_an_icon() -> None:
    """Colour never stands alone."""
    assert set(STATES) | {"unchecked"} == set(TONES)
    assert len({icon for _, icon in TONES.values()}) >= 4
