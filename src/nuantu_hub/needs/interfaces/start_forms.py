"""What can be started from a problem today: a fault at a station, winning a compound over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.domain.compounds import CompoundFacts, add_compound
from nuantu_hub.passes.interfaces.compound_forms import NewCompoundForm
from nuantu_hub.people.interfaces.carried import TokenForm
from nuantu_hub.people.models import Post
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.gathering import STARTS, Begun, Matter, Start
from nuantu_hub.stations.domain.faults import Said, report_fault
from nuantu_hub.stations.models import Fault, Station
from nuantu_hub.stations.permissions import cared_stations


class FaultStartForm(TokenForm):
    """At which station what is broken."""

    station = forms.ModelChoiceField(label=_("哪座驿站"), queryset=Station.objects.none())
    kind = forms.ChoiceField(label=_("哪里坏了"), choices=Fault.Kind.choices)

    def __init__(self, *args: Any, stations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["station"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = stations


def make_fault_form(account: Any, matter: Matter, data: Any) -> forms.Form:
    """The form of a fault at one of the stations that the account looks after."""
    del matter
    return FaultStartForm(data, stations=cared_stations(account).exclude(state__in=Station.GONE).order_by("name"))


def begin_fault(account: Any, matter: Matter, told: dict[str, Any]) -> Begun:
    """Report the fault, in the words of the problem."""
    fault = report_fault(station=told["station"], kind=told["kind"], token=told["token"], said=Said(matter.name),
                         by=account)
    return Begun(f"{fault.get_kind_display()} · {fault.station.name}", reverse("stations:fault", args=[fault.pk]))


def make_compound_form(account: Any, matter: Matter, data: Any) -> forms.Form:
    """The form of a compound that is not registered yet."""
    del matter
    return NewCompoundForm(data, units=units_of(account, Post.Role.OFFICER).filter(closed_on=None).order_by("path"))


def begin_compound(account: Any, matter: Matter, told: dict[str, Any]) -> Begun:
    """Register the compound, in preparation; its sides are won from its own page."""
    del matter
    made = add_compound(by=account, unit=told["unit"], token=told["token"], facts=CompoundFacts(
        told["name"], told["address"], told["lat_deg"], told["lon_deg"], told["contact"]))
    return Begun(made.name, reverse("passes:compound", args=[made.pk]))


ENTRIES = (
    Start("station-fault", _("驿站报修"), _("是一座驿站里的东西坏了"), "tool", "stations.see_desk", make_fault_form,
          begin_fault),
    Start("compound", _("请一个小区用速通码"), _("是一个小区不让进、登记太慢"), "pass", "passes.add_compound",
          make_compound_form, begin_compound),
)


def register_starts() -> None:
    """Fill the registry; once, at start."""
    STARTS.extend(entry for entry in ENTRIES if entry not in STARTS)
