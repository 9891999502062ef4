"""``nuantu explain`` for orders and workers, in two languages, and for ids that nobody knows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.nuantu.commands.command_line import run_main
from tests.nuantu.explanation.full_day import write_full_day

from nuantu.core.times import Lang
from nuantu.explanation.worker import explain_worker


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The eventful day."""
    return write_full_day(tmp_path)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_worker_is_explained(out: Path, lang: Lang) -> None:
    """Plain sentences, one a line."""
    ended = run_main("explain", "worker", "W1", "--in", out, "--lang", lang)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.splitlines() == explain_worker(out, "W1", lang).sentences()


@pytest.mark.parametrize("what", ["order A1", "worker W1"])
def test_explanations_come_as_json(out: Path, what: str) -> None:
    """The same sentences and every figure behind them."""
    ended = run_main("explain", *what.split(), "--in", out, "--lang", "en", "--json")
    value = json.loads(ended.out)
    plain = run_main("explain", *what.split(), "--in", out, "--lang", "en").out.splitlines()
    assert value["sentences"] == plain
    assert value[f"{what.split()[0]}_id"] == what.split()[1]


@pytest.mark.parametrize(("what", "sentence"), [
    ("order A11", "field order_id: the log knows no order A11; did you mean A1"),
    ("worker w1", "field worker_id: the log knows no worker w1; did you mean W1"),
    ("worker 某人", "the log knows no worker 某人; did you mean W1, W2"),
])
def test_an_unknown_id_is_refused_with_the_closest_ones(out: Path, what: str, sentence: str) -> None:
    """One sentence, exit status 2."""
    ended = run_main("explain", *what.split(), "--in", out)
    assert (ended.status, ended.out) == (2, "")
    assert sentence in ended.err


def test_a_folder_without_a_replay_is_refused(tmp_path: Path) -> None:
    """What is missing is named."""
    ended = run_main("explain", "worker", "W1", "--in", tmp_path)
    assert ended.status == 2
    assert "run.json" in ended.err
