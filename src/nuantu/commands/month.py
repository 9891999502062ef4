"""``nuantu month``: draw a month of many riders straight into logs in buckets, for settling and auditing at size."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import click
import pyarrow as pa
import pyarrow.compute as pc

from nuantu.agreement.book import Book, load_copied_book
from nuantu.agreement.clause import Clause
from nuantu.commands.book_options import book_options, load_named_book
from nuantu.commands.buckets import BUCKETS_FILE, BUCKETS_FORMAT, is_bucketed, open_pool, read_buckets, show_progress
from nuantu.commands.city import parse_date
from nuantu.commands.registry import build_registry
from nuantu.commands.run_folder import LOG_FORMAT, RUN_FORMAT, digest_bytes_of, write_object
from nuantu.core.errors import InputError
from nuantu.core.tables import CANDIDATES, EVENTS
from nuantu.replay.month.marks import Mark
from nuantu.replay.month.plan import DEFAULT_FIRST, MonthPlan
from nuantu.replay.month.record import Extension, draw_bucket
from nuantu.settle.ledger import settle_log
from nuantu.settle.log import DayLog
from nuantu.settle.pays import PAYS

#: Working time that must be shown to whoever reaches it: event, parameter of the first time, of the further ones.
SHOWN = {
    "fatigue_reminder": ("reminder_shown", "first", "every"),
    "soft_cap_confirm": ("continue_confirmed", "after", None),
}


@click.command()
@book_options(required=True)
@click.option("--riders", type=int, default=1000, show_default=True, help="Riders.")
@click.option("--orders", type=int, default=600_000, show_default=True, help="Orders of the whole span.")
@click.option("--days", type=int, default=30, show_default=True, help="Local days.")
@click.option("--buckets", type=int, default=2, show_default=True, help="Folders among which the riders are shared.")
@click.option("--seed", type=int, default=7, show_default=True, help="Seed of all chance, from 0.")
@click.option("--first", default=DEFAULT_FIRST.isoformat(), show_default=True, help="First local date.")
@click.option("--out", type=click.Path(path_type=Path), required=True,
              help="Folder to write; a month that was broken off there is drawn to its end.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def month(
    agreement: Path, layer: tuple[Path, ...], riders: int, orders: int, days: int, buckets: int, seed: int, first: str,
    out: Path, as_json: bool,
) -> None:
    """Draw a month of deliveries into OUT, as a platform would have recorded it that keeps the agreement.

    There is no dispatch in it: riders, times and distances are drawn; prices are those of the agreement. The same
    options give the same bytes.
    """
    plan = MonthPlan(riders, orders, days, buckets, seed, parse_date(first))
    book = load_named_book(agreement, layer)
    prepare_folder(out, plan, book)
    todo = [number for number in range(buckets) if not bucket_folder(out, number).is_dir()]
    with open_pool() as pool, show_progress("生成 draw", buckets, quiet=as_json) as tick:
        for _ in range(buckets - len(todo)):
            tick()
        for _ in pool.map(partial(write_bucket, out, plan), todo):
            tick()
    size = sum(path.stat().st_size for path in out.rglob("*.parquet"))
    facts = {"out": str(out), "riders": riders, "orders": orders, "days": days, "buckets": buckets, "bytes": size}
    click.echo(json.dumps(facts) if as_json else f"{orders:,} 单 orders, {riders:,} 名骑手 riders, {days} 天 days, "
               f"{buckets} 个分桶 buckets, {size / 1e6:,.0f} MB\nnuantu settle {out}\nnuantu audit {out}")


def prepare_folder(out: Path, plan: MonthPlan, book: Book) -> None:
    """A new folder for the plan, or the one in which the same plan was broken off."""
    about: dict[str, Any] = {"format": BUCKETS_FORMAT, **asdict(plan), "first": plan.first.isoformat(),
                             "book": book.digest}
    if is_bucketed(out):
        if read_buckets(out) != about:
            raise InputError("another month stands in the folder", file=out / BUCKETS_FILE,
                             fix="name a new folder, or the same options as before")
        return
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise InputError("something else stands where the month is to go", file=out, fix="name a new folder")
    (out / "buckets").mkdir(parents=True)
    book.copy_to(out / "book")
    write_object(out / BUCKETS_FILE, about)


def bucket_folder(out: Path, number: int) -> Path:
    """Where a bucket stands."""
    return out / "buckets" / f"{number:03d}"


def write_bucket(out: Path, plan: MonthPlan, number: int) -> None:
    """Draw one bucket beside its place and put it there whole."""
    book = load_copied_book(out / "book", build_registry())
    clauses = book.in_force(plan.first)
    events = draw_bucket(plan, number, list_marks(clauses), partial(price_orders, plan, clauses),
                         find_extension(clauses))
    fresh = out / "buckets" / f".{number:03d}.fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    (fresh / "log").mkdir(parents=True)
    EVENTS.write(events, fresh / "log" / "events.parquet")
    CANDIDATES.write(CANDIDATES.to_arrow().empty_table(), fresh / "log" / "candidates.parquet")
    digests = {name: digest_bytes_of(fresh / "log" / f"{name}.parquet") for name in ("events", "candidates")}
    write_object(fresh / "log" / "manifest.json", {
        "format": LOG_FORMAT, "date": plan.first.isoformat(), "tz": plan.tz, "currency": plan.currency, "rules": "open",
        "events": events.num_rows, "events_sha256": digests["events"]})
    write_object(fresh / "run.json", {"format": RUN_FORMAT, "book": {"digest": book.digest}, "digests": digests})
    fresh.replace(bucket_folder(out, number))


def list_marks(clauses: Sequence[Clause]) -> list[Mark]:
    """What must be shown to whoever works long, by the clauses in force."""
    allowance = max((one.int_param("allowance_pm") for one in clauses if one.type.name == "worktime_definition"),
                    default=0)
    marks = []
    for one in clauses:
        if one.type.name in SHOWN:
            kind, first, every = SHOWN[one.type.name]
            marks.append(Mark(kind, one.id, one.int_param(first), one.int_param(every) if every else 0, allowance))
    return marks


def find_extension(clauses: Sequence[Clause]) -> Extension | None:
    """What an alert adds to a promise: the most that a clause in force gives for it, to everybody."""
    found = [Extension(one.id, int(added["weather"])) for one in clauses if one.type.name == "eta_extension"
             for added in (one.params["added"],) if isinstance(added, Mapping) and "weather" in added]
    return max(found, key=lambda one: one.added_s, default=None)


def price_orders(plan: MonthPlan, clauses: Sequence[Clause], events: pa.Table) -> pa.Table:
    """What the agreement gives for each order, as the riders are shown it: order_id, component, amount_minor."""
    paying = [one for one in clauses if one.type.name in PAYS and PAYS[one.type.name].is_shown]
    ledger = settle_log(DayLog(plan.first, plan.tz, plan.currency, "open", events), paying)
    return ledger.filter(pc.equal(ledger["account"], "worker_pay")).select(["order_id", "component", "amount_minor"])

