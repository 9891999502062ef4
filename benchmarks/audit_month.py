"""A month of many riders settled and audited in buckets, its growth with size, and what pandas and plain SQL take.

The month is drawn straight into logs (``nuantu month``); settlement and audit are those of the commands. The peers run
the same four checks over one log, as large as pandas can hold, each written as somebody would by hand, from the same
files to the same counts; every run of one of them is a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
BOOK = ["--agreement", str(ROOT / "agreements" / "platform-2025")]
for layer in ("gbt-46862-2025", "guidance-50-2023", "demo-assumption"):
    BOOK += ["--layer", str(ROOT / "agreements" / layer)]
#: One bucket holds about as many orders as one process can judge within 3 GB.
ORDERS_PER_BUCKET = 625_000
#: Orders of the log that the peers read: in pandas it fills 7 of the 8 GiB that an audit may have.
PEER_ORDERS, ORDERS_PER_RIDER = 1_500_000, 600
THREADS = os.cpu_count() or 1
COMPARED = ("eta_speed_basis", "concurrency_cap", "injury_premium", "price_components")


@dataclass(frozen=True)
class Cost:
    """What a command takes: wall seconds, CPU seconds of it and its processes, the most bytes held at once."""

    wall_s: float
    cpu_s: float
    peak: int


def run_command(*words: str) -> Cost:
    """What a nuantu command takes."""
    command = [str(Path(sys.executable).parent / "nuantu"), *words]
    begin, before_s = time.perf_counter(), count_children_s()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peak = [0]
    watcher = threading.Thread(target=watch_memory, args=(process, peak), daemon=True)
    watcher.start()
    status = process.wait()
    watcher.join()
    if status not in (0, 1):
        sys.exit(f"{' '.join(words[:2])} ended with status {status}")
    return Cost(time.perf_counter() - begin, count_children_s() - before_s, peak[0])


def count_children_s() -> float:
    """CPU seconds of all processes that were begun here and have ended, and of those that they began."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def watch_memory(process: subprocess.Popen[bytes], peak: list[int]) -> None:
    """Four times a second the resident memory of a process and of all below it."""
    page = os.sysconf("SC_PAGE_SIZE")
    while process.poll() is None:
        own, total = {process.pid}, 0
        for path in sorted(Path("/proc").glob("[0-9]*"), key=lambda one: int(one.name)):
            try:
                fields = (path / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(path.name) in own or int(fields[1]) in own:
                own.add(int(path.name))
                total += int(fields[21]) * page
        peak[0] = max(peak[0], total)
        time.sleep(0.25)


def measure_size(orders: int, riders: int, folder: Path) -> dict[str, Any]:
    """Draw, settle and audit one month."""
    out = folder / f"month-{orders}"
    shutil.rmtree(out, ignore_errors=True)
    buckets = max(2, round(orders / ORDERS_PER_BUCKET))
    draw = run_command("month", *BOOK, "--orders", str(orders), "--riders", str(riders), "--buckets", str(buckets),
                       "--out", str(out), "--json")
    settled = run_command("settle", str(out), "--json")
    audited = run_command("audit", str(out), "--json")
    rows = [json.loads((bucket / "log" / "manifest.json").read_text())["events"]
            for bucket in sorted((out / "buckets").iterdir())]
    lines = duckdb.sql(f"select count(*) from read_parquet('{out}/buckets/*/ledger.parquet')").fetchall()[0][0]
    verdicts = json.loads((out / "verdicts.json").read_text())
    broken = sum(one["units"] for one in verdicts if one["verdict"] == "violated")
    if broken:
        sys.exit(f"{out}: the drawn month should keep every clause, and {broken} units are violated")
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    return {"orders": orders, "riders": riders, "buckets": buckets, "events": sum(rows), "lines": lines,
            "checks": len({one["clause_id"] for one in verdicts}),
            "violated": broken,
            "draw_s": draw.wall_s, "settle_s": settled.wall_s, "settle_cpu_s": settled.cpu_s,
            "audit_s": audited.wall_s, "audit_cpu_s": audited.cpu_s, "disk": size,
            "peak": max(settled.peak, audited.peak), "folder": str(out)}


def check_ours(bucket: Path, book: Path) -> dict[str, int]:
    """Units kept by the four checks, through the auditor's own reading and judging, the book included.

    Four checks ask few questions: the rows stay in their files.
    """
    from nuantu.audit.checks import CHECKS
    from nuantu.audit.embedded import open_embedded
    from nuantu.audit.judge import judge, read_explained
    from nuantu.audit.query import Case
    from nuantu.audit.run import find_span
    from nuantu.audit.spells import Spells
    from nuantu.audit.tables import open_records
    from nuantu.commands.buckets import read_kept

    records = open_records(bucket, None, open_embedded(threads=THREADS), scanned=True)
    clauses = read_kept(book).over(*find_span(records))
    case = Case(records, Spells(records, []), clauses)
    explained = read_explained(records)
    found = {}
    for clause in clauses:
        if clause.type.name in COMPARED:
            verdicts = judge(clause, CHECKS[clause.type.name](clause, case), case, explained)
            found[clause.type.name] = sum(one.units for one in verdicts if one.verdict == "complied")
    return found


def check_pandas(bucket: Path) -> dict[str, int]:
    """The same with vectorised pandas."""
    columns = ["event_id", "at_s", "kind", "worker_id", "order_id", "distance_m", "riding_s", "promised_s", "component",
               "amount_minor", "reason", "level", "from_s", "to_s", "district_id", "tenure_days"]
    events = pd.read_parquet(bucket / "log" / "events.parquet", columns=columns)
    ledger = pd.read_parquet(bucket / "ledger.parquet",
                             columns=["account", "worker_id", "order_id", "component", "amount_minor"])
    kinds = {str(kind): rows for kind, rows in events.groupby("kind", sort=False)}
    quotes = kinds["eta_quoted"][["order_id", "at_s", "riding_s", "promised_s"]].merge(
        kinds["created"][["order_id", "distance_m"]], on="order_id")
    least = -(-quotes.distance_m * 3600 // 15_000)
    eta = int(((quotes.riding_s >= least) & (quotes.promised_s - quotes.at_s >= least)).sum())
    taken = kinds["accepted"][["event_id", "at_s", "worker_id", "order_id"]].assign(step=1)
    given = kinds["delivered"][["event_id", "at_s", "worker_id", "order_id"]].assign(step=-1)
    steps = pd.concat([taken, given]).sort_values("event_id")
    steps["in_hand"] = steps.groupby("worker_id").step.cumsum()
    held = steps[steps.step > 0].merge(kinds["registered"][["worker_id", "tenure_days"]], on="worker_id")
    cap = np.where(held.tenure_days <= 30, 3, 5)
    alerts = kinds.get("alert", events.head(0))
    for alert in alerts[alerts.level.isin(["orange", "red"])].itertuples():
        cap = np.where((held.at_s >= alert.from_s) & (held.at_s < alert.to_s), np.minimum(cap, 3), cap)
    concurrency = int((held.in_hand <= cap).sum())
    done = kinds["delivered"][["worker_id", "order_id"]]
    premium = ledger[ledger.component == "premium"].groupby(["worker_id", "order_id"]).amount_minor.agg(["sum", "size"])
    insured = done.merge(premium.reset_index(), on=["worker_id", "order_id"])
    premiums = int(((insured["sum"] == 7) & (insured["size"] == 1)).sum())
    shown = kinds["priced"].groupby(["worker_id", "order_id", "component"]).amount_minor.sum()
    paid = ledger[(ledger.account == "worker_pay") & ledger.order_id.notna()].groupby(
        ["worker_id", "order_id", "component"]).amount_minor.sum()
    both = pd.concat([shown, paid], axis=1, keys=["shown", "paid"]).fillna(0)
    odd = both[both.shown != both.paid].reset_index().order_id.nunique()
    return {"eta_speed_basis": eta, "concurrency_cap": concurrency, "injury_premium": premiums,
            "price_components": len(done) - odd}


def check_sql(bucket: Path) -> dict[str, int]:
    """The same in plain SQL on the engine that ours runs on, one statement a check, the rows in their files too."""
    con = duckdb.connect(config={"threads": THREADS})
    con.execute(f"create view e as select * from read_parquet('{bucket}/log/events.parquet')")
    con.execute(f"create view l as select * from read_parquet('{bucket}/ledger.parquet')")
    statements = {
        "eta_speed_basis": """
            select count(*) from e q join e c using (order_id) where q.kind = 'eta_quoted' and c.kind = 'created'
            and q.riding_s >= (c.distance_m * 3600 + 14999) // 15000
            and q.promised_s - q.at_s >= (c.distance_m * 3600 + 14999) // 15000""",
        "concurrency_cap": """
            with steps as (
              select event_id, at_s, worker_id, kind, sum(case kind when 'accepted' then 1 else -1 end)
                over (partition by worker_id order by event_id) as in_hand
              from e where kind in ('accepted', 'delivered')),
            bad as (select from_s, to_s from e where kind = 'alert' and level in ('orange', 'red'))
            select count(*) from steps s join e r on r.kind = 'registered' and r.worker_id = s.worker_id
            where s.kind = 'accepted' and in_hand <= case when r.tenure_days <= 30 then 3
              when exists (select 1 from bad where s.at_s >= bad.from_s and s.at_s < bad.to_s) then 3 else 5 end""",
        "injury_premium": """
            select count(*) from (select worker_id, order_id from e where kind = 'delivered') d join
            (select worker_id, order_id, sum(amount_minor) as paid, count(*) as lines from l
             where component = 'premium' group by all) p using (worker_id, order_id) where paid = 7 and lines = 1""",
        "price_components": """
            with shown as (select worker_id, order_id, component, sum(amount_minor) as minor from e
                           where kind = 'priced' group by all),
            paid as (select worker_id, order_id, component, sum(amount_minor) as minor from l
                     where account = 'worker_pay' and order_id is not null group by all),
            odd as (select distinct order_id from shown s full join paid p using (worker_id, order_id, component)
                    where coalesce(s.minor, 0) != coalesce(p.minor, 0))
            select (select count(*) from e where kind = 'delivered') - (select count(*) from odd)""",
    }
    return {name: int(con.execute(text).fetchall()[0][0]) for name, text in statements.items()}


PEERS: dict[str, Callable[[Path], dict[str, int]]] = {
    "ours": lambda out: check_ours(out / "buckets" / "000", out / "book"),
    "pandas": lambda out: check_pandas(out / "buckets" / "000"), "sql": lambda out: check_sql(out / "buckets" / "000")}


def run_peer(name: str, out: Path) -> dict[str, Any]:
    """What one of them counts, and its CPU seconds, wall seconds and most bytes held."""
    import nuantu.audit.run
    import nuantu.commands.buckets  # noqa: F401 (reading the code of ours is not part of what is measured)

    begin_s, begin_cpu_s = time.perf_counter(), time.process_time()
    counts = PEERS[name](out)
    return {"counts": counts, "cpu": time.process_time() - begin_cpu_s, "wall": time.perf_counter() - begin_s,
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}


def draw_peers_log(orders: int, folder: Path) -> Path:
    """One settled log of so many orders, in one bucket."""
    out = folder / f"peers-{orders}"
    shutil.rmtree(out, ignore_errors=True)
    run_command("month", *BOOK, "--orders", str(orders), "--riders", str(max(1, orders // ORDERS_PER_RIDER)),
                "--buckets", "1", "--out", str(out), "--json")
    run_command("settle", str(out), "--json")
    return out


def compare_peers(out: Path, repeats: int) -> dict[str, Any]:
    """Ours, pandas and plain SQL in turns, the best of several runs of each; all must count the same."""
    taken: dict[str, list[dict[str, Any]]] = {name: [] for name in PEERS}
    for name in [*PEERS] * repeats:
        ran = subprocess.run([sys.executable, __file__, "--peer", name, "--peer-log", str(out)], check=True,
                             capture_output=True, text=True)
        taken[name].append(json.loads(ran.stdout))
    counts = [run["counts"] for runs in taken.values() for run in runs]
    if counts.count(counts[0]) != len(counts):
        sys.exit(f"the three do not agree: {counts}")
    best = {what: {name: min(run[what] for run in runs) for name, runs in taken.items()}
            for what in ("cpu", "wall", "peak")}
    return {"counts": counts[0], "threads": THREADS, **best}


def tell_peers(peers: dict[str, Any]) -> str:
    """Three lines: how long one waits for the four checks, what they take of the processors, and of the memory."""
    lines = [f"four checks, {what}: ours {took['ours']:.2f} s, pandas {took['pandas']:.2f} s "
             f"({took['pandas'] / took['ours']:.2f}x ours), plain SQL {took['sql']:.2f} s "
             f"(ours {took['ours'] / took['sql']:.2f}x)"
             for what, took in ((f"wall (ours and SQL on {peers['threads']} threads, pandas has one)", peers["wall"]),
                                ("CPU", peers["cpu"]))]
    held = ", ".join(f"{name} {size / 2**30:.1f} GiB" for name, size in peers["peak"].items())
    return "\n".join([*lines, f"four checks, memory: {held}"])


def tell(row: dict[str, Any]) -> str:
    """One line of the table."""
    both = row["settle_cpu_s"] + row["audit_cpu_s"]
    return (f"{row['orders']:>12,} orders {row['riders']:>8,} riders {row['events']:>12,} events {row['lines']:>12,} "
            f"lines {row['checks']:>3} checks | draw {row['draw_s']:7.0f} s | settle {row['settle_s']:7.1f} s "
            f"(CPU {row['settle_cpu_s']:.1f} s, {row['events'] / row['settle_s']:>10,.0f} events/s) | "
            f"audit {row['audit_s']:7.1f} s (CPU {row['audit_cpu_s']:.1f} s, "
            f"{row['events'] / row['audit_s']:>10,.0f} events/s) | CPU {1e6 * both / row['orders']:6.1f} us an order | "
            f"{row['peak'] / 2**30:.1f} GiB | {row['disk'] / 1e9:.1f} GB | violated {row['violated']}")


def main() -> None:
    """Measure the small month, the large one, and the peers; print and write out/bench/audit.json."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--orders", type=int, default=60_000_000)
    parser.add_argument("--riders", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, default=ROOT / "out" / "bench")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--keep", action="store_true", help="leave the drawn months in the folder")
    parser.add_argument("--peers-only", action="store_true", help="only compare the four checks")
    parser.add_argument("--peer", choices=sorted(PEERS), help=argparse.SUPPRESS)
    parser.add_argument("--peer-log", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.peer:
        print(json.dumps(run_peer(given.peer, given.peer_log)))
        return
    given.folder.mkdir(parents=True, exist_ok=True)
    log = draw_peers_log(min(PEER_ORDERS, given.orders), given.folder)
    peers = compare_peers(log, given.repeats)
    print(tell_peers(peers), flush=True)
    if not given.keep:
        shutil.rmtree(log)
    if not given.peers_only:
        measure_growth(given, peers)


def measure_growth(given: argparse.Namespace, peers: dict[str, Any]) -> None:
    """Both months, and what an order costs in the large one against the small one."""
    small = measure_size(given.orders // 10, given.riders // 10, given.folder)
    print(tell(small), flush=True)
    large = measure_size(given.orders, given.riders, given.folder)
    print(tell(large))
    cost = [(row["settle_cpu_s"] + row["audit_cpu_s"]) / row["orders"] for row in (small, large)]
    print(f"CPU an order, {large['orders']:,} against {small['orders']:,}: {cost[1] / cost[0]:.2f}x; "
          f"settle and audit together {(large['settle_s'] + large['audit_s']) / 60:.1f} min")
    (given.folder / "audit.json").write_text(json.dumps({"small": small, "large": large, "peers": peers}, indent=1))
    if not given.keep:
        for row in (small, large):
            shutil.rmtree(row["folder"])


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
