"""Forms about problems: checking and naming, owners, pauses, referrals, answers, splitting and folding."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.referrals import MOST_DAYS
from nuantu_hub.needs.models import Department, Need, Problem, ProblemPause, ProblemReply
from nuantu_hub.needs.models.problem import PROBLEM_ROLES
from nuantu_hub.people.interfaces.carried import DateInput, TokenForm
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.clock import now

MERGE_SHOWN = 300


def fill_choice(form: forms.Form, name: str, found: QuerySet[Any]) -> None:
    """What may be chosen in a field."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = found


class SortForm(forms.Form):
    """What it is called for everybody, and how urgent it is."""

    name = forms.CharField(label=_("问题叫什么"), max_length=60,
                           help_text=_("在哪里、什么事；会公开，不写人名和手机号"))
    urgency = forms.ChoiceField(label=_("紧急程度"), choices=Problem.Urgency.choices,
                                help_text=_("急 2 小时、水电气热 24 小时、一般 7 天、疑难 15 天内答复"))


class RenameForm(forms.Form):
    """Another name, and why."""

    name = forms.CharField(label=_("新名字"), max_length=60)
    why = forms.CharField(label=_("为什么改名"), max_length=200)


class UrgencyForm(forms.Form):
    """Another urgency, and why."""

    urgency = forms.ChoiceField(label=_("紧急程度"), choices=Problem.Urgency.choices)
    why = forms.CharField(label=_("为什么改"), max_length=200)


class OwnerForm(forms.Form):
    """Who of the union takes it on."""

    owner = forms.ModelChoiceField(label=_("交给谁"), queryset=Account.objects.none())

    def __init__(self, *args: Any, problem: Problem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        above = _list_above(problem.unit)
        held = Account.objects.filter(is_active=True, posts__role__in=PROBLEM_ROLES, posts__unit__path__in=above,
                                      posts__since__lte=now()).exclude(posts__until__lte=now())
        fill_choice(self, "owner", held.distinct().order_by("name"))


def _list_above(unit: Unit) -> list[str]:
    """The paths of a unit and of those above it."""
    keys = [part for part in unit.path.split("/") if part]
    return [f"/{'/'.join(keys[:count])}/" for count in range(1, len(keys) + 1)]


class UnitForm(forms.Form):
    """To which union it goes, and why."""

    unit = forms.ModelChoiceField(label=_("交给哪个工会"), queryset=Unit.objects.none())
    why = forms.CharField(label=_("为什么"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill_choice(self, "unit", Unit.objects.filter(closed_on=None, kind__in=(
            Unit.Kind.CITY, Unit.Kind.DISTRICT, Unit.Kind.STREET, Unit.Kind.FEDERATION)).order_by("path"))


class PauseForm(forms.Form):
    """Why the clocks stand, and when somebody looks again."""

    reason = forms.ChoiceField(label=_("为什么停钟"), choices=ProblemPause.Reason.choices)
    words = forms.CharField(label=_("怎么回事"), max_length=200, help_text=_("提的人会看到"))
    review_on = forms.DateField(label=_("哪天再看"), widget=DateInput())


class EmptyForm(forms.Form):
    """A step that needs no words."""


class ReferForm(TokenForm):
    """Which department is asked what, and until when."""

    department = forms.ModelChoiceField(label=_("转给哪个单位"), queryset=Department.objects.none())
    asked = forms.CharField(label=_("请他们做什么"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
                            help_text=_("写事情，不写是谁提的"))
    days = forms.IntegerField(label=_("几个工作日内答复"), min_value=1, max_value=MOST_DAYS, required=False,
                              help_text=_("不填就按问题的紧急程度"))

    def __init__(self, *args: Any, departments: QuerySet[Department], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill_choice(self, "department", departments)


class DepartmentForm(TokenForm):
    """A department to refer to."""

    unit = forms.ModelChoiceField(label=_("哪个工会记"), queryset=Unit.objects.none())
    kind = forms.ChoiceField(label=_("哪一类"), choices=Department.Kind.choices)
    name = forms.CharField(label=_("单位"), max_length=60)
    contact = forms.CharField(label=_("怎么联系"), max_length=120, required=False,
                              help_text=_("值班电话或窗口，不写个人"))

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill_choice(self, "unit", units_of(account, *PROBLEM_ROLES).filter(closed_on=None).order_by("path"))


class WordsForm(forms.Form):
    """What a department said, or why."""

    words = forms.CharField(label=_("怎么说的"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(TokenForm):
    """The answer that everybody who said it gets."""

    result = forms.ChoiceField(label=_("办成没有"), choices=ProblemReply.Result.choices, widget=forms.RadioSelect)
    text = forms.CharField(label=_("怎么答复"), max_length=600, widget=forms.Textarea(attrs={"rows": 5}),
                           help_text=_("做了什么，什么时候见效；办不到的写为什么。每个说过的人都会收到，也会公开"))


class SplitForm(TokenForm):
    """Which needs are another matter."""

    needs = forms.ModelMultipleChoiceField(label=_("哪几条"), queryset=Need.objects.none())
    name = forms.CharField(label=_("拆出来叫什么"), max_length=60, required=False)
    into = forms.ModelChoiceField(label=_("或者归到"), queryset=Problem.objects.none(), required=False)
    why = forms.CharField(label=_("为什么不是一件事"), max_length=200)

    def __init__(self, *args: Any, problem: Problem, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["needs"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = Need.objects.filter(problem_member__problem=problem)
        fill_choice(self, "into", list_others(problem, account))


class MergeForm(forms.Form):
    """Into which problem this one is folded."""

    kept = forms.ModelChoiceField(label=_("并入哪个问题"), queryset=Problem.objects.none())
    why = forms.CharField(label=_("为什么是一件事"), max_length=200)

    def __init__(self, *args: Any, problem: Problem, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill_choice(self, "kept", list_others(problem, account))


def list_others(problem: Problem, account: Account) -> QuerySet[Problem]:
    """Other problems at work that the account sees, those of the same kind first."""
    return Problem.objects.visible_to(account).at_work().exclude(pk=problem.pk).order_by("-opened_at", "pk")
