"""Write docs/formats.md from the declared tables: ``python tools/write_formats.py [FILE]``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from nuantu.core.tables import SUBJECTS, TABLES, VERSION, Subject, Table
from nuantu.core.vocabulary import WORDS
from nuantu.replay.readers.tabbed import LONGEST_LINE
from nuantu.replay.validation import BOUNDS, FARTHEST_M, INFO_BOUNDS, LONGEST_ID, REFERENCES
from nuantu.replay.validation import WORDS as DAY_WORDS

TARGET = Path(__file__).resolve().parents[1] / "docs" / "formats.md"

TITLES: dict[Subject, tuple[str, str]] = {
    "day": ("一天 Day", "A folder: `day.json` and one Parquet file a table."),
    "log": ("事件日志 Log", "The folder `log/`: what happened, and why each decision fell as it did."),
    "ledger": ("账目 Ledger", "One Parquet file: who owes whom what, line by line."),
    "verdicts": ("核查结论 Verdicts", "One JSON list: what the auditor found, clause by clause."),
    "summary": ("摘要 Summary", "One JSON object: the day in figures."),
}

HEAD = f"""# Formats 数据格式

本页由 `tools/write_formats.py` 根据 `src/nuantu/core/tables.py` 生成，请勿手改。
`nuantu schema day|log|ledger|verdicts|summary --json` 输出同样的内容。

Written by `tools/write_formats.py` from `src/nuantu/core/tables.py`; do not edit it by hand.
`nuantu schema SUBJECT --json` prints the same. Version {VERSION}: a change of meaning is a new version.

- Times are UTC seconds, distances metres, money whole minor units (fen, cents). Places are points of a local plane in
  metres, x eastwards, y northwards.
- Types are Arrow types. A column without a meaning of null is never null. Every declared column is present, in any
  order; a reader refuses columns that are missing, doubled or of another kind (digits in a text column are no numbers,
  a timestamp is no count of seconds) and names file, row and field. Rows of Parquet are counted from 1.
- Each Parquet file carries its subject, table and version under `nuantu` in its schema metadata.
- `nuantu day check DAY` reads a day as every command does and says what it holds.
"""

MDRP_FILES = (
    ("`orders.txt`", "order, x, y, placement_time, restaurant, ready_time"),
    ("`couriers.txt`", "courier, x, y, on_time, off_time"),
    ("`restaurants.txt`", "restaurant, x, y"),
    ("`instance_parameters.txt`", (
        "meters_per_minute, pickup service minutes, dropoff service minutes, target click-to-door, maximum "
        "click-to-door, pay per order, guaranteed pay per hour; exactly one row")),
)

MDRP_DAY = """
### mdrp 数据 Days of the published instances

