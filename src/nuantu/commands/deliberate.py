"""``nuantu deliberate``: which groups of opinion there are in a deliberation, and what they share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from nuantu.core.errors import InputError
from nuantu.core.times import Lang
from nuantu.deliberation.consensus import compare_consensus
from nuantu.deliberation.deliberation import deliberate as find_opinions
from nuantu.deliberation.page import write_page
from nuantu.deliberation.reader import read_export, read_groups
from nuantu.deliberation.stability import RUNS
from nuantu.deliberation.telling import tell_deliberation


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=1, show_default=True,
              help="Where chance begins; the same seed gives the same answer.")
@click.option("--groups", type=click.IntRange(2, 20), help="So many groups, instead of the clearest number.")
@click.option("--groups-from", type=click.Path(path_type=Path),
              help="Take the groups from the column group-id of this file.")
@click.option("--runs", type=click.IntRange(0, 10_000), default=RUNS, show_default=True,
              help="Draws by which stability is measured; 0 leaves it out.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the JSON to this file.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="Language of the words.")
def deliberate(folder: Path, seed: int, groups: int | None, groups_from: Path | None, runs: int, out: Path | None,
               as_json: bool, lang: Lang) -> None:
    """Find the groups of opinion in FOLDER (comments.csv, votes.csv or participants-votes.csv).

    Tells who stands together, what unites all groups, what splits them, by which statements each is known, and how far
    the groups would come out again with other voters.
    """
    if groups is not None and groups_from is not None:
        raise InputError("groups are either counted or given", field="--groups-from",
                         fix="leave out --groups or --groups-from")
    export = read_export(folder)
    given = None if groups_from is None else read_groups(groups_from)
    found = find_opinions(export.votes, seed=seed, groups=groups, given=given, runs=runs)
    checks = {**export.checks, **(compare_consensus(export.votes.statements, found.consensus) if given else {})}
    told = tell_deliberation(found, export.notes, checks)
    if out is not None:
        _write(out, told)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    elif out is None:
        click.echo(write_page(told, lang))


def _write(out: Path, told: dict[str, Any]) -> None:
    """Beside the target first, then under its name, so that nothing half written is ever read."""
    beside = out.with_name(f".{out.name}.part")
    try:
        beside.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
        beside.replace(out)
    except OSError as error:
        raise InputError(f"the file cannot be written ({error.strerror})", file=out, field="--out",
                         fix="name a file in a folder that you may write to") from error
