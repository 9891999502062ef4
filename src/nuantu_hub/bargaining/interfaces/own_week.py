"""A worker's own week: every clause of the days' agreements, and whether it was kept where it acted for this person.

Kept is a clause that acted for the worker while no row of the audit names the worker or an own order. Where it neither
acted nor was found broken or unshown there was nothing to judge, and that is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from nuantu_hub.bargaining.domain.signed_days import find_signed_of
from nuantu_hub.bargaining.domain.weekly_verdicts import find_monday
from nuantu_hub.bargaining.models import SignedAgreement
from nuantu_hub.days.domain.linking import use_link
from nuantu_hub.days.models import Run
from nuantu_hub.people.models import Account
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.own_verdicts import OwnVerdict, list_own_verdicts

#: Verdicts of the audit -> what a worker reads.
STATES: Final[dict[str, str]] = {
    "violated": "broken", "disputed": "unshown", "departed": "unshown", "insufficient_evidence": "unshown",
    "complied": "kept"}
ORDER: Final = ("broken", "unshown", "kept")


@dataclass(slots=True)
class OwnClause:
    """A clause in the week: cases by state, what was booked under it and what is still owed (minor units), and the
    newest day of the week on which it did something, with the words of the last case for each reason.
    """

    clause: Mapping[str, Any]
    run: Run
    #: The signed agreement under which that day was dispatched and its sentence, where the clause stands in it, alone
    #: or merged with that of another layer.
    signed: SignedAgreement | None = None
    words: Sequence[str] | None = None
    cases: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ORDER, 0))
    booked_minor: int = 0
    owed_minor: int = 0
    last: dict[str, Sequence[str]] = field(default_factory=dict)

    @property
    def said(self) -> list[Sequence[str]]:
        """The words of the last case for each reason, the newest first."""
        return list(self.last.values())[::-1]

    def tell(self, words: Sequence[str], reason: str = "") -> None:
        """Add a case's words; they stand for those of earlier cases for that reason."""
        self.last.pop(reason, None)
        self.last[reason] = words

    @property
    def is_judged(self) -> bool:
        """Whether there was anything to judge: a case in which it acted, or a row of the audit."""
        return any(self.cases.values())

    @property
    def state(self) -> str:
        """The gravest state of its cases."""
        return next((name for name in ORDER if self.cases[name]), "kept")


@dataclass(frozen=True, slots=True)
class OwnWeek:
    """A week of a worker: its days on record, days that cannot be read, the clauses that were judged, and those for
    which there was nothing to judge; those of signed agreements first."""

    begins: date
    days: tuple[date, ...]
    unread: tuple[date, ...]
    clauses: tuple[OwnClause, ...]
    idle: tuple[OwnClause, ...]
    #: The newest of all own days, of which an explanation can be asked.
    newest: Run | None

    @property
    def ends(self) -> date:
        """Its Sunday."""
        return self.begins + timedelta(days=6)

    @property
    def counts(self) -> dict[str, int]:
        """Clauses by state."""
        return {name: sum(one.state == name for one in self.clauses) for name in ORDER}

    @property
    def owed_minor(self) -> int:
        """What is still owed under all clauses, minor units."""
        return sum(one.owed_minor for one in self.clauses)


def read_own_week(account: Account, monday: date | None) -> OwnWeek | None:
    """The week of a Monday, or that of the newest own day. None without a link, or without any day of its platform.

    Each use of a link is written down for the worker.
    """
    links = list(account.links.order_by("-made_at"))
    runs = Run.objects.filter(platform__in=[link.platform for link in links]).select_related("unit")
    newest = runs.order_by("-date", "id").first()
    if newest is None:
        return None
    begins = find_monday(monday or newest.date)
    found: dict[str, OwnClause] = {}
    days: list[date] = []
    unread: list[date] = []
    for link in links:
        pseudonym = use_link(link, "own week")
        held = runs.filter(platform=link.platform, date__gte=begins, date__lt=begins + timedelta(days=7))
        for run in {run.date: run for run in held.order_by("date", "imported_at", "id")}.values():
            try:
                worker = run.view.worker(pseudonym)
                if worker is None:
                    continue
                verdicts = list_own_verdicts(run.folder, pseudonym, {one["id"] for one in worker["orders"]})
            except RunError:
                unread.append(run.date)
                continue
            days.append(run.date)
            _add_day(found, run, worker, verdicts)
    judged = sorted((one for one in found.values() if one.is_judged), key=lambda one: (
        ORDER.index(one.state), one.signed is None, one.clause["type"], one.clause["id"]))
    idle = sorted((one for one in found.values() if not one.is_judged), key=lambda one: (
        one.signed is None, one.clause["type"], one.clause["id"]))
    return OwnWeek(begins, tuple(sorted(set(days))), tuple(sorted(set(unread))), tuple(judged), tuple(idle), newest)


def _add_day(found: dict[str, OwnClause], run: Run, worker: Mapping[str, Any], verdicts: Sequence[OwnVerdict]) -> None:
    """One day: its clauses, rows of the audit about the worker, cases in which a clause acted and the audit found
    nothing."""
    signed = find_signed_of(run)
    for clause_id, clause in run.view.clauses.items():
        stated = found.setdefault(clause_id, OwnClause(clause, run))
        words = None if signed is None else _find_words(run, clause_id, signed.text.agreement_id)
        if words is not None:
            stated.signed, stated.words = signed, words
    for verdict in verdicts:
        state = STATES.get(verdict.verdict)
        row = _find(found, run, verdict.clause_id if state else None)
        if row is not None and state is not None:
            row.cases[state] += verdict.units
    # Days that were prepared by an earlier version tell of no reasons.
    for clause_id, words, booked, reason in [
            *((one["clause"], one["say"], 0, one.get("reason") or "") for one in worker["rights"]),
            *((one["clause"], one["how"], one["amount_minor"], "") for one in worker["lines"])]:
        row = _find(found, run, clause_id)
        if row is not None:
            row.cases["kept"] += 1
            row.booked_minor += booked
            row.tell(words, reason)
    for floor in worker["floors"]:
        row = _find(found, run, floor["clause"] if floor["decided"] else None)
        if row is not None:
            short = max(0, floor["due_minor"] - floor["included_minor"] - floor["topup_minor"])
            row.cases["broken" if short else "kept"] += 1
            row.owed_minor += short
            row.tell(floor["say"])


def _find_words(run: Run, clause_id: str, agreement_id: str) -> Sequence[str] | None:
    """The sentence of an agreement's clause, if this is it or it is merged into this one."""
    whole = run.view.clause(clause_id)
    if whole is None or whole["agreement"] == agreement_id:
        return None if whole is None else whole["text"]
    return next((one.get("text") for one in whole["others"] if one["agreement"] == agreement_id), None)


def _find(found: dict[str, OwnClause], run: Run, clause_id: str | None) -> OwnClause | None:
    """The row of a clause, its day the newest so far; None for what the day's agreement does not hold."""
    clause = run.view.clauses.get(clause_id) if clause_id else None
    if clause is None:
        return None
    row = found.setdefault(str(clause_id), OwnClause(clause, run))
    row.run = run
    return row
