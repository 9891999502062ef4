"""What follows from a count: representatives take their seats, a vacancy is filled, a recall takes effect."""

from __future__ import annotations

import calendar
from datetime import datetime

from django.db import transaction

from nuantu_hub.needs.models import Candidacy, Contest, Election, RecallPetition, Representative, Vacancy
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.site.clock import now


def add_months(moment: datetime, months: int) -> datetime:
    """The same day and time so many months later, or that month's last day."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


@transaction.atomic
def seat_elected(*, election: Election) -> int:
    """Seat whoever was elected; done once. Gives how many were seated."""
    if election.kind == Election.Kind.RECALL:
        _carry_out_recall(election)
        return 0
    seated = 0
    for contest in election.contests.select_related("constituency").prefetch_related("candidacies"):
        chosen = {line["number"] for line in contest.result["lines"] if line["elected"]}
        for one in contest.candidacies.all():
            if one.number in chosen and one.person_id is not None:
                seated += int(_seat(election, contest, one) is not None)
    return seated


def _seat(election: Election, contest: Contest, one: Candidacy) -> Representative | None:
    if one.person_id is None or Representative.objects.filter(contest=contest, person_id=one.person_id).exists():
        return None
    vacancy = _find_vacancy(election, contest)
    # Whoever fills a seat serves out its term.
    until = vacancy.representative.until if vacancy else add_months(now(), election.term_months)
    made = Representative.objects.create(constituency=contest.constituency, contest=contest, person_id=one.person_id,
                                         shown_name=one.shown_name, since=now(), until=until)
    if vacancy is not None:
        vacancy.way, vacancy.filled_by, vacancy.filled_at = Vacancy.Way.VOTE, made, now()
        vacancy.save(update_fields=["way", "filled_by", "filled_at"])
    record_deed(None, "representative elected", made, election.unit)
    return made


def _find_vacancy(election: Election, contest: Contest) -> Vacancy | None:
    if election.kind != Election.Kind.BY:
        return None
    return Vacancy.objects.select_related("representative").filter(
        filled_at=None, representative__constituency=contest.constituency).order_by("due_at").first()


def _carry_out_recall(election: Election) -> None:
    from nuantu_hub.needs.domain.terms import end_term  # only now: terms stand on seating

    petition = RecallPetition.objects.select_related("representative__constituency__unit").get(election=election)
    contest = election.contests.get()
    recall = contest.candidacies.get(option=Candidacy.Option.RECALL)
    agreed = any(line["elected"] for line in contest.result["lines"] if line["number"] == recall.number)
    petition.state = RecallPetition.State.RECALLED if agreed else RecallPetition.State.KEPT
    petition.save(update_fields=["state"])
    record_deed(None, "recall decided", petition, election.unit, state=petition.state)
    if agreed:
        end_term(by=None, representative=petition.representative, ended=Representative.Ended.RECALLED,
                 why=petition.reason[:200])
