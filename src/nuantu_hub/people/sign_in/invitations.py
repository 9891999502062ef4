"""Letting staff in for the first time: a link that works once and for three days."""

from __future__ import annotations

from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.people.sign_in.adapters import AccountAdapter
from nuantu_hub.people.sign_in.forms import InvitedForm
from nuantu_hub.site.guards import open_to_all


def make_invitation(account: Account) -> str:
    """The path that lets an account set its first password; it stops working as soon as it was used."""
    return reverse("invited", args=[account.pk, default_token_generator.make_token(account)])


def _find_invited(key: UUID, token: str) -> Account:
    account = Account.objects.filter(pk=key, kind=Account.STAFF, is_active=True).first()
    if account is None or not default_token_generator.check_token(account, token):
        raise Http404
    return account


@transaction.atomic
def set_password(account: Account, password: str) -> None:
    """Take the password that an account chose for itself."""
    account.set_password(password)
    account.save(update_fields=["password"])
    record_deed(account, "set a password", account)


@open_to_all
@never_cache
@sensitive_post_parameters("password", "again")
def invited(request: HttpRequest, key: UUID, token: str) -> HttpResponse:
    """Choose a password; the second step comes right after it."""
    account = _find_invited(key, token)
    form = InvitedForm(account, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "people/invited.html", {"form": form, "account": account},
                      status=422 if request.method == "POST" else 200)
    set_password(account, form.cleaned_data["password"])
    AccountAdapter(request).login(request, account)
    record_authentication(request, account, method="password", reauthenticated=True)
    return redirect("mfa_index")
