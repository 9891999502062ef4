"""Forms of incidents: what the gate handed over, a share on its way, and what a search gave."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.models import PassGate, PassIncident
from nuantu_hub.people.interfaces.carried import MomentInput, TokenForm


class IncidentForm(TokenForm):
    """An incident with what the gate kept of one use."""

    gate = forms.ModelChoiceField(label=_("哪个门"), queryset=PassGate.objects.none())
    kind = forms.ChoiceField(label=_("哪一类"), choices=PassIncident.Kind.choices)
    words = forms.CharField(label=_("发生了什么"), max_length=600, widget=forms.Textarea(attrs={"rows": 4}),
                            help_text=_("写事情本身，不写猜是谁。保管钥匙的各方会看到。"))
    minute = forms.DateTimeField(label=_("哪一分钟"), widget=MomentInput(),
                                 help_text=_("门岗页面或门上的机器给出的那一分钟"))
    trace = forms.CharField(label=_("痕迹"), max_length=40, help_text=_("16 个字，门给出的"))
    day_key = forms.CharField(label=_("当天的钥匙"), max_length=140, help_text=_("64 个字，门给出的；查完就清空"))

    def __init__(self, *args: Any, gates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["gate"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = gates


class HandForm(forms.Form):
    """The first holder's share, sealed to the second."""

    handed = forms.CharField(label=_("自己那一份，已封给第二方"), max_length=2_000,
                             widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}))


class FoundForm(forms.Form):
    """What the second holder's search gave."""

    rider = forms.CharField(label=_("查到的代号"), max_length=64, required=False, help_text=_("没查到就空着"))
    rows = forms.IntegerField(label=_("名单有几行"), min_value=0)
    unreadable = forms.IntegerField(label=_("打不开的行"), min_value=0, initial=0)


class DropForm(forms.Form):
    """Why nobody is looked for any more."""

    why = forms.CharField(label=_("为什么不查了"), max_length=200)


class ShareKeyForm(forms.Form):
    """The public half of a holder's key."""

    share_key = forms.CharField(label=_("公钥"), max_length=60)
