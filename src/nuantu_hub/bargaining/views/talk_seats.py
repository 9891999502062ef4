"""Who sits at the table of a talk: naming, the chief, vacancies; a new account's invitation is shown once."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from nuantu_hub.bargaining.domain.delegates import (
    OWN_ROLES,
    end_seat,
    find_named_side,
    list_vacancies,
    make_chief,
    name_delegate,
)
from nuantu_hub.bargaining.domain.procedure_clocks import measure_clocks
from nuantu_hub.bargaining.domain.procedures import find_procedure
from nuantu_hub.bargaining.domain.talk_conditions import SEATED, list_conditions, list_seats
from nuantu_hub.bargaining.domain.talk_facts import gather_facts
from nuantu_hub.bargaining.domain.talks import UNDER_WAY
from nuantu_hub.bargaining.interfaces.talk_course import tell_clock
from nuantu_hub.bargaining.interfaces.talk_forms import EndSeatForm, SeatForm, SeatPick
from nuantu_hub.bargaining.interfaces.talk_table import list_columns
from nuantu_hub.bargaining.models import Delegate, Talk
from nuantu_hub.bargaining.views.talks import find_talk, frame_talk
from nuantu_hub.needs.interfaces.trial_acts import Act, Acted, take_act
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.people.sign_in.invitations import make_invitation
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import guard

SHOWN = 50


@guard("bargaining.see_talk", find=find_talk)
@never_cache
def talk_seats(request: GuardedRequest, key: int) -> HttpResponse:
    """Who sits there and who did; who keeps the talk names and ends seats."""
    del key
    found: Talk = request.found
    named: list[Delegate] = []
    acted = take_act(request, _list_acts(request, found, named))
    fresh = next((one for one in named if not one.account.has_usable_password()), None)
    if acted.done and fresh is None:
        return redirect("bargaining:talk_seats", found.pk)
    if acted.done:
        acted = Acted(_clean(request, found), done=True, status=200)
    seats = list_seats(found)
    clocks = measure_clocks(find_procedure(found.procedure), gather_facts(found), localdate(now()))
    gone = Delegate.objects.filter(talk=found, until__lte=now()).order_by("-until", "-pk")
    return render(request, "bargaining/talk_seats.html", {
        **frame_talk(found, "seats"), "columns": list_columns(found, seats), "gone": gone[:SHOWN],
        "conditions": list_conditions(found, seats), "vacancies": list_vacancies(found), "forms": acted.forms,
        "clocks": [tell_clock(one) for one in clocks if one.name == "vacancy" and one.runs],
        "profile": find_procedure(found.procedure), "invited": fresh,
        "link": request.build_absolute_uri(make_invitation(fresh.account)) if fresh else ""}, status=acted.status)


def _list_acts(request: GuardedRequest, talk: Talk, named: list[Delegate]) -> dict[str, Act]:
    """Naming, the chief and ending while the talk is under way: all for who keeps it, the own side's for a chief."""
    own = find_named_side(request.user, talk)
    if own is None or talk.state not in (Talk.State.ASKED, *UNDER_WAY):
        return {}
    sitting = Delegate.objects.sitting_at(now()).filter(talk=talk)
    ending = sitting.filter(side=own, role__in=OWN_ROLES) if own else sitting

    def name(told: dict[str, Any]) -> Delegate:
        named.append(name_delegate(by=request.user, talk=talk, **told))
        return named[-1]

    acts = {
        "name": Act(lambda data, _files: SeatForm(data, talk=talk, own=own), name,
                    _("已请到桌上，他登录后就看得到这场协商")),
        "chief": Act(lambda data, _files: SeatPick(data, seats=sitting.filter(role__in=SEATED)),
                     lambda told: make_chief(by=request.user, **told), _("已定首席代表")),
        "end": Act(lambda data, _files: EndSeatForm(data, seats=ending),
                   lambda told: end_seat(by=request.user, **told), _("已记下出缺")),
    }
    return {name: act for name, act in acts.items() if not own or name != "chief"}


def _clean(request: GuardedRequest, talk: Talk) -> dict[str, Any]:
    """The forms as they stand before anything is said."""
    return {name: act.make(None, None) for name, act in _list_acts(request, talk, []).items()}
