"""``nuantu rights``: what one person's own records say was owed and paid, as words, JSON, a page, or an export."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from nuantu.commands.book_options import book_options, resolve_book
from nuantu.core.errors import InputError
from nuantu.core.times import Lang
from nuantu.rights.own_copy import OwnCopy, Person
from nuantu.rights.page import write_page
from nuantu.rights.sheet import CLASSES, VEHICLES
from nuantu.rights.sheets_writer import write_export
from nuantu.rights.statement import Statement, dump_json, find_copy, make_statement, tell_entry
from nuantu.rights.words import say, say_component

_SHOWN = 12


@click.command()
@click.option("--worker", "worker_id", required=True, help="Number of the person, as the records name it.")
@click.option("--log", "folder", required=True, type=click.Path(path_type=Path),
              help="Folder of the person's export (CSV sheets), or of a run with its log.")
@book_options(required=False)
@click.option("--pdf", type=click.Path(path_type=Path), help="Write the printable statement to this file.")
@click.option("--export", "export_to", type=click.Path(path_type=Path),
              help="Write the person's records as CSV sheets into this new folder, and nothing else.")
@click.option("--worker-class", type=click.Choice([word for word, _ in CLASSES]), help="Kind of worker.")
@click.option("--vehicle", type=click.Choice([word for word, _ in VEHICLES]), help="Vehicle.")
@click.option("--tenure-days", type=click.IntRange(0, 36_500), help="Days since the person began.")
@click.option("--place-code", help="Administrative code of the work place, such as 110105.")
@click.option("--platform", help="Name of the platform, for the page.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the words.")
def rights(folder: Path, agreement: Path | None, layer: tuple[Path, ...], pdf: Path | None, export_to: Path | None,
           as_json: bool, lang: Lang, **person: str | int | None) -> None:
    """Say what was owed to one person, what was paid, what is missing, and which evidence is lacking.

    Runs the clauses of the agreement over the person's own records alone. Without --agreement the book that stands
    beside a log is taken. Exit status 0 once the statement is made, whatever it says.
    """
    copy = find_copy(folder, Person(**person))  # type: ignore[arg-type]
    if export_to is not None:
        _export(copy, export_to, lang)
        return
    if agreement is None and not (folder / "book").is_dir():
        raise InputError("no agreement is named, and the folder holds none", file=folder, field="--agreement",
                         fix="name the agreement with --agreement, and its layers with --layer")
    statement = make_statement(copy, resolve_book(folder, agreement, layer))
    if pdf is not None:
        write_page(statement, pdf)
    if as_json:
        click.echo(dump_json(statement, lang))
    else:
        _print(Console(), statement, lang)
        if pdf is not None:
            click.echo(say("written", lang, path=pdf))


def _export(copy: OwnCopy, folder: Path, lang: Lang) -> None:
    names = write_export(copy, folder, lang)
    click.echo(say("exported", lang, path=folder, names="、".join(names) if lang == "zh" else ", ".join(names)))


def _print(console: Console, statement: Statement, lang: Lang) -> None:
    """Totals by item, what differs with its arithmetic, what is lacking."""
    table = Table(title=say("title_of", lang, worker=escape(statement.copy.person.worker_id),
                            begin=statement.first_day, end=statement.last_day), box=None)
    for name in ("item", "owed", "paid", "missing", "over"):
        table.add_column(say(name, lang), justify="left" if name == "item" else "right")
    for component, sums in (*statement.sum_components().items(), ("", statement.totals)):
        name = say_component(component, lang) if component else say("sum", lang)
        amounts = [statement.money(sums[f"{key}_minor"]) for key in ("owed", "paid", "missing", "over")]
        table.add_row(escape(name), *amounts, end_section=not component)
    console.print(table)
    for entry in statement.differing[:_SHOWN]:
        spot, gap = entry.spot, statement.money(entry.missing_minor or entry.over_minor)
        where = f"{spot.period} {spot.order_id or ''} {say_component(spot.component, lang)}"
        console.print(escape(f"{where}: {say(f'by_{entry.answer}', lang, amount=gap)}"))
        for line in tell_entry(entry, statement, lang):
            console.print(f"  {escape(line)}")
    if len(statement.differing) > _SHOWN:
        console.print(say("more", lang, count=len(statement.differing) - _SHOWN))
    for one in statement.verdicts:
        if one.verdict in ("violated", "departed"):
            console.print(escape(f"{say(one.verdict, lang)} {one.clause_id} {one.order_id or ''} {one.arithmetic}"))
    for lack in statement.lacks:
        console.print(escape(say("lacking", lang, what=lack.say(lang), asked=lack.say_asked(lang),
                                 right=lack.say_right(statement.copy.currency, lang))))
