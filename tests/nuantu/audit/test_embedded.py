"""The embedded engine: texts with dictionaries are texts, and tables keep them."""

from __future__ import annotations

import gc
from pathlib import Path
from weakref import ref

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from nuantu.audit.embedded import EmbeddedBackend, open_embedded
from nuantu.audit.tables import list_rows

VIEWS = {"events": ("kind", "word"), "ledger": ("word",)}
WORDS = {"kind": {"b", "a"}, "word": {"x", "y", "z", "unused"}}


@pytest.fixture
def con(tmp_path: Path) -> EmbeddedBackend:
    """Two files whose texts are encoded together."""
    con = open_embedded(threads=1)
    for name, columns in (("events", {"kind": ["b", "a", None], "word": ["x", "y", "x"], "number": [1, 2, 3]}),
                          ("ledger", {"word": ["z", "x", None]})):
        pq.write_table(pa.table(columns), tmp_path / f"{name}.parquet")
        con.read_parquet(tmp_path / f"{name}.parquet", table_name=name)
    con.encode_words(VIEWS, WORDS, "_7")
    return con


def list_types(con: EmbeddedBackend, table: str) -> list[str]:
    """The engine's own types of a table's columns."""
    return [row[1].partition("(")[0] for row in con.raw_sql(f"DESCRIBE {table}").fetchall()]


def test_encoded_words_are_compared_and_fetched_as_words(con: EmbeddedBackend) -> None:
    """Also with words that the dictionary lacks, and across the two files."""
    events, ledger = con.table("events_7"), con.table("ledger_7")

    assert con.to_pyarrow(events.filter(events.kind.isin(["a", "unheard"])).number.sum()).as_py() == 2
    assert con.to_pyarrow(events.filter(events.word >= "xx").select("word")).to_pylist() == [{"word": "y"}]
    assert con.to_pyarrow(events.semi_join(ledger, "word").number.sum()).as_py() == 4


def test_a_table_keeps_dictionaries_and_brings_numbers_to_their_type(con: EmbeddedBackend) -> None:
    """A sum is a number of 64 bits again."""
    events = con.table("events_7")

    kept = con.create_table("kept", events.group_by("word").agg(total=events.number.sum()))

    assert list_types(con, "kept") == ["ENUM", "BIGINT"]
    assert kept.order_by("word").to_pyarrow().to_pylist() == [{"word": "x", "total": 4}, {"word": "y", "total": 2}]


def test_dictionaries_can_be_forgotten_and_made_again(con: EmbeddedBackend) -> None:
    """For records that come after these."""
    con.forget_words(VIEWS, "_7")
    con.encode_words(VIEWS, WORDS, "_7")

    assert con.to_pyarrow(con.table("events_7").kind.nunique()).as_py() == 2


def test_a_question_means_the_same_on_every_engine_and_is_answered_by_each(con: EmbeddedBackend) -> None:
    """What was written for one engine is asked of another, with the few rows that it names."""
    few = list_rows({"word": "string"}, [("x",)])
    other = open_embedded(threads=1)
    kept = [one.create_table("own", ibis.memtable(pa.table({"word": words})))
            for one, words in ((con, ["x", "y"]), (other, ["x", "x", "z"]))]

    counted = [one.to_pyarrow(table.semi_join(few, "word").count()).as_py()
               for one, table in zip((con, other), kept, strict=True)]

    assert kept[0].op() == kept[1].op()
    assert counted == [1, 2]


def test_what_is_remembered_keeps_no_engine_alive() -> None:
    """An engine holds all its tables in memory."""
    own = open_embedded(threads=1)
    table = own.create_table("lonely", ibis.memtable(pa.table({"number": [1, 2]})))
    assert own.to_pyarrow(table.number.sum()).as_py() == 3
    gone = ref(own)

    del own, table
    gc.collect()

    assert gone() is None


def test_a_table_of_an_engine_that_is_gone_says_so() -> None:
    """It names its engine and does not hold it."""
    own = open_embedded(threads=1)
    table = own.create_table("lonely", ibis.memtable(pa.table({"number": [1, 2]})))
    assert table.number.sum().to_pyarrow().as_py() == 3

    del own
    gc.collect()

    with pytest.raises(ReferenceError, match="the engine of this table is gone"):
        table.to_pyarrow()
