"""Compounds: registered, brought through trial to live, paused and closed; every change has its date and its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.domain.readiness import list_missing
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.passes.models import Compound, CompoundStep, ResidentComplaint
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.coordinates import check_place, measure_m

State = Compound.State
#: A trial lasts at least and at most so many days; the union's own terms.
TRIAL_LEAST_DAYS, TRIAL_MOST_DAYS = 7, 90
#: Nearer than this a compound of the same name is the same one, metres.
SAME_M = 300.0
NAME_MOST, WHY_MOST = 60, 160
BASELINE_S = (1, 3_600)


@dataclass(frozen=True, slots=True)
class CompoundFacts:
    """What is registered of a compound; the place in degrees, WGS 84."""

    name: str
    address: str
    lat_deg: float
    lon_deg: float
    contact: str = ""


@transaction.atomic
def add_compound(*, by: Account | None, unit: Unit, facts: CompoundFacts, token: UUID) -> Compound:
    """Register a compound, in preparation; the same token is the same compound.

    Raises PassRefused naming the field: no name, no address, a place outside China, one of that name nearby.
    """
    known = Compound.objects.filter(token=token).first()
    if known is not None:
        return known
    if unit.closed_on is not None:
        raise PassRefused(_("这个工会已经撤销"), _("登记到仍然存在的工会"), field="unit")
    columns = check_facts(facts)
    for one in Compound.objects.filter(name=columns["name"]).exclude(state=State.CLOSED):
        if measure_m(one.lat_deg, one.lon_deg, facts.lat_deg, facts.lon_deg) < SAME_M:
            raise PassRefused(_("附近已经登记了这个小区"), _("在小区列表里打开它"), field="name")
    made = Compound.objects.create(unit=unit, token=token, state_since=now(), **columns)
    CompoundStep.objects.create(compound=made, state=State.PREPARING, at=now(), by=by)
    record_deed(by, "compound registered", made, unit)
    return made


def check_facts(facts: CompoundFacts) -> dict[str, Any]:
    """The columns of a compound's facts. Raises PassRefused naming the field."""
    name, address = facts.name.strip(), facts.address.strip()
    if not name or len(name) > NAME_MOST:
        raise PassRefused(_("没有写小区名称"), _("写门口牌子上的名字，不超过 60 个字"), field="name")
    if not address:
        raise PassRefused(_("没有写地址"), _("写路名和门牌"), field="address")
    check_place(facts.lat_deg, facts.lon_deg)
    return {"name": name, "address": address[:120], "lat_deg": facts.lat_deg, "lon_deg": facts.lon_deg,
            "contact": facts.contact.strip()[:60]}


@transaction.atomic
def change_compound(*, by: Account, compound: Compound, facts: CompoundFacts) -> list[str]:
    """Change what is registered; gives the fields that changed. Its gates go by the new name too."""
    compound = lock_compound(compound)
    columns = check_facts(facts)
    changed = [name for name, value in columns.items() if getattr(compound, name) != value]
    if not changed:
        return []
    for name in changed:
        setattr(compound, name, columns[name])
    compound.save(update_fields=changed)
    if "name" in changed:
        for gate in compound.gates.select_related("place"):
            gate.place.compound = compound.name
            gate.place.save(update_fields=["compound"])
    record_deed(by, "compound changed", compound, compound.unit, fields=changed)
    return changed


@transaction.atomic
def measure_baseline(*, by: Account, compound: Compound, seconds: int, how: str, on: date) -> Compound:
    """Register what an entry takes without the pass. It can only be measured before the pass is in use.

    Raises PassRefused naming the field: nonsense, not told how, a day to come, a compound in use.
    """
    compound = lock_compound(compound)
    if compound.state != State.PREPARING:
        raise PassRefused(_("已经开始用码，原来的进门时间不能再改"), _("它是和以后比的起点"))
    if not BASELINE_S[0] <= seconds <= BASELINE_S[1]:
        raise PassRefused(_("进门时间不对"), _("写 1 到 3600 秒"), field="seconds")
    if not how.strip():
        raise PassRefused(_("没有写怎么量的"), _("例如：两个中午，数了 40 次进门"), field="how")
    if on > localdate(now()):
        raise PassRefused(_("日期还没到"), _("写量的那天"), field="on")
    compound.baseline_s, compound.baseline_how, compound.baseline_on = seconds, how.strip()[:120], on
    compound.save(update_fields=["baseline_s", "baseline_how", "baseline_on"])
    record_deed(by, "baseline measured", compound, compound.unit, seconds=seconds)
    return compound


