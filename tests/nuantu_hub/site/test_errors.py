"""A refusal speaks the language of its reader."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext_lazy

from nuantu_hub.site.errors import Refused


def test_a_refusal_says_what_is_wrong_and_what_to_do() -> None:
    refused = Refused("这个号码不能用", "请填写11位手机号", field="phone")

    assert (str(refused), refused.field, refused.status) == ("这个号码不能用；请填写11位手机号", "phone", 422)
    assert str(Refused("这个号码不能用")) == "这个号码不能用"


def test_a_refusal_is_translated_when_it_is_shown() -> None:
    refused = Refused(gettext_lazy("Yes"))
    with translation.override("de"):
        first = str(refused)
    with translation.override("zh-hans"):
        second = str(refused)

    assert (first, second) != ("Yes", "Yes")
    assert first != second
