"""Saying where one may not inspect."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.guards import guard
from nuantu_hub.stations.domain.interests import declare_interest, end_interest, list_ahead
from nuantu_hub.stations.interfaces.inspection_forms import InterestForm
from nuantu_hub.stations.models import Interest


def find_interest(request: GuardedRequest, key: int) -> Interest:
    """The interest that the address names."""
    del request
    return get_object_or_404(Interest.objects.select_related("station__unit", "account"), pk=key)


@guard("stations.have_interests")
def interests(request: GuardedRequest) -> HttpResponse:
    """What one has declared, and a form to declare more; planned inspections that stand against it."""
    form = InterestForm(request.POST or None, initial={"token": uuid.uuid4()})
    if request.method == "POST":
        made = carry_out(form, lambda told: declare_interest(
            by=request.user, station=told["code"], host=told["host"], why=told["why"], token=told["token"]))
        if made is not None:
            messages.success(request, _("已记下，以后不会派你去"))
            return redirect("stations:interests")
    return render(request, "stations/interests.html", {
        "form": form, "ahead": list_ahead(request.user),
        "rows": Interest.objects.filter(account=request.user).select_related("station")}, status=status_of(form))


@guard("stations.have_interests", find=find_interest)
@require_POST
def end(request: GuardedRequest, key: int) -> HttpResponse:
    """Say that one is over."""
    del key
    end_interest(by=request.user, interest=request.found)
    return redirect("stations:interests")
