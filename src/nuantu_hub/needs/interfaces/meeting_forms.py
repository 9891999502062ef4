"""Forms of coordination meetings: calling one, who sits there, minutes, what was agreed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.coordination import Seat
from nuantu_hub.needs.interfaces.problem_forms import fill_choice
from nuantu_hub.needs.models import CoordinationMeeting, MeetingParty, Problem
from nuantu_hub.people.interfaces.carried import DateInput, MomentInput, TokenForm
from nuantu_hub.people.models import Account

LINES_MOST = 20


class CallForm(TokenForm):
    """A meeting on some problems, with who sits at the table, a line each."""

    problems = forms.ModelMultipleChoiceField(label=_("商量哪几个问题"), queryset=Problem.objects.none(),
                                              widget=forms.CheckboxSelectMultiple)
    title = forms.CharField(label=_("商量什么"), max_length=80)
    place = forms.CharField(label=_("地点"), max_length=120)
    starts_at = forms.DateTimeField(label=_("什么时候"), widget=MomentInput())
    riders = forms.CharField(label=_("骑手这一方"), widget=forms.Textarea(attrs={"rows": 2}),
                             help_text=_("一行一位，写身份不写姓名，如：望京片骑手代表"))
    others = forms.CharField(label=_("对方"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
                             help_text=_("物业、平台、合作商；一行一家"))
    offices = forms.CharField(label=_("管这件事的部门"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["problems"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = Problem.objects.visible_to(account).at_work().exclude(public_at=None).order_by("due_at", "pk")

    def list_seats(self) -> list[Seat]:
        """Who sits there, the union always."""
        sides = (("riders", MeetingParty.Side.RIDERS), ("others", MeetingParty.Side.OTHER),
                 ("offices", MeetingParty.Side.OFFICE))
        return [Seat(line.strip(), side) for field, side in sides
                for line in self.cleaned_data[field].splitlines()[:LINES_MOST] if line.strip()]


class PartyForm(forms.Form):
    """Another one at the table."""

    name = forms.CharField(label=_("谁"), max_length=60)
    side = forms.ChoiceField(label=_("哪一方"), choices=MeetingParty.Side.choices)
    position = forms.CharField(label=_("主张"), max_length=400, required=False,
                               widget=forms.Textarea(attrs={"rows": 2}))


class PositionForm(forms.Form):
    """What one at the table holds."""

    position = forms.CharField(label=_("主张"), max_length=400,
                               widget=forms.Textarea(attrs={"rows": 2, "lang": "zh-Hans"}))


class HoldForm(forms.Form):
    """Minutes, what may be told, and who came."""

    came = forms.ModelMultipleChoiceField(label=_("到场的"), queryset=MeetingParty.objects.none(),
                                          widget=forms.CheckboxSelectMultiple, required=False)
    minutes = forms.CharField(label=_("纪要"), max_length=8_000, widget=forms.Textarea(attrs={"rows": 6}),
                              help_text=_("只有工会看得到"))
    told = forms.CharField(label=_("可以公开的一段"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
                           help_text=_("每个说过的人都看得到"))

    def __init__(self, *args: Any, meeting: CoordinationMeeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["came"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = meeting.parties.all()


class CancelForm(forms.Form):
    """Why it was not held."""

    why = forms.CharField(label=_("为什么没开成"), max_length=400)


class OutcomeForm(TokenForm):
    """What was agreed, who does it by when."""

    problem = forms.ModelChoiceField(label=_("哪个问题"), queryset=Problem.objects.none())
    words = forms.CharField(label=_("说定了什么"), max_length=300)
    owner = forms.CharField(label=_("谁办"), max_length=60)
    due_on = forms.DateField(label=_("哪天前"), widget=DateInput())

    def __init__(self, *args: Any, meeting: CoordinationMeeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill_choice(self, "problem", meeting.problems.all())


class EndForm(forms.Form):
    """Whether what was agreed was done."""

    result = forms.CharField(label=_("办得怎么样"), max_length=300)
