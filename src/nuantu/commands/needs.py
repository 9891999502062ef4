"""``nuantu needs``: what many people say, grouped into problems, and made-up opinions to measure that with."""

from __future__ import annotations

import json
from pathlib import Path

import click

SHOWN = 40


@click.group()
def needs() -> None:
    """Group short Chinese texts by place and matter, keep the groups' identities, and make texts to measure with."""


@needs.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--onto", type=click.Path(path_type=Path), help="Clusters of before: their identities stay.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def cluster(file: Path, onto: Path | None, as_json: bool) -> None:
    """Group the needs of FILE, JSON lines with id, text and at.

    With --onto nothing is clustered again: needs that stand in the old clusters stay there, the others go where they
    fit, and what fits nowhere opens new clusters.
    """
    from nuantu.deliberation.needs.need import read_needs
    from nuantu.deliberation.needs.telling import read_clustering, tell_clustering

    read = read_needs(file)
    if onto is None:
        from nuantu.deliberation.needs.clusters import cluster_all

        found = cluster_all(read)
    else:
        from nuantu.deliberation.needs.onto import assign_onto

        found = assign_onto(read, read_clustering(onto))
    if as_json:
        click.echo(json.dumps(tell_clustering(found), ensure_ascii=False, separators=(",", ":")))
    else:
        _print([(one.id, one.label, len(one.members)) for one in found.clusters])


@needs.command()
@click.option("--n", "count", type=click.IntRange(1, 10_000_000), required=True, help="How many opinions.")
@click.option("--seed", type=click.IntRange(0), required=True, help="Seed of all chance.")
@click.option("--out", type=click.Path(path_type=Path), help="Write to this file instead of printing.")
def generate(count: int, seed: int, out: Path | None) -> None:
    """Make test opinions: JSON lines with id, text, at and label, the type (place/matter) each was made of."""
    from nuantu.deliberation.needs.made.opinions import make_opinions

    lines = (json.dumps({"id": one.id, "text": one.text, "at": one.at, "label": one.label}, ensure_ascii=False)
             for one in make_opinions(count, seed))
    if out is None:
        for line in lines:
            click.echo(line)
        return
    from nuantu.core.errors import InputError

    part = out.with_name(f".{out.name}.part")
    try:
        with part.open("w", encoding="utf-8") as handle:
            handle.writelines(f"{line}\n" for line in lines)
        part.replace(out)
    except OSError as error:
        raise InputError(f"it cannot be written: {error.strerror}", file=out,
                         fix="name a file in a folder of yours") from error


def _print(rows: list[tuple[str, str, int]]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console()
    table = Table(title=f"诉求归类 {len(rows)} 个问题")
    for title in ("编号 id", "说法 label", "条数 needs"):
        table.add_column(title, justify="right" if title.startswith("条数") else "left")
    for name, label, size in rows[:SHOWN]:
        table.add_row(name, escape(label), str(size))
    console.print(table)
    if len(rows) > SHOWN:
        console.print(f"… 另有 {len(rows) - SHOWN} 个 more")
