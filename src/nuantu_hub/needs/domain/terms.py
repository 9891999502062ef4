"""Terms: ended before their time with a reason, and the seat filled within fifteen days."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.elections import Dates, prepare_election
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Candidacy, Election, Representative, Vacancy
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

#: A vacant seat is filled within so many calendar days.
FILL_DAYS = 15


@transaction.atomic
def end_term(*, by: Account | None, representative: Representative, ended: str, why: str) -> Representative:
    """End a term before its time; the seat is vacant from then on, and its clock runs. Said twice, it ended once.

    Raises NeedRefused without a reason, or when the term is over.
    """
    held = Representative.objects.select_for_update(of=("self",)).select_related("constituency__unit").get(
        pk=representative.pk)
    if held.ended:
        return held
    if ended not in Representative.Ended.values or not ended or not why.strip():
        raise NeedRefused(_("没有写为什么提前结束"), _("选一项，写一句，公开可查"), field="why")
    if held.until <= now():
        raise NeedRefused(_("任期已经满了"), _("等换届选举"))
    held.ended, held.ended_at, held.ended_why = ended, now(), why.strip()[:200]
    held.save(update_fields=["ended", "ended_at", "ended_why"])
    Vacancy.objects.create(representative=held, opened_at=now(), due_at=now() + timedelta(days=FILL_DAYS))
    record_deed(by, "term ended", held, held.unit, ended=ended)
    return held


def find_next(vacancy: Vacancy) -> Candidacy | None:
    """Who came next in the vote that elected the last holder, with enough votes, and has no seat; None if nobody.

    A recall is answered by a vote only, and so is a vote of which no figures are shown.
    """
    last = vacancy.representative
    result = last.contest.result
    if last.ended == Representative.Ended.RECALLED or not result or result.get("withheld"):
        return None
    seated = set(Representative.objects.filter(constituency=last.constituency).values_list("person_id", flat=True))
    lines = {one.number: one for one in last.contest.candidacies.select_related("person") if one.person_id}
    for line in result["lines"]:
        one = lines.get(line["number"])
        if one is not None and line["votes"] >= result["needed"] and one.person_id not in seated:
            return one
    return None


@transaction.atomic
def fill_with_next(*, by: Account, vacancy: Vacancy) -> Representative:
    """Fill a vacant seat with whoever came next; for the rest of the term. Raises NeedRefused where nobody did."""
    held = _hold(vacancy)
    following = find_next(held)
    if following is None or following.person_id is None:
        raise NeedRefused(_("上次选举没有够票的下一位"), _("组织补选"))
    last = held.representative
    made = Representative.objects.create(
        constituency=last.constituency, contest=last.contest, person_id=following.person_id,
        shown_name=following.shown_name, since=now(), until=last.until)
    held.way, held.filled_by, held.filled_at = Vacancy.Way.NEXT, made, now()
    held.save(update_fields=["way", "filled_by", "filled_at"])
    record_deed(by, "vacancy filled by the next", made, held.unit)
    return made


@transaction.atomic
def prepare_by_election(*, by: Account, vacancy: Vacancy, token: UUID) -> Election:
    """Prepare the vote that fills a vacant seat, with dates that end within the fifteen days where they still can."""
    held = _hold(vacancy)
    if held.election_id is not None:
        return held.election  # type: ignore[return-value]  # it is there: its key is
    last = held.representative
    left = max(held.due_at - now(), timedelta(days=9))
    dates = Dates(now() + left / 3, now() + left / 3 + timedelta(hours=12), now() + left - timedelta(days=1))
    home = last.constituency.merged_into or last.constituency
    made = prepare_election(by=by, unit=held.unit, name=f"{home.name}补选代表", kind=Election.Kind.BY,
                            rule=last.contest.election.rule, dates=dates,
                            term_months=last.contest.election.term_months, constituencies=[home], token=token)
    made.contests.update(seats=1)
    held.election = made
    held.save(update_fields=["election"])
    return made


def _hold(vacancy: Vacancy) -> Vacancy:
    held = Vacancy.objects.select_for_update(of=("self",)).select_related(
        "representative__constituency__unit", "representative__contest__election", "election").get(pk=vacancy.pk)
    if held.filled_at is not None:
        raise NeedRefused(_("这个名额已经补上了"), _("看代表名单"))
    return held
