"""Forms of the signing room: voiding a text, handing in a signature, ratification."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.party_signing import MOST_BYTES
from nuantu_hub.bargaining.models import LiveVote, Talk
from nuantu_hub.people.interfaces.carried import DateInput, MomentInput, TokenForm


class FreezeForm(TokenForm):
    """From when until when the text holds; all else of it is what is agreed on the table."""

    effective_from = forms.DateField(label=_("从哪天起施行"), widget=DateInput())
    effective_to = forms.DateField(label=_("到哪天为止"), required=False, widget=DateInput())

    def clean(self) -> dict[str, Any]:
        """The end lies after the begin."""
        told = super().clean() or {}
        begin, end = told.get("effective_from"), told.get("effective_to")
        if begin is not None and end is not None and end < begin:
            self.add_error("effective_to", _("结束早于施行"))
        return told


class VoidForm(forms.Form):
    """Why the text is to be void."""

    why = forms.CharField(label=_("为什么作废"), max_length=300, required=False, help_text=_("双方都看得到。"),
                          widget=forms.Textarea(attrs={"lang": "zh-Hans", "rows": 2}))


class SignatureForm(forms.Form):
    """A signature as its signer exported it: the file, or what stands in it."""

    file = forms.FileField(label=_("签名文件"), required=False)
    words = forms.CharField(label=_("或者贴上签名文件的内容"), required=False, max_length=MOST_BYTES,
                            widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocomplete": "off"}))

    def clean(self) -> dict[str, Any]:
        """One of the two, no larger than a signature is."""
        told = super().clean() or {}
        file = told.pop("file", None)
        if file is not None and file.size > MOST_BYTES:
            raise forms.ValidationError(_("文件太大，不是签名文件"))
        said = file.read() if file is not None else (told.get("words") or "").strip()
        if not said and not self.errors:
            raise forms.ValidationError(_("交一个签名文件，或者贴上它的内容"))
        return {"told": said}


class VoteField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not to be named where it runs
    """A live vote, each told in a line."""

    def label_from_instance(self, obj: Any) -> str:
        """Meeting, question, counts."""
        return say_vote(obj)


class VoteForm(forms.Form):
    """Which live vote of a meeting ratifies the text."""

    vote = VoteField(label=_("会议里的哪次表决"), queryset=LiveVote.objects.none(), empty_label=None,
                     widget=forms.RadioSelect)

    def __init__(self, *args: Any, talk: Talk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["vote"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = LiveVote.objects.filter(meeting__talk=talk).exclude(text_digest="").select_related("meeting")


def say_vote(vote: LiveVote) -> str:
    """A vote in a line: meeting, question, counts; an open one says so."""
    if not vote.is_closed:
        return str(_("%(meeting)s · %(question)s · 正在表决") % {
            "meeting": vote.meeting.title, "question": vote.question})
    if vote.yes is None:
        return str(_("%(meeting)s · %(question)s · 没有计数") % {
            "meeting": vote.meeting.title, "question": vote.question})
    return str(_("%(meeting)s · %(question)s · 同意 %(yes)d / 应到 %(all)d") % {
        "meeting": vote.meeting.title, "question": vote.question, "yes": vote.yes, "all": vote.entitled})


class RatifyForm(forms.Form):
    """How those who are represented agreed in a vote that was held elsewhere: heads, when, a word."""

    entitled = forms.IntegerField(label=_("应到"), min_value=1, max_value=1_000_000)
    present = forms.IntegerField(label=_("实到"), min_value=0, max_value=1_000_000)
    yes = forms.IntegerField(label=_("同意"), min_value=0, max_value=1_000_000)
    no = forms.IntegerField(label=_("反对"), min_value=0, max_value=1_000_000, initial=0)
    at = forms.DateTimeField(label=_("什么时候"), widget=MomentInput())
    words = forms.CharField(label=_("说明"), max_length=500, required=False,
                            widget=forms.Textarea(attrs={"lang": "zh-Hans", "rows": 2}))
