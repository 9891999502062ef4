"""What tests of tries share: a topic with offers of both sides, days, an answer of the engine's shape."""

from __future__ import annotations

import shutil
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings
from tests.nuantu_hub.bargaining.scene import Table

from nuantu_hub.bargaining.models import DaySet, Offer, OfferTry, Topic
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

BASE = "platform-2025"
CLAUSE, PARAM = "PLT-special-weather", "amount"
SHIPPED = Path(__file__).parents[3] / "agreements"
NAMES = ("platform-2025", "gbt-46862-2025", "guidance-50-2023", "demo-assumption")


def keep_agreements() -> None:
    """Put the agreements that a talk may start from into the hub's data folder."""
    for name in NAMES:
        shutil.copytree(SHIPPED / name, Path(settings.DATA.root) / "agreements" / name, dirs_exist_ok=True)


def open_topic(table: Table, clause_id: str = CLAUSE) -> Topic:
    """A topic of the talk, which starts from a shipped agreement."""
    keep_agreements()
    table.talk.base = BASE
    table.talk.save(update_fields=["base"])
    return Topic.objects.create(talk=table.talk, number=table.talk.topics.count() + 1, chapter="PAY",
                                title="特殊天气补贴", clause_id=clause_id, clause_type="special_weather_subsidy",
                                raised_by=table.workers[0], raised_at=now())


def put_offer(topic: Topic, side: str, by: Account, amount: str, *, draft: bool = False, param: str = PARAM) -> Offer:
    """An offer of a side, on the table unless it is a draft."""
    return Offer.objects.create(
        topic=topic, side=side, version=topic.offers.count() + 1, words=f"每单{amount}", by=by, made_at=now(),
        clause={"type": topic.clause_type, "params": {param: amount}, "strength": "must", "obligor": "platform"},
        put_at=None if draft else now(), state=Offer.State.DRAFT if draft else Offer.State.STANDING)


def have_days(n_days: int = 6) -> DaySet:
    """A set of days that is ready; no file is behind it."""
    key = uuid.uuid4().hex[:12]
    return DaySet.objects.create(key=key, name="六天", folder=f"days/{key}", n_days=n_days, state=DaySet.State.READY,
                                 made_at=now())


def tell(diff: float, reach: float, before: float = 28.0, n_days: int = 6) -> dict[str, Any]:
    """One outcome as the engine tells it."""
    return {"before": before, "after": before + diff, "diff": diff, "low": diff - reach, "high": diff + reach,
            "n_days": n_days}


def answer(tenth: float, cost: float) -> dict[str, Any]:
    """Outcomes of one offer: the lowest tenth and the cost move clearly, hours do not."""
    return {"pay_lowest_tenth": tell(tenth, 0.1), "cost_per_order": tell(cost, 0.01, 9.36),
            "hours": tell(0.02, 0.3, 5.5), "late_share": tell(-0.001, 0.004, 0.0231)}


def finish_try(topic: Topic, by: Account, *, shared: bool = True, side: str = "workers",
               left: Offer | None = None, right: Offer | None = None) -> OfferTry:
    """A try of two offers that is done."""
    changes = {name: [f"{topic.clause_id}.amount={amount}"] for name, one, amount in (
        ("left", left, "3.00CNY/order"), ("right", right, "2.00CNY/order")) if one is not None}
    return OfferTry.objects.create(
        talk=topic.talk, topic=topic, side=side, shared=shared, left=left, right=right, changes=changes,
        days=have_days(), inputs_key=uuid.uuid4().hex, state=OfferTry.State.DONE, done_days=12, of_days=12,
        result={"left": answer(0.92, 0.19), "right": answer(0.31, 0.07)}, inputs={"left": {"digest": "a" * 64}},
        asked_at=now(), done_at=now(), by=by)


def finish_sweep(topic: Topic, by: Account, *, shared: bool = True, side: str = "workers") -> OfferTry:
    """A sweep of five values that is done: each yuan more gives the lowest tenth 1 and costs 0.20 an order."""
    values = ["1.00CNY", "1.50CNY", "2.00CNY", "2.50CNY", "3.00CNY"]
    cells = [{"values": [value], "outcomes": answer(step * 0.5, step * 0.1), "digest": "b" * 64}
             for step, value in enumerate(values)]
    return OfferTry.objects.create(
        talk=topic.talk, topic=topic, side=side, shared=shared, sweep=[[f"{topic.clause_id}.amount", values]],
        days=have_days(), inputs_key=uuid.uuid4().hex, state=OfferTry.State.DONE, result={"sweep": cells},
        inputs={"sweep": {"digest": "b" * 64}}, asked_at=now(), done_at=now(), by=by)
