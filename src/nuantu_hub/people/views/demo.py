"""The door of a demonstration: a visitor picks whom to be."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.domain.demo import is_demo, list_cast
from nuantu_hub.people.sign_in.adapters import AccountAdapter
from nuantu_hub.site.guards import open_to_all


@open_to_all
@never_cache
def demo(request: HttpRequest) -> HttpResponse:
    """The people of the demonstration; there is no such page in any other hub."""
    if not is_demo():
        raise Http404
    return render(request, "people/demo.html", {"cast": list_cast()})


@open_to_all
@never_cache
@require_POST
def enter_demo(request: HttpRequest, key: UUID) -> HttpResponse:
    """Sign in as one of them."""
    chosen = next((account for account in list_cast() if account.pk == key), None)
    if chosen is None:
        raise Http404
    AccountAdapter(request).login(request, chosen)
    return redirect("/")
