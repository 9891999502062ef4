"""The demonstration's try: six generated days, and two positions on its open topic in line for the hub's worker."""

from __future__ import annotations

from uuid import UUID, uuid5

from nuantu_hub.bargaining.domain.day_sets import fill_day_set, make_day_set
from nuantu_hub.bargaining.domain.offer_tries import ask_try
from nuantu_hub.bargaining.models import DaySet, Offer, OfferTry, Topic
from nuantu_hub.people.models import Account

NAMES = UUID("3b1c5f0e-9d0f-4a83-8a55-0a4c6a1c7f21")
#: With this seed there is an alert on each of the six days.
KEY, DAYS, ORDERS, SEED = "demo-6", 6, 120, 24


def seed_try() -> str:
    """Put the try in line, by the verbs that people use; a second time changes nothing.

    Tried are the positions with which both sides began. Nothing where there is no open topic with offers of both.
    Raises TalkRefused where its agreement is missing.
    """
    topic = Topic.objects.filter(state=Topic.State.OFFERED).order_by("pk").first()
    put = Offer.objects.filter(topic=topic, put_at__isnull=False).order_by("-version")
    first = {one.side: one for one in put}
    if topic is None or not {"workers", "platform"} <= first.keys():
        return ""
    by = first["workers"].by
    ask_try(by=by, topic=topic, left=first["workers"], right=first["platform"], days=_make_days(by), seeds="1",
            token=uuid5(NAMES, "try"))
    return f"{OfferTry.objects.count()} tries in line"


def _make_days(by: Account) -> DaySet:
    made = make_day_set(by=by, key=KEY, name="生成的六天", n_days=DAYS, orders=ORDERS, seed=SEED,
                        about="生成的日子：有预警，有门禁，有几个省", token=uuid5(NAMES, "days"))
    # The worker finds them made: a try wants days that stand.
    return made if made.state == DaySet.State.READY else fill_day_set(made)
