"""``nuantu agreement types`` and ``nuantu agreement schema``: what may be written, for people and for editors."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

import click
import yaml
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from nuantu.agreement.clause import CHAPTERS_EN, CHAPTERS_ZH, ClauseType, ParamSpec
from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.agreement.json_schema import build_schema, say_unit
from nuantu.commands.agreement_options import json_option, lang_option
from nuantu.core.errors import InputError
from nuantu.core.times import Lang

#: Worked cases stand beside the source, not in the installed package.
CASES = Path(__file__).parents[3] / "tests" / "cases"


@click.command()
@json_option
@lang_option
def types(as_json: bool, lang: Lang) -> None:
    """List every clause type that can be carried out: chapter, hooks, parameters, worked cases, document."""
    if as_json:
        click.echo(json.dumps({"types": [describe_type(type_) for type_ in CLAUSE_TYPES.values()]},
                              ensure_ascii=False))
    else:
        print_types(Console(), lang)


@click.command()
@click.option("--out", type=click.Path(path_type=Path), help="File to write; printed where none is named.")
def schema(out: Path | None) -> None:
    """Print the JSON Schema of agreement files, with which editors complete and warn."""
    text = render_schema()
    if out is None:
        click.echo(text, nl=False)
    else:
        write_whole(out, text)


def render_schema() -> str:
    """The schema as the text of its published file."""
    return json.dumps(build_schema(), ensure_ascii=False, indent=1) + "\n"


def write_whole(path: Path, text: str) -> None:
    """Write a text beside its place and put it there in one step; InputError where that cannot be done."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"the file cannot be written ({os.strerror(error.errno or 0)})", file=path,
                         fix="name a file in a folder that you may write") from error


def describe_type(type_: ClauseType) -> dict[str, Any]:
    """One row of ``agreement types --json``."""
    return {
        "id": type_.id, "name": type_.name, "zh": type_.zh, "en": type_.en, "chapter": type_.chapter,
        "hooks": sorted(type_.hooks), "principal": type_.principal,
        "params": [_describe_param(spec) for spec in type_.params], "cases": count_cases(type_.name),
        "document": f"docs/clauses.md#{type_.id.lower()}-{type_.name}-{type_.zh}",
    }


def _describe_param(spec: ParamSpec) -> dict[str, Any]:
    noun, examples = say_unit(spec)
    return {"name": spec.name, "unit": spec.unit, "zh": spec.zh, "en": spec.en, "favours": spec.favours,
            "words": list(spec.words), "must_be_stated": spec.default is ..., "written_as": noun,
            "examples": examples or None}


def count_cases(name: str) -> int | None:
    """Worked cases of a type; ``None`` where the sheets are not at hand."""
    if not CASES.is_dir():
        return None
    sheets = (CASES / "pay" / f"{name}.yaml", CASES / "verdicts" / f"{name}.yaml")
    return sum(_count_sheet(path) for path in sheets if path.is_file())


def _count_sheet(path: Path) -> int:
    """Cases of one sheet: a list of them, or a list under ``cases`` below what all of them share."""
    try:
        sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise InputError("the sheet of worked cases is not YAML", file=path, fix="correct it") from error
    return len(sheet["cases"] if isinstance(sheet, dict) else sheet)


def print_types(console: Console, lang: Lang) -> None:
    """A table of all types, chapter by chapter."""
    zh = lang == "zh"
    table = Table()
    for head in (("编号", "id"), ("类型", "type"), ("含义", "meaning"), ("作用", "hooks"), ("参数", "parameters")):
        table.add_column(head[0 if zh else 1], overflow="fold")
    for chapter, words in (CHAPTERS_ZH if zh else CHAPTERS_EN).items():
        table.add_section()
        table.add_row("", f"[bold]{words}[/bold]")
        for type_ in CLAUSE_TYPES.values():
            if type_.chapter == chapter:
                named = ", ".join(f"{spec.name}{'*' if spec.default is ... else ''}" for spec in type_.params)
                table.add_row(type_.id, type_.name, escape(type_.zh if zh else type_.en),
                              ", ".join(sorted(type_.hooks)), named)
    console.print(table)
    console.print("* 必须写明" if zh else "* must be stated")
