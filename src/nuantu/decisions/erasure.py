"""Erasing a person from the log: salts and links go, hashes stay, so that every proof still holds.

Every opening that is filed under the worker is deleted, and with it the link to the order in every leaf that is about
that worker. Terms stand in the leaves without a person, so amounts remain and sums hold. Openings of pay are locked
instead as long as the law wants pay records kept (PIPL art. 47: where a retention period set by law has not run out,
the handler stops all processing but storage and protection), and the person is told until when.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from nuantu.core.errors import InputError
from nuantu.core.times import Lang
from nuantu.decisions.leaf import PART_ORDER, PART_WORKER, decode_leaf
from nuantu.decisions.log import DecisionLog
from nuantu.decisions.openings import Hold

#: Kinds of leaves whose openings are pay records.
PAY_KINDS = frozenset({"pay", "fare_line", "subsidy_line", "deduction_line", "commission_line", "adjustment"})


@dataclass(frozen=True, slots=True)
class Retention:
    """How many years from the pay date its records are kept, and why.

    The default is the project's own reading of the limitation of labour claims, to be set with counsel.
    """

    pay_years: int = 3
    ground: str = "limitation of labour claims; to be confirmed by counsel"

    def end_of(self, at_s: int) -> int:
        """UTC seconds until which a pay record of this time is kept."""
        day = datetime.fromtimestamp(at_s, UTC)
        year = day.year + self.pay_years
        try:
            return int(day.replace(year=year).timestamp())
        except ValueError:  # 29 February
            return int(day.replace(year=year, month=3, day=1).timestamp())


@dataclass(frozen=True, slots=True)
class Erased:
    """What became of a person's openings: how many went, how many are locked, and until when the last of them."""

    erased: int
    locked: int
    until: date | None
    ground: str


def erase_worker(log: DecisionLog, worker_id: str, retention: Retention, at_s: int) -> Erased:
    """Erase one worker as of ``at_s`` (UTC seconds) and write a leaf that says how much, not whose.

    Run again after the retention has ended it erases what was locked. ``InputError`` if nothing of this worker stands.
    """
    gone: list[tuple[int, int]] = []
    holds: list[Hold] = []
    for seq, part in _list_parts(log, worker_id):
        leaf = decode_leaf(log.leaves.read_row(seq).body)
        until_s = retention.end_of(leaf.at_s)
        if leaf.kind in PAY_KINDS and until_s > at_s:
            holds.append(Hold(seq, part, until_s, retention.ground))
        else:
            gone.append((seq, part))
    if not gone and not holds:
        raise InputError(f"no opening of worker {worker_id!r} stands in the log",
                         fix="check the pseudonym; who was erased before has nothing left to erase")
    log.openings.erase(gone, holds, log.size)
    if gone:
        log.write_own("erasure", {"erased": len(gone)}, at_s)
    until = max((hold.until_s for hold in holds), default=None)
    return Erased(len(gone), len(holds), None if until is None else datetime.fromtimestamp(until, UTC).date(),
                  retention.ground)


def _list_parts(log: DecisionLog, worker_id: str) -> list[tuple[int, int]]:
    """The worker's own openings, and the order's in every leaf that is about the worker."""
    own = log.openings.read_person(worker_id)
    about = {seq for seq, part in own if part == PART_WORKER}
    standing = {(seq, PART_ORDER) for seq in about
                if any(one.part == PART_ORDER for one in log.openings.read_openings(seq, seq + 1))}
    return sorted({*own, *standing})


def say_erased(done: Erased, lang: Lang) -> str:
    """What the person is told."""
    if lang == "zh":
        said = f"已删除 {done.erased:,} 处盐值与关联；哈希与金额留在日志中，不再指向任何人"
        kept = f"；{done.locked:,} 处工资记录依法保存至 {done.until}，期间只存不用（依据：{done.ground}）"
        return said + kept if done.locked else said
    said = f"{done.erased:,} salts and links are erased; hashes and amounts stay in the log and point to nobody"
    kept = f"; {done.locked:,} pay records are locked until {done.until}, stored and not used (ground: {done.ground})"
    return said + kept if done.locked else said
