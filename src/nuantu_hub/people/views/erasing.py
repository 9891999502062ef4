"""Asking to be erased, thinking better of it, and confirming."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.domain.erasing import ask_erasure, confirm_erasure, drop_erasure
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.views.own_data import choose_frame
from nuantu_hub.site.guards import guard


@guard("people.be_signed_in")
@never_cache
def erase(request: GuardedRequest) -> HttpResponse:
    """What erasing means; a post asks for it."""
    if request.method == "POST":
        ask_erasure(account=request.user)
        return redirect("people:erase")
    wish = request.user.erasures.filter(done_at=None).first()
    return render(request, "people/erase.html", {"frame": choose_frame(request), "wish": wish})


@guard("people.be_signed_in")
@require_POST
def drop(request: GuardedRequest) -> HttpResponse:
    """Think better of it."""
    drop_erasure(account=request.user)
    return redirect("people:settings")


@guard("people.be_signed_in")
@require_POST
def confirm(request: GuardedRequest) -> HttpResponse:
    """Confirm: the account is closed and the job begins."""
    confirm_erasure(account=request.user)
    logout(request)
    return render(request, "people/erased.html")
