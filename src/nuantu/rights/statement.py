"""The statement: what was owed and paid, what is missing, what is not known, and how anybody can count it again."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from nuantu.agreement.book import Book
from nuantu.agreement.clause import Clause
from nuantu.audit.verdict import Verdict, count_units
from nuantu.core.errors import InputError
from nuantu.core.money import format_minor
from nuantu.core.times import Lang
from nuantu.explanation.ledger_line import tell_line
from nuantu.explanation.record import Line
from nuantu.rights.comparison import ANY, Entry, compare, read_slip, sum_entries
from nuantu.rights.evidence import Lack, merge_lacks
from nuantu.rights.hours import DayHours, Limit, find_limits, measure_hours
from nuantu.rights.judging import judge_copy
from nuantu.rights.log_reader import read_own_part
from nuantu.rights.owing import Owing, list_rows, settle_owed
from nuantu.rights.own_copy import OwnCopy, Person, SlipLine
from nuantu.rights.part_book import list_in_force
from nuantu.rights.sheet import REASON
from nuantu.rights.sheets_reader import read_sheets

FORMAT: Final = "nuantu-rights/1"


@dataclass(frozen=True)
class Statement:
    """Everything that the page and the JSON say.

    ``entries`` hold every comparison; ``totals`` the sums of pay in minor units; ``lacks`` what the copy does not
    hold; ``contradictions`` totals of the slip with the sum of their parts.
    """

    copy: OwnCopy
    book: Book
    clauses: Mapping[str, Clause]
    entries: tuple[Entry, ...]
    totals: Mapping[str, int]
    verdicts: tuple[Verdict, ...]
    lacks: tuple[Lack, ...]
    contradictions: tuple[tuple[SlipLine, int], ...]
    hours: tuple[DayHours, ...]
    limits: tuple[Limit, ...]

    @property
    def first_day(self) -> str:
        """First local day of the copy."""
        return min([self.copy.date.isoformat(), *self.copy.days])

    @property
    def last_day(self) -> str:
        """Last local day of the copy."""
        return max([self.copy.date.isoformat(), *self.copy.days, *(day.day for day in self.hours)])

    @property
    def differing(self) -> tuple[Entry, ...]:
        """Comparisons of pay that do not come out even, in order of time."""
        return tuple(one for one in self.entries if one.answer in ("short", "over") and
                     one.spot.account == "worker_pay")

    def money(self, amount_minor: int | None) -> str:
        """An amount as people read it; a dash for what is not known."""
        return "—" if amount_minor is None else format_minor(amount_minor, self.copy.currency)

    def sum_components(self) -> dict[str, dict[str, int]]:
        """Sums of pay by component, ``*`` for what the slip does not part."""
        names = dict.fromkeys(one.spot.component for one in self.entries if one.spot.account == "worker_pay")
        return {name: sum_entries((one for one in self.entries if one.spot.component == name), "worker_pay")
                for name in names}

    def sum_periods(self, length: int) -> dict[str, dict[str, int]]:
        """Sums of pay by day (``length`` 10) or month (7); what is only known of a month stands in its month."""
        names = sorted({one.spot.period[:length] for one in self.entries if one.spot.account == "worker_pay"})
        return {name: sum_entries((one for one in self.entries if one.spot.period[:length] == name), "worker_pay")
                for name in names}


def find_copy(folder: Path, stated: Person) -> OwnCopy:
    """Read what stands in the folder: an event log, or sheets of an export."""
    if not folder.is_dir():
        raise InputError("the folder does not exist", file=folder, fix="name the folder of an export or of a log")
    native = [one for one in (folder / "log", folder) if (one / "events.parquet").is_file()]
    sheets = sorted(folder.glob("*.csv"))
    if native and sheets:
        raise InputError("the folder holds both a log and sheets", file=folder, fix="keep only one of them")
    if native:
        return read_own_part(folder, stated)
    if not sheets:
        raise InputError("the folder holds neither log/events.parquet nor any sheet of an export", file=folder,
                         fix="see docs/rights.md for what an export holds")
    return read_sheets(folder, stated)


def make_statement(copy: OwnCopy, book: Book) -> Statement:
    """Settle, compare and judge one person's copy under the book.

    Raises InputError where the copy cannot be used and AgreementError where the book cannot be applied.
    """
    days = {date.fromisoformat(day) for day in copy.days} | {copy.date}
    clauses = list_in_force(book, days)
    with tempfile.TemporaryDirectory(prefix="nuantu-rights-") as name:
        out = Path(name)
        log_folder = copy.write_log(out)
        owing = settle_owed(log_folder, copy, book, clauses)
        slip, contradictions = read_slip(copy.slips)
        entries = compare(list_rows(owing.ledger), slip, unknown=owing.list_unknown(clauses),
                          delivered=copy.delivered, days=copy.days, unknown_days=owing.unknown_days)
        verdicts = judge_copy(out, copy, owing, entries, clauses)
        hours = measure_hours(log_folder, copy, clauses)
    lacks = _gather_lacks(copy, owing, entries, verdicts)
    return Statement(copy, book, clauses, entries, sum_entries(entries, "worker_pay"), tuple(verdicts), lacks,
                     contradictions, hours, find_limits(clauses.values()))


def _gather_lacks(copy: OwnCopy, owing: Owing, entries: Sequence[Entry],
                  verdicts: Sequence[Verdict]) -> tuple[Lack, ...]:
    found = [lack for lacks in owing.lacking.values() for lack in lacks]
    if not copy.has_slips:
        found.append(Lack("payslips.csv", "工资单（逐单、逐项）", "pay slips, by order and item", "platform"))
    for entry in entries:
        if entry.answer == "unknown":
            found += [_name_lack(entry, field) for field in entry.lacks]
        elif entry.answer == "short" and entry.spot.component == ANY:
            found.append(Lack("payslips.component", *_name_missing("payslips.component"), "platform"))
    for one in verdicts:
        if one.clause_id not in owing.lacking and one.clause_id not in owing.after:
            found += [Lack(name, *_name_missing(name), "platform", (one.clause_id,)) for name in one.missing]
    if copy.to_the_minute:
        found.append(Lack("trips (seconds)", f"{copy.to_the_minute} 单的时间只到分钟，工时可能相差数秒至一分钟",
                          f"times of {copy.to_the_minute} trips are to the minute only: hours may differ by up to a "
                          "minute each", "platform"))
    return merge_lacks(found)


def _name_missing(name: str) -> tuple[str, str]:
    """A field that a check asks for, in both languages."""
    if name.startswith("a floor for"):
        return "该工作地区的小时下限标准（地区代码不在条款的表内）", "a floor for the work place"
    if name == "payslips.order_id":
        return "工资单的逐单明细", "the pay slip order by order"
    if name == "payslips.component":
        return "工资单的逐项明细", "the pay slip item by item"
    if name.startswith("payslips"):
        return "工资单", "the pay slip"
    return f"核查所需的字段 {name}", f"the field {name}"


def _name_lack(entry: Entry, field: str) -> Lack:
    if field == "trips.csv":
        return Lack("trips.csv", "工资单中有、行程中没有的订单或日期", "trips of orders or days that the slip names",
                    "platform")
    if field.startswith("payslips.csv ("):
        return Lack(field, "职业伤害保障费等不付给本人款项的缴纳记录",
                    "records of what is paid for the person to others", "insurer")
    if field == "payslips.csv":
        return Lack(f"payslips.csv {entry.spot.period}", f"{entry.spot.period} 的工资单",
                    f"the pay slip of {entry.spot.period}", "platform")
    return Lack(field, field, field, "platform")


def tell_entry(entry: Entry, statement: Statement, lang: Lang) -> list[str]:
    """The arithmetic of one comparison: each owed line with its sum and clause, each amount of the slip."""
    owed = [f"{row['clause_id']}：{tell_line(to_line(row), lang)}" if lang == "zh"
            else f"{row['clause_id']}: {tell_line(to_line(row), lang)}" for row in entry.owed_lines]
    paid = [say_slip(line, statement, lang) for line in entry.slips]
    return owed + paid


def say_slip(line: SlipLine, statement: Statement, lang: Lang) -> str:
    """``payslips.csv 第7行 -¥3.00（超时）``: where an amount stands, and the ground that the slip gives."""
    file, _, number = line.where.partition(":")
    amount = statement.money(line.amount_minor)
    if lang == "en":
        return f"{file} line {number}: {amount}" + (f" ({line.reason})" if line.reason else "")
    reason = dict(REASON.words).get(line.reason or "", line.reason)
    return f"{file} 第{number}行 {amount}" + (f"（{reason}）" if reason else "")


def to_line(row: Mapping[str, Any]) -> Line:
    """A ledger row as explanations tell it."""
    return Line(*(row[name] for name in Line._fields))


def to_json(statement: Statement, lang: Lang) -> dict[str, Any]:
    """The statement as one JSON object."""
    copy = statement.copy
    return {
        "format": FORMAT, "worker_id": copy.person.worker_id, "platform": copy.person.platform,
        "from": statement.first_day, "to": statement.last_day, "tz": copy.tz, "currency": copy.currency,
        "agreement": statement.book.title(lang), "layers": list(statement.book.layer_titles(lang)),
        "book": statement.book.digest, "files": [{"file": name, "sha256": digest} for name, digest in copy.files],
        "totals": dict(statement.totals), "components": statement.sum_components(),
        "days": statement.sum_periods(10), "months": statement.sum_periods(7),
        "entries": [_entry_json(one, statement, lang) for one in statement.entries],
        "verdicts": [one.to_row() for one in statement.verdicts], "counts": count_units(statement.verdicts),
        "lacking": [{"field": lack.field, "what": lack.say(lang), "ask": lack.say_asked(lang),
                     "right": lack.say_right(copy.currency, lang), "clauses": list(lack.clause_ids)}
                    for lack in statement.lacks],
        "contradictions": [{"where": line.where, "total_minor": line.amount_minor, "sum_minor": apart}
                           for line, apart in statement.contradictions],
        "hours": [{"day": one.day, "online_s": one.online_s, "engaged_s": one.engaged_s, "worked_s": one.worked_s}
                  for one in statement.hours],
        "limits": [{"clause_id": one.clause_id, "seconds": one.seconds} for one in statement.limits],
        "clauses": [{"id": clause.id, "type": clause.type.id, "layer": clause.layer, "standing": clause.standing,
                     "text": clause.text_zh if lang == "zh" else clause.text_en, "assumed": clause.assumed}
                    for clause in statement.clauses.values()],
    }


def _entry_json(entry: Entry, statement: Statement, lang: Lang) -> dict[str, Any]:
    spot = entry.spot
    return {"period": spot.period, "order_id": spot.order_id, "component": spot.component, "account": spot.account,
            "owed_minor": entry.owed_minor, "paid_minor": entry.paid_minor, "answer": entry.answer,
            "missing_minor": entry.missing_minor, "over_minor": entry.over_minor,
            "clauses": sorted({row["clause_id"] for row in entry.owed_lines}),
            "arithmetic": tell_entry(entry, statement, lang) if entry.answer != "even" else [],
            "lacking": list(entry.lacks)}


def dump_json(statement: Statement, lang: Lang) -> str:
    """The statement as JSON text."""
    return json.dumps(to_json(statement, lang), ensure_ascii=False)
