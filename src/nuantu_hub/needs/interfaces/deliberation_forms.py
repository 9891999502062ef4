"""Forms of deliberations: drafting, opening statements, moderating, changing the closing day, taking part."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.deliberation_runs import FEWEST, MOST
from nuantu_hub.needs.domain.statements import LONGEST
from nuantu_hub.needs.models import Deliberation, ModerationStep
from nuantu_hub.people.interfaces.carried import MomentInput, TokenForm
from nuantu_hub.people.models import Unit

OWN_WORDS = {"lang": "zh-Hans"}


class DeliberationFields(forms.Form):
    """What is asked, of whom, and from when until when."""

    title = forms.CharField(label=_("议题"), max_length=60, help_text=_("几个字，例如：等电梯的时间怎么算"))
    question = forms.CharField(label=_("问大家什么"), max_length=160,
                               widget=forms.Textarea(attrs=OWN_WORDS | {"rows": 2}),
                               help_text=_("一句话，不带倾向。"))
    background = forms.CharField(label=_("背景"), max_length=2_000, required=False,
                                 widget=forms.Textarea(attrs=OWN_WORDS),
                                 help_text=_("现在是怎样、谁来决定、结果会拿去做什么。"))
    opens_at = forms.DateTimeField(label=_("开始"), widget=MomentInput())
    closes_at = forms.DateTimeField(label=_("截止"), widget=MomentInput())
    moderation = forms.ChoiceField(label=_("看法怎么审"), choices=Deliberation.Moderation.choices,
                                   widget=forms.RadioSelect, initial=Deliberation.Moderation.STRICT)
    who = forms.ChoiceField(label=_("谁能表态"), choices=Deliberation.Who.choices, widget=forms.RadioSelect,
                            initial=Deliberation.Who.WORKERS)


class DraftForm(DeliberationFields, TokenForm):
    """A new deliberation."""

    unit = forms.ModelChoiceField(label=_("哪个工会发起"), queryset=Unit.objects.none())

    field_order = ("token", "unit", "title", "question", "background", "opens_at", "closes_at", "moderation", "who")

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = units


class SeedForm(TokenForm):
    """A statement to begin with."""

    text = forms.CharField(label=_("看法"), max_length=LONGEST,
                           widget=forms.Textarea(attrs=OWN_WORDS | {"rows": 2}),
                           help_text=_("一句只说一件事，别人能同意或不同意。正反两面都要有。"))
    source = forms.CharField(label=_("来自"), max_length=80, required=False,
                             help_text=_("例如：问需里 18 个人说过。大家看得到。"))


class MoveForm(forms.Form):
    """Another closing day."""

    closes_at = forms.DateTimeField(label=_("新的截止时间"), widget=MomentInput())
    why = forms.CharField(label=_("为什么改"), max_length=200, help_text=_("大家都看得到。"))


class CallOffForm(forms.Form):
    """Why it is called off."""

    why = forms.CharField(label=_("为什么取消"), max_length=200, help_text=_("大家都看得到；已经表的态马上删除。"))


class ModerateForm(forms.Form):
    """What becomes of a statement, by which rule."""

    rule = forms.ChoiceField(label=_("按哪条规则"), choices=ModerationStep.Rule.choices, widget=forms.RadioSelect)
    same_as = forms.IntegerField(label=_("和哪一句相同"), min_value=1, required=False,
                                 help_text=_("只在选“意思相同”时写那一句的编号。"))
    reason = forms.CharField(label=_("理由"), max_length=200, required=False,
                             help_text=_("不放出来时要写，大家都看得到。不要写出是谁。"))

    def tell_decision(self) -> dict[str, Any]:
        """What the verb takes: numbers on pages begin with one, those of the export with nought."""
        told = dict(self.cleaned_data)
        fits = told["rule"] == ModerationStep.Rule.FITS
        told["verdict"] = ModerationStep.Verdict.SHOWN if fits else ModerationStep.Verdict.OUT
        told["same_as"] = None if told["same_as"] is None else told["same_as"] - 1
        return told


class RunForm(TokenForm):
    """How many groups, if one wants to say."""

    forced_groups = forms.IntegerField(label=_("分成几群"), min_value=FEWEST, max_value=MOST, required=False,
                                       help_text=_("空着由程序选。"))


class StatementForm(TokenForm):
    """A participant's own sentence."""

    text = forms.CharField(label=_("我的看法"), max_length=LONGEST,
                           widget=forms.Textarea(attrs={"rows": 3, **OWN_WORDS}),
                           help_text=_("一句话，别人能同意或不同意。不要写人名、电话。"))


class FollowForm(forms.Form):
    """The writer's code."""

    code = forms.CharField(label=_("编号"), max_length=24, widget=forms.TextInput(attrs={
        "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=_("提看法时给你看过一次，十二个字符。"))
