"""A replayed day becomes decisions: every push, every decided event, every line of pay, in order of time."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.nuantu.demo_day import make_demo

from nuantu.core.errors import InputError
from nuantu.core.tables import CANDIDATES, EVENTS, LEDGER
from nuantu.decisions.derivation import DERIVATIONS, find_difference
from nuantu.decisions.leaf import decode_leaf, seal_decision
from nuantu.decisions.replayed import DECIDED, list_decisions, read_run


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a real run."""
    return make_demo(tmp_path_factory)[0]


def test_every_decision_of_the_day_is_there(out: Path) -> None:
    """As many of each kind as the tables hold, and times that never fall."""
    found = list(list_decisions(read_run(out)))
    events = Counter(EVENTS.read(out / "log" / "events.parquet")["kind"].to_pylist())
    expected = {kind: events[kind] for kind in DECIDED if events[kind]}
    expected |= {"dispatch": events["pushed"], "pay": pq.read_metadata(out / "ledger.parquet").num_rows}

    assert Counter(one.kind for one in found) == expected
    assert [one.at_s for one in found] == sorted(one.at_s for one in found)
    assert {one.agreement_version.split("/")[0] for one in found} == {"platform-2025"}


def test_every_dispatch_and_every_line_of_pay_can_be_recomputed(out: Path) -> None:
    """From its own committed inputs, all of the day."""
    wrong, done = [], 0
    for seq, one in enumerate(list_decisions(read_run(out))):
        if one.kind in DERIVATIONS:
            leaf = decode_leaf(seal_decision(one, seq)[0])
            wrong += [what for what in [find_difference(leaf, one.worker_id or "", one.inputs, one.people)] if what]
            done += 1

    assert (wrong, done > 300) == ([], True)


def test_no_leaf_holds_a_person_or_a_place(out: Path) -> None:
    """Neither worker nor order is in the bytes of any leaf, and no coordinate among facts."""
    workers = set(EVENTS.read(out / "log" / "events.parquet")["worker_id"].to_pylist()) - {None}
    orders = set(CANDIDATES.read(out / "log" / "candidates.parquet")["order_id"].to_pylist())
    names = [name.encode() for name in workers | orders]
    leaked, facts = [], set()
    for seq, one in enumerate(list_decisions(read_run(out))):
        if seq % 9 == 0:
            body = seal_decision(one, seq)[0]
            leaked += [name for name in names if name in body]
        facts |= {name for person in one.people for name in person.facts} | set(one.inputs)

    assert leaked == []
    assert {name for name in facts if name.endswith(("x_m", "y_m"))} == set()


def test_sums_of_pay_are_those_of_the_ledger(out: Path) -> None:
    """Amounts stand in the terms, where no erasure reaches them."""
    paid = sum(one.terms["amount_minor"] for one in list_decisions(read_run(out)) if one.kind == "pay")

    assert paid == sum(LEDGER.read(out / "ledger.parquet")["amount_minor"].to_pylist())


def test_a_run_that_is_not_what_it_says_is_refused(out: Path, tmp_path: Path) -> None:
    """Changed tables, a missing description, candidates that do not belong."""
    copied = tmp_path / "out"
    shutil.copytree(out, copied)
    with (copied / "ledger.parquet").open("ab") as file:
        file.write(b"x")
    with pytest.raises(InputError, match=r"not the one that run\.json names"):
        read_run(copied)
    (copied / "run.json").write_text(json.dumps({"format": "nuantu-run/1"}))
    with pytest.raises(InputError, match="not whole"):
        read_run(copied)
    with pytest.raises(InputError, match=r"no run\.json"):
        read_run(tmp_path)
    run = read_run(out)
    log = tmp_path / "stripped" / "log"
    shutil.copytree(out / "log", log)
    table = CANDIDATES.read(log / "candidates.parquet")
    CANDIDATES.write(table.slice(8), log / "candidates.parquet")
    with pytest.raises(InputError, match="no candidates belong to it"):
        list(list_decisions(type(run)(tmp_path / "stripped", run.rule_set, run.agreement_version, run.policy,
                                      run.version)))
