"""A worker's own union: card, unit, history, transfer, leaving, and what waits for the own answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.domain.card import check_card, draw_code, sign_card
from nuantu_hub.people.domain.membership import count_seniority, find_open, leave, list_history
from nuantu_hub.people.domain.merging import agree_merge, refuse_merge
from nuantu_hub.people.domain.phone_releasing import answer_release
from nuantu_hub.people.domain.transferring import (
    agree_as_worker,
    ask_transfer,
    decline_transfer,
    withdraw_transfer,
)
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.interfaces.membership_forms import TransferForm
from nuantu_hub.people.models import Application, Membership, Merge, Person, PhoneRelease, Transfer
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import guard, open_to_all


def find_self(request: GuardedRequest) -> Person | None:
    """The record of who is signed in; None where there is none yet."""
    return Person.objects.of_account(request.user)


def find_own_transfer(request: GuardedRequest, key: int) -> Transfer:
    """A transfer of who is signed in."""
    own = Person.objects.of_account(request.user)
    return get_object_or_404(Transfer.objects.select_related("person", "giving", "receiving"), pk=key, person=own)


def find_own_merge(request: GuardedRequest, key: int) -> Merge:
    """A proposal to fold records of who is signed in."""
    merge = get_object_or_404(Merge.objects.select_related("kept", "folded"), pk=key)
    if request.user.pk not in (merge.kept.account_id, merge.folded.account_id):
        raise Http404
    return merge


def find_own_release(request: GuardedRequest, key: int) -> PhoneRelease:
    """A question whether who is signed in lets a number go."""
    release = get_object_or_404(PhoneRelease.objects.select_related("holder__merged_into", "application__unit"), pk=key)
    if release.holder.standing_record.account_id != request.user.pk and release.holder.account_id != request.user.pk:
        raise Http404
    return release


@guard("people.see_own_union")
@never_cache
def my_union(request: GuardedRequest) -> HttpResponse:
    """The card, the unit and how it is reached, what waits, and the history."""
    person = find_self(request)
    return render(request, "people/my_union.html", describe_self(person))


def describe_self(person: Person | None) -> dict[str, Any]:
    """What the own page shows."""
    if person is None:
        return {"person": None}
    history = list_history(person)
    here = next((one for one in history if one.until is None), None)
    records = [person, *person.folded.all()]
    return {
        "person": person, "here": here, "history": list(reversed(history)),
        "seniority_days": count_seniority(history, now()).days, "first": history[0] if history else None,
        "application": None if here else Application.objects.filter(person__in=records)
        .exclude(state=Application.State.UNCONFIRMED).select_related("unit").order_by("-pk").first(),
        "transfer": person.transfers.filter(state=Transfer.State.WAITING)
        .select_related("giving", "receiving").first(),
        "merges": Merge.objects.filter(Q(kept__in=records) | Q(folded__in=records), state=Merge.State.WAITING)
        .select_related("kept", "folded"),
        "releases": PhoneRelease.objects.filter(state=PhoneRelease.State.WAITING, holder__in=records),
        "engagements": person.engagements.filter(until=None).order_by("platform"),
    }


@guard("people.see_own_union")
@never_cache
def my_card(request: GuardedRequest) -> HttpResponse:
    """The digital card: name, unit, number, and a code that anybody may check. No phone and no id number on it."""
    person = find_self(request)
    here = find_open(person) if person else None
    if person is None or here is None:
        return redirect("people:my_union")
    history = list_history(person)
    address = request.build_absolute_uri(reverse("people:check_card", args=[sign_card(person)]))
    return render(request, "people/my_card.html", {
        "person": person, "here": here, "code": draw_code(address), "first": history[0],
        "seniority_days": count_seniority(history, now()).days,
        "number": " ".join(person.card_number[at:at + 4] for at in (0, 4, 8)),
    })


@open_to_all
@never_cache
def show_checked_card(request: HttpRequest, signed: str) -> HttpResponse:
    """Whether a card holds: the unit and the standing, and nobody's name."""
    try:
        here: Membership | None = check_card(signed)
        refused = None
    except Refused as answer:
        here, refused = None, answer
    return render(request, "people/card_checked.html", {
        "here": here, "refused": refused, "number": signed[:12] if here else "", "at": now()},
        status=200 if here else 404)


@guard("people.see_own_union")
def my_transfer(request: GuardedRequest) -> HttpResponse:
    """Ask for a transfer to another union."""
    person = find_self(request)
    here = find_open(person) if person else None
    if person is None or here is None:
        return redirect("people:my_union")
    form = TransferForm(request.POST or None, leaving=here.unit)
    if request.method == "POST" and carry_out(
            form, lambda told: ask_transfer(by=request.user, person=person, **told)) is not None:
        messages.success(request, _("已提出，等接收工会同意"))
        return redirect("people:my_union")
    return render(request, "people/my_transfer.html", {"form": form, "here": here}, status=status_of(form))


@guard("people.see_own_union", find=find_own_transfer)
@require_POST
def answer_my_transfer(request: GuardedRequest, key: int) -> HttpResponse:
    """Agree to a transfer, decline it, or take it back; ``answer`` says which."""
    transfer: Transfer = request.found
    del key
    answer = request.POST.get("answer", "")
    if answer == "agree":
        agree_as_worker(by=request.user, transfer=transfer)
    elif answer == "decline":
        decline_transfer(by=request.user, transfer=transfer)
    elif answer == "withdraw" and transfer.side == Transfer.Side.WORKER:
        withdraw_transfer(by=request.user, transfer=transfer)
    else:
        raise Refused(_("没有这个选择"), _("回到“我的工会”再选一次"))
    messages.success(request, _("已记下你的决定"))
    return redirect("people:my_union")


@guard("people.see_own_union")
def my_leave(request: GuardedRequest) -> HttpResponse:
    """Leave the union, after being told what that means."""
    person = find_self(request)
    here = find_open(person) if person else None
    if person is None or here is None:
        return redirect("people:my_union")
    if request.method == "POST":
        leave(by=request.user, person=person)
        messages.success(request, _("已退会。会籍历史替你留着，随时可以回来。"))
        return redirect("people:my_union")
    return render(request, "people/my_leave.html", {"here": here})


@guard("people.see_own_union", find=find_own_merge)
@require_POST
def answer_my_merge(request: GuardedRequest, key: int) -> HttpResponse:
    """Whether two records are both one's own."""
    del key
    verb = agree_merge if request.POST.get("answer") == "agree" else refuse_merge
    verb(by=request.user, merge=request.found)
    messages.success(request, _("已记下你的决定"))
    return redirect("people:my_union")


@guard("people.see_own_union", find=find_own_release)
@require_POST
def answer_my_release(request: GuardedRequest, key: int) -> HttpResponse:
    """Whether one lets a phone number go."""
    del key
    answer_release(by=request.user, release=request.found, agreed=request.POST.get("answer") == "agree")
    messages.success(request, _("已记下你的决定"))
    return redirect("people:my_union")
