"""Phone numbers as people write them and as the hub keeps them."""

from __future__ import annotations

from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

#: Numbers without a country are mainland ones.
HOME = "CN"
SHOWN_HEAD, SHOWN_TAIL = 3, 4


def read_phone(text: str) -> str:
    """A number in E.164 (``+8613900000001``) from what somebody wrote. Raises ValidationError."""
    try:
        number = phonenumbers.parse(text, HOME)
    except phonenumbers.NumberParseException as fault:
        raise ValidationError(_("这不是手机号：请填写11位手机号"), code="phone") from fault
    kind = phonenumbers.number_type(number)
    mobile = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
    if not phonenumbers.is_valid_number(number) or kind not in mobile:
        raise ValidationError(_("这不是手机号：请填写11位手机号"), code="phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def mask_phone(phone: str | None) -> str:
    """A number as others may see it: ``139****0001``; a dash where there is none."""
    if not phone:
        return "—"
    national = phone.removeprefix("+86")
    return f"{national[:SHOWN_HEAD]}****{national[-SHOWN_TAIL:]}"


class PhoneField(forms.CharField):
    """A field that takes a mobile number in any usual writing and gives it in E.164."""

    widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("手机号"))
        kwargs.setdefault("max_length", 24)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """The number in E.164, or an empty text where none is required and none was given."""
        text = super().clean(value)
        return read_phone(text) if text else ""
