"""Objecting to a published decision about stars, and answering the objection."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.standards import read_held
from nuantu_hub.stations.domain.stars import decide_star, publish_star
from nuantu_hub.stations.errors import StationRefused
from nuantu_hub.stations.models import Star, StarAppeal

#: An appeal is answered within so many days: ours, the published scheme names no term.
ANSWER_DAYS = 15


def last_day_to_appeal(star: Star) -> date | None:
    """The last day on which a decision may be objected to; None before it is published."""
    if star.published_at is None:
        return None
    return localdate(star.published_at) + timedelta(days=read_held().find(star.version).appeal_days)


@transaction.atomic
def appeal_star(*, by: Account, star: Star, text: str, items: Sequence[str], token: UUID) -> StarAppeal:
    """Object to a decision, once, while there is time; the same token is the same objection.

    ``items`` are the findings that are said to be wrong. Raises StationRefused without words, too late, for a decision
    that is not the newest or was objected to already, and for items that its evidence does not hold.
    """
    known = StarAppeal.objects.filter(token=token).first()
    if known is not None:
        return known
    last = last_day_to_appeal(star)
    if last is None or localdate(now()) > last:
        raise StationRefused(_("申诉的时间已经过去"), _("整改后请求重新检查"))
    if Star.objects.filter(station=star.station).published().first() != star:
        raise StationRefused(_("这个决定后面已经有新的决定"), _("对最新的决定申诉"))
    if StarAppeal.objects.filter(star=star).exists():
        raise StationRefused(_("这个决定已经有人申诉"), _("看那份申诉的答复"))
    if not text.strip():
        raise StationRefused(_("没有写为什么不同意"), _("写明哪一项、实际是怎样"), field="text")
    answers = star.evidence.answers if star.evidence else {}
    for item in items:
        if item not in answers:
            raise StationRefused(_("检查里没有这一项：%(item)s") % {"item": item}, _("从检查结果里选"), field="items")
    made = StarAppeal.objects.create(
        token=token, star=star, station=star.station, by=by, at=now(), text=text.strip(), items=list(items),
        due_on=localdate(now()) + timedelta(days=ANSWER_DAYS))
    record_deed(by, "star appealed", made, star.station.unit)
    return made


@transaction.atomic
def answer_appeal(*, by: Account, appeal: StarAppeal, upheld: bool, answer: str) -> StarAppeal:
    """Answer an objection. Upheld, the findings count no longer and the decision is corrected and published at once.

    Raises StationRefused without a word, from who decided, published or objected, and from whoever inspected.
    """
    appeal = StarAppeal.objects.select_for_update(of=("self",)).select_related("star__station__unit").get(pk=appeal.pk)
    if appeal.state != StarAppeal.State.OPEN:
        return appeal
    _check_answering(by, appeal)
    if not answer.strip():
        raise StationRefused(_("没有写答复"), _("写明查了什么，为什么"), field="answer")
    if upheld and not appeal.items and appeal.star.kind != Star.Kind.REVOKED:
        raise StationRefused(_("申诉没有指明哪一项查错了"), _("没有可撤回的检查结果；请安排重新检查"))
    appeal.state = StarAppeal.State.UPHELD if upheld else StarAppeal.State.REJECTED
    appeal.answer, appeal.decided_at, appeal.decided_by = answer.strip(), now(), by
    if upheld:
        appeal.brought = _correct(by, appeal)
    appeal.save()
    record_deed(by, "star appeal answered", appeal, appeal.station.unit, state=appeal.state)
    return appeal


def _correct(by: Account, appeal: StarAppeal) -> Star:
    evidence = appeal.star.evidence
    if evidence is not None and appeal.items:
        evidence.withdrawn_on, evidence.withdrawn = localdate(now()), sorted({*evidence.withdrawn, *appeal.items})
        evidence.save(update_fields=["withdrawn_on", "withdrawn"])
        evidence.findings.filter(item__in=appeal.items).update(state="closed", closed_at=now())
    standing = appeal.star.stars or appeal.star.kind == Star.Kind.REVOKED
    token = uuid5(appeal.star.token or UUID(int=appeal.pk), "corrected")
    made = decide_star(by=by, station=appeal.station, token=token, ground=appeal.answer,
                       act="corrected" if standing else "rated")
    return publish_star(by=by, star=made)


def _check_answering(by: Account, appeal: StarAppeal) -> None:
    star = appeal.star
    if by.pk in (star.decided_by_id, star.published_by_id):
        raise StationRefused(_("作出决定的人不能答复申诉"), _("请区里另一位或市里的干部答复"))
    if by.pk == appeal.by_id:
        raise StationRefused(_("申诉的人不能自己答复"), _("请另一位干部答复"))
    if star.evidence is not None and by.pk in (star.evidence.inspector_id, star.evidence.second_id):
        raise StationRefused(_("检查过的人不能答复申诉"), _("请没有参加检查的干部答复"))
