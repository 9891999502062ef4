"""What runs the checks is chosen by name, and whichever it is the verdicts are the same, row for row."""

from __future__ import annotations

import gc
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import ibis
import pytest
from ibis.backends import BaseBackend
from tests.nuantu.audit.both_engines import JOINED

from nuantu.audit.checks import CHECKS
from nuantu.audit.engine import ENGINES, open_engine
from nuantu.audit.run import audit
from nuantu.core.errors import InputError

#: Plans of small data cost less than what would make them fast on much of it.
SMALL = {"spark.master": "local[1]", "spark.sql.shuffle.partitions": "1", "spark.sql.adaptive.enabled": "false",
         "spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN"}


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
def test_spark_finds_what_duckdb_finds(name: str, spark: BaseBackend, tmp_path: Path) -> None:
    """The same verdicts with the same events, lines and arithmetic; and there is something to find."""
    out, book = JOINED[name](tmp_path)
    wanted = audit(out, None, book)
    found = audit(out, None, book, con=spark)

    assert any(one.verdict == "violated" for one in wanted)
    # A difference in a hundred thousand rows is told by its first rows, not by all.
    first, second = Counter(found), Counter(wanted)
    assert [*(first - second)][:5] == []
    assert [*(second - first)][:5] == []


@pytest.mark.slow
def test_the_joined_logs_ask_every_check(tmp_path: Path) -> None:
    """The worked verdicts have every clause type, and all but a few are broken there."""
    out, book = JOINED["the worked verdicts"](tmp_path)
    verdicts = audit(out, None, book)

    assert {one.type for one in verdicts} == {*CHECKS, "log_integrity", "ledger_integrity"}
    broken = {one.type for one in verdicts if one.verdict not in ("complied", "not_applicable")}
    assert len(broken & {*CHECKS}) >= 75
