"""The desk of a trial after it is decided: budget, orders, goods, where they lie, recall, closing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from nuantu_hub.needs.domain.trial_purchase import (
    LotFacts,
    OrderFacts,
    answer_budget,
    ask_budget,
    count_received,
    place_order,
    receive_lot,
)
from nuantu_hub.needs.domain.trial_recalls import call_back
from nuantu_hub.needs.domain.trial_stock import (
    Shelf,
    ShelfLine,
    close_trial,
    count_goods,
    list_stock,
    send_goods,
    settle_left,
)
from nuantu_hub.needs.domain.trial_tables import write_receipts
from nuantu_hub.needs.domain.trial_wishes import count_wishes
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.interfaces.trial_acts import Act, take_act
from nuantu_hub.needs.interfaces.trial_forms import (
    AnswerBudgetForm,
    BudgetForm,
    LeftForm,
    LotForm,
    OrderForm,
    RecallForm,
    SendForm,
)
from nuantu_hub.needs.models import Trial, TrialBudget, TrialOrder
from nuantu_hub.needs.views.trials import find_trial, frame_trial
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Account
from nuantu_hub.site.guards import guard
from nuantu_hub.stations.models import Station
from nuantu_hub.stations.permissions import cared_stations

State = Trial.State


@guard("needs.see_trial", find=find_trial)
@never_cache
def trial_goods(request: GuardedRequest, key: int) -> HttpResponse:
    """Budget, orders, lots, stock by station, recalls; what can be done next has its form."""
    del key
    found: Trial = request.found
    stock = list_stock(found)
    acted = take_act(request, {**_list_money_acts(request.user, found), **_list_goods_acts(request.user, found, stock)})
    if acted.done:
        return redirect("needs:trial_goods", found.pk)
    orders = list(found.orders.select_related("by"))
    return render(request, "needs/trial_goods.html", {
        **frame_trial(request, found, "goods"), "forms": acted.forms, "stock": stock,
        "decision": getattr(found, "decision", None), "counts": count_wishes(found),
        "budgets": found.budgets.select_related("by", "answered_by"),
        "orders": [(one, sum(count_received(one).values())) for one in orders],
        "lots": found.lots.select_related("order", "by"), "recalls": _list_recalls(found),
        "handed": found.handouts.filter(returned_at=None).count(),
        "returned": found.handouts.exclude(returned_at=None).count(),
        "own_stations": set(cared_stations(request.user).values_list("pk", flat=True)),
        "in_stock": sum(line.pieces for line in stock)}, status=acted.status)


def _list_recalls(found: Trial) -> list[tuple[Any, int, int, int, int]]:
    """Each recall with how many were told, messaged, saw it, and brought the piece back."""
    rows = []
    for one in found.recalls.select_related("lot", "by").prefetch_related("notices__handout"):
        notices = list(one.notices.all())
        rows.append((one, len(notices), sum(each.messaged_at is not None for each in notices),
                     sum(each.seen_at is not None for each in notices),
                     sum(each.handout.returned_at is not None for each in notices)))
    return rows


def _list_money_acts(by: Account, found: Trial) -> dict[str, Act]:
    acts: dict[str, Act] = {}
    asked = found.budgets.filter(state=TrialBudget.State.ASKED).first()
    if found.state == State.DECIDED and asked is None:
        acts["ask"] = Act(lambda data, _files: BudgetForm(data), lambda told: ask_budget(by=by, trial=found, **told),
                          _("预算已提交，等另一位干部批"))
    if asked is not None and asked.by_id != by.pk and by.has_perm("needs.decide_trial", found):
        acts["answer"] = Act(lambda data, _files: AnswerBudgetForm(data), lambda told: answer_budget(
            by=by, budget=asked, **told), _("已记下"))
    if found.state in (State.APPROVED, State.ORDERED, State.HANDING):
        def order(data: Any, files: Any) -> OrderForm:
            del files
            return OrderForm(data, trial=found)

        acts["order"] = Act(order, lambda told: place_order(
            by=by, trial=found, token=told["token"], facts=OrderFacts(
                told["number"], _read_pieces(found, told), told["price_minor"], told["due_on"])), _("已下单"))
    return acts


def _read_pieces(found: Trial, told: dict[str, Any]) -> dict[str, int]:
    return {size: told[f"pieces_{place}"] for place, size in enumerate(found.sizes or [""])}


def _list_goods_acts(by: Account, found: Trial, stock: list[ShelfLine]) -> dict[str, Act]:
    acts: dict[str, Act] = {}
    if found.state in (State.ORDERED, State.HANDING):
        acts["receive"] = Act(lambda data, _files: LotForm(data, trial=found), lambda told: receive_lot(
            by=by, order=get_object_or_404(TrialOrder, trial=found, pk=told["order"]), token=told["token"],
            facts=LotFacts(told["label"], _read_pieces(found, told), told["checked"], told["rejected"])),
            _("已入库"))
    if found.state == State.HANDING and stock:
        shelves = _name_shelves(found, stock)
        acts["send"] = Act(lambda data, _files: SendForm(data, shelves=shelves), lambda told: send_goods(
            by=by, trial=found, shelf=_find_shelf(found, told["shelf"]), to=_find_station(told["to"]),
            pieces=told["pieces"], token=told["token"]), _("已送出"))
        acts["count"] = Act(lambda data, _files: LeftForm(data, shelves=shelves), lambda told: (count_goods(
            by=by, trial=found, shelf=_find_shelf(found, told["shelf"]), counted=told["pieces"], why=told["why"],
            token=told["token"]), 1), _("盘点已记下"))
        acts["left"] = Act(lambda data, _files: LeftForm(data, shelves=shelves), lambda told: (settle_left(
            by=by, trial=found, shelf=_find_shelf(found, told["shelf"]), pieces=told["pieces"], why=told["why"],
            token=told["token"]), 1), _("余货已记下"))
    if found.state in (State.HANDING, State.CLOSED):
        acts["recall"] = Act(lambda data, _files: RecallForm(data, trial=found), lambda told: call_back(
            by=by, trial=found, **told), _("已召回，领了的人都会收到"))
    if found.state == State.HANDING:
        acts["close"] = Act(lambda data, _files: forms.Form(data), lambda _told: close_trial(by=by, trial=found),
                            _("已结清"))
    return acts


def _name_shelves(found: Trial, stock: list[ShelfLine]) -> list[tuple[str, str]]:
    sizes = found.sizes or [""]
    return [(f"{line.lot_id}-{sizes.index(line.size)}-{line.station_id or 0}",
             f"{line.station or _('工会库房')} · {line.size or line.lot} · {line.lot} · {line.pieces}")
            for line in stock]


def _find_shelf(found: Trial, name: str) -> Shelf:
    lot, size, station = (int(part) for part in name.split("-"))
    return Shelf(get_object_or_404(found.lots, pk=lot), (found.sizes or [""])[size],
                 get_object_or_404(Station, pk=station) if station else None)


def _find_station(code: str) -> Station | None:
    if not code.strip():
        return None
    found = Station.objects.select_related("unit").filter(code=code.strip(), state=Station.State.USED).first()
    if found is None:
        raise NeedRefused(_("没有这座驿站"), _("填使用中驿站的编号"), field="to")
    return found


@guard("needs.see_trial", find=find_trial)
def trial_receipts(request: GuardedRequest, key: int) -> HttpResponse:
    """Who signed, as a table."""
    body = write_receipts(by=request.user, trial=request.found)
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers={
        "Content-Disposition": f'attachment; filename="trial-{key}-receipts.csv"'})
