"""Forms of suspensions, of who holds shares, and of withdrawing for somebody who calls."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.domain.suspensions import MOST_DAYS
from nuantu_hub.passes.models import ShareHolder, Suspension
from nuantu_hub.people.interfaces.carried import TokenForm


class SuspendForm(TokenForm):
    """Whose passes are suspended, why, and for how long."""

    card = forms.CharField(label=_("会员证号"), max_length=20, help_text=_("十二位数字，在骑手的会员证上。"))
    cause = forms.ChoiceField(label=_("原因"), choices=Suspension.Cause.choices)
    words = forms.CharField(label=_("查明了什么"), max_length=600, widget=forms.Textarea(attrs={"rows": 4}),
                            help_text=_("写给本人看：哪一天、哪件事、怎么查明的。"))
    days = forms.IntegerField(label=_("停用几天"), min_value=1, max_value=MOST_DAYS, initial=7)


class EndForm(forms.Form):
    """Why it ends before its time."""

    why = forms.CharField(label=_("为什么提前恢复"), max_length=200)


class ObjectForm(TokenForm):
    """What the worker says against it."""

    text = forms.CharField(label=_("为什么不同意"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 5}))


class AnswerForm(forms.Form):
    """The answer of somebody who did not decide it."""

    upheld = forms.TypedChoiceField(label=_("再看以后"), coerce=lambda told: told == "yes",
                                    widget=forms.RadioSelect, choices=[
        ("yes", _("申诉成立，马上恢复")), ("no", _("申诉不成立，停到原定的日子"))])
    answer = forms.CharField(label=_("答复"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 4}),
                             help_text=_("再查了什么，为什么。本人会看到。"))


class WithdrawForm(forms.Form):
    """For whom passes are withdrawn."""

    card = forms.CharField(label=_("会员证号"), max_length=20)
    why = forms.CharField(label=_("怎么确认是本人要求的"), max_length=200,
                          help_text=_("例如：回拨登记的电话，本人说手机被偷。"))


class HolderForm(forms.Form):
    """Who holds a share, with a key that the holder drew."""

    seat = forms.TypedChoiceField(label=_("哪一方"), coerce=int, choices=ShareHolder.Seat.choices)
    name = forms.CharField(label=_("单位"), max_length=80, help_text=_("写单位，不写人名。"))
    public_key = forms.CharField(label=_("公钥"), max_length=60, help_text=_("由保管人自己生成；私钥只在保管人手里。"))
