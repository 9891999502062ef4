"""Forms of faults: what a stranger says of one in three taps, and what staff answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.interfaces.carried import TokenForm
from nuantu_hub.people.models import Account, Post
from nuantu_hub.site.clock import now
from nuantu_hub.stations.domain.faults import MOST_WORDS
from nuantu_hub.stations.models import Fault, Station

PHOTO = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp", "capture": "environment"})


class ReportForm(TokenForm):
    """What is broken; a picture and words help and are not needed."""

    kind = forms.ChoiceField(label=_("哪里坏了"), choices=Fault.Kind.choices)
    photo = forms.FileField(label=_("拍一张"), required=False, widget=PHOTO,
                            help_text=_("位置和手机型号会去掉；别拍到人"))
    words = forms.CharField(label=_("怎么个坏法"), max_length=MOST_WORDS, required=False,
                            widget=forms.TextInput(attrs={"autocomplete": "off"}))


class SayForm(TokenForm):
    """Words about a fault: that it is not repaired, that it is none."""

    words = forms.CharField(label=_("怎么回事"), max_length=MOST_WORDS, required=False)


class FixedForm(forms.Form):
    """How it was repaired."""

    words = forms.CharField(label=_("怎么修的"), max_length=MOST_WORDS, help_text=_("换了什么、试过没有"))
    photo = forms.FileField(label=_("修好的样子"), required=False, widget=PHOTO)


class NudgeForm(forms.Form):
    """A reminder."""

    words = forms.CharField(label=_("要说的话"), max_length=MOST_WORDS, required=False)


class OwnerForm(forms.Form):
    """Who has to repair it: its keepers, and the officers of its unit and above."""

    owner = forms.ModelChoiceField(label=_("派给谁"), queryset=Account.objects.none())

    def __init__(self, *args: Any, station: Station, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        field.queryset = list_owners(station)
        field.label_from_instance = lambda account: account.name


def list_owners(station: Station) -> QuerySet[Account]:
    """Keepers of the station at this moment, and the officers of its unit and above."""
    moment = now()
    above = [int(key) for key in station.unit.path.strip("/").split("/")]
    officers = Post.objects.filter(Q(until=None) | Q(until__gt=moment), role=Post.Role.OFFICER, unit__in=above)
    return Account.objects.filter(Q(pk__in=station.keepers.held_at(moment).values("account"))
                                  | Q(pk__in=officers.values("account")), is_active=True).order_by("name", "pk")
