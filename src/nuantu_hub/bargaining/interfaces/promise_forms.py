"""Forms of promises: evidence handed in, and what the other side says of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.models import Promise
from nuantu_hub.needs.domain.constituencies import PROVINCES
from nuantu_hub.people.interfaces.carried import TokenForm


class EvidenceForm(TokenForm):
    """What shows a promise kept; the provinces are those of the promise."""

    province = forms.ChoiceField(label=_("哪个省份"), required=False)
    words = forms.CharField(label=_("说明"), max_length=2_000,
                            widget=forms.Textarea(attrs={"lang": "zh-Hans", "rows": 3}),
                            help_text=_("做了什么、哪里查得到；不要写个人的名字。"))
    upload = forms.FileField(label=_("文件"), required=False, help_text=_("图片或 PDF，不超过20 MB；可以不附。"))

    def __init__(self, *args: Any, promise: Promise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["province"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("全部承诺的地方")), *((code, PROVINCES.get(code, code)) for code in promise.places)]


class JudgeForm(forms.Form):
    """Whether the other side accepts it."""

    answer = forms.ChoiceField(label=_("你这一方"), widget=forms.RadioSelect,
                               choices=[("accept", _("认可")), ("dispute", _("不认可"))])
    why = forms.CharField(label=_("为什么不认可"), max_length=1_000, required=False,
                          widget=forms.Textarea(attrs={"lang": "zh-Hans", "rows": 2}))
