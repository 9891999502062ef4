"""The dated facts of a talk, gathered from its letters and its seats, for the clocks of its procedure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.timezone import localdate

from nuantu_hub.bargaining.domain.procedure_clocks import Clock, Facts, Vacancy, measure_clocks
from nuantu_hub.bargaining.domain.procedures import find_procedure
from nuantu_hub.bargaining.domain.talk_conditions import SEATED
from nuantu_hub.bargaining.models import SignedAgreement, Talk, TalkLetter

Kind = TalkLetter.Kind
_BY_KIND = {Kind.REQUEST: "requested", Kind.REPLY: "replied", Kind.FILED: "filed", Kind.OPINION: "opinion",
            Kind.PUBLISHED: "published", Kind.RENEWAL: "renewal", Kind.END: "ended"}


def gather_facts(talk: Talk) -> Facts:
    """The facts of a talk, in a number of queries that does not grow with letters or seats.

    A talk that was fetched with its letters and seats (``prefetch_related``) is not asked for them again.
    """
    return _gather(talk, _find_signed_days([talk]).get(talk.pk, {}))


def _gather(talk: Talk, signed: dict[str, date | None]) -> Facts:
    told: dict[str, Any] = {"requested": localdate(talk.opened_at), "vacancies": _list_vacancies(talk), **signed}
    proposal: TalkLetter | None = None
    for letter in sorted(talk.letters.all(), key=lambda one: (one.made_at, one.pk)):
        day = localdate(letter.at)
        if letter.kind in _BY_KIND:
            told[_BY_KIND[Kind(letter.kind)]] = day
        elif letter.kind == Kind.SUSPEND:
            proposal = letter
        elif letter.kind == Kind.AGREE and proposal is not None:
            told |= {"suspended": day, "agreed_end": proposal.until, "resumed": None}
        elif letter.kind == Kind.RESUME:
            told["resumed"] = day
    if told.get("suspended") and talk.state == Talk.State.TALKING and told.get("resumed") is None:
        told |= {"suspended": None, "agreed_end": None}  # one side has agreed, another one not yet
    if talk.state == Talk.State.REFUSED:
        told["ended"] = told.get("replied")
    return Facts(**told)


def list_clocks(talk: Talk, moment: datetime) -> tuple[Clock, ...]:
    """The clocks of a talk at a moment."""
    return _measure(talk, gather_facts(talk), moment)


def list_clocks_of(talks: Sequence[Talk], moment: datetime) -> list[tuple[Talk, tuple[Clock, ...]]]:
    """The clocks of many talks, in a number of queries that does not grow with them."""
    prefetch_related_objects(list(talks), "letters", "delegates")
    signed = _find_signed_days(talks)
    return [(talk, _measure(talk, _gather(talk, signed.get(talk.pk, {})), moment)) for talk in talks]


def _measure(talk: Talk, facts: Facts, moment: datetime) -> tuple[Clock, ...]:
    return measure_clocks(find_procedure(talk.procedure), facts, localdate(moment))


def _find_signed_days(talks: Sequence[Talk]) -> dict[int, dict[str, date | None]]:
    """By talk the day of the last signature, the first day in force, and the last one where there is one."""
    rows = SignedAgreement.objects.filter(text__talk__in=[one.pk for one in talks]).order_by("pk").values_list(
        "text__talk", "signed_on", "effective_on", "ends_on")
    return {talk: {"signed": signed, "effective": effective, "expires": ends}
            for talk, signed, effective, ends in rows}


def _list_vacancies(talk: Talk) -> tuple[Vacancy, ...]:
    seats = sorted((one for one in talk.delegates.all() if one.role in SEATED), key=lambda one: one.pk)
    filled = {one.replaces_id: localdate(one.since) for one in seats if one.replaces_id is not None}
    return tuple(Vacancy(localdate(one.until), filled.get(one.pk), one.shown_name)
                 for one in seats if one.until is not None)
