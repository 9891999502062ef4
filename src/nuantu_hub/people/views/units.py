"""Pages of the tree of unions: the tree, one unit, and what may be changed of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nuantu_hub.people.domain.headcounts import record_headcount
from nuantu_hub.people.domain.posts import end_post, give_post
from nuantu_hub.people.domain.rates import measure_reach
from nuantu_hub.people.domain.tree import grow_tree, list_above
from nuantu_hub.people.domain.units import change_contact, close_unit, open_unit, rename_unit
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.interfaces.unit_forms import (
    CloseForm,
    ContactForm,
    GivePostForm,
    HeadcountForm,
    OpenUnitForm,
    RenameForm,
)
from nuantu_hub.people.models import Post, Unit
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard

SHOWN = 50


def find_unit(request: GuardedRequest, key: int) -> Unit:
    """The unit that the address names."""
    del request
    return get_object_or_404(Unit, pk=key)


def find_post(request: GuardedRequest, key: int) -> Post:
    """The post that the address names."""
    del request
    return get_object_or_404(Post.objects.select_related("unit", "account"), pk=key)


@guard("people.see_units")
def show_tree(request: GuardedRequest) -> HttpResponse:
    """The tree, with branches that open."""
    return render(request, "people/unit_tree.html", {"nodes": grow_tree(request.user)})


@guard("people.see_units", find=find_unit)
def show_unit(request: GuardedRequest, key: int) -> HttpResponse:
    """One unit: posts, what stands below it, enterprises in its care, its figures and its history."""
    del key
    return render(request, "people/unit.html", describe_unit(request, request.found))


@guard("people.change_units", find=find_unit)
def add_unit(request: GuardedRequest, key: int) -> HttpResponse:
    """A new unit under this one."""
    parent: Unit = request.found
    form = OpenUnitForm(request.POST or None, parent=parent, initial={"on": _today()})
    if request.method == "POST":
        made = carry_out(form, lambda told: open_unit(by=request.user, parent=parent, **told))
        if made is not None:
            return redirect("people:unit", made.pk)
    del key
    return render(request, "people/unit_add.html", {"unit": parent, "form": form}, status=status_of(form))


@guard("people.change_units", find=find_unit)
def change_unit(request: GuardedRequest, key: int) -> HttpResponse:
    """Rename a unit, say how it is reached, or close it; ``what`` of the submit says which."""
    unit: Unit = request.found
    what = request.POST.get("what", "")
    forms: dict[str, Any] = {
        "rename": RenameForm(request.POST if what == "rename" else None, initial={"name": unit.name}),
        "contact": ContactForm(request.POST if what == "contact" else None, initial={"contact": unit.contact}),
        "close": CloseForm(request.POST if what == "close" else None, initial={"on": _today()}),
    }
    verbs = {"rename": rename_unit, "contact": change_contact, "close": close_unit}
    if what in verbs:
        # Any is what the verbs have in common: each takes the words of its own form.
        verb: Any = verbs[what]
        if carry_out(forms[what], lambda told: verb(by=request.user, unit=unit, **told)) is not None:
            messages.success(request, _("已保存，写进了这个单位的历史"))
            return redirect("people:unit", unit.pk)
    del key
    status = max(status_of(form) for form in forms.values())
    return render(request, "people/unit_change.html", {"unit": unit, "forms": forms}, status=status)


@guard("people.give_posts", find=find_unit)
def add_post(request: GuardedRequest, key: int) -> HttpResponse:
    """A post at this unit."""
    unit: Unit = request.found
    form = GivePostForm(request.POST or None)
    if request.method == "POST":
        made = carry_out(form, lambda told: give_post(
            by=request.user, account=told["login"], unit=unit, role=told["role"]))
        if made is not None:
            messages.success(request, _("已任职"))
            return redirect("people:unit", unit.pk)
    del key
    return render(request, "people/unit_post.html", {"unit": unit, "form": form}, status=status_of(form))


@guard("people.give_posts", find=find_post)
@require_POST
def finish_post(request: GuardedRequest, key: int) -> HttpResponse:
    """End a post."""
    post: Post = request.found
    end_post(by=request.user, post=post)
    del key
    messages.success(request, _("岗位已结束"))
    return redirect("people:unit", post.unit_id)


@guard("people.record_headcounts", find=find_unit)
def add_headcount(request: GuardedRequest, key: int) -> HttpResponse:
    """How many workers there are in this unit's area."""
    unit: Unit = request.found
    form = HeadcountForm(request.POST or None)
    if request.method == "POST":
        made = carry_out(form, lambda told: record_headcount(by=request.user, unit=unit, **told))
        if made is not None:
            messages.success(request, _("已记下从业人数和它的来源"))
            return redirect("people:unit", unit.pk)
    del key
    return render(request, "people/unit_headcount.html", {"unit": unit, "form": form}, status=status_of(form))


def describe_unit(request: GuardedRequest, unit: Unit) -> dict[str, Any]:
    """What a unit's page shows."""
    account = request.user
    above = list_above(unit)
    reached = set(units_of(account).filter(pk__in=[one.pk for one in above]).values_list("pk", flat=True))
    moment = now()
    posts = unit.posts.filter(Q(until=None) | Q(until__gt=moment)).select_related("account").order_by("role", "since")
    children = unit.children.order_by("closed_on", "kind", "path")
    enterprises = unit.enterprises.filter(closed_on=None) if account.has_perm("people.see_enterprises", unit) else \
        unit.enterprises.none()
    return {
        "unit": unit, "above": above, "reached": reached, "reach": measure_reach([unit], _today())[0],
        "posts": posts, "children": children[:SHOWN], "child_count": children.count(),
        "enterprises": enterprises[:SHOWN], "enterprise_count": enterprises.count(),
        "changes": unit.changes.select_related("by")[:SHOWN],
        "headcounts": unit.headcounts.select_related("by")[:SHOWN],
        "may": {word: account.has_perm(f"people.{word}", unit) for word in (
            "change_units", "give_posts", "record_headcounts", "change_enterprises", "see_enterprises", "plan_visits",
            "see_rates")},
    }


def _today() -> date:
    return localdate(now())
