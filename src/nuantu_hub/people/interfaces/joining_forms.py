"""Forms of joining: the few fields at the poster, the code, and what can be added later."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.consents import read_purposes
from nuantu_hub.people.domain.joining_code import CODE_DIGITS
from nuantu_hub.people.interfaces.carried import TokenForm
from nuantu_hub.people.models import Enterprise, Person, Unit
from nuantu_hub.people.models.person import ID_NUMBER


def list_employers() -> QuerySet[Enterprise]:
    """Enterprises that a worker may name: platforms, aggregators and carriers of the ledger."""
    kinds = (Enterprise.Kind.PLATFORM, Enterprise.Kind.AGGREGATOR, Enterprise.Kind.CARRIER)
    return Enterprise.objects.filter(closed_on=None, kind__in=kinds).select_related("parent", "union", "federation")


def list_places(*kinds: str) -> QuerySet[Unit]:
    """Open units of some kinds, in the order of the tree."""
    return Unit.objects.filter(kind__in=kinds, closed_on=None)


class JoinForm(TokenForm):
    """What is asked at the poster. ``district`` only where the poster does not say it."""

    name = forms.CharField(label=_("姓名"), max_length=40,
                           widget=forms.TextInput(attrs={"autocomplete": "name", "autocapitalize": "off"}))
    phone = forms.CharField(label=_("手机号"), max_length=24,
                            widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}))
    district = forms.ModelChoiceField(Unit.objects.none(), label=_("在哪个区"), empty_label=_("选一个区"))
    occupation = forms.ChoiceField(label=_("做什么工作"), choices=Person.Occupation.choices, widget=forms.RadioSelect)
    enterprise = forms.ModelChoiceField(Enterprise.objects.none(), label=_("主要跑哪家平台"), required=False,
                                        empty_label=_("不选也可以"))

    def __init__(self, *args: Any, ask_district: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["enterprise"].queryset = list_employers()  # type: ignore[attr-defined]
        if ask_district:
            self.fields["district"].queryset = list_places(Unit.Kind.DISTRICT)  # type: ignore[attr-defined]
        else:
            del self.fields["district"]


class JoiningCodeForm(forms.Form):
    """The code that was sent."""

    code = forms.CharField(
        label=_("短信验证码"), max_length=CODE_DIGITS + 4,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True,
                                      "class": "code-input", "data-digits": CODE_DIGITS}))


class DetailsForm(forms.Form):
    """What makes the review faster; nothing of it must be told."""

    id_number = forms.CharField(label=_("证件号码"), max_length=24, required=False,
                                help_text=_("只用来核对是不是重复登记；加密保存，每次查看都有记录"),
                                widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}))
    id_consent = forms.BooleanField(required=False)
    occupation = forms.ChoiceField(label=_("做什么工作"), choices=Person.Occupation.choices)
    enterprise = forms.ModelChoiceField(Enterprise.objects.none(), label=_("平台或单位"), required=False,
                                        empty_label=_("不在名单里"))
    employer = forms.CharField(label=_("不在名单里的，写名称"), max_length=60, required=False)
    partner = forms.CharField(label=_("合作商"), max_length=80, required=False)
    station = forms.CharField(label=_("站点"), max_length=80, required=False)
    residence_street = forms.ModelChoiceField(Unit.objects.none(), label=_("住在哪个街道"), required=False,
                                              empty_label=_("不选"))
    household_code = forms.CharField(label=_("户籍地代码"), max_length=6, required=False,
                                     help_text=_("身份证号码的前 6 位；填了证件号码就不用填"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["enterprise"].queryset = list_employers()  # type: ignore[attr-defined]
        self.fields["residence_street"].queryset = list_places(Unit.Kind.STREET)  # type: ignore[attr-defined]
        self.fields["id_consent"].label = str(read_purposes()[ID_NUMBER].words)

    def clean_id_consent(self) -> str:
        """The version of the words that were ticked, or an empty text."""
        return read_purposes()[ID_NUMBER].words.version if self.cleaned_data["id_consent"] else ""


class PosterForm(TokenForm):
    """A new poster."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("为哪个工会"), empty_label=_("选一个工会"))
    place = forms.CharField(label=_("贴在哪里"), max_length=80, help_text=_("例如：柳岸驿站东门"))

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
