"""``nuantu stars``: how many stars the stations of a file have on a day, and why."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from nuantu.core.times import Lang
from nuantu.stars.reading import load_standard
from nuantu.stars.standard import MOST_STARS
from nuantu.stars.station_file import Answer, StationFile, load_stations
from nuantu.stars.telling import count_stars, tell_file
from nuantu.stars.words import say_change, say_lack, say_stars

WORDS = {
    "zh": {"station": "驿站", "stars": "星级", "until": "有效至", "passed": "合格", "next": "再上一星还差",
           "differs": "与文件写的不同：{names}", "agrees": "{count} 座都与文件写的相同",
           "day": "{day}，{title} 第 {version} 版"},
    "en": {"station": "Station", "stars": "Stars", "until": "Until", "passed": "Holds", "next": "Missing for one more",
           "differs": "Not as the file says: {names}", "agrees": "All {count} are as the file says",
           "day": "{day}, {title}, version {version}"},
}


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Day of the stars; without it the file says which.")
@click.option("--standard", type=click.Path(path_type=Path), help="A standard in a file, instead of a shipped one.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the words.")
@click.pass_context
def stars(ctx: click.Context, file: Path, day: datetime | None, standard: Path | None, as_json: bool,
          lang: Lang) -> None:
    """Give each station of FILE its stars, from dated evidence and what was decided about it.

    Exit status 0; 1 where a station has other stars than the file expects.
    """
    held = load_standard(standard) if standard is not None else None
    read = load_stations(file, held, _to_day(day))
    answers = list(read.answer())
    if as_json:
        click.echo(json.dumps(tell_file(read, answers, lang), ensure_ascii=False, indent=1))
    else:
        _print(Console(), read, answers, lang)
    if not all(answer.agrees for answer in answers):
        ctx.exit(1)


def _to_day(told: datetime | None) -> date | None:
    return None if told is None else told.date()


def _print(console: Console, file: StationFile, answers: list[Answer], lang: Lang) -> None:
    words, version = WORDS[lang], file.standard.in_force(file.day).number
    title = words["day"].format(day=file.day, title=file.standard.title.say(lang), version=version)
    table = Table(title=title, box=None)
    for key in ("station", "stars", "until", "passed", "next"):
        table.add_column(words[key], justify="right" if key in ("stars", "passed") else "left")
    for answer in answers:
        passed, asked = answer.rating.count_passed()
        lacks = answer.rating.list_lacks(min(MOST_STARS, answer.rating.stars + 1))
        missing = ("；" if lang == "zh" else "; ").join(say_lack(lack, lang) for lack in lacks)
        table.add_row(escape(answer.station.id), say_stars(answer.stars, lang),
                      answer.until.isoformat() if answer.until else "", f"{passed}/{asked}", escape(missing))
    console.print(table)
    for answer in answers:
        for change in answer.changes:
            console.print(escape(f"{answer.station.id}  {say_change(change, lang)}"), soft_wrap=True)
    for number, count in count_stars(answers).items():
        console.print(f"{say_stars(int(number), lang)}  {count}")
    differing = [answer.station.id for answer in answers if not answer.agrees]
    if differing:
        console.print(escape(words["differs"].format(names=", ".join(differing))), soft_wrap=True)
    elif any(answer.station.expected is not None for answer in answers):
        console.print(words["agrees"].format(count=len(answers)))
