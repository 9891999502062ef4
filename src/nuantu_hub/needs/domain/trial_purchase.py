"""Money before goods: a budget asked by one and approved by another, an order within it, lots received and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Sum
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.trials import lock_trial, move_on
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import StockMove, Trial, TrialBudget, TrialLot, TrialOrder
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

State = Trial.State
MOST_PIECES = 100_000


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What is ordered: its number, pieces by size (an empty text: the one size), price of one, when it is to come."""

    number: str
    pieces: Mapping[str, int]
    price_minor: int
    due_on: date


@dataclass(frozen=True, slots=True)
class LotFacts:
    """What came: the maker's number, good pieces by size, pieces sent back, how it was checked."""

    label: str
    pieces: Mapping[str, int]
    checked: str
    rejected: int = 0


@transaction.atomic
def ask_budget(*, by: Account, trial: Trial, pieces: int, source: str, why: str, token: UUID) -> TrialBudget:
    """Ask for money for so many of what was chosen; the same token is the same question. Raises NeedRefused."""
    known = TrialBudget.objects.filter(token=token).first()
    if known is not None:
        return known
    held = lock_trial(trial, State.DECIDED)
    sample = held.decision.sample
    assert sample is not None  # a trial in which nothing was chosen is not in this state
    if held.budgets.filter(state=TrialBudget.State.ASKED).exists():
        raise NeedRefused(_("有一份预算在等批"), _("等批下来再提"))
    if not 1 <= pieces <= MOST_PIECES:
        raise NeedRefused(_("数量不对"), _("写一个正数"), field="pieces")
    if not source.strip() or not why.strip():
        raise NeedRefused(_("没有写钱从哪里来、数量怎么来的"), _("各写一句，会公开"), field="source")
    made = TrialBudget.objects.create(token=token, trial=held, pieces=pieces, sum_minor=pieces * sample.price_minor,
                                      source=source.strip()[:120], why=why.strip()[:300], at=now(), by=by)
    record_deed(by, "trial budget asked", made, held.unit, pieces=pieces, sum_minor=made.sum_minor)
    return made


@transaction.atomic
def answer_budget(*, by: Account, budget: TrialBudget, approved: bool, answer: str) -> TrialBudget:
    """Approve or refuse. Raises NeedRefused for whoever asked, and for a refusal without a word."""
    held = lock_trial(budget.trial)
    found = TrialBudget.objects.select_for_update(of=("self",)).select_related("trial__unit").get(pk=budget.pk)
    if found.state != TrialBudget.State.ASKED:
        return found
    if found.by_id == by.pk:
        raise NeedRefused(_("提预算的人不能自己批"), _("请另一位干部或上级工会批"))
    if not approved and not answer.strip():
        raise NeedRefused(_("没有写为什么不批"), _("写一句"), field="answer")
    found.state = TrialBudget.State.APPROVED if approved else TrialBudget.State.REFUSED
    found.answer, found.answered_at, found.answered_by = answer.strip()[:300], now(), by
    found.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    record_deed(by, "trial budget answered", found, held.unit, state=found.state)
    if approved:
        move_on(held, State.APPROVED, by=by, why=answer.strip())
    return found


