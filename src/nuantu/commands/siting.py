"""``nuantu siting``: where the next stations go, and how sure that is."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from nuantu.core.errors import InputError
from nuantu.siting.cover import GAP, SECONDS
from nuantu.siting.effect import compare_plans
from nuantu.siting.plan import Plan, plan_sites
from nuantu.siting.problem import Siting
from nuantu.siting.reader import SitingFile, read_siting
from nuantu.siting.roads import plan_road, rank_parks
from nuantu.siting.telling import tell_effect, tell_homes, tell_plan


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--sites", type=click.IntRange(1, 20_000), help="How many sites to choose.")
@click.option("--gap", type=click.FloatRange(0, 1), default=GAP, show_default=True,
              help="Stop when no choice can be better by more than this share.")
@click.option("--seconds", type=click.FloatRange(0.1, 86_400), default=SECONDS, show_default=True,
              help="Stop after so many seconds, whatever is proven.")
@click.option("--without", "without", metavar="SOURCE", help="Also choose as if this source were silent, and compare.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the JSON to this file.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def siting(file: Path, sites: int | None, gap: float, seconds: float, without: str | None, out: Path | None,
           as_json: bool) -> None:
    """Choose sites that bring most of the demand in FILE within a walk, with a proof of how good the choice is.

    The answer names what each site newly reaches, what no station could reach, the curve of coverage, and the bound
    that no choice exceeds. Parks and motorways in FILE are judged by trucks a day and by spacing.
    """
    held = read_siting(file)
    told: dict[str, Any] = {}
    plan = None
    if held.siting is not None:
        if sites is None:
            raise InputError("nobody said how many sites", field="--sites", fix="name a number, such as --sites 30")
        _check_source(held.siting, without, file)
        plan = plan_sites(held.siting, sites, gap=gap, seconds=seconds)
        told = tell_plan(plan)
        if without is not None:
            silent = plan_sites(held.siting.without(without), sites, gap=gap, seconds=seconds)
            told["effect"] = tell_effect(held.siting, compare_plans(without, plan, silent))
    if held.parks or held.roads:
        told["homes"] = tell_homes(held.rule, rank_parks(held.parks, held.rule),
                                   [plan_road(road, held.rule) for road in held.roads])
    if out is not None:
        _write(out, told)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    elif out is None:
        _print(Console(), plan, told, held)


def _check_source(problem: Siting, without: str | None, file: Path) -> None:
    names = [source.name for source in problem.sources]
    if without is not None and without not in names:
        raise InputError(f"{without!r} is no source of this file", file=file, field="--without",
                         fix=f"name one of {', '.join(names)}")


def _write(out: Path, told: dict[str, Any]) -> None:
    """Beside the target first, then under its name, so that nothing half written is ever read."""
    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(told, stream, ensure_ascii=False, indent=1)
        Path(name).replace(out)
    except OSError as error:
        raise InputError(f"the file cannot be written ({error.strerror})", file=out, field="--out",
                         fix="name a file in a folder that you may write to") from error


def _print(console: Console, plan: Plan | None, told: dict[str, Any], held: SitingFile) -> None:
    if plan is not None:
        _print_plan(console, plan)
    for effect in filter(None, [told.get("effect")]):
        console.print(escape(f"Without {effect['source']}: {len(effect['came_in'])} sites would not be chosen, "
                             f"{len(effect['went_out'])} others would."))
    for name, row in (("park", one) for one in told.get("homes", {}).get("parks", [])):
        console.print(escape(f"{name} {row['name']}: {row['says']} ({row['trucks_per_day']} trucks a day)"))
    for road in told.get("homes", {}).get("roads", []):
        console.print(escape(f"road {road['name']}: build at {', '.join(road['build']) or 'nothing'}; "
                             f"{len(road['gaps_after'])} gaps above {held.rule.spacing_km:g} km are left"))


def _print_plan(console: Console, plan: Plan) -> None:
    table = Table(box=None, title=escape(f"{plan.siting.name} 选址 sites"))
    for name, side in (("rank", "right"), ("site", "left"), ("newly covered", "right"), ("points", "right"),
                       ("walk m", "right"), ("covered after", "right")):
        table.add_column(name, justify=side)  # type: ignore[arg-type]
    for site in plan.sites:
        table.add_row(str(site.rank), escape(site.place.name), f"{site.new.weight:,}", f"{site.new.points:,}",
                      f"{site.walk_m:.0f}", f"{site.after / plan.total:.1%}" if plan.total else "-")
    console.print(table)
    share = plan.covered / plan.total if plan.total else 0.0
    console.print(escape(
        f"covered {plan.covered:,} of {plan.total:,} ({share:.1%}), before {plan.before:,}; "
        f"at most {plan.bound:,} with so many sites: gap {plan.gap:.2%} ({plan.cover.ended}, {plan.seconds:.1f} s); "
        f"out of reach of every place {plan.out_of_reach.weight:,} at {plan.out_of_reach.points:,} points"))