@transaction.atomic
def start_trial(*, by: Account, compound: Compound, until: date) -> Compound:
    """Let the gates take the pass on trial until a day. Raises PassRefused naming what is missing."""
    compound = lock_compound(compound)
    require_state(compound, State.PREPARING)
    missing = [one.words for one in list_missing(compound)]
    if missing:
        raise PassRefused(_("还差：%(missing)s") % {"missing": "、".join(map(str, missing))}, _("补齐以后再开始试用"))
    days = (until - localdate(now())).days
    if not TRIAL_LEAST_DAYS <= days <= TRIAL_MOST_DAYS:
        raise PassRefused(_("试用期不对"), _("7 到 90 天"), field="until")
    return set_state(compound, State.TRIAL, by=by, until=until)


@transaction.atomic
def go_live(*, by: Account, compound: Compound) -> Compound:
    """End the trial and stay. Raises PassRefused before seven days of trial, or with a complaint that is overdue."""
    compound = lock_compound(compound)
    require_state(compound, State.TRIAL)
    first = compound.steps.filter(state=State.TRIAL).order_by("at").first()
    if first is not None and now() - first.at < timedelta(days=TRIAL_LEAST_DAYS):
        raise PassRefused(_("试用还不满 7 天"), _("满 7 天再转正式"))
    overdue = ResidentComplaint.objects.filter(compound=compound, state=ResidentComplaint.State.OPEN,
                                               due_at__lt=now()).count()
    if overdue:
        raise PassRefused(_("有 %(n)d 件居民投诉过期没答复") % {"n": overdue}, _("先答复投诉"))
    return set_state(compound, State.LIVE, by=by)


@transaction.atomic
def pause_compound(*, by: Account, compound: Compound, why: str, until: date | None = None) -> Compound:
    """Stop taking the pass for a while, at once. Raises PassRefused without a reason."""
    compound = lock_compound(compound)
    require_state(compound, State.TRIAL, State.LIVE)
    if until is not None and until <= localdate(now()):
        raise PassRefused(_("恢复的日期已经过去"), _("写以后的一天，或留空"), field="until")
    return set_state(compound, State.PAUSED, by=by, why=_read_why(why), until=until)


@transaction.atomic
def resume_compound(*, by: Account, compound: Compound) -> Compound:
    """Go on as before the pause. A trial whose last day has passed meanwhile gets as many days as it had left."""
    compound = lock_compound(compound)
    require_state(compound, State.PAUSED)
    before = compound.steps.filter(state__in=(State.TRIAL, State.LIVE)).order_by("-at", "-pk").first()
    if before is None or before.state == State.LIVE:
        return set_state(compound, State.LIVE, by=by)
    left = (before.until - localdate(compound.state_since)).days if before.until else TRIAL_LEAST_DAYS
    return set_state(compound, State.TRIAL, by=by, until=localdate(now()) + timedelta(days=max(1, left)))


@transaction.atomic
def close_compound(*, by: Account, compound: Compound, why: str) -> Compound:
    """The compound takes the pass no more, for good. Raises PassRefused without a reason."""
    compound = lock_compound(compound)
    require_state(compound, State.PREPARING, State.TRIAL, State.LIVE, State.PAUSED)
    return set_state(compound, State.CLOSED, by=by, why=_read_why(why))


def set_state(compound: Compound, state: str, *, by: Account | None, why: str = "",
              until: date | None = None) -> Compound:
    """Write the state and its step down; within the verb that decided it."""
    compound.state, compound.state_since, compound.state_why, compound.state_until = state, now(), why, until
    compound.save(update_fields=["state", "state_since", "state_why", "state_until"])
    CompoundStep.objects.create(compound=compound, state=state, at=now(), by=by, why=why, until=until)
    record_deed(by, f"compound {state}", compound, compound.unit, why=why)
    return compound


def lock_compound(compound: Compound) -> Compound:
    """The compound as it stands, locked until the verb is through. Raises PassRefused for one that has left."""
    found = Compound.objects.select_for_update(of=("self",)).select_related("unit").get(pk=compound.pk)
    if found.state == State.CLOSED:
        raise PassRefused(_("这个小区已经退出"), _("要重新加入，另外登记"))
    return found


def require_state(compound: Compound, *states: str) -> None:
    """Raises PassRefused where the compound is in none of the states."""
    if compound.state not in states:
        raise PassRefused(_("这个小区现在是“%(state)s”") % {"state": compound.get_state_display()}, _("刷新看看"))


def _read_why(why: str) -> str:
    if not why.strip():
        raise PassRefused(_("没有写原因"), _("写一句，各方和骑手都看得到"), field="why")
    return why.strip()[:WHY_MOST]
