"""One agreement file is read whole or refused in one sentence; the shipped ones are mutated some hundred times."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import (
    SHIPPED,
    UNBUILT,
    make_data,
    make_provision,
    write_agreement,
    write_text,
)

from nuantu.agreement.clause import Selector
from nuantu.agreement.reader import find_file, read_agreement
from nuantu.core.errors import AgreementError

STOP = {"type": "daily_stop", "params": {"stop_after": "12 h", "reset": "calendar_day"}}
PREMIUM = {"type": "injury_premium", "params": {"amount": "0.07 CNY/order"}}
READINGS = {"A": {"zh": "甲", "en": "a"}, "B": {"zh": "乙", "en": "b"}}


def test_a_whole_agreement_is_read(tmp_path: Path) -> None:
    """Head, provisions, clauses, selectors, ambiguities and dates."""
    agreement = read_agreement(write_agreement(
        tmp_path, signed="2024-12-31", parties={"platform": {"zh": "甲", "en": "p"}, "union": {"zh": "乙", "en": "u"}},
        provisions=[make_provision("stop", ["daily_stop", UNBUILT], strength="should", obligor="joint",
                                   wording="printed", source="the page", deadline="2025-12-31", kind="rollout",
                                   metric={"zh": "率", "en": "rate"}, sense="lower")],
        clauses=[{**STOP, "provision": "stop", "strength": "must", "effective": {"to": "2026-12-31"},
                  "selector": {"worker_class": ["crowd"], "vehicle": "ebike", "place_code": ["31", "11"],
                               "tenure_days_max": 30, "tenure_days_min": 1},
                  "ambiguities": [{"printed": "次日", "readings": READINGS, "chosen": "A", "by": "both",
                                   "on": "2025-01-01"}]}]))
    [provision], [clause] = agreement.provisions, agreement.clauses

    assert (agreement.signed, agreement.currency, list(agreement.parties)) == (
        date(2024, 12, 31), "CNY", ["platform", "union"])
    assert (provision.pending_types, provision.standing, provision.source) == ((UNBUILT,), "printed", "the page")
    assert provision.details == {"deadline": "2025-12-31", "metric_zh": "率", "metric_en": "rate", "sense": "lower"}
    assert (clause.strength, clause.obligor) == ("must", "joint")
    assert (clause.effective_from, clause.effective_to) == (date(2025, 1, 1), date(2026, 12, 31))
    assert clause.selector == Selector(frozenset({"crowd"}), ("11", "31"), frozenset({"ebike"}), 30, 1)
    assert [one.describe() for one in clause.ambiguities] == [
        {"printed": "次日", "readings": {"A": ("甲", "a"), "B": ("乙", "b")}, "chosen": "A", "by": "both",
         "on": "2025-01-01"}]


@pytest.mark.parametrize("folder", sorted(SHIPPED.iterdir()), ids=lambda folder: folder.name)
def test_every_shipped_agreement_carries_its_folder_s_name_and_a_standing(folder: Path) -> None:
    """What others said is reported in our own words, what we invented is ours; nothing poses as printed text."""
    agreement = read_agreement(folder)

    assert agreement.id == folder.name
    assert agreement.standing == ("ours" if agreement.layer == "assumption" else "reported")
    assert {provision.standing for provision in agreement.provisions} == {agreement.standing}
    assert all(provision.source for provision in agreement.provisions)


def test_the_assumption_calls_itself_one_in_both_languages() -> None:
    """Title, scope and every provision say so."""
    agreement = read_agreement(SHIPPED / "demo-assumption")

    assert "假定" in agreement.title_zh
    assert "Assumption" in agreement.title_en
    assert [p.id for p in agreement.provisions if "（假定）" not in p.text_zh or "(assumed)" not in p.text_en] == []


@pytest.mark.parametrize(("change", "what"), [
    ({"format": "nuantu-agreement/2"}, "is not one of the words"),
    ({"layer": "national"}, "'national' is not one of the words"),
    ({"id": "a b"}, "is not an id"),
    ({"wording": "rumoured"}, "is not one of the words"),
    ({"procedure": "handshake"}, "is not one of the words"),
    ({"currency": "EURO"}, "is not one of the words"),
    ({"parties": {"judge": {"zh": "甲", "en": "p"}}}, "'judge' is not one of the words"),
    ({"effective": {"from": "2025-02-01", "to": "2025-01-01"}}, "the end 2025-01-01 lies before the begin 2025-02-01"),
    ({"effective": {"form": "2025-02-01"}}, "did you mean from"),
    ({"signed": "yesterday"}, "is not a date"),
    ({"provisions": []}, "is not one of the words|use one of|remove it"),
    ({"provisions": [make_provision("p", ["daily_stop"])] * 2}, "the provision p stands twice"),
    ({"provisions": [make_provision("p", ["daily_stopp"])]}, "did you mean daily_stop"),
    ({"provisions": [make_provision("p", [])]}, "names no clause type"),
    ({"provisions": [make_provision("p", ["daily_stop"], colour="red")]}, "the key 'colour' is not known"),
    ({"provisions": [make_provision("p", ["daily_stop", "injury_premium"])]}, "names injury_premium but no clause"),
    ({"provisions": [make_provision("p", ["injury_premium"])]}, "does not name the type daily_stop"),
    ({"clauses": [{**STOP, "id": "a", "provision": "q"}]}, "'q' is not one of the words"),
    ({"clauses": [{"type": UNBUILT, "id": "a", "provision": "p"}]}, f"the type {UNBUILT} is not built yet"),
    ({"clauses": [{"type": "long_nap", "id": "a", "provision": "p"}]}, "'long_nap' is not one of the words"),
    ({"parameters": {"x": {"zh": "甲", "en": "p"}}}, "the named figure 'x' is used by no clause"),
    ({"supplies": {"other": {"x": {"value": "1", "zh": "甲", "en": "p"}}}}, "only an assumption supplies"),
    ({"colour": "red"}, "the key 'colour' is not known"),
])
def test_a_defective_head_or_provision_is_refused(tmp_path: Path, change: dict[str, Any], what: str) -> None:
    """Unknown keys and words, dates out of order, dangling references, sentences left over."""
    data = make_data(provisions=[make_provision("p", ["daily_stop"])],
                     clauses=[{**STOP, "id": "stop", "provision": "p"}])
    file = write_text(tmp_path, json.dumps({**data, **change}, ensure_ascii=False, indent=1))

    with pytest.raises(AgreementError, match=what) as caught:
        read_agreement(file)

    assert caught.value.line is not None


@pytest.mark.parametrize(("change", "what"), [
    ({"selector": {"worker_clas": ["crowd"]}}, "did you mean worker_class"),
    ({"selector": {"worker_class": ["crowds"]}}, "did you mean crowd"),
    ({"selector": {"place_code": ["Beijing"]}}, "'Beijing' is not a place code"),
    ({"selector": {"tenure_days_min": 31, "tenure_days_max": 30}}, "the selector covers nobody"),
    ({"selector": {"tenure_days_max": "a month"}}, "is not a whole number"),
    ({"effective": {"from": "2024-01-01"}}, "outside the dates of its agreement"),
    ({"effective": {"to": "2024-06-01"}}, "ends before it begins"),
    ({"strength": "shall"}, "is not one of the words"),
    ({"obligor": "nobody"}, "is not one of the words"),
    ({"params": {"stop_after": {"parameter": "x"}, "reset": "calendar_day"}}, "the named figure 'x' is not declared"),
    ({"ambiguities": [{"printed": "x", "readings": READINGS, "chosen": "C", "by": "both", "on": "2025-01-01"}]},
     "'C' is not one of the words"),
    ({"params": None}, "daily_stop needs the parameter stop_after"),
    ({"parms": {}}, "did you mean params"),
])
def test_a_defective_clause_is_refused(tmp_path: Path, change: dict[str, Any], what: str) -> None:
    """Selector typos, dates outside the agreement, references to nothing."""
    folder = write_agreement(tmp_path, clauses=[{**STOP, **change}])

    with pytest.raises(AgreementError, match=what) as caught:
        read_agreement(folder)

    assert caught.value.line is not None


@pytest.mark.parametrize(("first", "second", "what"), [
    ({"id": "a"}, {"id": "b"}, "clauses a and b are both daily_stop for the same workers"),
    ({"id": "a"}, {"id": "a", "selector": {"vehicle": "car"}}, "the clause id a stands twice"),
    ({"id": "a"}, {"id": "b", "selector": {"vehicle": "car"}}, None),
    ({"id": "a"}, {"id": "b", "params": {"stop_after": "12 h", "reset": "rolling_24h"}}, None),
    ({"id": "a", "effective": {"to": "2025-06-30"}}, {"id": "a", "effective": {"from": "2025-07-01"}}, None),
])
def test_two_clauses_may_not_speak_for_one_case(
    tmp_path: Path, first: dict[str, Any], second: dict[str, Any], what: str | None,
) -> None:
    """A later version may follow an earlier one; another selector or base is another case."""
    folder = write_agreement(tmp_path, provisions=[make_provision("p", ["daily_stop"])],
                             clauses=[{**STOP, "provision": "p", **one} for one in (first, second)])
    if what is None:
        assert len(read_agreement(folder).clauses) == 2
        return
    with pytest.raises(AgreementError, match=what):
        read_agreement(folder)


def test_a_path_that_names_no_agreement_is_refused(tmp_path: Path) -> None:
    """A folder without the file, and nothing at all."""
    assert find_file(SHIPPED / "mdrp-2018") == SHIPPED / "mdrp-2018" / "agreement.yaml"
    with pytest.raises(AgreementError, match=r"the folder holds no agreement\.yaml"):
        find_file(tmp_path)
    with pytest.raises(AgreementError, match="the agreement does not exist"):
        find_file(tmp_path / "absent")


SCRAPS = ("\t", "{", "}", "[", "]", "&a ", "*a", "!!set ", "\0", "：", "- ", ": ", "\"", "'", "|", ">", "#", "%",
          "null", "~", "yes", "12 h", "-5 h", "1e9 h", "99999999999999", "{parameter: x}", "{term: y}", "[a, b]",
          "<<: *x", "---\n", "\u2028", "\ufeff", "🙂", "0x10", "12:30", ".inf", "15 km", "true", "2025-02-30",
          "{by_place: {}}")


def _cut_line(lines: list[str], rng: random.Random) -> None:
    del lines[rng.randrange(len(lines))]


def _repeat_line(lines: list[str], rng: random.Random) -> None:
    lines.insert(rng.randrange(len(lines)), rng.choice(lines))


def _cut_letter(lines: list[str], rng: random.Random) -> None:
    row = rng.randrange(len(lines))
    at = rng.randrange(len(lines[row]) + 1)
    lines[row] = lines[row][:at] + lines[row][at + 1:]


def _put_scrap(lines: list[str], rng: random.Random) -> None:
    row = rng.randrange(len(lines))
    at = rng.randrange(len(lines[row]) + 1)
    lines[row] = lines[row][:at] + rng.choice(SCRAPS) + lines[row][at:]


def _replace_value(lines: list[str], rng: random.Random) -> None:
    row = rng.randrange(len(lines))
    key = lines[row].split(": ")[0]
    other = rng.choice(lines).split(": ", 1)[-1]
    lines[row] = f"{key}: {rng.choice((other, rng.choice(SCRAPS)))}"


def _shift_line(lines: list[str], rng: random.Random) -> None:
    row = rng.randrange(len(lines))
    lines[row] = " " * rng.randrange(4) + lines[row].lstrip(" " * rng.randrange(3))


def _cut_end(lines: list[str], rng: random.Random) -> None:
    del lines[rng.randrange(1, len(lines)):]


MUTATIONS: tuple[Callable[[list[str], random.Random], None], ...] = (
    _cut_line, _repeat_line, _cut_letter, _put_scrap, _replace_value, _shift_line, _cut_end)


@pytest.mark.parametrize("folder", sorted(SHIPPED.iterdir()), ids=lambda folder: folder.name)
def test_mutated_agreements_are_read_or_refused_in_one_sentence(folder: Path, tmp_path: Path) -> None:
    """Forty mutations of each shipped file: never a traceback, always the file, always one sentence."""
    rng = random.Random(folder.name)
    text = (folder / "agreement.yaml").read_text(encoding="utf-8")
    file = tmp_path / "agreement.yaml"
    refused = []
    for _ in range(40):
        lines = text.split("\n")
        for _ in range(rng.choice((1, 1, 2))):
            if len(lines) > 2:
                rng.choice(MUTATIONS)(lines, rng)
        write_text(tmp_path, "\n".join(lines))
        try:
            read_agreement(file)
        except AgreementError as error:
            refused.append(error)

    assert {error.file for error in refused} == {str(file)}
    assert [str(error) for error in refused if "\n" in str(error) or len(str(error)) > 1_000] == []
    assert len(refused) > 10