@transaction.atomic
def place_order(*, by: Account, trial: Trial, facts: OrderFacts, token: UUID) -> TrialOrder:
    """Order within the approved budget; the same token is the same order.

    Raises NeedRefused before a budget is approved, above its sum, above the price of the sample, and where the report
    on fire safety has run out.
    """
    known = TrialOrder.objects.filter(token=token).first()
    if known is not None:
        return known
    held = lock_trial(trial, State.APPROVED, State.ORDERED, State.HANDING)
    budget = held.budgets.filter(state=TrialBudget.State.APPROVED).first()
    sample = held.decision.sample
    assert budget is not None  # the state says so
    assert sample is not None
    pieces = _read_pieces(held, facts.pieces)
    if facts.price_minor > sample.price_minor or facts.price_minor <= 0:
        raise NeedRefused(_("单价比样品的报价高"), _("按报价下单，或重新比选"), field="price_minor")
    spent = sum(order.sum_minor for order in budget.orders.all())
    if spent + sum(pieces.values()) * facts.price_minor > budget.sum_minor:
        raise NeedRefused(_("超过批下来的预算"), _("减少数量，或重新提预算"), field="pieces")
    if not sample.is_certified(localdate(now())):
        raise NeedRefused(_("没有在有效期内的阻燃检测报告"), _("请供应商补一份再下单"))
    if not facts.number.strip():
        raise NeedRefused(_("没有写合同或订单号"), _("照合同写"), field="number")
    made = TrialOrder.objects.create(token=token, trial=held, budget=budget, number=facts.number.strip()[:60],
                                     pieces=pieces, price_minor=facts.price_minor, due_on=facts.due_on, at=now(), by=by)
    record_deed(by, "trial ordered", made, held.unit, pieces=made.total, sum_minor=made.sum_minor)
    if held.state == State.APPROVED:
        move_on(held, State.ORDERED, by=by, why=facts.number.strip())
    return made


@transaction.atomic
def receive_lot(*, by: Account, order: TrialOrder, facts: LotFacts, token: UUID) -> TrialLot:
    """Take goods in at the union's own store after they were checked; the same token is the same lot.

    Raises NeedRefused for more than was ordered, a number that is there already, and goods that nobody checked.
    """
    known = StockMove.objects.filter(token__in=[uuid5(token, size) for size in facts.pieces]).select_related("lot")
    first = known.first()
    if first is not None:
        return first.lot
    held = lock_trial(order.trial, State.ORDERED, State.HANDING)
    pieces = _read_pieces(held, facts.pieces)
    _check_received(order, pieces, facts)
    if held.lots.filter(label=facts.label.strip()).exists():
        raise NeedRefused(_("这个批号已经收过"), _("核对送货单"), field="label")
    made = TrialLot.objects.create(trial=held, order=order, label=facts.label.strip()[:40], at=now(), by=by,
                                   checked=facts.checked.strip()[:200], rejected=facts.rejected)
    StockMove.objects.bulk_create(
        StockMove(token=uuid5(token, size), trial=held, lot=made, size=size, pieces=count,
                  kind=StockMove.Kind.RECEIVED, at=now(), by=by) for size, count in pieces.items())
    record_deed(by, "trial goods received", made, held.unit, pieces=sum(pieces.values()), rejected=facts.rejected)
    if held.state == State.ORDERED:
        move_on(held, State.HANDING, by=by)
    return made


def count_received(order: TrialOrder) -> dict[str, int]:
    """Good pieces of an order that came so far, by size."""
    rows = StockMove.objects.filter(lot__order=order, kind=StockMove.Kind.RECEIVED).values_list("size")
    return dict(rows.annotate(sum=Sum("pieces")).order_by("size"))


def _check_received(order: TrialOrder, pieces: Mapping[str, int], facts: LotFacts) -> None:
    if not facts.label.strip() or not facts.checked.strip():
        raise NeedRefused(_("没有写批号、怎么验的"), _("照标签写批号；写明抽了几件、看了什么"), field="label")
    came = count_received(order)
    over = [size for size, count in pieces.items() if came.get(size, 0) + count > order.pieces.get(size, 0)]
    if over:
        raise NeedRefused(_("比订的多：%(sizes)s") % {"sizes": "、".join(over) or "—"},
                          _("核对送货单，多的退回去"), field="pieces")
    if facts.rejected < 0:
        raise NeedRefused(_("数量不对"), _("写一个正数"), field="rejected")


def _read_pieces(trial: Trial, pieces: Mapping[str, int]) -> dict[str, int]:
    """Pieces by size, noughts left out. Raises NeedRefused for a size that is not of this trial, or for none at all."""
    sizes = trial.sizes or [""]
    clean = {size: count for size, count in pieces.items() if count}
    if set(clean) - set(sizes) or any(count < 0 for count in clean.values()) or not clean:
        raise NeedRefused(_("数量不对"), _("每个尺码写一个数，至少一件"), field="pieces")
    return clean
