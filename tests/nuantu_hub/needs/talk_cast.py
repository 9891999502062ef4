"""A deliberation on invented statements, and people who vote in two camps that share one wish."""

from __future__ import annotations

import random
import uuid
from datetime import timedelta
from typing import Any

from nuantu_hub.needs.domain.deliberations import announce, draft_deliberation
from nuantu_hub.needs.domain.opinion_votes import cast_opinions
from nuantu_hub.needs.domain.statements import put_seed
from nuantu_hub.needs.models import Deliberation
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

WORDS = ("等电梯的时间要算进送达时间", "超时不该由骑手一个人担", "先通知再改规则", "夜里的单价要高一些", "差评要能申诉",
         "站里要有充电的地方", "转单不该扣分", "暴雨天可以停接", "新手头一周少派单", "规则改了要看得到旧的",
         "投诉要听两边", "小区门口要有停车的地方")


def draft_talk(unit: Unit, by: Account | None = None, **more: Any) -> Deliberation:
    """A draft that began an hour ago and ends in a week."""
    told: dict[str, Any] = {"title": "等电梯的时间怎么算", "question": "等电梯的几分钟，该怎么算？", "background": "",
                            "opens_at": now() - timedelta(hours=1), "closes_at": now() + timedelta(days=7),
                            "token": uuid.uuid4()} | more
    return draft_deliberation(by=by, unit=unit, **told)


def open_talk(unit: Unit, by: Account | None = None, words: tuple[str, ...] = WORDS, **more: Any) -> Deliberation:
    """An announced deliberation with its opening statements."""
    one = draft_talk(unit, by, **more)
    for text in words:
        put_seed(by=by, deliberation=one, text=text, source="", token=uuid.uuid4())
    return announce(by=by, deliberation=one)


def enrol(count: int, first: int = 0) -> list[Account]:
    """So many workers."""
    return [Account.objects.create_worker(f"骑手{number}", f"+8613711{number:06d}")
            for number in range(first, first + count)]


def fill_talk(one: Deliberation, people: list[Account], seed: int = 1) -> None:
    """Everybody votes on nearly everything: two camps that differ on odd statements and agree on the others."""
    draw = random.Random(seed)
    numbers = list(one.statements.values_list("number", flat=True))
    for place, account in enumerate(people):
        side = 1 if place % 2 else -1
        choices = {number: (side if number % 2 else 1) * (1 if draw.random() < 0.9 else -1)
                   for number in numbers if draw.random() < 0.95}
        cast_opinions(account=account, deliberation=one, choices=choices)


def end_talk(one: Deliberation) -> Deliberation:
    """The same, its time over two minutes ago."""
    Deliberation.objects.filter(pk=one.pk).update(closes_at=now() - timedelta(minutes=2))
    return Deliberation.objects.get(pk=one.pk)
