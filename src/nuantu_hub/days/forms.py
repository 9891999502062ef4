"""Forms of the day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nuantu_hub.days.domain.asking import MOST_WORDS
from nuantu_hub.days.domain.linking import PURPOSE
from nuantu_hub.days.models import Request
from nuantu_hub.people.domain.consents import read_purposes

MOST_UPLOAD = 5_000_000


class WordsForm(forms.Form):
    """Words of a request, an appeal or an answer."""

    words = forms.CharField(label=_("理由"), max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 4}))


class AskForm(WordsForm):
    """A new request; the token makes a repeated submit give the same one."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(label=_("你觉得哪里不对"), max_length=MOST_WORDS,
                            widget=forms.Textarea(attrs={"rows": 4}), help_text=_("一句就行。算法和记录已经带上了。"))


class AnswerForm(WordsForm):
    """An answer: what was found, and why."""

    outcome = forms.ChoiceField(label=_("结论"), choices=Request.Outcome.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("答复"), max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": 5}),
                            help_text=_("写清依据哪一条、怎么算、接下来怎么办。"))
    field_order = ("outcome", "words")


class LinkConsentForm(forms.Form):
    """The consent without which nothing is linked, in the words of today; their version comes back with the form."""

    agreed = forms.CharField(widget=forms.HiddenInput)
    consent = forms.BooleanField()

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        today = read_purposes()[PURPOSE].words
        self.fields["consent"].label = str(today)
        self.fields["agreed"].initial = today.version


class CodeForm(LinkConsentForm):
    """A one-time code."""

    code = forms.CharField(label=_("平台给的验证码"), max_length=40,
                           widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false",
                                                         "autocapitalize": "characters"}))
    field_order = ("code", "consent", "agreed")


class UploadForm(forms.Form):
    """A file of limited size."""

    file = forms.FileField(label=_("文件"))

    def clean_file(self) -> Any:
        """Refuse what is larger than 5 MB."""
        file = self.cleaned_data["file"]
        if file.size > MOST_UPLOAD:
            raise forms.ValidationError(_("文件超过5 MB：请缩短导出的时间"))
        return file


class ExportForm(LinkConsentForm, UploadForm):
    """An own export, with the number under which the platform keeps the records."""

    pseudonym = forms.CharField(label=_("你在平台的编号"), max_length=100)
    file = forms.FileField(label=_("导出的文件（ZIP）"), help_text=_("读完就删，不留存。"),
                           widget=forms.ClearableFileInput(attrs={"accept": ".zip"}))
    field_order = ("pseudonym", "file", "consent", "agreed")


class CodesForm(UploadForm):
    """A platform's file of one-time codes, as hashes."""

    platform = forms.CharField(label=_("平台"), max_length=60)
    file = forms.FileField(label=_("散列值文件（CSV）"), widget=forms.ClearableFileInput(attrs={"accept": ".csv"}),
                           help_text=_("两列：code_sha256,worker_id。文件里没有验证码本身。"))
    field_order = ("platform", "file")
