"""Filling a demonstration: who holds shares, what gates counted in twelve weeks, one suspension under appeal."""

from __future__ import annotations

import base64
import random
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils.timezone import localdate

from nuantu_hub.passes.domain.escrow_lists import prepare_escrow
from nuantu_hub.passes.domain.gate_counts import FEW_BELOW
from nuantu_hub.passes.domain.share_holders import enter_holder
from nuantu_hub.passes.domain.status_lists import prepare_lists, publish_lists
from nuantu_hub.passes.domain.suspensions import appeal, suspend
from nuantu_hub.passes.models import Compound, GateCount, PassGate, ShareHolder
from nuantu_hub.people.domain.seed_scene import standing_at
from nuantu_hub.people.models import Account, Person, Post
from nuantu_hub.seam.demo_holders import derive_public
from nuantu_hub.site.clock import now

DAYS = 90
#: Entries of a gate on a day, and how much of them was measured (seconds from code to barrier, tenths).
ENTRIES, SECONDS_10 = (18, 96), (6, 21)
WEEKDAYS = (1.0, 0.97, 1.0, 1.03, 1.1, 0.93, 0.86)
HOLDERS = ((1, "演示 · 云港市总工会"), (2, "演示 · 街道办事处"), (3, "演示 · 小区委员会"))


def derive_demo_holder(seat: int) -> bytes:
    """The private half of a demonstration's holder: anybody can compute it, and it guards invented people only."""
    return sha256(f"nuantu demonstration holder {seat}".encode()).digest()


def seed_issuing(moment: datetime) -> str:
    """Fill what is not there yet; a second time changes nothing. Says how many days of gates stand then."""
    if ShareHolder.objects.exists() or GateCount.objects.exists():
        return f"{GateCount.objects.count()} days of gates"
    steward = Account.objects.filter(posts__role=Post.Role.STEWARD, posts__until=None).order_by("login").first()
    with transaction.atomic(), standing_at(moment - timedelta(days=DAYS)):
        if steward is not None:
            for seat, name in HOLDERS:
                enter_holder(by=steward, seat=seat, name=name,
                             public_key=base64.b64encode(derive_public(derive_demo_holder(seat))).decode())
    with standing_at(moment):
        rows = _count_days(localdate(moment))
        GateCount.objects.bulk_create(rows, batch_size=500)
        prepare_lists()
        prepare_escrow()
        publish_lists()
    _suspend_one(moment)
    return f"{len(rows)} days of gates"


def _count_days(today: date) -> list[GateCount]:
    rows = []
    for gate in PassGate.objects.in_use().select_related("compound", "number").order_by("pk"):
        begun = gate.compound.steps.filter(state=Compound.State.TRIAL).order_by("at").first()
        if begun is None:
            continue
        chance = random.Random(f"passes {gate.place_id}")  # noqa: S311 (an invented city)
        usual = chance.randint(*ENTRIES)
        first = max(today - timedelta(days=DAYS), localdate(begun.at))
        last = today if gate.compound.takes_passes else localdate(gate.compound.state_since)
        rows += [_count_day(gate, first + timedelta(days=ahead), usual, chance)
                 for ahead in range(max(0, (last - first).days))]
    return rows


def _count_day(gate: PassGate, day: date, usual: int, chance: random.Random) -> GateCount:
    count = max(0, round(usual * WEEKDAYS[day.weekday()] * chance.uniform(0.7, 1.3)))
    told = {"let_in": count, "degraded": count * chance.randint(0, 4) // 100, "refused": chance.randint(0, 9),
            "manual": chance.randint(0, 4)}
    few = {name: value if value >= FEW_BELOW else None for name, value in told.items()}
    measured = few["let_in"]
    seconds = None if measured is None else measured * chance.randint(*SECONDS_10) // 10
    return GateCount(gate=gate.number, day=day, taken_at=now(), measured=measured, seconds=seconds, **few)


def _suspend_one(moment: datetime) -> None:
    officer = Post.objects.filter(role=Post.Role.OFFICER, until=None).select_related("account", "unit").order_by(
        "account__login").first()
    person = Person.objects.filter(account__is_active=True, memberships__until=None).select_related(
        "account").order_by("account__created_at", "pk").last()
    if officer is None or person is None or person.account is None:
        return
    with standing_at(moment - timedelta(days=2)):
        made = suspend(by=officer.account, account=person.account, unit=officer.unit, cause="lent", days=7,
                       token=_name("suspension"),
                       words="周二中午门卫见到同一个码由另一个人出示，本人说借给了同站的朋友。")
    with standing_at(moment - timedelta(days=1)):
        appeal(account=person.account, suspension=made, token=_name("appeal"),
               text="那天我手机没电，请朋友帮忙送到楼下，不是借码给他长期用。")


def _name(word: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"nuantu demonstration {word}")
