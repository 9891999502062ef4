"""Joining: from the poster to the union that was found, in a minute and on a phone."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from nuantu_hub.people.domain.find_union import list_above
from nuantu_hub.people.domain.identity import read_phone
from nuantu_hub.people.domain.joining import (
    Joined,
    add_details,
    confirm_application,
    resubmit,
    tell_application,
    withdraw_application,
)
from nuantu_hub.people.domain.joining_code import check_code, send_code
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.joining_forms import DetailsForm, JoinForm, JoiningCodeForm, list_employers
from nuantu_hub.people.interfaces.sms import NotSentError
from nuantu_hub.people.models import Account, Application, Poster, Unit
from nuantu_hub.people.phone import mask_phone
from nuantu_hub.people.sign_in.adapters import AccountAdapter
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import open_to_all

#: Where a browser keeps which applications were confirmed in it.
CONFIRMED = "applications_confirmed"
State = Application.State


class TooManyTries(Refused):
    """Too many messages to one phone or from one place."""

    status = 429


@open_to_all
@never_cache
@sensitive_post_parameters("name", "phone")
def join(request: HttpRequest, code: str | None = None) -> HttpResponse:
    """Name, phone and kind of work; ``code`` is that of the poster that was scanned."""
    poster = get_object_or_404(Poster.objects.select_related("unit"), code=code) if code else None
    if poster is not None and poster.closed_at is not None:
        return render(request, "people/join_closed.html", {"poster": poster}, status=410)
    ask_district = poster is None or not any(one.kind == Unit.Kind.DISTRICT for one in list_above(poster.unit))
    form = JoinForm(request.POST or None, ask_district=ask_district, initial=_known(request, poster))
    if request.method == "POST":
        told = carry_out(form, lambda words: _tell(request, poster, words))
        if told is not None:
            return _go_on(request, told)
    return render(request, "people/join.html", {"form": form, "poster": poster}, status=status_of(form))


def _known(request: HttpRequest, poster: Poster | None) -> dict[str, Any]:
    """What need not be asked again: the own name and phone, and the employer at whose gate the poster hangs."""
    known: dict[str, Any] = {}
    if isinstance(request.user, Account) and request.user.kind == Account.WORKER:
        known |= {"name": request.user.name, "phone": (request.user.phone or "").removeprefix("+86")}
    if poster is not None and poster.unit.kind == Unit.Kind.ENTERPRISE:
        known["enterprise"] = list_employers().filter(union=poster.unit).order_by("pk").first()
    return known


def _tell(request: HttpRequest, poster: Poster | None, words: dict[str, Any]) -> Application:
    place = words.get("district") or cast("Poster", poster).unit
    phone = read_phone(words["phone"])
    told = tell_application(token=words["token"], poster=poster, place=place, name=words["name"], phone=phone,
                            occupation=words["occupation"], enterprise=words["enterprise"])
    if told.state == State.UNCONFIRMED and not _holds_phone(request, told):
        _send(request, told)
    return told


def _holds_phone(request: HttpRequest, told: Application) -> bool:
    """Whether who is signed in has shown before that the phone is theirs."""
    return isinstance(request.user, Account) and request.user.kind == Account.WORKER \
        and request.user.phone == told.phone


def _send(request: HttpRequest, told: Application) -> None:
    """Send a code, under the limits of signing in."""
    if not ratelimit.consume(request, action="request_login_code", key=told.phone):
        raise TooManyTries(_("短信发得太多了"), _("过一分钟再试"))
    send_code(told)


def _go_on(request: HttpRequest, told: Application) -> HttpResponse:
    if told.state != State.UNCONFIRMED:
        return redirect("people:joined", told.token)
    if _holds_phone(request, told):
        return _finish(request, confirm_application(application=told, account=cast("Account", request.user)))
    return redirect("people:join_confirm", told.token)


def _find_told(token: UUID) -> Application:
    return get_object_or_404(Application.objects.select_related("poster", "place"), token=token)


@open_to_all
@never_cache
@sensitive_post_parameters("code")
def join_confirm(request: HttpRequest, token: UUID) -> HttpResponse:
    """The code that shows that the phone is the applicant's."""
    told = _find_told(token)
    if told.state != State.UNCONFIRMED:
        return redirect("people:joined", token)
    form = JoiningCodeForm(request.POST or None)
    if request.method == "POST":
        joined = carry_out(form, lambda words: _confirm(told, words["code"]))
        if joined is not None:
            return _finish(request, joined)
    return render(request, "people/join_confirm.html", {
        "form": form, "told": told, "veiled": mask_phone(told.phone), "kind": told.get_occupation_display(),
    }, status=status_of(form))


