"""Saying it, on the phone: three taps with a name or without, near things while typing, "me too"."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.needs.domain.areas import find_area, find_root, list_areas
from nuantu_hub.needs.domain.near_needs import find_near
from nuantu_hub.needs.domain.own_needs import list_own
from nuantu_hub.needs.domain.quiet_limits import QuietLimit
from nuantu_hub.needs.domain.saying import PHONE, Channel, Said, Taken, Way, say_need
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.interfaces.near_words import mark_shared
from nuantu_hub.needs.interfaces.need_course import draw_course
from nuantu_hub.needs.interfaces.need_forms import SayForm
from nuantu_hub.needs.interfaces.quiet_callers import read_address
from nuantu_hub.needs.models import Need
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.models import Account
from nuantu_hub.people.permissions import is_worker
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import open_to_all
from nuantu_hub.stations.models import Station
from nuantu_hub.stations.views.places import find_signed

#: From one address, without a name, in an hour: a station's wireless network is one address for everybody in it.
SAID_HOURLY, ASKED_HOURLY = QuietLimit(120), QuietLimit(3_000)
OWN_SHOWN = 3


def _who(request: HttpRequest) -> Account | None:
    return request.user if isinstance(request.user, Account) and is_worker(request.user) else None



@open_to_all
@never_cache
def say(request: HttpRequest, sign: str = "") -> HttpResponse:
    """The page on which one says it; with the sign of a station, from there and about it."""
    station = find_signed(sign) if sign else None
    worker, areas = _who(request), list_areas()
    own_area = station.unit if station else find_area(worker, areas)
    form = SayForm(request.POST or None, request.FILES or None, areas=areas, initial={
        "token": uuid.uuid4(), "topic": Need.Topic.STATION if station else Need.Topic.DISPATCH, "anonymous": True,
        "area": own_area and own_area.pk, "place": station.name if station else ""})
    wants_json = request.headers.get("Accept") == "application/json"
    near = _look_first(request, form) if not wants_json else []
    if request.method == "POST" and not near:
        taken = carry_out(form, lambda told: _say(request, told, worker, station))
        if wants_json:
            return _tell_outbox(form, taken)
        if taken is not None and taken.need.account_id is None:
            return render(request, "needs/said.html", {"need": taken.need, "code": taken.code, "station": station})
        if taken is not None:
            return redirect("needs:own_need", taken.need.pk)
    return render(request, "needs/say.html", {
        "form": form, "near": near, "station": station, "worker": worker, "areas": areas, "typed": _typed(form),
        "own": [(one, draw_course(one, now())) for one in list_own(worker, OWN_SHOWN)] if worker else []},
        status=status_of(form))


def _look_first(request: HttpRequest, form: SayForm) -> list[Any]:
    """Near things that the writer has not been shown: without script the page asks once before it takes a need."""
    if request.method != "POST" or not form.is_valid() or form.cleaned_data["join"] or form.cleaned_data["alone"]:
        return []
    return _mark(form.cleaned_data["words"])


def _mark(words: str) -> list[tuple[Any, Any]]:
    return [(one, mark_shared(one.words, words)) for one in find_near(words)]


def _typed(form: SayForm) -> str:
    return str(form["words"].value() or "")


def _say(request: HttpRequest, told: dict[str, Any], worker: Account | None, station: Station | None) -> Taken:
    by = worker if worker is not None and not told["anonymous"] else None
    if by is None and not SAID_HOURLY.take_one(read_address(request)):
        raise NeedRefused(_("这里一小时里说得太多了"), _("下一个小时再说；急事打热线"))
    joins = _find_joined(told["join"])
    unit = station.unit if station else told["area"] or find_root()
    if unit is None:
        raise NeedRefused(_("这里还没有工会可以收"), _("请稍后再试"))
    return say_need(
        unit=unit, token=told["token"], by=by, joins=joins, wants_sms=told["wants_sms"],
        said=Said(told["topic"], told["words"], told["place"], told["photo"], told["voice"]),
        way=Way(Channel.STATION, station) if station else PHONE)


def _find_joined(key: int | None) -> Need | None:
    if key is None:
        return None
    found = Need.objects.exclude(state=Need.State.ASIDE).select_related("unit", "echo_of__unit").filter(pk=key).first()
    if found is None:
        raise NeedRefused(_("那一件已经不在了"), _("单独提交"))
    return found


def _tell_outbox(form: SayForm, taken: Taken | None) -> JsonResponse:
    """The answer to a phone that kept a need while it had no network."""
    if taken is None:
        words = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"ok": False, "refused": "；".join(words)}, status=422)
    return JsonResponse({"ok": True, "code": taken.code, "number": taken.need.number})


@open_to_all
@never_cache
@require_POST
def near(request: HttpRequest) -> HttpResponse:
    """What is near to the words typed so far; nothing of them is kept, and they stand in no address."""
    if not ASKED_HOURLY.take_one(read_address(request)):
        return HttpResponse(status=204)
    return render(request, "needs/near.html", {"near": _mark(request.POST.get("words", "")[:500])})


@open_to_all
@never_cache
def join(request: HttpRequest, key: int) -> HttpResponse:
    """"Me too" without typing anything: from a list or a public page."""
    found = _find_joined(key)
    assert found is not None
    worker = _who(request)
    return render(request, "needs/join.html", {"need": found, "worker": worker, "form": SayForm(
        areas=list_areas(), initial={"token": uuid.uuid4(), "topic": found.topic, "join": key, "anonymous": True})})
