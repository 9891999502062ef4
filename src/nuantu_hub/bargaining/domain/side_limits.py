"""Limits of a side: set and ended by those who speak for it; put into one sweep to be compared with the other's.

Each side puts its limits into a sweep by a deed of its own, as they are at that moment, and once. A verdict stands
only when both have: who changes limits to look again has to ask the other side for another sweep first.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.outcomes import OUTCOMES, scale_cell
from nuantu_hub.bargaining.domain.regions import Region, find_region
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import Delegate, LimitConsent, OfferTry, SideLimit, Talk
from nuantu_hub.bargaining.permissions import find_side
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

#: A side needs no more at once.
MOST_LIMITS = 12
#: The two sides that are compared.
ONE, OTHER = Delegate.Side.WORKERS, Delegate.Side.PLATFORM


def _find_speaker(by: Account, talk: Talk) -> str:
    side = find_side(by, talk)
    if not side:
        raise TalkRefused(_("只有双方的协商代表能设限度"), _("请本方代表来设"))
    return side


@transaction.atomic
def set_limit(*, by: Account, talk: Talk, outcome: str, measure: str, sense: str, value: int, token: UUID) -> SideLimit:
    """State a limit of one's side; it takes the place of the one that limits the same in the same way."""
    side = _find_speaker(by, talk)
    known = SideLimit.objects.filter(token=token, talk=talk, side=side).first()
    if known is not None:
        return known
    if outcome not in OUTCOMES or measure not in SideLimit.Measure or sense not in SideLimit.Sense:
        raise TalkRefused(_("没有这个数"), _("从列出的数里选"), field="outcome")
    Talk.objects.select_for_update(of=("self",)).get(pk=talk.pk)
    standing = SideLimit.objects.of_side(talk, side)
    standing.filter(outcome=outcome, measure=measure, sense=sense).update(ended_at=now())
    if standing.count() >= MOST_LIMITS:
        raise TalkRefused(_("限度最多 12 条"), _("先取消一条"))
    made = SideLimit.objects.create(token=token, talk=talk, side=side, outcome=outcome, measure=measure, sense=sense,
                                    value=value, set_at=now(), by=by)
    # Neither value nor outcome stands in the record of deeds, and no unit reads of it.
    record_deed(by, "side limit set", made)
    return made


@transaction.atomic
def end_limit(*, by: Account, limit: SideLimit) -> SideLimit:
    """Let a limit of one's side go. Raises TalkRefused for one of another side."""
    if _find_speaker(by, limit.talk) != limit.side:
        raise TalkRefused(_("这不是本方的限度"), _("只能取消本方的"))
    held = SideLimit.objects.select_for_update().get(pk=limit.pk)
    if held.ended_at is None:
        held.ended_at = now()
        held.save(update_fields=["ended_at"])
        record_deed(by, "side limit ended", held)
    return held


@transaction.atomic
def put_limits(*, by: Account, sweep: OfferTry, where: bool) -> LimitConsent:
    """Put one's side's limits into a sweep at the table, as they are now; ``where`` can be added later.

    Raises TalkRefused for a private sweep, one that is not done, and a side without limits.
    """
    side = _find_speaker(by, sweep.talk)
    held = OfferTry.objects.select_for_update(of=("self",)).get(pk=sweep.pk)
    if not held.shared or not held.sweep or held.state != OfferTry.State.DONE or side not in (ONE, OTHER):
        raise TalkRefused(_("只能放进桌上算好的一组试算"), _("先把它公开到桌上"))
    known = LimitConsent.objects.filter(sweep=held, side=side).first()
    if known is not None:
        if where and not known.where:
            known.where = True
            known.save(update_fields=["where"])
            record_deed(by, "limit region opened", known)
        return known
    limits = [[one.outcome, one.measure, one.sense, one.value] for one in SideLimit.objects.of_side(held.talk, side)]
    if not limits:
        raise TalkRefused(_("本方还没有设限度"), _("先设限度，再来比"))
    made = LimitConsent.objects.create(sweep=held, side=side, limits=limits, where=where, set_at=now(), by=by)
    record_deed(by, "limits put in", made)
    return made


@dataclass(frozen=True, slots=True)
class Compared:
    """What the table may know of the limits in a sweep: which sides put theirs in, whether some values meet both
    (None before both did), and the region itself only where both consent."""

    sides: tuple[str, ...]
    exists: bool | None
    region: Region | None


def compare_limits(sweep: OfferTry) -> Compared:
    """Judge a sweep by the limits that both sides put into it."""
    consents = {one.side: one for one in sweep.consents.all()}
    sides = tuple(sorted(consents))
    if ONE not in consents or OTHER not in consents:
        return Compared(sides, None, None)
    one, other = consents[ONE], consents[OTHER]
    region = find_region(list_cells(sweep), one.limits, other.limits)
    return Compared(sides, region.exists, region if one.where and other.where else None)


def list_cells(sweep: OfferTry) -> list[dict[str, dict[str, float]]]:
    """The outcomes of a sweep's cells in whole units, as limits speak of them."""
    return [scale_cell(cell["outcomes"]) for cell in sweep.result.get("sweep", [])]


def judge_own(sweep: OfferTry, side: str) -> Region | None:
    """Which cells meet the limits of one's own side as they stand now; None where it has none."""
    limits = [[one.outcome, one.measure, one.sense, one.value]
              for one in SideLimit.objects.of_side(sweep.talk, side)] if side else []
    return find_region(list_cells(sweep), limits, ()) if limits else None
