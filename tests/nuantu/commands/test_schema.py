"""``nuantu schema`` prints every published column, stably."""

from __future__ import annotations

import json

import pytest
from tests.nuantu.commands.command_line import run_main

from nuantu.core.tables import EVENTS, LEDGER, SUBJECTS, TABLES
from nuantu.core.vocabulary import EMITTED, EVENT_KINDS


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_declared_column_is_printed_with_type_unit_meaning_and_null(subject: str) -> None:
    """The JSON form has exactly the declared tables and columns, in their order."""
    ended = run_main("schema", subject, "--json")

    assert (ended.status, ended.err) == (0, "")
    described = json.loads(ended.out)
    assert (described["subject"], described["version"]) == (subject, 1)
    assert [(table["name"], table["file"], table["required"]) for table in described["tables"]] == [
        (table.name, table.file, table.required) for table in TABLES[subject]]
    assert [[tuple(column.values()) for column in table["columns"]] for table in described["tables"]] == [
        [(column.name, column.type, column.unit, column.meaning, column.null) for column in table.columns]
        for table in TABLES[subject]]
    assert {key for table in described["tables"] for column in table["columns"] for key in column} == {
        "name", "type", "unit", "meaning", "null"}


def test_the_log_is_printed_with_its_vocabulary() -> None:
    """Each word says whether a replay writes it, what it means and which columns it carries."""
    described = json.loads(run_main("schema", "log", "--json").out)

    words = {word["kind"]: word for word in described["events"]}
    assert set(words) == EVENT_KINDS
    assert {kind for kind, word in words.items() if word["emitted"]} == set(EMITTED)
    assert words["eta_extended"] == {
        "kind": "eta_extended", "emitted": True, "zh": "延长送达时间", "en": "the promised time is extended",
        "columns": ["worker_id", "order_id", "promised_s", "added_s", "reason", "clause_id", "ref_event_id"]}


def test_only_the_log_has_a_vocabulary() -> None:
    """Other subjects have tables alone."""
    assert set(json.loads(run_main("schema", "ledger", "--json").out)) == {"subject", "version", "tables"}


def test_a_person_reads_tables() -> None:
    """Every column name of the subject stands in the text, and so do the words of a log."""
    ledger, log = run_main("schema", "ledger").out, run_main("schema", "log").out

    assert [column.name for column in LEDGER.columns if column.name not in ledger] == []
    assert [column.name for column in EVENTS.columns if column.name not in log] == []
    assert [kind for kind in EMITTED if kind not in log] == []


def test_an_unknown_subject_is_refused() -> None:
    """The possible subjects are named."""
    ended = run_main("schema", "rumours")

    assert (ended.status, ended.out) == (2, "")
    assert "'rumours' is not one of 'day', 'log', 'ledger', 'verdicts', 'summary'" in ended.err
