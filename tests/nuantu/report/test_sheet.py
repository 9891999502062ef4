"""A clause's sheet: its sentence, terms with their layer, counts, breaches with their sums, source."""

from __future__ import annotations

from collections import Counter

from nuantu.explanation.record import Record
from nuantu.report.sheet import draw_sheet, draw_state
from nuantu.report.tally import Tally


def _draw(record: Record, clause_id: str, **more: object) -> str:
    clause = record.clauses[clause_id]
    tally = Tally(clause_id, clause.type.name, clause.layer, "worker_day", Counter({"complied": 3}))
    for name, value in more.items():
        setattr(tally, name, value)
    return draw_sheet(clause, tally, "CNY")


def test_the_sentence_stands_in_both_languages_with_its_standing_and_source(record: Record) -> None:
    """Nobody mistakes our words for signed ones."""
    clause = record.clauses["PLT-daily-stop"]
    text = _draw(record, clause.id)

    assert clause.text_zh in text
    assert "本项目转述" in text
    assert "as reported, in our words" in text
    assert 'role="dialog"' not in text  # a dialog element already is one
    assert text.startswith('<dialog class="sheet" id="sheet-PLT-daily-stop" aria-labelledby=')


def test_terms_name_their_layer_and_what_is_assumed(record: Record) -> None:
    """Twelve hours come from the agreement; the cap is assumed."""
    stop, cap = _draw(record, "PLT-daily-stop"), _draw(record, "YG-orders-in-hand")

    assert '<b><span lang="zh">12小时</span><span lang="en">12 h</span></b>' in stop
    assert '<em class="assumed">' not in stop
    assert '<em class="assumed">' in cap


def test_breaches_show_who_when_and_the_sum(record: Record) -> None:
    """Everything from the verdict is text, nothing becomes markup."""
    case = {"worker_id": "R1", "order_id": "O1", "verdict": "violated", "arithmetic": "44400 > 43200 <s>",
            "missing": ["ready_s"]}
    text = _draw(record, "PLT-daily-stop", units=Counter({"violated": 1}), cases=[case], unshown=4)

    assert "<code>44400 &gt; 43200 &lt;s&gt;</code>" in text
    assert "<b>R1 · O1</b>" in text
    assert 'data-order="O1"' in text
    assert "缺 ready_s" in text
    assert "4 more stand in verdicts.json" in text


def test_registered_ambiguities_show_every_reading_and_the_chosen_one(record: Record) -> None:
    """The other reading is not hidden."""
    text = _draw(record, "PLT-daily-stop")

    assert text.count("<q>次日</q>") == 1
    assert "采用" in text


def test_a_state_has_icon_and_word() -> None:
    """Never colour alone."""
    assert "<svg" in draw_state("violated")
    assert "违反" in draw_state("violated")
