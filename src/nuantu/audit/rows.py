"""Rows of a published file that an engine takes in as they are decoded, whatever the file says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from nuantu.audit.sums import BATCH_ROWS, Sums, Tally, list_texts
from nuantu.core.tables import Column

CODED = pa.dictionary(pa.int32(), pa.string())


class Rows:
    """Columns of a file, in their published types; each time that they are asked for they are read anew.

    ``sums`` is what all rows came to that were taken last; nothing before all of them were.
    """

    def __init__(self, path: Path, columns: Sequence[Column]) -> None:
        self.path, self.columns = path, columns
        self.sums: Sums | None = None

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows, by the protocol of Arrow's streams."""
        texts = list_texts(self.path, self.columns)
        schema = pa.schema([(column.name, CODED if column.name in texts else column.to_arrow().type)
                            for column in self.columns])
        reader = pa.RecordBatchReader.from_batches(schema, self._decode(texts, schema))
        return reader.__arrow_c_stream__(requested_schema)

    def _decode(self, texts: list[str], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
        tally = Tally(self.columns)
        with pq.ParquetFile(self.path, read_dictionary=texts) as file:
            for batch in file.iter_batches(BATCH_ROWS, columns=schema.names):
                tally.add(batch)
                yield pa.RecordBatch.from_arrays(
                    [batch.column(field.name).cast(field.type) for field in schema], schema=schema)
        self.sums = tally.sum_up()
