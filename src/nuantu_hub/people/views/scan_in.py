"""What a phone opens at a visit: sign in, join on the spot, ask. Nobody needs an account for it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.domain.attendance import sign_in
from nuantu_hub.people.domain.questions import capture_question
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.visit_forms import AskHereForm, SignInForm
from nuantu_hub.people.models import Account, Attendance, Visit
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import open_to_all


@open_to_all
@never_cache
def sign_in_at(request: HttpRequest, code: str) -> HttpResponse:
    """Sign in at the visit of a code; who has, sees what can be done next."""
    visit = get_object_or_404(Visit.objects.select_related("unit", "poster"), code=code)
    came = find_own(request, visit)
    if came is not None:
        return _show_next(request, visit)
    account = request.user if isinstance(request.user, Account) else None
    form = SignInForm(request.POST or None, initial={
        "name": account.name, "phone": (account.phone or "").removeprefix("+86")} if account else None)
    if request.method == "POST":
        made = carry_out(form, lambda told: sign_in(visit=visit, account=account, by=account, **told))
        if made is not None:
            request.session[_place(visit)] = made[0].pk
            return redirect("people:sign_in_at", code)
    return render(request, "people/scan_in.html", {"visit": visit, "form": form, "open": visit.is_open(now())},
                  status=status_of(form))


@open_to_all
@never_cache
@require_POST
def ask_here(request: HttpRequest, code: str) -> HttpResponse:
    """Ask a question at the visit one has signed in at."""
    visit = get_object_or_404(Visit.objects.select_related("unit", "poster"), code=code)
    came = find_own(request, visit)
    if came is None:
        return redirect("people:sign_in_at", code)
    form = AskHereForm(request.POST)
    if carry_out(form, lambda told: capture_question(
            visit=visit, topic=told["topic"], text=told["text"], token=told["token"],
            asker=came if told["hear_back"] else None)) is not None:
        messages.success(request, _("问题已记下，现场的同事会逐条跟进"))
        return redirect("people:sign_in_at", code)
    return _show_next(request, visit, form)


def find_own(request: HttpRequest, visit: Visit) -> Attendance | None:
    """The attendance that this browser signed in with."""
    key = request.session.get(_place(visit))
    return visit.attendances.filter(pk=key).first() if key else None


def _show_next(request: HttpRequest, visit: Visit, form: AskHereForm | None = None) -> HttpResponse:
    return render(request, "people/scan_next.html", {"visit": visit, "form": form or AskHereForm()},
                  status=status_of(form) if form else 200)


def _place(visit: Visit) -> str:
    return f"visit-{visit.pk}"
