"""Forms about needs: saying it in three taps, saying whether an answer helped, and what staff fill in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.answering import TEXT_MOST
from nuantu_hub.needs.domain.answering import WORDS_MOST as JUDGED_MOST
from nuantu_hub.needs.domain.receiving import SHOWN_MOST, WHY_MOST
from nuantu_hub.needs.domain.saying import PLACE_MOST, WORDS_MOST
from nuantu_hub.needs.models import Need, Told
from nuantu_hub.people.interfaces.carried import TokenForm
from nuantu_hub.people.models import Unit

PHOTO = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp", "capture": "environment"})
VOICE = forms.FileInput(attrs={"accept": "audio/*", "capture": "user"})


class SayForm(TokenForm):
    """What somebody says. ``join`` is the need that one joins; without it the need is one's own."""

    topic = forms.ChoiceField(label=_("哪一类"), choices=Need.Topic.choices)
    words = forms.CharField(label=_("说一说"), max_length=WORDS_MOST, required=False, strip=True,
                            widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}))
    photo = forms.FileField(label=_("拍照"), required=False, widget=PHOTO)
    voice = forms.FileField(label=_("说话"), required=False, widget=VOICE)
    place = forms.CharField(label=_("在哪里"), max_length=PLACE_MOST, required=False,
                            widget=forms.TextInput(attrs={"autocomplete": "off"}))
    area = forms.ModelChoiceField(label=_("归哪个工会"), queryset=Unit.objects.none(), required=False,
                                  empty_label=_("不清楚，请工会分派"))
    anonymous = forms.BooleanField(label=_("匿名"), required=False)
    wants_sms = forms.BooleanField(label=_("有答复发短信告诉我"), required=False)
    join = forms.IntegerField(required=False, widget=forms.HiddenInput)
    alone = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, areas: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["area"]
        field.queryset = Unit.objects.filter(pk__in=[area.pk for area in areas])
        field.label_from_instance = lambda unit: unit.name


class JudgeForm(forms.Form):
    """Whether an answer helped, and words."""

    helped = forms.ChoiceField(label=_("这个答复有没有用"), choices=[one for one in Told.Helped.choices if one[0]],
                               widget=forms.RadioSelect)
    words = forms.CharField(label=_("还想说什么"), max_length=JUDGED_MOST, required=False,
                            widget=forms.TextInput(attrs={"autocomplete": "off"}))


class CodeForm(forms.Form):
    """The code of somebody without a name."""

    code = forms.CharField(label=_("查询码"), max_length=24, help_text=_("提交时给你的 12 位，不分大小写"),
                           widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters",
                                                         "spellcheck": "false"}))


class AnswerForm(TokenForm):
    """An answer to everybody who said it."""

    text = forms.CharField(label=_("答复"), max_length=TEXT_MOST, widget=forms.Textarea(attrs={"rows": 4}),
                           help_text=_("说过的人都收到同一段话：做了什么，什么时候见效；办不到的写为什么"))


class ShownForm(forms.Form):
    """What others may read."""

    shown = forms.CharField(label=_("给别人看的一句话"), max_length=SHOWN_MOST, required=False,
                            help_text=_("去掉人名、电话和能认出本人的细节。空着就不给别人看"),
                            widget=forms.TextInput(attrs={"autocomplete": "off"}))


class TypedForm(forms.Form):
    """What a recording says."""

    words = forms.CharField(label=_("录音里说的"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class WhyForm(forms.Form):
    """A reason."""

    why = forms.CharField(label=_("原因"), max_length=WHY_MOST, help_text=_("本人看得到"))


class MoveForm(WhyForm):
    """Where to, and why."""

    unit = forms.ModelChoiceField(label=_("转给"), queryset=Unit.objects.none())
    field_order = ("unit", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = Unit.objects.filter(closed_on=None).order_by("path")
        field.label_from_instance = lambda unit: unit.name


class TakeForm(TokenForm):
    """What staff type for somebody: by the hotline, at a station, at a visit."""

    channel = forms.ChoiceField(label=_("从哪里来"), choices=[
        one for one in Need.Channel.choices if one[0] != Need.Channel.PHONE])
    topic = forms.ChoiceField(label=_("哪一类"), choices=Need.Topic.choices)
    words = forms.CharField(label=_("说的是什么"), max_length=WORDS_MOST, widget=forms.Textarea(attrs={"rows": 4}),
                            help_text=_("用本人的话写；不写姓名电话"))
    place = forms.CharField(label=_("在哪里"), max_length=PLACE_MOST, required=False)
    unit = forms.ModelChoiceField(label=_("归哪个工会"), queryset=Unit.objects.none(), empty_label=None)
    phone = forms.CharField(label=_("本人手机号"), max_length=20, required=False,
                            help_text=_("只有本人愿意留名才填，会找到他的账号；不愿意就空着，给他查询码"),
                            widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}))
    wants_sms = forms.BooleanField(label=_("本人同意有答复时发短信"), required=False)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units
        field.label_from_instance = lambda unit: unit.name
