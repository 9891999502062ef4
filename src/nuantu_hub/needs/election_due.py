"""What staff's today learns of representatives and their elections: steps that wait, boxes to open, vacant seats."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nuantu_hub.needs.models import Candidacy, Election, RecallPetition, Vacancy
from nuantu_hub.people.models import Account, Post
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.gathering import Due, DueSource

SHOWN = 20
SECTION = gettext_lazy("选代表")
#: A box is opened within so long after it was closed, an answered petition brought to a vote: ours.
OPEN_WITHIN, VOTE_WITHIN = timedelta(days=2), timedelta(days=15)


def list_due_elections(account: Any, moment: datetime) -> Iterator[Due]:
    """Elections whose polls must be prepared, and candidates that wait to be checked."""
    del moment
    reach = units_of(account, Post.Role.OFFICER)
    for one in Election.objects.filter(unit__in=reach, state=Election.State.NOMINATING).order_by("opens_at")[:SHOWN]:
        waiting = Candidacy.objects.filter(contest__election=one, state=Candidacy.State.ACCEPTED).count()
        detail = _("%(count)s 个候选人等资格审查") % {"count": waiting} if waiting else _("做选票和票箱")
        yield Due(one.name, detail, SECTION, one.opens_at, None, reverse("needs:election", args=[one.pk]), _("去办"),
                  key=f"election-{one.pk}", since=one.called_at, rank=34)


def list_due_boxes(account: Any, moment: datetime) -> Iterator[Due]:
    """Boxes that wait for a holder of a key."""
    del moment
    if not isinstance(account, Account):
        return
    waiting = Election.objects.filter(state=Election.State.CLOSED, watchers__account=account,
                                      watchers__seat__isnull=False)
    for one in waiting.order_by("closed_at")[:SHOWN]:
        closed = one.closed_at or one.closes_at
        yield Due(one.name, _("两位保管人一起开箱"), SECTION, closed + OPEN_WITHIN, None,
                  reverse("needs:box", args=[one.pk]), _("开箱"), key=f"box-{one.pk}", since=closed, rank=34)


def list_due_vacancies(account: Any, moment: datetime) -> Iterator[Due]:
    """Vacant seats, each with its fifteen days, and petitions that have enough names."""
    reach = units_of(account, Post.Role.OFFICER)
    vacant = Vacancy.objects.filter(filled_at=None, representative__constituency__unit__in=reach).select_related(
        "representative__constituency")
    for one in vacant.order_by("due_at")[:SHOWN]:
        day = (moment - one.opened_at).days + 1
        yield Due(_("%(name)s补选 1 名代表") % {"name": one.representative.constituency.name},
                  _("空缺第 %(day)s 天，共 15 天") % {"day": day}, SECTION, one.due_at, None,
                  reverse("needs:vacancy", args=[one.pk]), _("补上"), key=f"vacancy-{one.pk}", since=one.opened_at,
                  rank=34)
    reached = RecallPetition.objects.filter(state=RecallPetition.State.REACHED,
                                            representative__constituency__unit__in=reach).select_related(
        "representative__constituency")
    for petition in reached.order_by("until")[:SHOWN]:
        yield Due(_("%(name)s：罢免签名够了") % {"name": petition.representative.constituency.name}, _("定表决的日子"),
                  SECTION, petition.opened_at + VOTE_WITHIN, None, reverse("needs:recall_vote", args=[petition.pk]),
                  _("定日子"), key=f"recall-{petition.pk}", since=petition.opened_at, rank=34)


SOURCES: tuple[DueSource, ...] = (list_due_elections, list_due_boxes, list_due_vacancies)
