"""What is said names every number, and what is not protected or not at hand."""

from __future__ import annotations

import json

import pytest

from nuantu.decisions.chunk import Finding
from nuantu.decisions.fsck import Condition, Repaired
from nuantu.decisions.sample import Power
from nuantu.decisions.verify import Report
from nuantu.decisions.wording import say_appended, say_condition, say_report, tabulate_condition, tabulate_report

APPENDED = {"log": "out/log", "origin": "a.example/x", "made": True, "added": 1200, "size": 1500, "published": False,
            "refusals": ["nobody there"], "witnesses": 0}


def make_report(**changes: object) -> Report:
    whole = {"size": 1500, "witnessed": 1400, "checkpoints": 6, "cosignatures": 7, "opened": 900, "erased": 3,
             "locked": 2, "insufficient": 4, "receipts": Power(299, 1500, 0.01), "decisions": Power(2995, 9000, 0.001),
             "seed": "abc"}
    return Report("a.example/x", **whole | changes)


@pytest.mark.parametrize(("lang", "words"), [
    ("zh", ["新建日志 out/log", "1,200", "不受保护", "没有见证方", "nobody there"]),
    ("en", ["a new log", "1,200", "nothing protects", "no witness", "nobody there"]),
])
def test_an_append_says_what_is_open(lang: str, words: list[str]) -> None:
    """New log, count, no publication, no witness, refusals."""
    said = say_appended(APPENDED, lang)

    assert [word for word in words if word not in said] == []
    assert "published" in say_appended(APPENDED | {"published": True, "made": False, "witnesses": 1}, "en")


@pytest.mark.parametrize(("lang", "words"), [
    ("zh", ["1,500", "1,400", "100 条不受任何保护", "95.0%", "4 条证据不足（已删除）", "abc", "全部成立"]),
    ("en", ["1,500", "1,400", "protects the 100", "95.0%", "insufficient evidence (erased) for 4", "abc",
            "everything"]),
])
def test_a_report_says_power_and_limits(lang: str, words: list[str]) -> None:
    """Counts, the unprotected tail, what the samples can find."""
    said = say_report(make_report(), lang)

    assert [word for word in words if word not in said] == []


def test_findings_are_said_and_the_rest_counted() -> None:
    """Twenty by name; without openings or foreign keys that is said; the JSON has it all."""
    report = make_report(findings=[Finding("leaf", seq, "bad") for seq in range(25)], unnamed=7, has_openings=False,
                         own_keys=True)
    said = say_report(report, "en")

    assert (said.count("✗ leaf"), "and 12 more" in said, "everything holds" in said) == (20, True, False)
    assert ("salts are not at hand" in said, "keys were read from the log itself" in said) == (True, True)
    told = json.loads(json.dumps(tabulate_report(report)))
    assert (told["sound"], told["tail"], len(told["findings"])) == (False, 100, 25)
    assert told["decisions"]["chance"] == 0.950038


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_state_of_the_files_is_said(lang: str) -> None:
    """Whole, half done, repaired, damaged."""
    half = Condition(size=9, left_overs=14, untold=1, unpublished=True, findings=[Finding("leaf", 3, "bad")])
    said = say_condition(half, Repaired(5, 2, published=True), lang)

    assert [word for word in ("14", "✗ leaf 3: bad", "5", "2") if word not in said] == []
    assert (said.count("✗"), say_condition(Condition(size=9), None, lang).count("✓")) == (4, 1)
    assert tabulate_condition(half, None)["repaired"] is None
