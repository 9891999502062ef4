"""The register of members: search by exact number, one member's page, transfers, merges, export."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.people.domain.counting import count_members, count_pool
from nuantu_hub.people.domain.identity import read_id_number, read_phone, veil_id_number, veil_name
from nuantu_hub.people.domain.member_export import export_members
from nuantu_hub.people.domain.membership import count_seniority, list_history
from nuantu_hub.people.domain.merging import ask_merge
from nuantu_hub.people.domain.place_codes import name_places
from nuantu_hub.people.domain.record import record_reading
from nuantu_hub.people.domain.transferring import ask_transfer
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.interfaces.membership_forms import MergeForm, SearchForm, TransferForm
from nuantu_hub.people.models import Engagement, Membership, Merge, Person, Transfer, Unit
from nuantu_hub.people.models.account import PHONE
from nuantu_hub.people.models.person import ID_NUMBER
from nuantu_hub.people.permissions import MEMBER_ROLES, list_posts, units_of
from nuantu_hub.people.phone import mask_phone
from nuantu_hub.site.clock import now
from nuantu_hub.site.crypto import blind_index
from nuantu_hub.site.errors import Refused
from nuantu_hub.site.guards import guard

SHOWN = 50


def find_member(request: GuardedRequest, key: UUID) -> Person:
    """The member that the address names; a folded record leads to nothing of its own."""
    del request
    return get_object_or_404(Person.objects.select_related("residence_street", "account"), pk=key, merged_into=None)


def list_members(request: GuardedRequest, form: SearchForm) -> QuerySet[Membership]:
    """Open memberships in the own branch that the search asks for; a number is found whole or not at all."""
    held = Membership.objects.filter(until=None, unit__in=units_of(request.user, *MEMBER_ROLES))
    if not form.is_valid():
        return held
    unit: Unit | None = form.cleaned_data["unit"]
    if unit is not None:
        held = held.filter(unit__path__startswith=unit.path)
    text = form.cleaned_data["q"].strip()
    return held.filter(_match(text)) if text else held


def _match(text: str) -> Q:
    """Whose phone, id number or card number a text is, their folded records among them."""
    asked = Q(person__card_number=text) | Q(person__folded__card_number=text)
    for read, name, purpose in ((read_phone, "phone_index", PHONE), (read_id_number, "id_index", ID_NUMBER)):
        try:
            index = blind_index(read(text), purpose)
        except Refused:
            continue
        asked |= Q(**{f"person__{name}": index}) | Q(**{f"person__folded__{name}": index})
    return asked


@guard("people.see_members")
@never_cache
def members(request: GuardedRequest) -> HttpResponse:
    """Members of the own branch; names are veiled until one is opened."""
    form = SearchForm(request.GET or None, units=units_of(request.user, *MEMBER_ROLES).filter(closed_on=None))
    found = list_members(request, form).select_related("unit", "person").prefetch_related(
        Prefetch("person__engagements", Engagement.objects.filter(until=None).order_by("platform")),
    ).order_by("-since", "-pk").distinct()
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    rows = [{"membership": one, "person": one.person, "name": veil_name(one.person.name),
             "phone": mask_phone(one.person.phone), "platforms": one.person.engagements.all()}
            for one in page.object_list]
    moment, tops = now(), _list_tops(request)
    return render(request, "people/members.html", {
        "page": page, "rows": rows, "form": form, "here_members": True,
        "all": sum(count_members(unit, moment) for unit in tops),
        "pool": sum(count_pool(unit, moment) for unit in tops),
    })


def _list_tops(request: GuardedRequest) -> list[Unit]:
    """The units of the own posts, without those that lie below another of them."""
    units = {post.unit.path: post.unit for post in list_posts(request.user, *MEMBER_ROLES).select_related("unit")}
    return [unit for path, unit in units.items()
            if not any(path != other and path.startswith(other) for other in units)]


@guard("people.see_members")
@require_POST
def export(request: GuardedRequest) -> HttpResponse:
    """What the search found, as a table; written down as a reading of each unit's register."""
    form = SearchForm(request.POST, units=units_of(request.user, *MEMBER_ROLES).filter(closed_on=None))
    body = export_members(by=request.user, memberships=list_members(request, form))
    return HttpResponse(body, content_type="text/csv; charset=utf-8", headers={
        "Content-Disposition": 'attachment; filename="members.csv"'})


@guard("people.see_members", find=find_member)
@never_cache
def member(request: GuardedRequest, key: UUID) -> HttpResponse:
    """One member with all that is on record; opening it is written down."""
    person: Person = request.found
    here = person.memberships.filter(until=None).select_related("unit").first()
    if here is None:
        raise Http404
    what = request.POST.get("what", "") if request.method == "POST" else ""
    forms: dict[str, Any] = {
        "transfer": TransferForm(request.POST if what == "transfer" else None, leaving=here.unit),
        "merge": MergeForm(request.POST if what == "merge" else None)}
    verbs: dict[str, Any] = {
        "transfer": lambda told: ask_transfer(by=request.user, person=person, **told),
        "merge": lambda told: _ask_merge(request, here.unit, person, told["card_number"])}
    if what in verbs and carry_out(forms[what], verbs[what]) is not None:
        messages.success(request, _("已提出，等本人和接收工会同意") if what == "transfer" else _("已提出，等本人同意"))
        return redirect("people:member", person.pk)
    record_reading(request.user, person, "member")
    del key
    return render(request, "people/member.html", {
        **describe_member(person), "here": here, "forms": forms, "here_members": True},
                  status=max(status_of(form) for form in forms.values()))


def _ask_merge(request: GuardedRequest, unit: Unit, kept: Person, number: str) -> Merge:
    """Propose to fold the record with a card number into a member's; both must be in the own branch."""
    other = Person.objects.visible_to(request.user).filter(card_number=number).first()
    if other is None:
        raise Refused(_("你的工会里没有这个会员证号"), _("核对 12 位证号；另一份在别的工会的，请那边提出"),
                      field="card_number")
    return ask_merge(by=request.user, unit=unit, kept=kept, folded=other)


def describe_member(person: Person) -> dict[str, Any]:
    """What staff see of a member."""
    history = list_history(person)
    places = name_places([person.household_code, person.residence_code])
    return {
        "person": person, "history": list(reversed(history)), "first": history[0],
        "seniority_days": count_seniority(history, now()).days,
        "phone": person.phone.removeprefix("+86"), "id_number": veil_id_number(person.id_number),
        "household": places.get(person.household_code, ""), "residence": places.get(person.residence_code, ""),
        "engagements": person.engagements.filter(until=None).order_by("platform"),
        "transfer": person.transfers.filter(state=Transfer.State.WAITING)
        .select_related("giving", "receiving").first(),
        "merges": Merge.objects.filter(Q(kept=person) | Q(folded=person)).select_related("kept", "folded")
        .order_by("-asked_at"),
    }
