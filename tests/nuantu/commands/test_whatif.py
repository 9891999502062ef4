"""``nuantu whatif`` as a person and a program see it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.nuantu.commands.command_line import Ended, run_main

from nuantu.commands.whatif import NAMES
from nuantu.replay.city.days import plan_days, write_days
from nuantu.whatif.outcomes import UNITS

AGREEMENTS = Path(__file__).resolve().parents[3] / "agreements"
BOOK = ["--agreement", AGREEMENTS / "platform-2025", "--layer", AGREEMENTS / "gbt-46862-2025", "--layer",
        AGREEMENTS / "guidance-50-2023", "--layer", AGREEMENTS / "demo-assumption"]
FIGURES = {"before", "after", "diff", "low", "high", "n_days"}


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two small generated days, never to be changed."""
    out = tmp_path_factory.mktemp("whatif") / "days"
    write_days(plan_days(2, 5, 80), out)
    return out


def _try(*words: str | Path) -> Ended:
    return run_main("whatif", *BOOK, *words, "--workers", "1")


def test_json_holds_every_outcome_under_its_name(days: Path) -> None:
    """Six figures each and nothing beside them but the inputs, which name everything that the figures follow from."""
    ended = _try("--set", "YG-piece-rate.base=6.50CNY", "--days", days, "--seeds", "1,2", "--json")
    told = json.loads(ended.out)
    inputs = told.pop("inputs")

    assert (ended.status, ended.err) == (0, "")
    assert list(told) == list(UNITS)
    assert all(set(row) == FIGURES for row in told.values())
    assert {row["n_days"] for row in told.values()} == {2}
    assert told["cost_per_order"]["low"] < told["cost_per_order"]["diff"] < told["cost_per_order"]["high"]
    assert (inputs["seeds"], inputs["changes"], inputs["binding"]) == ([1, 2], ["YG-piece-rate.base=6.50CNY"], False)
    assert len(set(inputs["days"])) == 2
    assert {"province:11", "province:32", "class:crowd"} <= set(inputs["by_constituency"])
    assert inputs["by_constituency"]["province:11"]["pay_per_hour"]["low"] is None  # one of the two days
    assert [(row["seed"], set(row["before"][""])) for row in inputs["by_day"]] == [
        (seed, set(UNITS)) for _ in range(2) for seed in (1, 2)]


def test_a_file_tells_how_much_is_lived(days: Path, tmp_path: Path) -> None:
    """Whole to the end, with nothing beside it; a folder that is not there is refused."""
    change = ("--set", "YG-piece-rate.base=6.50CNY", "--json", "--days", days)
    ended = _try(*change, "--progress", tmp_path / "told.json")
    refused = _try(*change, "--progress", tmp_path / "gone" / "told.json")

    assert (ended.status, ended.err) == (0, "")
    assert json.loads((tmp_path / "told.json").read_text(encoding="utf-8")) == {"done": 2, "of": 2}
    assert [path.name for path in tmp_path.iterdir()] == ["told.json"]
    assert refused.status != 0
    assert "progress cannot be written" in refused.err


def test_a_pattern_and_folders_after_it_are_days_too(days: Path) -> None:
    """As the shell hands them over; and the same figures again."""
    change = ("--set", "YG-piece-rate.base=6.50CNY", "--json")
    told = [_try(*change, "--days", *words).out for words in (
        [days], [str(days / "day-*")], [days / "day-01", days / "day-02"])]

    assert told[0] == told[1] == told[2]


@pytest.mark.parametrize(("lang", "words"), [
    ("zh", ["结果", "95%区间", "每单成本", "只重新结算", "1天，每天1个种子", "只有一天"]),
    ("en", ["outcome", "95 % interval", "cost per order", "settled again only", "1 days by 1 seeds", "one day says"])])
