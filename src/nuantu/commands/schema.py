"""``nuantu schema``: every published column with type, unit, meaning and what null means."""

from __future__ import annotations

import json
from typing import Any

import click
from rich.console import Console
from rich.table import Table as Grid

from nuantu.core.tables import SUBJECTS, TABLES, VERSION, Subject
from nuantu.core.vocabulary import WORDS


@click.command()
@click.argument("subject", type=click.Choice(SUBJECTS))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def schema(subject: Subject, as_json: bool) -> None:
    """Print every column of SUBJECT with type, unit, meaning and what null means."""
    described = describe_subject(subject)
    if as_json:
        click.echo(json.dumps(described, ensure_ascii=False, indent=2))
        return
    console = Console()
    for table in described["tables"]:
        optional = "" if table["required"] else "，可缺 may be absent"
        console.print(f"\n[bold]{table['name']}[/bold]  {table['file']}{optional}\n{table['meaning']}")
        _print_columns(console, table["columns"])
    if "events" in described:
        console.print("\n[bold]事件 kind[/bold]")
        _print_words(console, described["events"])


def describe_subject(subject: Subject) -> dict[str, Any]:
    """What ``nuantu schema SUBJECT --json`` prints; a log also has its event vocabulary under ``events``."""
    described: dict[str, Any] = {"subject": subject, "version": VERSION, "tables": [
        {
            "name": table.name,
            "file": table.file,
            "meaning": table.meaning,
            "required": table.required,
            "columns": [
                {"name": column.name, "type": column.type, "unit": column.unit, "meaning": column.meaning,
                 "null": column.null}
                for column in table.columns
            ],
        }
        for table in TABLES[subject]
    ]}
    if subject == "log":
        described["events"] = [
            {"kind": word.kind, "emitted": word.emitted, "zh": word.zh, "en": word.en, "columns": list(word.columns)}
            for word in WORDS.values()
        ]
    return described


def _print_columns(console: Console, columns: list[dict[str, Any]]) -> None:
    grid = Grid("列 column", "类型 type", "单位 unit", "含义 meaning", "空值 null")
    for column in columns:
        grid.add_row(column["name"], column["type"], column["unit"], column["meaning"], column["null"] or "—")
    console.print(grid)


def _print_words(console: Console, words: list[dict[str, Any]]) -> None:
    grid = Grid("kind", "写入 emitted", "含义 meaning", "列 columns")
    for word in words:
        grid.add_row(word["kind"], "✓" if word["emitted"] else "", f"{word['zh']}\n{word['en']}",
                     " ".join(word["columns"]))
    console.print(grid)
