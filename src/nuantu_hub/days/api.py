"""A worker's own day in the API."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Path, Router, Schema

from nuantu_hub.days.views.own import find_today, read_own_order
from nuantu_hub.site.api import Holds, Trouble

PREFIX = "/my"
router = Router()
LONGEST_ID = 100


class DayOut(Schema):
    """How one's own day stands at its clock: seconds, and minor units of the currency."""

    platform: str
    date: str
    worked_s: int
    on_duty: bool
    pay_minor: int
    floor_minor: int | None
    above_minor: int | None
    orders: list[str]


class PayslipOut(Schema):
    """One delivered order of one's own: the pay and what it was made of."""

    order_id: str
    facts: dict[str, Any]


@router.get("/day", auth=Holds("days.see_own_day"), response={200: DayOut, 404: Trouble})
def day(request: HttpRequest) -> dict[str, Any]:
    """One's own day, once a pseudonym is linked."""
    today = find_today(request)
    if today is None:
        raise Http404
    stand = today.stand
    return {"platform": today.run.platform, "date": today.run.date.isoformat(), "worked_s": stand.worked_s,
            "on_duty": stand.on_duty, "pay_minor": stand.pay_minor, "floor_minor": stand.floor_minor,
            "above_minor": stand.above_minor, "orders": [order["id"] for order in stand.orders]}


@router.get("/payslips/{order_id}", auth=Holds("days.see_own_day"), response={200: PayslipOut, 404: Trouble})
def payslip(request: HttpRequest, order_id: Annotated[str, Path(max_length=LONGEST_ID)]) -> dict[str, Any]:
    """The payslip of one of one's own orders."""
    story = read_own_order(find_today(request), order_id)
    return {"order_id": order_id, "facts": dict(story["facts"])}