def test_people_read_a_table(days: Path, lang: str, words: list[str]) -> None:
    """In both languages; one day has no interval, and that is said."""
    ended = _try("--set", "YG-piece-rate.base=6.50CNY", "--days", days / "day-01", "--lang", lang)

    assert (ended.status, [word for word in words if word not in ended.out]) == (0, [])


def test_a_sweep_tells_every_cell(days: Path) -> None:
    """Two parameters, two values each; every cell beside the same days as they stand."""
    ended = _try("--sweep", "YG-piece-rate.base=6CNY,7CNY", "--sweep", "YG-orders-in-hand.cap=1,2", "--days", days,
                 "--json")
    cells = json.loads(ended.out)["cells"]

    assert [list(cell["set"].values()) for cell in cells] == [["6CNY", "1"], ["6CNY", "2"], ["7CNY", "1"],
                                                              ["7CNY", "2"]]
    assert len({cell["cost_per_order"]["before"] for cell in cells}) == 1
    assert cells[2]["cost_per_order"]["after"] > cells[0]["cost_per_order"]["after"]


@pytest.mark.parametrize(("words", "said"), [
    (["--set", "YG-piece-rate.base=6.50"], "clause YG-piece-rate, parameter base"),
    (["--set", "nothing"], "is no change"), ([], "no change is named"),
    (["--set", "YG-piece-rate.base=7CNY", "--seeds", "1,x"], "is no list of seeds"),
    (["--set", "YG-piece-rate.base=7CNY", "--seeds", "1,1"], "not different whole numbers"),
    (["--set", "YG-piece-rate.base=7CNY", "--date", "soon"], "is no date"),
])
def test_what_cannot_be_tried_ends_in_one_sentence(days: Path, words: list[str], said: str) -> None:
    """Exit status 2, nothing on stdout."""
    ended = _try(*words, "--days", days)

    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err
    assert ended.err.count("\n") == 1


def test_days_that_are_not_there_are_refused(tmp_path: Path) -> None:
    """By name."""
    ended = _try("--set", "YG-piece-rate.base=7CNY", "--days", tmp_path / "none")

    assert ended.status == 2
    assert "no day is found there" in ended.err


def test_every_outcome_has_a_name_in_both_languages() -> None:
    """And no other has one."""
    assert set(NAMES) == set(UNITS)


def test_a_clause_that_the_agreement_lacks_is_tried(days: Path) -> None:
    """One order in hand at most, a new clause beside those of the book: dispatched again, and something moves."""
    ended = _try("--set", "NEW-1=concurrency_cap{cap: 1}", "--days", days, "--json")
    told = json.loads(ended.out)

    assert (ended.status, ended.err) == (0, "")
    assert told["inputs"]["binding"] is True
    assert told["inputs"]["changes"] == ["NEW-1=concurrency_cap{cap: 1}"]
    assert any(told[name]["diff"] for name in ("pay_per_hour", "hours", "delivered_share"))


@pytest.mark.slow
def test_published_delivery_days_are_tried(shared: Path) -> None:
    """A higher floor an hour reaches the lowest tenth whole, costs somebody, and moves nobody's hours."""
    days = [shared / "data" / "mdrp" / f"{number}o50t100s1p100" for number in (0, 3)]
    ended = run_main("whatif", "--agreement", AGREEMENTS / "mdrp-2018", "--set", "MDRP-2.floor=18.00USD/h", "--days",
                     *days, "--date", "2018-03-01", "--json")
    told = json.loads(ended.out)

    assert ended.status == 0
    assert told["inputs"]["binding"] is False
    assert {told[name]["n_days"] for name in ("pay_per_hour", "hours", "cost_per_order")} == {2}
    assert (told["pay_lowest_tenth"]["before"], told["pay_lowest_tenth"]["after"]) == (15.0, 18.0)
    assert told["cost_per_order"]["diff"] > 0
    assert told["hours"]["diff"] == 0
    assert told["late_share"]["n_days"] == 0  # these days promise no time, so nothing is said of it
