"""What staff do with needs before an answer: receive them, type recordings up, move them, put aside what is none."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Need, NeedStep
from nuantu_hub.needs.models.need import NeedQuerySet
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

SHOWN_MOST, WHY_MOST = 120, 300
Kind, State = NeedStep.Kind, Need.State


@transaction.atomic
def hear_needs(*, by: Account, needs: Iterable[Need]) -> int:
    """Say that these needs have been received; those that were are left as they are. Gives how many were not."""
    waiting = list(_lock([need.pk for need in needs]).filter(state=State.SAID))
    _step(waiting, Kind.HEARD, by)
    Need.objects.filter(pk__in=[need.pk for need in waiting]).update(state=State.HEARD, heard_at=now())
    for unit in {need.unit_id: need.unit for need in waiting}.values():
        record_deed(by, "needs received", unit, unit, count=sum(need.unit_id == unit.pk for need in waiting))
    return len(waiting)


@transaction.atomic
def show_need(*, by: Account, need: Need, shown: str) -> Need:
    """Write what others may read of a need while they type; empty takes it back. Raises NeedRefused when too long."""
    found = _one(need)
    if len(shown.strip()) > SHOWN_MOST:
        raise NeedRefused(_("写得太长"), _("不超过 120 个字"), field="shown")
    if found.echo_of_id is not None:
        raise NeedRefused(_("这一件是加入别人的"), _("到原来那一件去写"), field="shown")
    if found.shown != shown.strip():
        found.shown = shown.strip()
        found.save(update_fields=["shown"])
        record_deed(by, "need shown" if found.shown else "need hidden", found, found.unit)
    return found


@transaction.atomic
def type_up(*, by: Account, need: Need, words: str) -> Need:
    """Write down what a recording says. Raises NeedRefused where there is none or nothing was written."""
    found = _one(need)
    if found.voice_id is None:
        raise NeedRefused(_("这一件没有录音"), _("刷新看看"))
    if not words.strip():
        raise NeedRefused(_("没有写"), _("照录音写下来，听不清的写“听不清”"), field="words")
    found.words, found.typed_by = words.strip()[:1000], by
    found.save(update_fields=["words", "typed_by"])
    _step([found], Kind.TYPED, by)
    record_deed(by, "need typed up", found, found.unit)
    return found


@transaction.atomic
def move_needs(*, by: Account, need: Need, unit: Unit, why: str) -> Need:
    """Hand a need over to another union, with who joined it. Its clock goes on. Raises NeedRefused without a reason."""
    found = _one(need)
    if not why.strip():
        raise NeedRefused(_("没有写为什么转"), _("写一句，对方和本人都看得到"), field="why")
    if unit.closed_on is not None or unit.pk == found.unit_id:
        raise NeedRefused(_("不能转到这里"), _("选另一个工会"), field="unit")
    giving = found.unit
    both = list(_lock([found.pk]))
    _step(both, Kind.MOVED, by, f"{giving} → {unit}：{why.strip()}")
    Need.objects.filter(pk__in=[one.pk for one in both]).update(unit=unit)
    record_deed(by, "need moved", found, giving, to=unit.pk)
    found.refresh_from_db()
    return found


@transaction.atomic
def put_aside(*, by: Account, need: Need, why: str) -> Need:
    """Say that a need is none that can be dealt with (an advert, an insult), with a reason that its writer reads."""
    found = _one(need)
    if not why.strip():
        raise NeedRefused(_("没有写原因"), _("写明为什么，本人看得到"), field="why")
    if found.state in (State.ANSWERED, State.CLOSED):
        raise NeedRefused(_("已经答复过"), _("刷新看看"))
    if found.state != State.ASIDE:
        found.state, found.shown = State.ASIDE, ""
        found.save(update_fields=["state", "shown"])
        _step([found], Kind.ASIDE, by, why.strip())
        record_deed(by, "need put aside", found, found.unit)
    return found


@transaction.atomic
def take_back(*, by: Account, need: Need, why: str) -> Need:
    """Take up again what was put aside. Raises NeedRefused without a reason."""
    found = _one(need)
    if not why.strip():
        raise NeedRefused(_("没有写原因"), _("写一句"), field="why")
    if found.state == State.ASIDE:
        found.state = State.HEARD
        found.heard_at = found.heard_at or now()
        found.save(update_fields=["state", "heard_at"])
        _step([found], Kind.REOPENED, by, why.strip())
        record_deed(by, "need taken up again", found, found.unit)
    return found


def mark_grouped(*, by: Account | None, needs: Iterable[Need], words: str) -> int:
    """Write into each history that a need is part of a common problem, called ``words``; who joined it goes with it.

    Grouping is receiving too. Must be called inside the transaction that groups. Gives how many rows changed.
    """
    found = list(_lock([need.pk for need in needs]).exclude(state=State.ASIDE))
    moment = now()
    _step(found, Kind.GROUPED, by, words)
    keys = [need.pk for need in found]
    Need.objects.filter(pk__in=keys, heard_at=None).update(heard_at=moment)
    return Need.objects.filter(pk__in=keys, state__in=(State.SAID, State.HEARD, State.REOPENED)).update(
        state=State.GROUPED)


def _lock(keys: list[int]) -> NeedQuerySet:
    return Need.objects.select_for_update(of=("self",)).select_related("unit").filter(
        Q(pk__in=keys) | Q(echo_of__in=keys)).order_by("pk")


def _one(need: Need) -> Need:
    return Need.objects.select_for_update(of=("self",)).select_related("unit").get(pk=need.pk)


def _step(needs: list[Need], kind: str, by: Account | None, words: str = "") -> None:
    moment = now()
    NeedStep.objects.bulk_create([NeedStep(need=need, kind=kind, at=moment, by=by, words=words[:WHY_MOST])
                                  for need in needs], batch_size=500)