A folder of the Meal Delivery Routing instances (<https://github.com/grubhub/mdrplib>) is a day as it stands. Four
tab-separated files with a header; every column is needed and no other is known; columns may stand in any order.

{files}
- Times are whole minutes, never negative, plain digits; places are metres. UTF-8, with or without byte-order mark;
  lines end in LF or CRLF. Empty lines, other encodings, NUL bytes and lines over {longest:,} characters are refused by
  line.
- The instances have no date. `--date` gives one (2018-03-01 where none is named) in `--tz` (Asia/Shanghai); minute 0 is
  the local midnight of that date. Currency USD, rule set mdrp, straight lines, travel rounded up to whole minutes.
- Each courier is one worker of class courier with one shift. The ready time is exact: `ready_estimate_s` = `ready_s`.
- The solution files name stops by id, so an order, a restaurant and `0` never share one.
- Pay and click-to-door parameters are named in the day's `source`; pay itself follows the agreement.
"""

RUN_FIELDS = (
    ("format", "string", "always nuantu-run/1"),
    ("day", "object", (
        "`path`, `name`, `date` and `digest` of the day; the digest covers every value, whatever the file format")),
    ("rules", "string", "rule set of the replay: mdrp or open"),
    ("policy", "string", "dispatch policy"),
    ("seed", "integer", "seed of the replay"),
    ("book", "object", "`agreement` (path), `layers` (paths) and `digest`; paths are relative to this folder"),
    ("digests", "object", "SHA-256 of `events`, `candidates` and `ledger`"),
    ("versions", "object", "versions of nuantu, python, numpy, numba, duckdb and ibis"),
    ("command", "string", "the command line"),
)

SOLUTION_FILES = (
    ("`solution_info_assignments.txt`", "assignment_time pickup_time courier order [order …]",
     "one for each load, orders in the sequence of delivery"),
    ("`solution_info_orders.txt`", "order placement_time ready_time pickup_time dropoff_time courier",
     "one for each order; `nan nan nan` for the last three where it was not delivered"),
    ("`solution_info_couriers.txt`", "courier departure_time origin destination",
     ("one for each leg, by courier and time; origin `0` is the place where the shift began, otherwise a restaurant "
      "or an order")),
)

RUN = """
## 运行记录 Run

`run.json` stands in the folder of a replay and says what made it; `book/` beside it holds the agreement files as they
were read, so that settlement, audit and explanations work later and elsewhere.

{fields}
## mdrp 解 Solution files

Under the mdrp rule set `mdrp/` holds the three files that the published evaluator reads. Times are whole minutes of the
day, one space between cells, one header line each.

{files}
What they must satisfy: travel in whole minutes, rounded up; `pickup_time` is the latest of the orders' ready times and
the arrival plus half the pick-up service; the courier leaves half a service after each pick-up and each drop-off;
`dropoff_time` is the arrival plus half the drop-off service; no load mixes restaurants; a courier stays on a leg until
it ends; no move begins before the shift, no pick-up happens after its end, no assignment before the order was placed.
"""


def render() -> str:
    """The whole page."""
    parts = [HEAD]
    for subject in SUBJECTS:
        title, sentence = TITLES[subject]
        parts.append(f"\n## {title}\n\n{sentence}\n")
        parts.extend(_render_table(table) for table in TABLES[subject])
        if subject == "day":
            files = _draw(("file", "columns"), MDRP_FILES)
            parts.extend((_render_day_rules(), MDRP_DAY.format(files=files, longest=LONGEST_LINE)))
        if subject == "log":
            parts.append(_render_words())
    parts.append(RUN.format(
        fields=_draw(("field", "type", "meaning"), [(f"`{name}`", *rest) for name, *rest in RUN_FIELDS]),
        files=_draw(("file", "columns", "rows"), SOLUTION_FILES)))
    return "".join(parts)


def _render_table(table: Table) -> str:
    optional = "" if table.required else " May be absent."
    rows = [(f"`{column.name}`", f"`{column.type}`", column.unit or "–", column.meaning, column.null or "never")
            for column in table.columns]
    return f"\n### {table.name}\n\n`{table.file}`. {table.meaning}{optional}\n\n" + _draw(
        ("column", "type", "unit", "meaning", "null"), rows)


def _render_words() -> str:
    rows = [(f"`{word.kind}`", "✓" if word.emitted else "–", word.zh, word.en,
             " ".join(f"`{name}`" for name in word.columns)) for word in WORDS.values()]
    return (
        "\n### 事件词汇 Event vocabulary\n\n`event_id`, `at_s` and `kind` stand in every event. A replay writes the "
        "words marked ✓; the others are reserved.\n\n" + _draw(("kind", "written", "含义", "meaning", "columns"), rows))


def _render_day_rules() -> str:
    references = ", ".join(f"`{name}.{column}` in {target}" for name, column, target in REFERENCES)
    words = "; ".join(f"`{name}.{column}`: {', '.join(words)}" for (name, column), words in DAY_WORDS.items())
    bounds = ", ".join([f"`{name}.{column}` {low} to {high}" for (name, column), (low, high) in BOUNDS.items()]
                       + [f"`day.{name}` {low} to {high}" for name, (low, high) in INFO_BOUNDS.items()])
    return f"""
### 每一天必须满足 What every day must satisfy

- Orders, merchants, workers and shifts have at least one row. Ids are unique, at most {LONGEST_ID} characters, without
  spaces or control characters; `node_id` and `edge_id` number the rows from 0.
- What is referred to exists: {references}.
- Coordinates and lengths are finite and at most {FARTHEST_M:,} m. Ranges: {bounds}.
- Times lie between one day before the local day begins and two days after it ends. `ready_s` and `ready_estimate_s` are
  not before `placed_s`; `off_s` is after `on_s`; shifts of one worker do not overlap.
- An alert has `from_s` < `to_s` and `issued_s` < `to_s`; one that supersedes another was issued later.
- Outlines have x and y in turn: three points or more, two for a rail.
- Words: {words}.
"""


def _draw(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def main() -> None:
    """Write the page to the file named on the command line, or to docs/formats.md."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.write_text(render(), encoding="utf-8")


if __name__ == "__main__":
    main()
