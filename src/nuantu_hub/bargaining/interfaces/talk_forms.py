"""Forms of a talk: asking for it, the reply, a suspension, the end, what follows the signing, seats."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.delegates import OWN_ROLES
from nuantu_hub.bargaining.domain.procedures import read_procedures
from nuantu_hub.bargaining.domain.talk_conditions import list_sides
from nuantu_hub.bargaining.domain.talks import AFTERWARDS, WORDS_MOST
from nuantu_hub.bargaining.models import Delegate, Talk, TalkLetter
from nuantu_hub.people.interfaces.carried import DateInput, MomentInput, TokenForm
from nuantu_hub.people.models import Unit
from nuantu_hub.seam.difference import is_assumption, name_agreement
from nuantu_hub.seam.errors import RunError

OWN_WORDS = {"lang": "zh-Hans", "rows": 4}


def list_bases() -> dict[str, str]:
    """The agreements that a talk can start from: folder name -> title in the language of the page.

    One that cannot be read is none to start from, and keeps nobody from the others; nor is an assumption.
    """
    place, found = 1 if (get_language() or "").startswith("en") else 0, {}
    for file in sorted((Path(settings.DATA.root) / "agreements").glob("*/agreement.yaml")):
        with suppress(RunError):
            if not is_assumption(file):
                found[file.parent.name] = name_agreement(file)[place]
    return found


def _list_procedures() -> list[tuple[str, str]]:
    return [(key, f"{one.name}：{one.said}") for key, one in read_procedures().items()]


def _list_bases() -> list[tuple[str, Any]]:
    return [("", _("没有，从头谈")), *list_bases().items()]


class PlanFields(TokenForm):
    """With whom, under which procedure, and what the written request says."""

    platform = forms.CharField(label=_("平台企业"), max_length=80)
    partners = forms.CharField(label=_("合作商"), max_length=200, required=False,
                               help_text=_("三方谈的写上；空着就是两方谈。"))
    procedure = forms.ChoiceField(label=_("程序"), choices=_list_procedures, widget=forms.RadioSelect,
                                  initial="special_agreement")
    base = forms.ChoiceField(label=_("从哪份协议谈起"), choices=_list_bases, required=False,
                             help_text=_("报价的效果和它比。"))
    words = forms.CharField(label=_("书面要约原文"), max_length=WORDS_MOST, widget=forms.Textarea(attrs=OWN_WORDS),
                            help_text=_("交给对方的那份书面文字，双方都看得到。"))
    at = forms.DateTimeField(label=_("什么时候交给对方"), widget=MomentInput(), help_text=_("答复的期限从这天起算。"))


class AskForm(PlanFields):
    """A new talk."""

    unit = forms.ModelChoiceField(label=_("哪个工会出面"), queryset=Unit.objects.none())
    title = forms.CharField(label=_("谈什么"), max_length=80, help_text=_("几个字，例如：门禁等待和超时"))

    field_order = ("token", "unit", "title", "platform", "partners", "procedure", "base", "words", "at")

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = units


class ReplyForm(forms.Form):
    """The other side's written reply."""

    accepted = forms.TypedChoiceField(label=_("对方怎么答复"), choices=[("yes", _("同意协商")), ("no", _("拒绝协商"))],
                                      coerce=lambda told: told == "yes", widget=forms.RadioSelect)
    words = forms.CharField(label=_("书面答复原文"), max_length=WORDS_MOST, widget=forms.Textarea(attrs=OWN_WORDS),
                            help_text=_("拒绝的要有正当理由。"))
    at = forms.DateTimeField(label=_("什么时候收到"), widget=MomentInput())


class SuspendForm(TokenForm):
    """Until which day, and why."""

    until = forms.DateField(label=_("中止到哪天"), widget=DateInput())
    words = forms.CharField(label=_("为什么中止"), max_length=WORDS_MOST,
                            widget=forms.Textarea(attrs=OWN_WORDS | {"rows": 2}))


class AgreeForm(forms.Form):
    """A word to the other side, if one likes."""

    words = forms.CharField(label=_("给对方的一句话"), max_length=300, required=False)


class WhyForm(forms.Form):
    """Why."""

    words = forms.CharField(label=_("原因"), max_length=WORDS_MOST,
                            widget=forms.Textarea(attrs=OWN_WORDS | {"rows": 2}), help_text=_("双方都看得到。"))


class AfterwardsForm(TokenForm):
    """What happened once it was signed."""

    kind = forms.ChoiceField(label=_("哪一步"), choices=[(one, TalkLetter.Kind(one).label) for one in AFTERWARDS])
    at = forms.DateTimeField(label=_("什么时候"), widget=MomentInput())
    words = forms.CharField(label=_("原文"), max_length=WORDS_MOST,
                            widget=forms.Textarea(attrs=OWN_WORDS | {"rows": 2}),
                            help_text=_("报到哪里、几份、意见怎么写、公布在哪里。"))


class SeatForm(forms.Form):
    """Who sits at the table, for whom, in which seat."""

    side = forms.ChoiceField(label=_("哪一方"))
    role = forms.ChoiceField(label=_("席位"), choices=Delegate.Role.choices)
    login = forms.CharField(label=_("登录名"), max_length=30, help_text=_("没有的会开通一个账号，只能进这场协商。"),
                            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}))
    name = forms.CharField(label=_("姓名"), max_length=60, required=False, help_text=_("新账号要写。"))

    def __init__(self, *args: Any, talk: Talk, own: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, roles = self.fields["side"], self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        assert isinstance(roles, forms.ChoiceField)
        sides = [own] if own else [*list_sides(talk), Delegate.Side.NEUTRAL]
        field.choices = [(one, Delegate.Side(one).label) for one in sides]
        if own:
            roles.choices = [(one.value, one.label) for one in OWN_ROLES]


class SeatPick(forms.Form):
    """One of the seats of the talk."""

    seat = forms.ModelChoiceField(label=_("谁"), queryset=Delegate.objects.none())

    def __init__(self, *args: Any, seats: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["seat"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = seats


class EndSeatForm(SeatPick):
    """Whose seat falls vacant, and why."""

    why = forms.CharField(label=_("为什么出缺"), max_length=200, help_text=_("各方都看得到。"))
