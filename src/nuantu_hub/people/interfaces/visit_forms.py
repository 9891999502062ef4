"""Forms about visits, who came, what was asked and what is followed up."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.interfaces.carried import DateInput, MomentInput, TokenForm
from nuantu_hub.people.models import Account, Enterprise, Post, Topic, Unit, Visit

_GUEST = re.compile(r"\s*(\S.*?)(?:[\s,，、]+(\d+)\s*人?)?\s*")


def list_colleagues(unit: Unit) -> QuerySet[Account]:
    """Staff with a post at the unit, above or below it: who may go on its visits."""
    above = [int(key) for key in unit.path.strip("/").split("/")]
    near = Post.objects.filter(Q(unit__path__startswith=unit.path) | Q(unit__in=above), until=None)
    return Account.objects.filter(pk__in=near.values("account"), kind=Account.STAFF, is_active=True).order_by("login")


class PlanVisitForm(TokenForm):
    """A visit to be."""

    title = forms.CharField(label=_("主题"), max_length=80)
    place_kind = forms.ChoiceField(label=_("场所"), choices=Visit.PlaceKind.choices)
    place = forms.CharField(label=_("地点"), max_length=120)
    enterprise = forms.ModelChoiceField(label=_("企业"), queryset=Enterprise.objects.none(), required=False,
                                        help_text=_("去重点企业时必选"))
    starts_at = forms.DateTimeField(label=_("开始"), widget=MomentInput())
    ends_at = forms.DateTimeField(label=_("结束"), widget=MomentInput())
    going = forms.ModelMultipleChoiceField(label=_("谁去"), queryset=Account.objects.none(),
                                           widget=forms.CheckboxSelectMultiple)
    guests = forms.CharField(label=_("邀请对象"), widget=forms.Textarea, required=False,
                             help_text=_("一行一个单位或群体，可以写预计人数，例如“东门车队 30”"))

    def __init__(self, *args: Any, unit: Unit, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        firms = Enterprise.objects.visible_to(account).filter(closed_on=None, overseer__path__startswith=unit.path)
        self.fields["enterprise"].queryset = firms  # type: ignore[attr-defined]
        self.fields["going"].queryset = list_colleagues(unit)  # type: ignore[attr-defined]

    def clean_guests(self) -> tuple[tuple[str, int], ...]:
        """The invited, a line each, with the people expected."""
        found = [_GUEST.fullmatch(line) for line in self.cleaned_data["guests"].splitlines() if line.strip()]
        return tuple((one[1], int(one[2] or 0)) for one in found if one)


class MoveVisitForm(forms.Form):
    """Another place or time."""

    place = forms.CharField(label=_("地点"), max_length=120)
    starts_at = forms.DateTimeField(label=_("开始"), widget=MomentInput())
    ends_at = forms.DateTimeField(label=_("结束"), widget=MomentInput())
    reason = forms.CharField(label=_("原因"), max_length=200)


class OutcomeForm(forms.Form):
    """What came of a visit, or why it is called off."""

    outcome = forms.CharField(label=_("小结"), max_length=600, widget=forms.Textarea(attrs={"lang": "zh-Hans"}))


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("原因"), max_length=200)


class SheetForm(TokenForm):
    """A paper sheet that was copied into a file."""

    file = forms.FileField(label=_("签到表（CSV）"), help_text=_("第一行写列名：姓名,手机号,主题,问题；后两列可以空着"))


class SignInForm(forms.Form):
    """Who came."""

    name = forms.CharField(label=_("姓名"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = forms.CharField(label=_("手机号"), max_length=20, widget=forms.TextInput(
        attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}))


class AskForm(TokenForm):
    """A question at a visit."""

    topic = forms.ChoiceField(label=_("主题"), choices=Topic.choices)
    text = forms.CharField(label=_("问题"), max_length=300, widget=forms.Textarea)


class AskHereForm(AskForm):
    """A question from who has signed in, who may wish to hear back."""

    hear_back = forms.BooleanField(label=_("想知道答复（把姓名和手机号留给办理的人）"), required=False)


class FollowUpForm(TokenForm):
    """A promise."""

    task = forms.CharField(label=_("要做的事"), max_length=200)
    owner = forms.ModelChoiceField(label=_("谁办"), queryset=Account.objects.none(), required=False,
                                   empty_label=_("先不定，等人认领"))
    due_on = forms.DateField(label=_("期限"), widget=DateInput())

    def __init__(self, *args: Any, unit: Unit | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = list_colleagues(unit) if unit else Account.objects.none()
        self.fields["owner"].queryset = colleagues  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What came of it."""

    answer = forms.CharField(label=_("答复"), max_length=600, widget=forms.Textarea)
