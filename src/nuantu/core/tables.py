"""The published tables: every column of day, log, ledger, verdicts and summary, with type, unit and null.

This is the one place in which they are declared. ``docs/formats.md`` is written from it and ``nuantu schema``
prints it; readers check against it, writers write through it. A change of meaning is a new version.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq

from nuantu.core.errors import InputError

Subject = Literal["day", "log", "ledger", "verdicts", "summary"]
SUBJECTS: tuple[Subject, ...] = ("day", "log", "ledger", "verdicts", "summary")
VERSION = 1

_ARROW: dict[str, pa.DataType] = {
    "int64": pa.int64(),
    "float64": pa.float64(),
    "string": pa.string(),
    "bool": pa.bool_(),
    "list<int64>": pa.list_(pa.int64()),
    "list<float64>": pa.list_(pa.float64()),
    "list<string>": pa.list_(pa.string()),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: name, type, unit, what it means, and what null means (``None``: never null).

    An ``added`` column joined the format after its first edition: where a file lacks it, it is null throughout.
    """

    name: str
    type: str
    unit: str
    meaning: str
    null: str | None = None
    added: bool = False

    def to_arrow(self) -> pa.Field:
        """The Arrow field of this column."""
        return pa.field(self.name, _ARROW[self.type], nullable=self.null is not None)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a subject: where it stands, how often, and its columns."""

    subject: Subject
    name: str
    file: str
    meaning: str
    columns: tuple[Column, ...]
    required: bool = True

    def to_arrow(self) -> pa.Schema:
        """The Arrow schema, with the format version in its metadata."""
        schema = pa.schema([column.to_arrow() for column in self.columns])
        return schema.with_metadata({"nuantu": f"{self.subject}.{self.name}/{VERSION}"})

    def read(self, path: Path) -> pa.Table:
        """Read a Parquet file of this table and refuse, by file and field, what does not fit."""
        return conform(read_parquet(path), self, path)

    def write(self, table: pa.Table, path: Path) -> None:
        """Write Parquet of exactly this schema."""
        pq.write_table(table.select(self.to_arrow().names).cast(self.to_arrow()), path, compression="zstd")


def read_parquet(path: Path) -> pa.Table:
    """Read one Parquet file whole, down to valid text, or say in one sentence why it cannot be read."""
    if not path.is_file():
        what = "this is a folder, not a file" if path.is_dir() else "the file does not exist"
        raise InputError(what, file=path, fix="check the path or write the file again")
    try:
        with pq.ParquetFile(path) as file:
            _refuse_doubled(file.schema_arrow.names, path)
            table = _read_carried(file)
        table.validate(full=True)
        return table
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0][:120]
        raise InputError(f"this is not a readable Parquet file ({reason})", file=path,
                         fix="write it again as Parquet") from error


def _read_carried(file: pq.ParquetFile) -> pa.Table:
    """All columns, of which those that are null throughout, by the file's own counts, share one empty buffer.

    A log has many columns that few kinds of events carry; a month of it would otherwise be mostly zeros.
    """
    schema, rows = file.schema_arrow, file.metadata.num_rows
    empty = {name for place, name in enumerate(schema.names) if rows and _is_all_null(file, place)}
    carried = file.read(columns=[name for name in schema.names if name not in empty])
    zeros = pa.py_buffer(bytes(8 * (rows + 1)))
    columns = [make_nulls(schema.field(name).type, rows, zeros) if name in empty else carried[name]
               for name in schema.names]
    return pa.Table.from_arrays(columns, schema=schema)


def _is_all_null(file: pq.ParquetFile, place: int) -> bool:
    """Whether every value of a flat column of a plain type is null."""
    kind = file.schema_arrow.field(place).type
    if kind not in (pa.int64(), pa.float64(), pa.string()) or not file.schema_arrow.field(place).nullable:
        return False
    name = file.schema_arrow.names[place]
    groups = (file.metadata.row_group(number) for number in range(file.metadata.num_row_groups))
    for group in groups:
        column = next(group.column(at) for at in range(group.num_columns) if group.column(at).path_in_schema == name)
        counted = column.statistics
        if counted is None or not counted.has_null_count or counted.null_count != column.num_values:
            return False
    return True


def make_nulls(kind: pa.DataType, rows: int, zeros: pa.Buffer) -> pa.Array:
    """Nulls of a plain type on a shared buffer of at least 8 x (rows + 1) zeros."""
    buffers = [zeros] * (3 if pa.types.is_string(kind) else 2)
    return pa.Array.from_buffers(kind, rows, buffers, null_count=rows)


def _refuse_doubled(names: list[str], path: Path) -> None:
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"the column stands {names.count(name)} times", file=path, field=name,
                             fix="keep one of them")


def conform(table: pa.Table, wanted: Table, path: Path) -> pa.Table:
    """Return the table with exactly the wanted columns and types, or refuse it by field and row.

    Widths of one kind are brought together (int32 to int64, large_string to string); kinds are never guessed:
    digits in a text column are no numbers, and a timestamp is no count of seconds.
    """
    _refuse_doubled(table.column_names, path)
    arrays = []
    for column in wanted.columns:
        if column.added and column.name not in table.column_names:
            arrays.append(pa.chunked_array([pa.nulls(table.num_rows, _ARROW[column.type])]))
            continue
        if column.name not in table.column_names:
            raise InputError("the column is missing", file=path, field=column.name,
                             fix=f"add it as {column.type}" + (f" ({column.unit})" if column.unit else ""))
        chunked, target = table.column(column.name), _ARROW[column.type]
        if not _is_kind(chunked.type, target):
            raise InputError(f"the column is {chunked.type}, not {column.type}", file=path, field=column.name,
                             fix=f"write it as {column.type}")
        try:
            cast = chunked.cast(target)
        except pa.ArrowException as error:
            raise InputError(f"a value of type {chunked.type} does not fit into {column.type}", file=path,
                             field=column.name, fix=f"write it as {column.type}") from error
        if column.null is None and cast.null_count:
            row = int(cast.is_null().to_numpy().argmax()) + 1
            raise InputError("the value is missing", file=path, line=row, field=column.name,
                             fix="give a value or remove the row")
        arrays.append(cast)
    return pa.Table.from_arrays(arrays, schema=wanted.to_arrow())


def _is_kind(found: pa.DataType, wanted: pa.DataType) -> bool:
    types = pa.types
    if types.is_null(found):
        return True
    if types.is_list(wanted):
        listed = types.is_list(found) or types.is_large_list(found) or types.is_fixed_size_list(found)
        return listed and _is_kind(found.value_type, wanted.value_type)
    if types.is_dictionary(found):
        return _is_kind(found.value_type, wanted)
    if types.is_string(wanted):
        return bool(types.is_string(found) or types.is_large_string(found) or types.is_string_view(found))
    if types.is_floating(wanted):
        return bool(types.is_floating(found) or types.is_integer(found))
    if types.is_integer(wanted):
        return bool(types.is_integer(found))
    return bool(found == wanted)


C = Column
_XY = "metres in the day's local plane"
_UTC = "UTC seconds"
_MINOR = "minor currency units (fen, cents)"

DAY_TABLES = (
    Table("day", "day", "day.json", "What the day is: one JSON object.", (
        C("format", "string", "", "always nuantu-day/1"),
        C("name", "string", "", "name of the day, free text"),
        C("date", "string", "ISO date", "the local date"),
        C("tz", "string", "IANA name", "time zone of the local date"),
        C("currency", "string", "ISO 4217", "currency in which the day's workers are paid"),
        C("rules", "string", "", "rule set that the day was made for: mdrp or open"),
        C("source", "string", "", "where the day comes from, in words"),
        C("speed_m_per_h", "int64", "metres an hour", "riding speed of the travel model"),
        C("detour_pm", "int64", "per mille", "distance travelled per straight-line distance"),
        C("travel_unit_s", "int64", "seconds", "travel times are rounded up to whole multiples of this"),
        C("pickup_service_s", "int64", "seconds", "service at a merchant; half before, half after the pick-up"),
        C("dropoff_service_s", "int64", "seconds", "service at a customer; half before, half after the delivery"),
    )),
    Table("day", "merchants", "merchants.parquet", "Places where orders are picked up.", (
        C("merchant_id", "string", "", "unique"),
        C("x_m", "float64", _XY, "place, eastwards"),
        C("y_m", "float64", _XY, "place, northwards"),
        C("district_id", "string", "", "district in which it lies", "the day has no districts"),
        C("name_zh", "string", "", "name in Chinese", "no name is known"),
        C("name_en", "string", "", "name in English", "no name is known"),
    )),
    Table("day", "orders", "orders.parquet", "What customers asked for.", (
        C("order_id", "string", "", "unique"),
        C("merchant_id", "string", "", "where it is picked up"),
        C("x_m", "float64", _XY, "where it goes, eastwards"),
        C("y_m", "float64", _XY, "where it goes, northwards"),
        C("placed_s", "int64", _UTC, "when the customer placed it; nothing is known of it before"),
        C("ready_estimate_s", "int64", _UTC, "when it should be ready, as known from placed_s on"),
        C("ready_s", "int64", _UTC, "when it was ready in fact; known only from then on"),
        C("district_id", "string", "", "district of the customer", "the day has no districts"),
        C("compound_id", "string", "", "gated compound of the customer", "behind no registered gate"),
        C("floor", "int64", "storeys", "storey of the customer", "unknown"),
        C("weight_g", "int64", "grams", "weight of the order", "unknown"),
    )),
    Table("day", "workers", "workers.parquet", "People who may be sent orders.", (
        C("worker_id", "string", "", "pseudonym, unique"),
        C("worker_class", "string", "", "crowd, dedicated or courier"),
        C("vehicle", "string", "", "ebike, car, truck or unknown"),
        C("tenure_days", "int64", "days", "days since the person began", "unknown"),
        C("place_code", "string", "administrative code", "work place for local terms such as minimum wages", "unknown"),
    )),
    Table("day", "shifts", "shifts.parquet", "When and where each worker comes on and goes off duty.", (
        C("shift_id", "string", "", "unique"),
        C("worker_id", "string", "", "whose shift"),
        C("on_s", "int64", _UTC, "comes on duty"),
        C("off_s", "int64", _UTC, "goes off duty; under the mdrp rules the last moment for a pick-up"),
        C("x_m", "float64", _XY, "where the shift begins, eastwards"),
        C("y_m", "float64", _XY, "where the shift begins, northwards"),
    )),
    Table("day", "districts", "districts.parquet", "Areas for alerts, wages and names.", (
        C("district_id", "string", "", "unique"),
        C("name_zh", "string", "", "name in Chinese"),
        C("name_en", "string", "", "name in English"),
        C("place_code", "string", "administrative code", "for local terms", "unknown"),
        C("ring_m", "list<float64>", "metres, x and y in turn", "outline, closed by its first point"),
    ), required=False),
    Table("day", "alerts", "alerts.parquet", "Official weather alerts; a revision is a row of its own.", (
        C("alert_id", "string", "", "unique"),
        C("kind", "string", "", "wind, rain, heat, cold, snow, fog, thunder or haze"),
        C("level", "string", "", "blue, yellow, orange or red"),
        C("issued_by", "string", "", "who issued it"),
        C("issued_s", "int64", _UTC, "when it was issued"),
        C("from_s", "int64", _UTC, "in force from, inclusive"),
        C("to_s", "int64", _UTC, "in force to, exclusive"),
        C("district_id", "string", "", "where it holds", "it holds for the whole day's area"),
        C("supersedes", "string", "", "alert that this one replaces from its issue on", "it replaces none"),
    ), required=False),
    Table("day", "compounds", "compounds.parquet", "Gated compounds and what their gates cost a rider.", (
        C("compound_id", "string", "", "unique"),
        C("district_id", "string", "", "where it lies"),
        C("name_zh", "string", "", "name in Chinese"),
        C("name_en", "string", "", "name in English"),
        C("gate_x_m", "float64", _XY, "gate, eastwards"),
        C("gate_y_m", "float64", _XY, "gate, northwards"),
        C("gate_delay_s", "int64", "seconds", "time lost at the gate on each delivery"),
        C("has_pass", "bool", "", "riders may enter with the pass code"),
    ), required=False),
    Table("day", "preferences", "preferences.parquet", "What workers set for themselves before the day begins.", (
        C("preference_id", "string", "", "unique"),
        C("worker_id", "string", "", "whose it is"),
        C("component", "string", "", "rest_slot (no orders from from_s to to_s) or max_distance (none farther)"),
        C("from_s", "int64", _UTC, "from when it holds, inclusive", "from the begin of the day"),
        C("to_s", "int64", _UTC, "to when it holds, exclusive", "to the end of the day"),
        C("distance_m", "int64", "metres", "farthest order, merchant to customer", "another component"),
    ), required=False),
    Table("day", "street_nodes", "street_nodes.parquet", "Crossings of the street network.", (
        C("node_id", "int64", "", "unique, from 0"),
        C("x_m", "float64", _XY, "place, eastwards"),
        C("y_m", "float64", _XY, "place, northwards"),
    ), required=False),
    Table("day", "street_edges", "street_edges.parquet", "Streets between crossings, both ways unless oneway.", (
        C("edge_id", "int64", "", "unique, from 0"),
        C("from_node", "int64", "", "node at one end"),
        C("to_node", "int64", "", "node at the other end"),
        C("length_m", "float64", "metres", "length along the street"),
        C("class", "string", "", "expressway, arterial, street, lane or path"),
        C("oneway", "bool", "", "from from_node to to_node only"),
        C("name_zh", "string", "", "name in Chinese", "unnamed"),
        C("name_en", "string", "", "name in English", "unnamed"),
    ), required=False),
    Table("day", "features", "features.parquet", "Water, parks and rails, for maps.", (
        C("feature_id", "string", "", "unique"),
        C("kind", "string", "", "river, lake, park or rail"),
        C("ring_m", "list<float64>", "metres, x and y in turn", "outline of an area, or line of a rail"),
        C("name_zh", "string", "", "name in Chinese", "unnamed"),
        C("name_en", "string", "", "name in English", "unnamed"),
    ), required=False),
)

_NOT_OF_KIND = "this kind of event does not carry it"

LOG_TABLES = (
    Table("log", "manifest", "log/manifest.json", "One JSON object about the log.", (
        C("format", "string", "", "always nuantu-log/1"),
        C("date", "string", "ISO date", "local date of the day"),
        C("tz", "string", "IANA name", "time zone of the local date"),
        C("currency", "string", "ISO 4217", "currency of every amount"),
        C("rules", "string", "", "rule set of the replay: mdrp or open"),
        C("events", "int64", "rows", "rows in events.parquet; their event_id runs from 1 to this without a gap"),
        C("events_sha256", "string", "hexadecimal", "SHA-256 of the bytes of events.parquet"),
    )),
    Table("log", "events", "log/events.parquet", "What happened, in order; append-only.", (
        C("event_id", "int64", "", "from 1, without gaps, in order of at_s"),
        C("at_s", "int64", _UTC, "when it happened"),
        C("kind", "string", "", "word of the event vocabulary below"),
        C("worker_id", "string", "", "whom it concerns", "no worker is concerned"),
        C("order_id", "string", "", "which order it concerns", "no order is concerned"),
        C("merchant_id", "string", "", "which merchant", _NOT_OF_KIND),
        C("district_id", "string", "", "district: of the customer (created), of the alert (alert)",
          "the day has no districts, or the alert holds everywhere"),
        C("compound_id", "string", "", "gated compound of the customer (created, arrived_gate)",
          "no registered gate"),
        C("place_code", "string", "administrative code", "work place (registered, created)", "unknown"),
        C("x_m", "float64", _XY, "where: created the customer, moved the merchant ahead, otherwise the worker",
          _NOT_OF_KIND),
        C("y_m", "float64", _XY, "where: created the customer, moved the merchant ahead, otherwise the worker",
          _NOT_OF_KIND),
        C("from_x_m", "float64", _XY, "created: the merchant; moved: where the move began", _NOT_OF_KIND),
        C("from_y_m", "float64", _XY, "created: the merchant; moved: where the move began", _NOT_OF_KIND),
        C("distance_m", "int64", "metres", "merchant to customer by the day's travel model, rounded up", _NOT_OF_KIND),
        C("ready_estimate_s", "int64", _UTC, "created: when the order should be ready", _NOT_OF_KIND),
        C("promised_s", "int64", _UTC, "eta_quoted, eta_extended: the promise that now stands", _NOT_OF_KIND),
        C("riding_s", "int64", "seconds", "eta_quoted: riding time inside the promise", _NOT_OF_KIND),
        C("added_s", "int64", "seconds", "eta_extended: time added", _NOT_OF_KIND),
        C("worked_s", "int64", "seconds",
          "reminder_shown, continue_confirmed, push_paused, forced_offline: working time that was shown", _NOT_OF_KIND),
        C("from_s", "int64", _UTC, "push_paused, alert: begin of the window", _NOT_OF_KIND),
        C("to_s", "int64", _UTC, "push_paused, alert: end of the window, exclusive", _NOT_OF_KIND),
        C("reason", "string", "", "cause or subject, as the vocabulary says of each kind; alert: its kind",
          _NOT_OF_KIND),
        C("level", "string", "", "alert: blue, yellow, orange or red; measure_taken: its step", _NOT_OF_KIND),
        C("issued_by", "string", "", "alert: who issued it; payout: platform or partner", _NOT_OF_KIND),
        C("component", "string", "", "priced, fare_line and other money: which part; eta_part: which estimate; "
          "rule_published: its topic; otherwise which thing, as the vocabulary says", _NOT_OF_KIND),
        C("amount_minor", "int64", _MINOR, "priced: the part that was shown to the worker; money: the amount",
          _NOT_OF_KIND),
        C("score_delta", "int64", "points", "score_change: points given or taken", _NOT_OF_KIND),
        C("outcome", "string", "", "override_attempted: rejected or allowed", _NOT_OF_KIND),
        C("worker_class", "string", "", "registered: crowd, dedicated or courier", _NOT_OF_KIND),
        C("vehicle", "string", "", "registered: ebike, car, truck or unknown", _NOT_OF_KIND),
        C("tenure_days", "int64", "days", "registered: days since the person began", "unknown, or another kind"),
        C("clause_id", "string", "", "clause because of which it happened", "no clause caused it"),
        C("ref_event_id", "int64", "", "earlier event that it answers", "it answers none"),
        C("decision_id", "int64", "", "pushed: decision in candidates.parquet", _NOT_OF_KIND),
        C("fields", "list<string>", "", "offered: what was shown; rule_published: what it names; meeting_held: regions "
          "that took part", _NOT_OF_KIND, added=True),
        C("count", "int64", "items", "how many, as the vocabulary says of each kind", _NOT_OF_KIND, added=True),
        C("actor", "string", "", "who acted: person, system, worker, customer, merchant or platform", _NOT_OF_KIND,
          added=True),
        C("actor_id", "string", "", "pseudonym of the person who acted", _NOT_OF_KIND, added=True),
        C("other_id", "string", "", "the other person or thing that it names (mentor, station, course)", _NOT_OF_KIND,
          added=True),
        C("celsius_tenths", "int64", "tenths of a degree Celsius", "temperature: what was measured", _NOT_OF_KIND,
          added=True),
        C("weight_g", "int64", "grams", "created: weight of the order", "unknown, or another kind", added=True),
        C("floor", "int64", "storeys", "created: storey of the customer", "unknown, or another kind", added=True),
    )),
    Table("log", "candidates", "log/candidates.parquet",
          "For each decision the chosen worker (rank 0) and the best others, with why not them.", (
        C("decision_id", "int64", "", "from 1 in order of decisions"),
        C("at_s", "int64", _UTC, "when it was decided"),
        C("order_id", "string", "", "which order"),
        C("rank", "int64", "", "0 the chosen worker, 1 to 3 the next best"),
        C("worker_id", "string", "", "which worker"),
        C("status", "string", "", "chosen, feasible, blocked (by clause_id) or unreachable"),
        C("clause_id", "string", "", "clause that forbids this worker", "no clause forbids it"),
        C("distance_m", "int64", "metres", "from the worker's next free place to the merchant"),
        C("arrive_s", "int64", _UTC, "would arrive at the merchant"),
        C("pickup_s", "int64", _UTC, "would pick up"),
        C("deliver_s", "int64", _UTC, "would deliver"),
        C("others_delay_s", "int64", "seconds", "delay that this would bring to orders in that worker's hands"),
        C("in_hand", "int64", "orders", "orders in that worker's hands at the decision"),
        C("considered", "int64", "workers", "workers on duty that were looked at"),
        C("allowed", "int64", "workers", "of these, workers that no clause forbade"),
    )),
)

LEDGER_TABLES = (
    Table("ledger", "ledger", "ledger.parquet", "Who owes whom what, line by line.", (
        C("line_id", "int64", "", "from 1 without gaps"),
        C("period", "string", "ISO date", "local day that the line settles; the last day of a longer period"),
        C("account", "string", "", "worker_pay, injury_premium (owed by the platform to the insurer), or benefit "
          "(owed to the worker beside pay, such as contribution subsidies and aid)"),
        C("worker_id", "string", "", "whose pay, or for whom the premium is"),
        C("order_id", "string", "", "for which order", "the line settles a period, not an order"),
        C("component", "string", "", "base, distance, weather, floor_topup, premium, deduction, adjustment, or the "
          "component that a clause type's page names"),
        C("reason", "string", "", "ground of a deduction or adjustment", "the component says it all"),
        C("clause_id", "string", "", "clause that the line follows", "no clause: audit names such a line"),
        C("quantity", "int64", "quantity_unit", "how many"),
        C("quantity_unit", "string", "", "order, metre, second, day, month, item, minor (a share of an amount), or "
          "minor_second (minor units an hour, summed over seconds)"),
        C("rate_minor", "int64", _MINOR, "paid for each rate_per of the quantity"),
        C("rate_per", "int64", "quantity_unit", "quantity for which rate_minor is paid"),
        C("rounding", "string", "", "half_up, up or down, of quantity x rate_minor / rate_per"),
        C("less_minor", "int64", _MINOR, "already paid, taken off after rounding (true-ups); 0 elsewhere"),
        C("amount_minor", "int64", _MINOR, "the line: round(quantity x rate_minor / rate_per) - less_minor"),
        C("currency", "string", "ISO 4217", "currency of the line"),
        C("first_event_id", "int64", "", "first event from which the quantity follows"),
        C("last_event_id", "int64", "", "last event from which the quantity follows"),
    )),
)

VERDICT_TABLES = (
    Table("verdicts", "verdicts", "verdicts.json",
          "A JSON list. What was broken, departed from, disputed or lacks evidence stands unit by unit; "
          "what was kept or did not apply stands once for each clause, with its count in units.", (
        C("clause_id", "string", "", "clause, or log / ledger for the records themselves"),
        C("type", "string", "", "clause type, or log_integrity / ledger_integrity"),
        C("layer", "string", "", "layer of the book that answers: statute, standard, sector, region, platform, "
          "assumption, or records"),
        C("version", "string", "ISO date", "date from which this wording of the clause is in force",
          "the records themselves"),
        C("worker_id", "string", "", "whom it concerns", "a count over many, or no worker"),
        C("order_id", "string", "", "which order", "no single order"),
        C("verdict", "string", "", "complied, violated, departed, not_applicable, insufficient_evidence or disputed"),
        C("explained", "bool", "", "departed only: an explanation is on record", "not a departure"),
        C("units", "int64", "units of the clause", "how many units this row speaks for"),
        C("unit", "string", "", "what is counted: order, worker_day, event, line or log"),
        C("event_ids", "list<int64>", "", "events on which the verdict rests (empty for a count)"),
        C("line_ids", "list<int64>", "", "ledger lines on which it rests (empty for a count)"),
        C("arithmetic", "string", "", "the sum that decided, with its numbers"),
        C("missing", "list<string>", "", "fields without which nothing can be said (insufficient_evidence)"),
    )),
)

SUMMARY_TABLES = (
    Table("summary", "summary", "summary.json", "One JSON object about a replayed, settled and audited day.", (
        C("format", "string", "", "always nuantu-summary/1"),
        C("name", "string", "", "name of the day"),
        C("date", "string", "ISO date", "local date"),
        C("rules", "string", "", "mdrp or open"),
        C("policy", "string", "", "dispatch policy"),
        C("seed", "int64", "", "seed of the replay"),
        C("agreement", "string", "", "agreement in force, with its layers", "none"),
        C("orders", "int64", "orders", "orders of the day"),
        C("delivered", "int64", "orders", "orders delivered"),
        C("undeliverable", "int64", "orders", "orders ready only after the last shift ended"),
        C("workers", "int64", "workers", "workers of the day"),
        C("ctd_mean_min", "float64", "minutes", "mean click-to-door of delivered orders", "nothing was delivered"),
        C("ctd_p90_min", "float64", "minutes", "nine of ten delivered orders took at most this",
          "nothing was delivered"),
        C("excess_mean_min", "float64", "minutes", "mean click-to-door above the unavoidable: preparation + half the "
          "pick-up service + travel merchant to customer + half the drop-off service", "nothing was delivered"),
        C("rtp_mean_min", "float64", "minutes", "mean ready-to-pickup", "nothing was delivered"),
        C("overage_mean_min", "float64", "minutes", "mean click-to-door above 40 minutes", "nothing was delivered"),
        C("late_share", "float64", "share", "delivered after the promise then standing", "no promise was quoted"),
        C("pay_minor", "int64", _MINOR, "all worker_pay lines"),
        C("cost_per_order", "float64", "major currency units", "pay_minor / delivered", "nothing was delivered"),
        C("currency", "string", "ISO 4217", "currency of the amounts"),
        C("topped_up", "int64", "workers", "workers lifted to a pay floor"),
        C("gini_orders_per_hour", "float64", "share", "Gini of orders per on-duty hour over workers", "no hours"),
        C("verdicts", "object", "units by verdict", "count of units by verdict"),
        C("assumed", "list<string>", "", "clauses whose figures are assumptions"),
        C("pending", "list<string>", "", "provisions that are not built yet: never in force, never a verdict"),
        C("wall_s", "object", "seconds", "wall time by step: read, dispatch, settle, audit, total"),
    )),
)

TABLES: dict[Subject, tuple[Table, ...]] = {
    "day": DAY_TABLES,
    "log": LOG_TABLES,
    "ledger": LEDGER_TABLES,
    "verdicts": VERDICT_TABLES,
    "summary": SUMMARY_TABLES,
}


def find_table(subject: Subject, name: str) -> Table:
    """The declared table of this name."""
    for table in TABLES[subject]:
        if table.name == name:
            return table
    raise KeyError(f"{subject}.{name}")


EVENTS = find_table("log", "events")
CANDIDATES = find_table("log", "candidates")
LEDGER = find_table("ledger", "ledger")
VERDICTS = find_table("verdicts", "verdicts")
SUMMARY = find_table("summary", "summary")
