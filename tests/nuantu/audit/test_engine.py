"""What runs the checks is chosen by name, and whichever it is the verdicts are the same, row for row."""

from __future__ import annotations

import gc
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import ibis
import pytest
from ibis.backends import BaseBackend
from tests.nuantu.audit.both_engines import JOINED

from nuantu.agreement.book import Book
from nuantu.audit.checks import CHECKS
from nuantu.audit.engine import ENGINES, open_engine
from nuantu.audit.run import audit
from nuantu.audit.verdict import Verdict
from nuantu.core.errors import InputError

#: Plans of small data cost less than what would make them fast on much of it.
SMALL = {"spark.master": "local[1]", "spark.sql.shuffle.partitions": "1", "spark.sql.adaptive.enabled": "false",
         "spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN"}


@dataclass(frozen=True)
class Judged:
    """A joined log, its book, and what the embedded engine says of it."""

    out: Path
    book: Book
    verdicts: Sequence[Verdict]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Judged]:
    """The joined logs by name, each written and judged once."""
    @cache
    def judge(name: str) -> Judged:
        out, book = JOINED[name](tmp_path_factory.mktemp("joined"))
        return Judged(out, book, audit(out, None, book))

    return judge


@pytest.fixture(scope="module")
def spark() -> Iterator[BaseBackend]:
    """Spark in its local mode."""
    with open_engine("spark", SMALL) as con:
        yield con
    # PySpark leaves the closing of its sockets to the collector: now, while the warning of it is let pass.
    gc.collect()


def test_an_unknown_engine_is_refused_with_those_there_are() -> None:
    """By name, with what may be written."""
    with pytest.raises(InputError) as caught, open_engine("abacus"):
        pass

    assert (caught.value.field, caught.value.fix) == ("engine", f"write one of {', '.join(ENGINES)}")


def test_spark_that_is_not_installed_is_said_with_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """No fallback to another engine."""
    monkeypatch.delitem(sys.modules, "nuantu.audit.spark", raising=False)
    monkeypatch.delitem(sys.modules, "nuantu.audit.spark_java", raising=False)
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "ibis.backends.pyspark", None)

    with pytest.raises(InputError) as caught, open_engine("spark"):
        pass

    assert "the engine spark is not installed" in caught.value.what
    assert caught.value.fix == "install the extra: pip install 'nuantu[spark]'"


def test_an_audit_leaves_nothing_behind_in_an_engine_that_goes_on(tmp_path: Path) -> None:
    """Two audits on one engine find the same as two on engines of their own, and what they kept is gone."""
    out, book = JOINED["a pool"](tmp_path)

    with open_engine("duckdb", {"threads": 1}) as con:
        found = [audit(out, None, book, con=con) for _ in range(2)]
        left = con.raw_sql("SELECT table_name FROM duckdb_tables()").fetchall()

    assert found == [audit(out, None, book, con=ibis.duckdb.connect())] * 2
    assert [name for (name,) in left if name.startswith("kept_")] == []


@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
@pytest.mark.slow
@pytest.mark.parametrize("name", list(JOINED))
def test_spark_finds_what_duckdb_finds(name: str, spark: BaseBackend, judged: Callable[[str], Judged]) -> None:
    """The same verdicts with the same events, lines and arithmetic; and there is something to find."""
    one = judged(name)
    found = audit(one.out, None, one.book, con=spark)

    assert any(verdict.verdict == "violated" for verdict in one.verdicts)
    # A difference in a hundred thousand rows is told by its first rows, not by all.
    first, second = Counter(found), Counter(one.verdicts)
    assert [*(first - second)][:5] == []
    assert [*(second - first)][:5] == []


@pytest.mark.slow
def test_every_check_is_asked_and_finds_something(judged: Callable[[str], Judged]) -> None:
    """On what both engines are held to, each clause type is in force and has a fault somewhere."""
    verdicts = [verdict for name in JOINED for verdict in judged(name).verdicts]

    faults = {verdict.type for verdict in verdicts if verdict.verdict not in ("complied", "not_applicable")}
    assert {verdict.type for verdict in verdicts} == {*CHECKS, "log_integrity", "ledger_integrity"}
    assert {*CHECKS} - faults == set()
