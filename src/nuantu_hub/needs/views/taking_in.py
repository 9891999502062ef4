"""What staff type for somebody: by the hotline, at a station, at a visit; and questions of visits that become needs."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.needs.domain.handing_over import hand_over
from nuantu_hub.needs.domain.saying import Said, Taken, Way, say_need
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.interfaces.need_forms import TakeForm
from nuantu_hub.needs.models import Need
from nuantu_hub.people.domain.identity import read_phone
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Account, Post, Question
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.guards import guard
from nuantu_hub.stations.models import Station
from nuantu_hub.stations.permissions import stations_of

ROLES = (Post.Role.OFFICER, Post.Role.ORGANISER, Post.Role.KEEPER)


@guard("needs.take_in")
@never_cache
def take_in(request: GuardedRequest) -> HttpResponse:
    """Type what somebody says. Whoever gives no name gets a code from the page that follows, to be read out."""
    units = units_of(request.user, *ROLES).filter(closed_on=None).order_by("path")
    station = _find_station(request)
    form = TakeForm(request.POST or None, units=units, initial={
        "token": uuid.uuid4(), "channel": Need.Channel.STATION if station else Need.Channel.HOTLINE,
        "topic": Need.Topic.OTHER, "unit": station.unit_id if station else None})
    by_name = request.user.has_perm("needs.see_needs")
    if not by_name:
        del form.fields["phone"], form.fields["wants_sms"]
    if request.method == "POST":
        taken = carry_out(form, lambda told: _take(request, told, station))
        if taken is not None and taken.code:
            return render(request, "needs/taken.html", {"need": taken.need, "code": taken.code})
        if taken is not None:
            messages.success(request, _("已记下，本人在“说一说”里看得到"))
            return redirect("needs:need", taken.need.pk) if by_name else redirect("needs:take_in")
    return render(request, "needs/take.html", {"form": form, "station": station, "by_name": by_name},
                  status=status_of(form))


def _find_station(request: GuardedRequest) -> Station | None:
    """The station that a keeper sits in, or the one that the address names."""
    own = stations_of(request.user).select_related("unit")
    sign = request.GET.get("station", "")
    if sign:
        return get_object_or_404(own, sign=sign.upper())
    return None if request.user.has_perm("needs.see_needs") else own.order_by("code").first()


def _take(request: GuardedRequest, told: dict[str, Any], station: Station | None) -> Taken:
    writer = _find_writer(told.get("phone", ""))
    at_station = told["channel"] == Need.Channel.STATION
    return say_need(
        unit=told["unit"], token=told["token"], by=writer, wants_sms=bool(told.get("wants_sms")),
        said=Said(told["topic"], told["words"], told["place"]),
        way=Way(told["channel"], station if at_station else None, typed_by=request.user))


def _find_writer(phone: str) -> Account | None:
    """The worker whose phone was given; None where none was. Raises NeedRefused for a phone without an account."""
    if not phone.strip():
        return None
    found = Account.objects.find_by_phone(read_phone(phone))
    if found is None or found.kind != Account.WORKER:
        raise NeedRefused(_("这个手机号没有账号"), _("核对号码；或者空着，把查询码读给本人"), field="phone")
    return found


def find_question(request: GuardedRequest, key: int) -> Question:
    """The question of an address."""
    del request
    return get_object_or_404(Question.objects.select_related("visit__unit", "asker__account"), pk=key)


@guard("needs.see_need", find=find_question)
@require_POST
def take_question(request: GuardedRequest, key: int) -> HttpResponse:
    """Make a need of a question that was asked at a visit."""
    del key
    taken = hand_over(by=request.user, question=request.found)
    messages.success(request, _("已转成一件诉求，按接诉即办的钟走"))
    return redirect("needs:need", taken.need.pk)