def _confirm(told: Application, code: str) -> Joined:
    check_code(told, code)
    return confirm_application(application=told, account=Account.objects.find_by_phone(told.phone))


@open_to_all
@require_POST
def join_again(request: HttpRequest, token: UUID) -> HttpResponse:
    """Send the code once more."""
    told = _find_told(token)
    if told.state != State.UNCONFIRMED:
        return redirect("people:joined", token)
    try:
        _send(request, told)
        messages.success(request, _("新的验证码已发出"))
    except (TooManyTries, NotSentError) as refused:
        messages.error(request, str(refused))
    return redirect("people:join_confirm", token)


def _finish(request: HttpRequest, joined: Joined) -> HttpResponse:
    """Sign the applicant in, where the phone is theirs on record, and show what was found."""
    account = joined.person.account
    if account is not None and account.is_active and request.user != account:
        AccountAdapter(request).login(request, account)
    if joined.application is None:
        messages.info(request, _("你已经是会员。换工会用“转接”，不用重新入会。"))
        return redirect("people:my_union")
    token = str(joined.application.token)
    request.session[CONFIRMED] = [*{*request.session.get(CONFIRMED, []), token}]
    return redirect("people:joined", token)


def _find_own(request: HttpRequest, token: UUID) -> Application:
    """An application that was confirmed in this browser, or that belongs to who is signed in."""
    found = get_object_or_404(
        Application.objects.select_related("unit", "person__merged_into", "enterprise", "residence_street"),
        token=token)
    account = request.user if isinstance(request.user, Account) and request.user.is_authenticated else None
    owner = found.person.standing_record.account_id if found.person else None
    own = account is not None and account.pk in (owner, found.person.account_id if found.person else None)
    if found.state == State.UNCONFIRMED or not (own or str(token) in request.session.get(CONFIRMED, [])):
        raise Http404
    return found


@open_to_all
@never_cache
def joined(request: HttpRequest, token: UUID) -> HttpResponse:
    """The union that was found and why, how far the application is, and what can be done with it."""
    found = _find_own(request, token)
    steps = list(found.steps.select_related("unit").order_by("pk"))
    return render(request, "people/joined.html", {
        "application": found, "steps": steps, "last": steps[-1] if steps else None,
        "reason": found.get_rule_display(), "phone_held": bool(found.person and not found.person.phone_index),
        "id_told": bool(found.id_number),
    })


@open_to_all
@never_cache
@sensitive_post_parameters("id_number")
def join_details(request: HttpRequest, token: UUID) -> HttpResponse:
    """What makes the review faster."""
    found = _find_own(request, token)
    if found.state not in (State.WAITING, State.REJECTED):
        return redirect("people:joined", token)
    form = DetailsForm(request.POST or None, initial={
        "occupation": found.occupation, "enterprise": found.enterprise, "partner": found.partner,
        "employer": "" if found.enterprise else found.employer, "station": found.station,
        "residence_street": found.residence_street, "household_code": found.household_code,
    })
    if request.method == "POST":
        by = request.user if isinstance(request.user, Account) else None
        if carry_out(form, lambda words: add_details(by=by, application=found, **words)) is not None:
            messages.success(request, _("已补充"))
            return redirect("people:joined", token)
    return render(request, "people/join_details.html", {
        "form": form, "application": found, "id_told": bool(found.id_number)}, status=status_of(form))


@open_to_all
@require_POST
def join_resubmit(request: HttpRequest, token: UUID) -> HttpResponse:
    """Hand in again what was rejected."""
    found = _find_own(request, token)
    resubmit(by=request.user if isinstance(request.user, Account) else None, application=found)
    messages.success(request, _("已重新提交，15 天内答复"))
    return redirect("people:joined", token)


@open_to_all
@require_POST
def join_withdraw(request: HttpRequest, token: UUID) -> HttpResponse:
    """Take the application back."""
    found = _find_own(request, token)
    withdraw_application(by=request.user if isinstance(request.user, Account) else None, application=found)
    messages.success(request, _("申请已撤回"))
    return redirect("people:joined", token)
