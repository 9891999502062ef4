"""``nuantu agreement`` checks, shows and compares, in both languages and as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import SHIPPED, make_provision, write_agreement, write_text
from tests.nuantu.commands.command_line import run_main

PLATFORM = SHIPPED / "platform-2025"
LAYERS = ["--layer", SHIPPED / "gbt-46862-2025", "--layer", SHIPPED / "guidance-50-2023",
          "--layer", SHIPPED / "demo-assumption"]


def run_json(*words: str | Path) -> Any:
    """What ``nuantu agreement WORDS --json`` prints."""
    ended = run_main("agreement", *words, "--json")
    assert (ended.status, ended.err) == (0, "")
    return json.loads(ended.out)


def test_check_counts_provisions_in_force_and_pending() -> None:
    """A book that can be applied lacks nothing."""
    facts = run_json("check", PLATFORM, *LAYERS, "--on", "2026-06-01")

    assert (facts["agreement"], facts["layers"]) == (
        "platform-2025", ["gbt-46862-2025", "guidance-50-2023", "demo-assumption"])
    assert facts["provisions"] == facts["carried_out"] + len(facts["pending"])
    assert {"PLT-daily-stop", "GBT-7.2.8", "YG-refusals"} <= set(facts["clauses_in_force"])
    assert (facts["lacks"], facts["open_figures"], facts["idle_supplies"]) == ([], [], [])


def test_check_tells_what_a_book_lacks_and_is_content() -> None:
    """A file that is well written is no defect, even where a layer must supply a figure."""
    facts = run_json("check", PLATFORM, "--lang", "en")

    assert "platform-2025.special_weather_amount" in facts["open_figures"]
    assert [sentence.split()[0] for sentence in facts["lacks"]] == ["figures", "clause"]
    assert facts["on"] == "2026-02-10"


@pytest.mark.parametrize(("lang", "words"), [("zh", ["在执行条款", "待建", "尚缺"]),
                                             ("en", ["clauses in force", "pending", "lacks"])])
def test_check_speaks_both_languages(lang: str, words: list[str]) -> None:
    """As a table for people."""
    ended = run_main("agreement", "check", PLATFORM, "--lang", lang)

    assert ended.status == 0
    assert [word for word in words if word not in ended.out] == []


@pytest.mark.parametrize("verb", ["check", "show"])
def test_a_defective_agreement_ends_in_one_sentence_and_status_two(verb: str, tmp_path: Path) -> None:
    """On the error stream, with nothing on the other."""
    file = write_text(tmp_path, "format: nuantu-agreement/1\nid: x\nlayer: nation\n")
    ended = run_main("agreement", verb, file)

    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith(f"nuantu: {file}, line ")
    assert ended.err.count("\n") == 1


def test_show_gives_every_parameter_with_its_layer() -> None:
    """Canonical beside readable, and marked where assumed."""
    clauses = {one["id"]: one for one in run_json("show", PLATFORM, *LAYERS, "--on", "2026-06-01")["clauses"]}

    assert clauses["PLT-daily-stop"]["params"]["stop_after"] == {
        "value": 43_200, "unit": "second", "said": "12小时", "layer": "platform", "clause": "PLT-daily-stop",
        "assumed": False}
    assert clauses["PLT-special-weather"]["params"]["amount"] == {
        "value": 150, "unit": "minor_per_order", "said": "¥1.50/单", "layer": "platform",
        "clause": "PLT-special-weather", "assumed": True}
    assert {name: clauses[name]["strength"] for name in ("GBT-7.2.8", "PLT-no-late-deduction")} == {
        "GBT-7.2.8": "principle", "PLT-no-late-deduction": "must"}
    assert clauses["YG-refusals"]["layer"] == "assumption"


@pytest.mark.parametrize(("lang", "words"), [
    ("zh", ["每单补贴", "假定", "待建（列出而不执行）", "没有写出具体承诺"]),
    ("en", ["for each order", "assumed", "Pending (shown, never in force)"]),
])
def test_show_is_read_by_people_in_both_languages(lang: str, words: list[str]) -> None:
    """Clauses by chapter, then what is pending and why."""
    ended = run_main("agreement", "show", PLATFORM, *LAYERS, "--lang", lang)

    assert ended.status == 0
    assert [word for word in words if word not in ended.out] == []


def test_show_names_figures_that_wait() -> None:
    """Instead of making them up."""
    shown = run_json("show", PLATFORM, "--lang", "en")
    ended = run_main("agreement", "show", PLATFORM, "--lang", "en")

    waiting = {figure["name"]: figure["clauses"] for figure in shown["open_figures"]}
    assert waiting["platform-2025.special_weather_amount"] == ["PLT-special-weather"]
    assert "to be supplied: platform-2025.special_weather_amount" in ended.out


def test_a_book_without_any_begin_needs_a_date(tmp_path: Path) -> None:
    """Today is never taken for it."""
    folder = write_agreement(tmp_path, clauses=[{"type": "no_late_deduction"}], effective={})

    assert "name a date with --on" in run_main("agreement", "show", folder).err
    assert [one["version"] for one in run_json("show", folder, "--on", "2026-01-01")["clauses"]] == [None]


def test_diff_tells_what_was_raised_and_lowered(tmp_path: Path) -> None:
    """By clause, with the numbers, and the words of provisions."""
    stop = {"type": "daily_stop", "id": "stop", "params": {"stop_after": "12 h", "reset": "calendar_day"}}
    held = {"held": {"zh": "无", "en": "none"}}
    old = write_agreement(tmp_path / "old", clauses=[stop], provisions=[make_provision("gone", [], **held)])
    new = write_agreement(tmp_path / "new", provisions=[make_provision("more", [], **held)], clauses=[
        {**stop, "params": {"stop_after": "11 h", "reset": "calendar_day"}}])
    told = run_json("diff", old, new, "--lang", "en")

    assert {change: number for change, number in told["counts"].items() if number} == {"raised": 1}
    assert told["clauses"][0]["steps"] == [
        {"name": "stop_after", "change": "raised", "before": "12 h", "after": "11 h", "before_value": 43_200,
         "after_value": 39_600}]
    zh, en = (run_main("agreement", "diff", old, new, "--lang", lang).out for lang in ("zh", "en"))
    assert [word for word in ("提高", "12小时 → 11小时", "新增", "取消") if word not in zh] == []
    assert [word for word in ("raised", "12 h → 11 h", "new", "dropped", "a sentence") if word not in en] == []
