"""Slow twins of the checks of care, career and governance: the same rules as plain loops over rows.

Every twin takes a ``Year`` (rows of a log, lines of a ledger) and a clause's parameters as whole numbers and words;
it answers with the breaches and what lacks evidence, each as (ground or field, worker, event ids), and the number of
units.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.oracles.checks import hold_orders, unite

Row = dict[str, Any]
Params = dict[str, Any]
Told = tuple[str, str | None, tuple[int, ...]]
ZONE = ZoneInfo("Asia/Shanghai")
RANKS = ("blue", "yellow", "orange", "red")


@dataclass
class Answer:
    """What a twin says."""

    units: int = 0
    breaches: list[Told] = field(default_factory=list)
    missing: list[Told] = field(default_factory=list)

    def blame(self, ground: str, worker: str | None, *events: Row | int | None) -> None:
        """One breach."""
        self.breaches.append((ground, worker, number(events)))

    def lack(self, what: str, worker: str | None, *events: Row | int | None) -> None:
        """One unit of which nothing can be said."""
        self.missing.append((what, worker, number(events)))


def number(events: Iterable[Row | int | None]) -> tuple[int, ...]:
    """Event ids of rows, in order, each once."""
    ids = {row["event_id"] if isinstance(row, dict) else row for row in events if row is not None}
    return tuple(sorted(ids))


def day_of(at_s: int) -> date:
    """The local day of a moment."""
    return datetime.fromtimestamp(at_s, ZONE).date()


def begin_of(day: date) -> int:
    """The moment at which a local day begins."""
    return int(datetime(day.year, day.month, day.day, tzinfo=ZONE).timestamp())


class Year:
    """A log and a ledger, looked through again and again."""

    def __init__(self, rows: list[Row], ledger: list[Row]) -> None:
        self.rows = rows
        self.ledger = ledger
        self.last_s = rows[-1]["at_s"]
        self.first, self.last = day_of(rows[0]["at_s"]), day_of(self.last_s)
        self.workers = {row["worker_id"]: row for row in rows if row["kind"] == "registered"}

    def kind(self, *kinds: str) -> list[Row]:
        """Events of these kinds."""
        return [row for row in self.rows if row["kind"] in kinds]

    def answer(self, asked: Row, *kinds: str) -> Row | None:
        """The first later event of these kinds that refers to an event."""
        found = [row for row in self.kind(*kinds)
                 if row["ref_event_id"] == asked["event_id"] and row["event_id"] > asked["event_id"]]
        return found[0] if found else None

    def spans(self, period: str) -> list[tuple[str, date, date]]:
        """Months, quarters or years that the log touches: name, first and last day."""
        found: dict[str, list[date]] = {}
        day = date(self.first.year, 1, 1)
        while day <= date(self.last.year, 12, 31):
            name = {"month": f"{day:%Y-%m}", "quarter": f"{day.year}-Q{(day.month + 2) // 3}",
                    "year": str(day.year)}[period]
            found.setdefault(name, []).append(day)
            day += timedelta(days=1)
        return [(name, days[0], days[-1]) for name, days in found.items()
                if days[0] <= self.last and days[-1] >= self.first]

    def is_whole(self, first: date, last: date) -> bool:
        """Whether the log has these days."""
        return self.first <= first and last <= self.last

    def lacks(self, first: date, last: date) -> str:
        """The days of a span that the log has not."""
        days = [first + timedelta(days=place) for place in range((last - first).days + 1)]
        gone = [day for day in days if not self.first <= day <= self.last]
        runs: list[list[date]] = []
        for day in gone:
            if runs and runs[-1][-1] + timedelta(days=1) == day:
                runs[-1].append(day)
            else:
                runs.append([day])
        return ", ".join(f"{run[0]}..{run[-1]}" for run in runs)

    def paid(self, clause: str, component: str) -> dict[tuple[str, str], tuple[int, int]]:
        """Benefits by worker and period under a clause: sum and number of lines."""
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for line in self.ledger:
            if (line["account"], line["component"], line["clause_id"]) == ("benefit", component, clause):
                key = (line["worker_id"], line["period"])
                amount, lines = found.get(key, (0, 0))
                found[key] = (amount + line["amount_minor"], lines + 1)
        return found


Twin = Callable[[Year, Params], Answer]


def divide(numerator: int, below: int, rounding: str) -> int:
    """A quotient of whole numbers above zero, rounded as stated."""
    whole, rest = divmod(numerator, below)
    return whole + {"up": rest > 0, "down": False, "half_up": 2 * rest >= below}[rounding]


# -- answers in time -------------------------------------------------------------------------------------------------

def judge_days(year: Year, asked: Row, answer: Row | None, within: int, holidays: set[str] | None = None) -> str:
    """``kept``, ``late``, ``none`` or ``open`` by local days; holidays and week-ends do not count where given."""
    due, left = day_of(asked["at_s"]), within
    while left:
        due += timedelta(days=1)
        left -= holidays is None or (due.weekday() < 5 and due.isoformat() not in holidays)
    if answer is not None:
        return "kept" if day_of(answer["at_s"]) <= due else "late"
    return "none" if year.last > due else "open"


def judge_seconds(year: Year, asked: Row, answer: Row | None, within: int) -> str:
    """The same by seconds."""
    if answer is not None:
        return "kept" if answer["at_s"] - asked["at_s"] <= within else "late"
    return "none" if year.last_s > asked["at_s"] + within else "open"


def blame_lateness(said: Answer, state: str, asked: Row, answer: Row | None) -> None:
    """Count a unit that is due, and blame it where it is late or never came."""
    said.units += state != "open"
    if state in ("late", "none"):
        said.blame(state, asked["worker_id"], asked, answer)


def injury_claim_service(year: Year, p: Params) -> Answer:
    """C02."""
    said = Answer()
    for claim in year.kind("claim_filed"):
        step = year.answer(claim, "claim_step")
        blame_lateness(said, judge_days(year, claim, step, p["review"], set(p["holidays"])), claim, step)
    return said


def emergency_help(year: Year, p: Params) -> Answer:
    """C15."""
    said = Answer()
    for call in year.kind("emergency_help"):
        help_ = year.answer(call, "help_answered")
        state = judge_seconds(year, call, help_, p["within"])
        blame_lateness(said, state, call, help_)
        if state == "kept" and p["by_person"] and help_ is not None:
            if help_["actor"] is None:
                said.lack("events.actor (help_answered)", call["worker_id"], call, help_)
            elif help_["actor"] != "person":
                said.blame("machine", call["worker_id"], call, help_)
    return said


def weather_review_removal(year: Year, p: Params) -> Answer:
    """C16; alerts of these worlds are never replaced."""
    said = Answer()
    place = {row["order_id"]: row["district_id"] for row in year.kind("created")}
    done = {(row["worker_id"], row["order_id"]): row["at_s"] for row in year.kind("delivered")}
    for rating in year.kind("rating_given"):
        at_s = done.get((rating["worker_id"], rating["order_id"]))
        if rating["level"] != "bad" or at_s is None:
            continue
        held = [alert["event_id"] for alert in year.kind("alert")
                if RANKS.index(alert["level"]) >= RANKS.index(p["level"]) and alert["reason"] in p["kinds"]
                and max(alert["from_s"], alert["at_s"]) <= at_s < alert["to_s"]
                and alert["district_id"] in (None, place[rating["order_id"]])]
        if held:
            gone = year.answer(rating, "rating_removed")
            state = judge_seconds(year, rating, gone, p["within"])
            said.units += state != "open"
            if state in ("late", "none"):
                said.blame(state, rating["worker_id"], min(held), rating, gone)
    return said


def reputation_portability(year: Year, p: Params) -> Answer:
    """V08."""
    said = Answer()
    for asked in year.kind("export_requested"):
        copy = year.answer(asked, "export_sent")
        state = judge_days(year, asked, copy, p["within"])
        blame_lateness(said, state, asked, copy)
        if state == "kept" and copy is not None:
            if copy["level"] not in p["formats"]:
                said.blame("format", asked["worker_id"], asked, copy)
            elif not set(p["fields"]) <= set(copy["fields"] or []):
                said.blame("partial", asked["worker_id"], asked, copy)
    return said


def explanation_right(year: Year, p: Params) -> Answer:
    """G03."""
    said = Answer()
    for asked in year.kind("explanation_requested"):
        told = year.answer(asked, "explanation_sent")
        blame_lateness(said, judge_days(year, asked, told, p["within"]), asked, told)
    for stop in year.kind("suspension") if p["on_suspension"] else []:
        effect_s = stop["at_s"] if stop["from_s"] is None else stop["from_s"]
        told = year.answer(stop, "explanation_sent")
        if effect_s <= year.last_s:
            said.units += 1
            if told is None:
                said.blame("bare", stop["worker_id"], stop)
            elif told["at_s"] > effect_s:
                said.blame("after", stop["worker_id"], stop, told)
    return said


def human_review(year: Year, p: Params) -> Answer:
    """G04."""
    said = Answer()
    by_id = {row["event_id"]: row for row in year.rows}
    for asked in year.kind("review_requested"):
        decided = year.answer(asked, "review_decided")
        state = judge_days(year, asked, decided, p["within"])
        blame_lateness(said, state, asked, decided)
        if state != "kept" or decided is None:
            continue
        worker, first = asked["worker_id"], by_id.get(asked["ref_event_id"])
        again = p["other_person"] and first is not None and first["actor"] == "person"
        if decided["actor"] is None:
            said.lack("events.actor (review_decided)", worker, asked, decided)
        elif decided["actor"] != "person":
            said.blame("machine", worker, asked, decided)
        elif again and first is not None and None in (first["actor_id"], decided["actor_id"]):
            said.lack("events.actor_id", worker, asked, decided)
        elif again and first is not None and first["actor_id"] == decided["actor_id"]:
            said.blame("same", worker, asked, decided)
        elif len(decided["fields"] or []) < p["examined"]:
            said.blame("token", worker, asked, decided)
    return said


def appeal_channel(year: Year, p: Params) -> Answer:
    """G06."""
    said, late, timely = Answer(), [], 0
    for filed in year.kind("complaint_filed"):
        if p["topics"] and filed["component"] not in p["topics"]:
            continue
        told = year.answer(filed, "complaint_answered")
        state = judge_seconds(year, filed, told, p["within"])
        said.units += state != "open"
        timely += state == "kept"
        if state in ("late", "none"):
            late.append((state, filed, told))
    if timely * 1000 < said.units * p["share"]:
        for state, filed, told in late:
            said.blame(state, filed["worker_id"], filed, told)
    return said


# -- benefits --------------------------------------------------------------------------------------------------------

Dues = dict[tuple[str, str], tuple[int, tuple[int, ...]]]


def compare(said: Answer, dues: Dues, paid: dict[tuple[str, str], tuple[int, int]]) -> None:
    """Blame every worker and period whose lines are not what is due."""
    for key in sorted({*dues, *paid}):
        due, events = dues.get(key, (0, ()))
        amount, lines = paid.get(key, (0, 0))
        said.units += 1
        if amount < due:
            said.blame("short", key[0], *events)
        elif lines and (amount != due or lines > 1):
            said.blame("wrong", key[0], *events)


def proved(year: Year, worker: str, kind: str, begin_s: int, end_s: int) -> bool:
    """Whether a contribution of this kind for some of a span is on record."""
    return any(row["worker_id"] == worker and row["component"] == kind and row["from_s"] < end_s
               and row["to_s"] > begin_s for row in year.kind("contribution_proved"))


def due_contributions(year: Year, p: Params, kind: str) -> tuple[Dues, list[Told], set[str]]:
    """Dues by worker and whole month, what cannot be decided, and workers of whom nothing can be said."""
    dues: Dues = {}
    missing: list[Told] = []
    months = [(first, last) for _, first, last in year.spans("month")]
    blind = {row["worker_id"] for row in year.kind("payout") if None in (row["from_s"], row["to_s"])}
    for worker, registered in year.workers.items():
        base = next((value for code, value in p["base"].items() if (registered["place_code"] or "").startswith(code)),
                    None)
        paid = {first: [row for row in year.kind("payout") if row["worker_id"] == worker and row["to_s"] is not None
                        and first <= day_of(row["to_s"] - 1) <= last] for first, last in months}
        if worker in blind or base is None:
            if base is None:
                missing += [("a base for events.place_code (registered)", worker, number((rows[0], rows[-1])))
                            for first, last in months if year.is_whole(first, last) and (rows := paid[first])]
            continue
        income = {first: sum(row["amount_minor"] for row in paid[first]) for first, _ in months}
        for first, last in months:
            if not year.is_whole(first, last) or not paid[first]:
                continue
            window, month = [], first if p["current_counts"] else first - timedelta(days=1)
            for _ in range(p["months_seen"]):
                window.append(month.replace(day=1))
                month = month.replace(day=1) - timedelta(days=1)
            whole = {begin for begin, end in months if year.is_whole(begin, end)}
            met = sum(begin in whole and income[begin] >= base for begin in window)
            able = income[first] >= base and (not p["proof"] or proved(
                year, worker, kind, begin_of(first), begin_of(last + timedelta(days=1))))
            events = number((paid[first][0], paid[first][-1]))
            dark = sum(begin not in whole for begin in window)
            if able and met < p["months_met"] <= met + dark:
                missing.append((f"log of {min(window)}..{year.first - timedelta(days=1)}", worker, events))
                blind.add(f"{worker} {last}")
                continue
            due = divide(base * p["rate"] * p["ratio"], 1_000_000, p["rounding"])
            dues[worker, last.isoformat()] = (due if able and met >= p["months_met"] else 0, events)
    return dues, missing, blind


def contribution(year: Year, p: Params, clause: str, kind: str) -> Answer:
    """C03 and C04."""
    dues, missing, blind = due_contributions(year, p, kind)
    baseless = {worker for what, worker, _ in missing if worker is not None and what.startswith("a base")}
    baseless |= {worker for worker, row in year.workers.items()
                 if not any((row["place_code"] or "").startswith(code) for code in p["base"])}
    said = Answer(missing=list(missing))
    paid = {key: value for key, value in year.paid(clause, kind).items()
            if key[0] not in blind | baseless and f"{key[0]} {key[1]}" not in blind}
    compare(said, dues, paid)
    bare = [row for row in year.kind("payout") if None in (row["from_s"], row["to_s"])]
    said.missing += [("events.to_s (payout)", row["worker_id"], (row["event_id"],)) for row in bare]
    said.units += len(missing) + len(bare)
    return said


def pension_subsidy(year: Year, p: Params) -> Answer:
    """C03."""
    return contribution(year, p, "C03", "pension")


def medical_subsidy(year: Year, p: Params) -> Answer:
    """C04."""
    return contribution(year, p, "C04", "medical")


def due_stipends(year: Year, p: Params) -> Dues:
    """C17: by worker and whole quarter."""
    dues: Dues = {}
    held = hold_orders(year.rows)
    for _, first, last in year.spans("quarter"):
        begin_s, end_s = begin_of(first), begin_of(last + timedelta(days=1))
        for worker in year.workers:
            own = [one for one in held if one["worker"] == worker and one["from"] < end_s and one["to"] > begin_s]
            counted = sum(max(0, min(high, end_s) - max(low, begin_s))
                          for low, high in unite((one["from"], one["to"]) for one in own))
            covered = not p["proof"] or proved(year, worker, "health", begin_s, end_s)
            if not year.is_whole(first, last) or not counted or not covered:
                continue
            share = max([pm for from_s, pm in p["tiers"] if counted * 7 >= from_s * ((last - first).days + 1)],
                        default=0)
            events = number((own[0]["accept"], own[-1]["accept"]))
            dues[worker, last.isoformat()] = (divide(3 * p["amount"] * share, 1000, p["rounding"]), events)
    return dues


def health_stipend(year: Year, p: Params) -> Answer:
    """C17."""
    said = Answer()
    compare(said, due_stipends(year, p), year.paid("C17", "health_stipend"))
    return said


def due_certificates(year: Year, p: Params) -> Dues:
    """V05: by worker and day."""
    dues: Dues = {}
    for row in year.kind("certified"):
        if row["level"] in p["amounts"]:
            key = (row["worker_id"], day_of(row["at_s"]).isoformat())
            due, events = dues.get(key, (0, ()))
            dues[key] = (due + p["amounts"][row["level"]], number(((*events, row["event_id"])[0], row)))
    return dues


def skill_certificate(year: Year, p: Params) -> Answer:
    """V05."""
    said = Answer()
    compare(said, due_certificates(year, p), year.paid("V05", "certificate"))
    for row in year.kind("certified"):
        if row["level"] is None:
            said.units += 1
            said.lack("events.level (certified)", row["worker_id"], row)
    return said


def due_aid(year: Year, p: Params, kinds: Iterable[str], due: Callable[[Row], int | str | None]) -> list[Row]:
    """Applications with what they are due, or the field that is not stated."""
    found = []
    for row in year.kind("aid_filed"):
        value = due(row) if row["reason"] in kinds else None
        if value is not None:
            found.append({"row": row, "due": value, "key": (row["worker_id"], day_of(row["at_s"]).isoformat())})
    return found


def is_unpaid(year: Year, decided: Row, granted: int, within: int | None) -> bool:
    """Whether what was granted did not come, in full and in time."""
    paid = year.answer(decided, "aid_paid")
    return within is not None and (judge_days(year, decided, paid, within) in ("late", "none")
                                   or (paid is not None and paid["amount_minor"] < granted))


def follow_aid(year: Year, p: Params, one: Row, said: Answer) -> None:
    """Decision and payment of an application whose line is right."""
    row, worker = one["row"], one["row"]["worker_id"]
    decided = year.answer(row, "aid_decided")
    granted = None if decided is None else 0 if decided["outcome"] == "refused" else decided["amount_minor"]
    if p["decide"] is not None and judge_days(year, row, decided, p["decide"]) in ("late", "none"):
        said.blame("undecided", worker, row, decided)
    elif granted is not None and granted < one["due"]:
        said.blame("less", worker, row, decided)
    elif decided is not None and granted and is_unpaid(year, decided, granted, p["pay"]):
        said.blame("unpaid", worker, row, decided)


def judge_aid(year: Year, p: Params, filed: list[Row], clause: str, component: str) -> Answer:
    """C05 and C06."""
    said = Answer(units=len(filed))
    paid = year.paid(clause, component)
    dues: dict[tuple[str, str], int] = {}
    for one in filed:
        if isinstance(one["due"], int):
            dues[one["key"]] = dues.get(one["key"], 0) + one["due"]
    for one in filed:
        row, worker = one["row"], one["row"]["worker_id"]
        if isinstance(one["due"], str):
            said.lack(f"events.{one['due']} (aid_filed)", worker, row)
            continue
        amount, lines = paid.get(one["key"], (0, 0))
        if amount < dues[one["key"]]:
            said.blame("short", worker, row)
        elif lines and (amount != dues[one["key"]] or lines > 1):
            said.blame("wrong", worker, row)
        else:
            follow_aid(year, p, one, said)
    for key in sorted(set(paid) - set(dues)):
        said.units += 1
        said.blame("wrong", key[0])
    return said


def file_illness(year: Year, p: Params) -> list[Row]:
    """Applications in illness."""
    def due(row: Row) -> int | str | None:
        if row["component"] is None:
            return "component"
        if row["component"] not in p["relations"]:
            return None
        if row["amount_minor"] is None:
            return "amount_minor"
        return max(0, min(row["amount_minor"] - p["deductible"], p["most"]))

    return due_aid(year, p, p["kinds"], due)


def serious_illness(year: Year, p: Params) -> Answer:
    """C05."""
    return judge_aid(year, p, file_illness(year, p), "C05", "illness_aid")


def file_child(year: Year, p: Params) -> list[Row]:
    """Applications for a child."""
    def due(row: Row) -> int | str | None:
        if row["component"] != "child":
            return None
        for name in ("amount_minor", "count"):
            if row[name] is None:
                return name
        return min(row["amount_minor"], p["most"]) if row["count"] < p["age_below"] else 0

    return due_aid(year, p, p["kinds"], due)


def child_education(year: Year, p: Params) -> Answer:
    """C06."""
    return judge_aid(year, p, file_child(year, p), "C06", "child_aid")


# -- things, spans, events -------------------------------------------------------------------------------------------

def take_for(year: Year, names: Iterable[str], said: Answer) -> int:
    """Blame what is taken in the name of things; returns how much was found."""
    found = 0
    for row in year.kind("deduction_line"):
        if {row["component"], row["reason"]} & set(names) and row["amount_minor"] != 0:
            said.blame("event", row["worker_id"], row)
            found += 1
    for line in year.ledger:
        if line["account"] == "worker_pay" and line["amount_minor"] < 0 \
                and {line["component"], line["reason"]} & set(names):
            said.blame("line", line["worker_id"])
            found += 1
    return found


def commercial_insurance(year: Year, p: Params) -> Answer:
    """C09."""
    said = Answer(units=len(year.workers))
    take_for(year, p["covers"], said)
    return said


def equipment(year: Year, p: Params) -> Answer:
    """C10."""
    said = Answer()
    given = [row for row in year.kind("supply_issued") if row["component"] in p["items"]]
    for row in given:
        said.units += 1
        if (row["amount_minor"] or 0) > p["charge"] * (1 if row["count"] is None else row["count"]):
            said.blame("charged", row["worker_id"], row)
    said.units += take_for(year, p["items"], said)
    since, until = (date.fromordinal(p[name]) for name in ("since", "until"))
    if year.last > until:
        said.units += 1
        issued = sum(1 if row["count"] is None else row["count"] for row in given
                     if since <= day_of(row["at_s"]) <= until)
        if issued < p["total"] and since < year.first:
            said.lack(f"log of {since}..{min(year.first - timedelta(days=1), until)}", None)
        elif issued < p["total"]:
            said.blame("few", None)
    return said


def supply_entitlement(year: Year, p: Params) -> Answer:
    """C12."""
    said = Answer()
    spans = year.spans(p["period"])
    whole = [span for span in spans if year.is_whole(*span[1:])]
    for _, first, last in whole:
        for worker in year.workers:
            done = [row for row in year.kind("delivered") if row["worker_id"] == worker
                    and first <= day_of(row["at_s"]) <= last]
            for item, wanted in p["items"].items() if done else []:
                said.units += 1
                issued = sum(1 if row["count"] is None else row["count"] for row in year.kind("supply_issued")
                             if (row["worker_id"], row["component"]) == (worker, item)
                             and first <= day_of(row["at_s"]) <= last)
                if issued < wanted:
                    said.blame("short", worker, done[0], done[-1])
    for _, first, last in [] if whole else spans:
        if last <= year.last:
            said.units += 1
            said.lack(f"log of {year.lacks(first, last)}", None)
    return said


def hold(year: Year, period: str, wanted: int, held: list[tuple[Row, int]]) -> Answer:
    """Spans that reach what is agreed, or not."""
    said = Answer()
    for _, first, last in year.spans(period):
        reached = sum(amount for row, amount in held if first <= day_of(row["at_s"]) <= last)
        said.units += reached >= wanted or last <= year.last
        if reached < wanted and last <= year.last:
            if year.is_whole(first, last):
                said.blame("short", None)
            else:
                said.lack(f"log of {year.lacks(first, last)}", None)
    return said


def warm_meal(year: Year, p: Params) -> Answer:
    """C13."""
    held = [(row, row["count"] or 0) for row in year.kind("activity_held") if row["reason"] == "warm_meal"]
    return hold(year, p["period"], p["meals"], held)


def mental_health(year: Year, p: Params) -> Answer:
    """C14."""
    held = [(row, 1) for row in year.kind("activity_held") if row["reason"] in ("mental_health", "counselling")]
    return hold(year, p["period"], p["sessions"], held)


def skill_contest(year: Year, p: Params) -> Answer:
    """V04."""
    held = [(row, 1) for row in year.kind("activity_held")
            if row["reason"] == "skill_contest" and (row["count"] or 0) >= p["entrants"]]
    return hold(year, p["period"], p["contests"], held)


def regular_talk(year: Year, p: Params) -> Answer:
    """G07."""
    held = [(row, 1) for row in year.kind("meeting_held") if row["reason"] == "talk"
            and (row["count"] or 0) >= p["representatives"] and len(set(row["fields"] or [])) >= p["regions"]]
    return hold(year, p["period"], p["talks"], held)


def paid_training(year: Year, p: Params) -> Answer:
    """V01."""
    said = Answer()
    for row in year.kind("training_held"):
        if row["reason"] in p["subjects"]:
            said.units += 1
            if None in (row["from_s"], row["to_s"]):
                said.lack("events.from_s, events.to_s (training_held)", row["worker_id"], row)
            elif (row["amount_minor"] or 0) < divide((row["to_s"] - row["from_s"]) * p["rate"], 3600, p["rounding"]):
                said.blame("short", row["worker_id"], row)
    return said


def mentor(year: Year, p: Params) -> Answer:
    """V03."""
    said = Answer()
    for worker, registered in year.workers.items():
        tenure = registered["tenure_days"]
        if tenure is None or tenure > p["new_days"]:
            continue
        begun = day_of(registered["at_s"])
        told = [row for row in year.kind("mentor_assigned") if row["worker_id"] == worker]
        if not told:
            due = begun + timedelta(days=p["within"] - tenure)
            if year.last > due:
                said.units += 1
                if tenure > p["within"]:
                    said.lack("mentor_assigned before the log", worker, registered)
                else:
                    said.blame("none", worker, registered)
            continue
        said.units += 1
        paired = day_of(told[0]["at_s"])
        other = year.workers.get(told[0]["other_id"])
        if tenure + (paired - begun).days > p["within"]:
            said.blame("late", worker, registered, told[0])
        elif told[0]["other_id"] == worker:
            said.blame("own", worker, registered, told[0])
        elif other is None:
            said.lack("events.other_id (mentor_assigned)", worker, registered, told[0])
        elif other["tenure_days"] is not None \
                and other["tenure_days"] + (paired - day_of(other["at_s"])).days < p["mentor_days"]:
            said.blame("green", worker, registered, told[0])
    return said


def promotion_path(year: Year, p: Params) -> Answer:
    """V06."""
    said = Answer()
    spans = year.spans(p["period"])
    whole = [span for span in spans if year.is_whole(*span[1:])]
    for _, first, last in whole:
        rows = [row for row in year.kind("promoted")
                if row["component"] in p["posts"] and first <= day_of(row["at_s"]) <= last]
        own, dark = (sum(row["outcome"] == word for row in rows) for word in ("internal", None))
        said.units += bool(rows)
        if (own + dark) * 1000 < len(rows) * p["share"]:
            said.blame("few", None, rows[0], rows[-1])
        elif own * 1000 < len(rows) * p["share"]:
            said.lack("events.outcome (promoted)", None, rows[0], rows[-1])
    for _, first, last in [] if whole else spans:
        if last <= year.last:
            said.units += 1
            said.lack(f"log of {year.lacks(first, last)}", None)
    return said


def publish(year: Year, rule: Row) -> Row | None:
    """The publication to which a rule refers."""
    return next((row for row in year.kind("rule_published") if row["event_id"] == rule["ref_event_id"]
                 and row["component"] == rule["component"] and row["event_id"] < rule["event_id"]), None)


def algorithm_disclosure(year: Year, p: Params) -> Answer:
    """G01."""
    said = Answer(units=len(p["topics"]))
    for rule in year.kind("rule_effective"):
        if rule["component"] in p["topics"]:
            said.units += 1
            told = publish(year, rule)
            if told is None:
                said.blame("never", None, rule)
            elif not set(p["fields"]) <= set(told["fields"] or []):
                said.blame("silent", None, told, rule)
            elif p["plain"] and told["outcome"] != "plain":
                said.blame("obscure", None, told, rule)
    for topic in p["topics"]:
        if topic not in {row["component"] for row in year.kind("rule_published")}:
            said.lack(f"rule_published ({topic})", None)
    return said


def change_consultation(year: Year, p: Params) -> Answer:
    """G02."""
    said = Answer()
    opened = {row["event_id"]: row for row in year.kind("consult_opened")}
    for rule in year.kind("rule_effective"):
        if rule["component"] not in p["topics"]:
            continue
        said.units += 1
        told = publish(year, rule)
        closed = [row for row in year.kind("consult_closed") if row["clause_id"] == rule["clause_id"] is not None
                  and row["event_id"] < rule["event_id"] and row["ref_event_id"] in opened
                  and opened[row["ref_event_id"]]["clause_id"] == row["clause_id"]]
        if told is None:
            said.blame("never", None, rule)
        elif (day_of(rule["at_s"]) - day_of(told["at_s"])).days < p["notice"]:
            said.blame("brief", None, told, rule)
        elif p["consult"] and rule["clause_id"] is None:
            said.lack("events.clause_id (rule_effective)", None, told, rule)
        elif p["consult"] and not closed:
            said.blame("alone", None, told, rule)
        elif p["consult"] and p["answers"] and (closed[-1]["count"] or 0) > 0 and not closed[-1]["fields"]:
            said.blame("silent", None, told, closed[-1], rule)
    return said


def human_only_suspension(year: Year, p: Params) -> Answer:
    """G05."""
    said = Answer()
    for row in year.kind(*({"suspension": "suspension", "measure": "measure_taken"}[word] for word in p["scope"])):
        said.units += 1
        if row["actor"] is None:
            said.lack("events.actor", row["worker_id"], row)
        elif row["actor"] != "person":
            said.blame("machine", row["worker_id"], row)
        elif p["named"] and row["actor_id"] is None:
            said.blame("hidden", row["worker_id"], row)
    return said


def anti_retaliation(year: Year, p: Params) -> Answer:
    """G10."""
    said = Answer()
    for row in year.kind(*p["measures"]):
        gives = row["kind"] == "score_change" and row["score_delta"] is not None and row["score_delta"] >= 0
        if gives or (row["kind"] == "deduction_line" and row["amount_minor"] == 0):
            continue
        filed = [one for one in year.kind("complaint_filed")
                 if one["worker_id"] == row["worker_id"] and one["event_id"] < row["event_id"]]
        if filed and (day_of(row["at_s"]) - day_of(filed[-1]["at_s"])).days <= p["span"]:
            said.units += 1
            bare = not row["reason"] if p["needs"] == "reason" else year.answer(row, "explanation_sent") is None
            if bare:
                said.blame("bare", row["worker_id"], filed[-1], row)
    return said


def banned_data(year: Year, p: Params) -> Answer:
    """G11."""
    said = Answer()
    on: dict[str, bool] = {}
    for row in year.rows:
        if row["kind"] in ("online", "offline"):
            on[row["worker_id"]] = row["kind"] == "online"
        if row["kind"] == "data_collected":
            said.units += 1
            if row["component"] in p["fields"]:
                said.blame("banned", row["worker_id"], row)
            elif p["offline_location"] and row["component"] == "location" and not on.get(row["worker_id"]):
                said.blame("offline", row["worker_id"], row)
    return said


def three_party_obligation(year: Year, p: Params) -> Answer:
    """G13, of one clause that binds the platform."""
    del year
    said = Answer(units=1 + (len(p["parties"]) if p["each"] else 0))
    if "platform" not in p["parties"]:
        said.blame("foreign", None)
    for party in p["parties"] if p["each"] else []:
        if party != "platform":
            said.blame("idle", None)
    return said


def later_by(day: date, months: int) -> date:
    """The same day of a later (or earlier) month, or that month's last."""
    place = day.year * 12 + day.month - 1 + months
    for last in range(day.day, 0, -1):
        try:
            return date(place // 12, place % 12 + 1, last)
        except ValueError:
            continue
    raise ValueError(day)


def evaluation_cycle(year: Year, p: Params) -> Answer:
    """G14."""
    said = Answer(units=len(p["systems"]))
    for row in year.kind("evaluation_done"):
        if row["reason"] in p["systems"]:
            said.units += 1
            if (row["count"] or 0) < p["representatives"]:
                said.blame("few", None, row)
    for system in p["systems"]:
        days = [day_of(row["at_s"]) for row in year.kind("evaluation_done") if row["reason"] == system]
        marks = [year.first, *days, year.last]
        over = [later_by(begin, p["every"]) < end for begin, end in itertools.pairwise(marks)]
        if any(over[1:]) or over[0]:
            said.blame("late", None)
        elif not days:
            begin = later_by(year.last, -p["every"])
            said.lack(f"evaluation_done ({system}) in {begin}..{year.first}", None)
    return said


def renewal_window(year: Year, p: Params) -> Answer:
    """G15."""
    said = Answer()
    ends = date.fromordinal(p["ends"])
    opens = later_by(ends, -p["before"])
    met = [row for row in year.kind("meeting_held") if row["reason"] == "renewal"
           and opens <= day_of(row["at_s"]) <= ends]
    said.units = int(bool(met) or year.first <= ends <= year.last)
    if said.units and not met:
        if year.first > opens:
            said.lack(f"log of {opens}..{year.first - timedelta(days=1)}", None)
        else:
            said.blame("none", None)
    return said
