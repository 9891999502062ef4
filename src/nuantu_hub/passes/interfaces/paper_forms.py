"""The form of a sheet of codes on paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.models import Compound, PassGate

HOURS = [(hour, f"{hour}:00–{hour}:59") for hour in range(24)]


class PaperForm(forms.Form):
    """For whom, at which gate, on which day, from which hour to which."""

    card = forms.CharField(label=_("会员证号"), max_length=20, help_text=_("十二位数字，在骑手的会员证上。"))
    gate = forms.ModelChoiceField(label=_("哪个门"), queryset=PassGate.objects.none())
    day_ahead = forms.TypedChoiceField(label=_("哪天"), coerce=int, choices=[(0, _("今天")), (1, _("明天"))])
    first = forms.TypedChoiceField(label=_("从几点"), coerce=int, choices=HOURS, initial=11)
    last = forms.TypedChoiceField(label=_("到几点"), coerce=int, choices=HOURS, initial=13)
    agreed = forms.BooleanField(label=_("本人在场，速通码的说明读给本人听过，本人同意"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["gate"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = PassGate.objects.in_use().filter(
            compound__state__in=(Compound.State.TRIAL, Compound.State.LIVE)).select_related(
                "compound", "place").order_by("compound__name", "pk")
