"""Transfers and merges at the union's desk: what waits for whom, and what was done."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.domain.identity import veil_name
from nuantu_hub.people.domain.merging import agree_merge, undo_merge
from nuantu_hub.people.domain.transferring import (
    accept_transfer,
    agree_as_worker,
    decline_transfer,
    withdraw_transfer,
)
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Merge, Transfer
from nuantu_hub.people.permissions import MEMBER_ROLES, holds_post
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import guard

SHOWN = 50


def find_transfer(request: GuardedRequest, key: int) -> Transfer:
    """The transfer that the address names."""
    del request
    return get_object_or_404(Transfer.objects.select_related("person", "giving", "receiving"), pk=key)


def find_merge(request: GuardedRequest, key: int) -> Merge:
    """The merge that the address names."""
    return get_object_or_404(Merge.objects.visible_to(request.user).select_related("kept", "folded"), pk=key)


@guard("people.see_members")
@never_cache
def transfers(request: GuardedRequest) -> HttpResponse:
    """Transfers from and to the own branch, those that wait first."""
    listed = Transfer.objects.visible_to(request.user).select_related("person", "giving", "receiving")
    done = request.GET.get("state") == "ended"
    chosen = listed.exclude(state=Transfer.State.WAITING) if done else listed.filter(state=Transfer.State.WAITING)
    page = Paginator(chosen.order_by("-ended_at" if done else "asked_at", "pk"), SHOWN).get_page(
        request.GET.get("page"))
    posts = MoverPosts(request)
    rows = [{"transfer": one, "name": veil_name(one.person.name), "may_accept": posts.reach(one.receiving.path),
             "may_withdraw": one.asked_by_id == request.user.pk} for one in page.object_list]
    return render(request, "people/transfers.html", {
        "page": page, "rows": rows, "ended": done,
        "waiting": listed.filter(state=Transfer.State.WAITING).count()})


class MoverPosts:
    """The branches in which who asks looks after members, read once a page."""

    def __init__(self, request: GuardedRequest) -> None:
        from nuantu_hub.people.permissions import list_posts

        self.paths = list(list_posts(request.user, *MEMBER_ROLES).values_list("unit__path", flat=True))

    def reach(self, path: str) -> bool:
        """Whether a unit lies in one of them."""
        return any(path.startswith(own) for own in self.paths)


@guard("people.see_transfer", find=find_transfer)
@require_POST
def answer_transfer(request: GuardedRequest, key: int) -> HttpResponse:
    """Accept or decline for the receiving unit, note the worker's paper, or take back what one asked."""
    transfer: Transfer = request.found
    del key
    answer, receiving = request.POST.get("answer", ""), holds_post(*MEMBER_ROLES)(request.user, transfer.receiving)
    if answer == "accept" and receiving:
        accept_transfer(by=request.user, transfer=transfer)
    elif answer == "decline" and receiving:
        decline_transfer(by=request.user, transfer=transfer, reason=request.POST.get("reason", ""))
    elif answer == "paper" and transfer.side != Transfer.Side.WORKER:
        agree_as_worker(by=request.user, transfer=transfer, heard=Transfer.Heard.PAPER)
    elif answer == "withdraw" and transfer.asked_by_id == request.user.pk:
        withdraw_transfer(by=request.user, transfer=transfer)
    else:
        raise Refused(_("这一步不归你办"), _("请接收工会或提出的一方办理"))
    messages.success(request, _("已办理"))
    return redirect("people:transfers")


@guard("people.see_members")
@never_cache
def merges(request: GuardedRequest) -> HttpResponse:
    """Merges of records of the own branch, those that wait first."""
    listed = Merge.objects.visible_to(request.user).select_related("kept", "folded", "asked_by")
    page = Paginator(listed.order_by("-asked_at", "-pk"), SHOWN).get_page(request.GET.get("page"))
    moment = now()
    rows = [{"merge": one, "kept": veil_name(one.kept.name), "folded": veil_name(one.folded.name),
             "may_undo": one.state == Merge.State.DONE and one.undo_until is not None and moment <= one.undo_until}
            for one in page.object_list]
    return render(request, "people/merges.html", {"page": page, "rows": rows})


@guard("people.see_members", find=find_merge)
@require_POST
def answer_merge(request: GuardedRequest, key: int) -> HttpResponse:
    """Note a consent that was given in person after an identity check, or take a merge back within its time."""
    del key
    answer = request.POST.get("answer", "")
    if answer == "identity":
        agree_merge(by=request.user, merge=request.found, heard=Merge.Heard.IDENTITY)
    elif answer == "undo":
        undo_merge(by=request.user, merge=request.found)
    else:
        raise Refused(_("没有这个选择"), _("刷新页面再选一次"))
    messages.success(request, _("已办理"))
    return redirect("people:merges")
