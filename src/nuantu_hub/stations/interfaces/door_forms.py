"""Forms of doors: why one is opened from afar or taken out of use, how long it may stand open, what an alarm was."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.interfaces.carried import TokenForm
from nuantu_hub.stations.domain.doors import LEAST_OPEN_S, MOST_OPEN_S


class UnlockForm(TokenForm):
    """Why the door is opened from afar."""

    why = forms.CharField(label=_("为什么远程开门"), max_length=200,
                          help_text=_("写明为谁、为什么。不写人名。会留下记录，谁开的、什么时候、什么原因。"))


class RevokeForm(forms.Form):
    """Why a controller is taken out of use."""

    why = forms.CharField(label=_("为什么停用"), max_length=200,
                          help_text=_("停用后它发来的一概不信，常用钥匙全部失效。"))


class WithdrawAllForm(forms.Form):
    """Why every standing key of a door is taken back."""

    why = forms.CharField(label=_("为什么全部收回"), max_length=120,
                          help_text=_("不看是谁的，全部收回；要用的人自己重新存一次。"))


class SetDoorForm(forms.Form):
    """What the door should know."""

    held_open_s = forms.IntegerField(label=_("门开多少秒算没关"), min_value=LEAST_OPEN_S, max_value=MOST_OPEN_S)


class CloseAlarmForm(forms.Form):
    """What it was."""

    outcome = forms.CharField(label=_("看到的情况"), max_length=200, help_text=_("一句话：去看了，是什么。不写人名。"))
