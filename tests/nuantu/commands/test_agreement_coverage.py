"""What an agreement's text comes to is told provision by provision."""

from __future__ import annotations

import json
from pathlib import Path

from tests.nuantu.agreement.agreement_text import make_provision, write_agreement
from tests.nuantu.commands.command_line import run_main

WHY = {"zh": "未公布", "en": "unpublished"}


def write(folder: Path) -> Path:
    """One provision that acts, one that cannot, one that is missing."""
    return write_agreement(folder, provisions=[
        make_provision("rate", ["weekday_distance_band"]),
        make_provision("figure", [], not_encodable="value_unpublished", because=WHY),
        make_provision("later", ["daily_stop"], held=WHY)],
        clauses=[{"type": "weekday_distance_band", "id": "r", "provision": "rate", "params": {"base": "5 CNY/order"}}])


def test_the_coverage_is_given_as_one_object(tmp_path: Path) -> None:
    """Counts, shares and every provision."""
    told = json.loads(run_main("agreement", "coverage", write(tmp_path), "--json", "--lang", "en").out)

    assert told["counts"] == {"encoded": 1, "not_encodable": 1, "missing": 1}
    assert (told["provisions_in_all"], told["encoded_pm"], told["named_pm"]) == (3, 333, 500)
    assert told["reasons"]["value_unpublished"] == 1
    assert told["provisions"][1] == {
        "id": "figure", "state": "not_encodable", "kind": "rule", "text": "a sentence", "clauses": [], "hooks": [],
        "types": [], "left_open": [], "reason": "value_unpublished", "because": "unpublished"}


def test_the_coverage_is_a_table_for_people(tmp_path: Path) -> None:
    """In both languages."""
    folder = write(tmp_path)
    for lang, words in (("zh", ["已执行", "不能执行", "数值未公布", "执行比例 33.3%"]),
                        ("en", ["acts", "cannot act", "value", "share that acts 33.3 %"])):
        ended = run_main("agreement", "coverage", folder, "--lang", lang)
        assert (ended.status, [word for word in words if word not in ended.out]) == (0, [])
