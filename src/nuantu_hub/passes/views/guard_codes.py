"""The compound's desk binds a guard's phone to a gate, and takes it out of use."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.passes.domain.guard_phones import draw_guard_code, release_guard_phone
from nuantu_hub.passes.interfaces.root_set import find_fingerprint
from nuantu_hub.passes.models import PassGate
from nuantu_hub.passes.models.guard_code import LIVES
from nuantu_hub.people.interfaces.codes import draw_code
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.guards import guard


def find_pass_gate(request: HttpRequest, key: int) -> PassGate:
    """The gate that the address names by its number. Raises Http404 where there is none in use."""
    del request
    return get_object_or_404(PassGate.objects.in_use().select_related("compound__unit", "place", "number"),
                             number=key)


def _show(request: GuardedRequest, code: str = "") -> HttpResponse:
    gate: PassGate = request.found
    address = request.build_absolute_uri(reverse("passes:guard", args=[gate.number_id]))
    return render(request, "passes/guard_code.html", {
        "gate": gate, "code": f"{code[:4]} {code[4:]}" if code else "", "minutes": int(LIVES.total_seconds() // 60),
        "address": address, "picture": draw_code(address, _("门岗页面的二维码")), "roots": find_fingerprint(),
        "bound": bool(gate.number.device_key)})


@guard("passes.tend_compound", find=find_pass_gate)
@never_cache
def guard_phone(request: GuardedRequest, key: int) -> HttpResponse:
    """Whether a phone is bound to the gate, where its page is, and a button for a code."""
    del key
    return _show(request)


@guard("passes.tend_compound", find=find_pass_gate)
@require_POST
@never_cache
def draw(request: GuardedRequest, key: int) -> HttpResponse:
    """A fresh code, shown once: loading the page again shows none."""
    del key
    return _show(request, draw_guard_code(by=request.user, gate=request.found))


@guard("passes.tend_compound", find=find_pass_gate)
@require_POST
def release(request: GuardedRequest, key: int) -> HttpResponse:
    """Take the phone of the gate out of use."""
    release_guard_phone(by=request.user, gate=request.found)
    messages.success(request, _("已解除，那部手机报的数不再算"))
    return redirect("passes:guard_phone", key)
