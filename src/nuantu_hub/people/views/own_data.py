"""One's own data: what is kept and why, consents, corrections, who read it, and all of it to take along."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.domain.consents import give_consent, read_purposes, withdraw_consent
from nuantu_hub.people.domain.correcting import correct_name, correct_phone
from nuantu_hub.people.domain.field_register import read_register
from nuantu_hub.people.domain.own_export import collect_rows, export_person, list_readings
from nuantu_hub.people.domain.phone_code import SLOT, check_phone_code, send_phone_code
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Account
from nuantu_hub.people.phone import PhoneField, mask_phone
from nuantu_hub.people.sign_in.forms import CODE_FIELD
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard, open_to_all

SHOWN = 50


class NameForm(forms.Form):
    """The right name."""

    name = forms.CharField(label=gettext_lazy("姓名"), max_length=60,
                           widget=forms.TextInput(attrs={"autocomplete": "name"}))


class PhoneForm(forms.Form):
    """The new phone."""

    phone = PhoneField(label=gettext_lazy("新手机号"))


class CodeForm(forms.Form):
    """The code that was sent to it."""

    code = forms.CharField(label=gettext_lazy("短信验证码"), max_length=6, widget=forms.TextInput(attrs=CODE_FIELD))


def choose_frame(request: HttpRequest) -> str:
    """Which frame a page of one's own stands in: the worker's phone or the staff's desk."""
    worker = getattr(request.user, "kind", "") == Account.WORKER
    return "site/phone.html" if worker else "site/desk.html"


def list_consents(account: Account) -> list[dict[str, Any]]:
    """Every purpose with the consent that stands, if one does, in the words that were agreed to.

    Purposes concern workers; staff sees what it agreed to when it was one.
    """
    standing = {one.purpose: one for one in account.consents.filter(withdrawn_at=None)}
    return [{"purpose": purpose, "given": standing.get(key),
             "words": purpose.find_words(standing[key].version) if key in standing else purpose.words}
            for key, purpose in read_purposes().items() if account.kind == Account.WORKER or key in standing]


@guard("people.be_signed_in")
@never_cache
def own_data(request: GuardedRequest) -> HttpResponse:
    """What is kept about oneself, with everything one can do about it."""
    rows = collect_rows(request.user)
    register = read_register()
    kept = [{"table": register[label], "count": len(found),
             "reasons": list(dict.fromkeys(register[label].personal.values()))} for label, found in rows.items()]
    return render(request, "people/own_data.html", {
        "frame": choose_frame(request), "kept": kept, "consents": list_consents(request.user),
        "phone": mask_phone(request.user.phone), "wish": request.user.erasures.filter(done_at=None).first(),
        "read": list_readings(request.user, rows).count(),
    })


@open_to_all
def field_register(request: HttpRequest) -> HttpResponse:
    """The register of personal fields, for everybody to read."""
    return render(request, "people/field_register.html",
                  {"tables": [table for table in read_register().values() if table.personal]})


@guard("people.be_signed_in")
@never_cache
def own_readings(request: GuardedRequest) -> HttpResponse:
    """Who read something about oneself, when and for what."""
    page = Paginator(list_readings(request.user), SHOWN).get_page(request.GET.get("page"))
    register = read_register()
    shown = [{"reading": one, "own": one.by_id == request.user.pk,
              "what": register[one.thing].title if one.thing in register else one.thing} for one in page]
    return render(request, "people/own_readings.html", {"frame": choose_frame(request), "page": page, "shown": shown})


@guard("people.be_signed_in")
@require_POST
@never_cache
def export(request: GuardedRequest) -> HttpResponse:
    """Everything about oneself as a ZIP file."""
    answer = HttpResponse(export_person(account=request.user), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="nuantu-{now():%Y%m%d}.zip"'
    return answer


@guard("people.be_signed_in")
def name(request: GuardedRequest) -> HttpResponse:
    """Correct one's name."""
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST":
        corrected = carry_out(form, lambda told: correct_name(account=request.user, **told))
        if corrected is not None:
            messages.success(request, _("姓名已更正"))
            return redirect("people:settings")
    return _show_form(request, form, _("更正姓名"))


@guard("people.be_worker")
def phone(request: GuardedRequest) -> HttpResponse:
    """Say the new phone, to which a code then goes."""
    form = PhoneForm(request.POST or None)
    if request.method == "POST":
        def send(told: dict[str, Any]) -> bool:
            send_phone_code(request, account=request.user, **told)
            return True
        sent = carry_out(form, send)
        if sent is not None:
            return redirect("people:own_phone_code")
    return _show_form(request, form, _("更换手机号"))


@guard("people.be_worker")
def phone_code(request: GuardedRequest) -> HttpResponse:
    """Enter the code; the new phone then signs in."""
    if SLOT not in request.session:
        return redirect("people:own_phone")
    form = CodeForm(request.POST or None)
    if request.method == "POST":
        def take_phone(told: dict[str, Any]) -> Account:
            fresh = check_phone_code(request.session, account=request.user, code=told["code"])
            return correct_phone(account=request.user, phone=fresh)
        corrected = carry_out(form, take_phone)
        if corrected is not None:
            messages.success(request, _("手机号已更换，下次用新号码登录"))
            return redirect("people:settings")
    return _show_form(request, form, _("输入验证码"))


def _show_form(request: GuardedRequest, form: forms.Form, title: str) -> HttpResponse:
    return render(request, "people/own_form.html", {"frame": choose_frame(request), "form": form, "heading": title},
                  status=status_of(form))


@guard("people.be_signed_in")
@require_POST
def give(request: GuardedRequest, purpose: str) -> HttpResponse:
    """Agree to a purpose, in the version of the words that was on the screen."""
    give_consent(account=request.user, purpose=purpose, version=request.POST.get("version", ""))
    messages.success(request, _("已同意，可以随时撤回"))
    return redirect("people:settings")


@guard("people.be_signed_in")
@require_POST
def withdraw(request: GuardedRequest, purpose: str) -> HttpResponse:
    """Withdraw a consent: one click."""
    withdraw_consent(account=request.user, purpose=purpose)
    messages.success(request, _("已撤回，立即生效"))
    return redirect("people:settings")
