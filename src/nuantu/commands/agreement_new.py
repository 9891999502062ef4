"""``nuantu agreement new``: a well-formed agreement to begin with, by options or by questions."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from nuantu.agreement.clause import LAYERS
from nuantu.agreement.clauses import CLAUSE_TYPES
from nuantu.agreement.reader import FILE_NAME, read_agreement
from nuantu.agreement.skeleton import SCHEMA_FILE, Head, write_skeleton
from nuantu.agreement.source import advise
from nuantu.commands.agreement_options import lang_option
from nuantu.commands.agreement_types import render_schema, write_whole
from nuantu.core.errors import InputError
from nuantu.core.money import MINOR_PER_MAJOR
from nuantu.core.times import Lang

_ASKED = {"id": ("协议编号（字母、数字、点、连字符）", "id (letters, digits, dots, hyphens)"),
          "title_zh": ("中文标题", "title in Chinese"), "title_en": ("英文标题", "title in English"),
          "types": ("条款类型（用空格分开；列表见 nuantu agreement types）",
                    "clause types (with spaces between; listed by nuantu agreement types)")}


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--id", "agreement_id", help="Id of the agreement; by default the folder's name.")
@click.option("--title-zh", help="Title in Chinese.")
@click.option("--title-en", help="Title in English.")
@click.option("--type", "types", multiple=True, help="A clause type to begin with; may be named several times.")
@click.option("--layer-kind", type=click.Choice(LAYERS), default="platform", help="Kind of layer.")
@click.option("--currency", type=click.Choice(sorted(MINOR_PER_MAJOR)), default="CNY", help="Currency of amounts.")
@click.option("--from", "begin", type=click.DateTime(["%Y-%m-%d"]), help="First local date in force.")
@lang_option
def new(folder: Path, agreement_id: str | None, title_zh: str | None, title_en: str | None, types: tuple[str, ...],
        layer_kind: str, currency: str, begin: dt.datetime | None, lang: Lang) -> None:
    """Write FOLDER/agreement.yaml, ready to be filled in, and the schema that editors complete it by.

    What no option says is asked for where a person sits at the terminal, and left to be written elsewhere. Every figure
    is left open by name: the file can be checked and shown at once, and applied when the figures are in.
    """
    agreement_id = agreement_id or _ask("id", folder.name, lang)
    chosen = types or tuple(_ask("types", "", lang).split())
    for name in chosen:
        if name not in CLAUSE_TYPES:
            raise InputError(f"there is no clause type {name[:40]!r}", field="--type",
                             fix=advise(name, list(CLAUSE_TYPES)))
    if len(set(chosen)) != len(chosen):
        raise InputError("a clause type is named twice", field="--type", fix="name each once")
    titles = title_zh or _ask("title_zh", "待定", lang), title_en or _ask("title_en", "untitled", lang)
    head = Head(agreement_id, *titles,
                next(layer for layer in LAYERS if layer == layer_kind), currency, begin.date() if begin else None)
    write_folder(folder, write_skeleton(head, chosen))
    click.echo(f"已写好 {folder / FILE_NAME}" if lang == "zh" else f"written: {folder / FILE_NAME}")


def _ask(what: str, default: str, lang: Lang) -> str:
    if not sys.stdin.isatty():
        return default
    return str(click.prompt(_ASKED[what][lang == "en"], default=default))


def write_folder(folder: Path, text: str) -> None:
    """Put the agreement and its schema into the folder; nothing that stands there is overwritten.

    Raises InputError where an agreement stands there already, or the text cannot be read as one (an id that is none).
    """
    if (folder / FILE_NAME).exists():
        raise InputError("an agreement stands there already", file=folder / FILE_NAME, fix="name another folder")
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError("the folder cannot be made", file=folder, fix="name one that you may write") from error
    write_whole(folder / FILE_NAME, text)
    try:
        read_agreement(folder)
    except InputError:
        (folder / FILE_NAME).unlink()
        if made:
            folder.rmdir()
        raise
    write_whole(folder / SCHEMA_FILE, render_schema())
