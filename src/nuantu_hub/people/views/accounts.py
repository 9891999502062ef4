"""Accounts of staff, for stewards: who has one, who is invited, who is out."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.domain.accounts import close_account, make_account, reopen_account
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.people.permissions import Role, units_of
from nuantu_hub.people.sign_in.invitations import make_invitation
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard

SHOWN = 50


class AccountForm(forms.Form):
    """A new account of staff with its first post."""

    login = forms.CharField(label=gettext_lazy("登录名"), max_length=30)
    name = forms.CharField(label=gettext_lazy("姓名"), max_length=60)
    unit = forms.ModelChoiceField(label=gettext_lazy("单位"), queryset=Unit.objects.none())
    role = forms.ChoiceField(label=gettext_lazy("岗位"), choices=Post.Role.choices)


def list_accounts(steward: Account) -> QuerySet[Account]:
    """Staff with a post, past or present, in a unit that the steward looks after."""
    reach = units_of(steward, Role.STEWARD)
    held = Post.objects.filter(Q(until=None) | Q(until__gt=now())).select_related("unit").order_by("since", "pk")
    return (Account.objects.filter(kind=Account.STAFF, posts__unit__in=reach).distinct()
            .prefetch_related(Prefetch("posts", held, to_attr="held_posts")).order_by("-is_active", "login"))


def find_account(request: GuardedRequest, key: UUID) -> Account:
    """The account of staff that the address names."""
    del request
    return get_object_or_404(Account, pk=key, kind=Account.STAFF)


@guard("people.keep_accounts")
def accounts(request: GuardedRequest) -> HttpResponse:
    """Who has an account, in which posts."""
    page = Paginator(list_accounts(request.user), SHOWN).get_page(request.GET.get("page"))
    return render(request, "people/accounts.html", {"page": page})


@guard("people.keep_accounts")
def add(request: GuardedRequest) -> HttpResponse:
    """Make an account; its invitation is shown once."""
    form = AccountForm(request.POST or None)
    form.fields["unit"].queryset = units_of(request.user, Role.STEWARD)  # type: ignore[attr-defined]
    if request.method == "POST":
        made = carry_out(form, lambda told: make_account(by=request.user, **told))
        if made is not None:
            return _show_invitation(request, made)
    return render(request, "people/account_add.html", {"form": form}, status=status_of(form))


@never_cache
def _show_invitation(request: GuardedRequest, account: Account) -> HttpResponse:
    link = request.build_absolute_uri(make_invitation(account))
    return render(request, "people/account_invited.html", {"account": account, "link": link})


@guard("people.keep_account", find=find_account)
@require_POST
def invite(request: GuardedRequest, key: UUID) -> HttpResponse:
    """A fresh invitation for who lost the password or never came."""
    del key
    return _show_invitation(request, request.found)


@guard("people.keep_account", find=find_account)
@require_POST
def close(request: GuardedRequest, key: UUID) -> HttpResponse:
    """Close an account; its sessions are over."""
    del key
    close_account(by=request.user, account=request.found)
    messages.success(request, _("账号已停用，所有登录立即失效"))
    return redirect("people:accounts")


@guard("people.keep_account", find=find_account)
@require_POST
def reopen(request: GuardedRequest, key: UUID) -> HttpResponse:
    """Open it again; a new invitation is needed."""
    del key
    reopen_account(by=request.user, account=request.found)
    messages.success(request, _("账号已恢复，请重新邀请"))
    return redirect("people:accounts")
