"""Phone numbers are taken in any usual writing and kept in one."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from nuantu_hub.people.phone import PhoneField, mask_phone, read_phone


@pytest.mark.parametrize("written", ["13900000001", "139 0000 0001", "+86 139-0000-0001", "0086 13900000001"])
def test_a_mainland_number_is_kept_in_one_writing(written: str) -> None:
    assert read_phone(written) == "+8613900000001"


def test_a_number_from_elsewhere_names_its_country() -> None:
    assert read_phone("+852 5123 4567") == "+85251234567"


@pytest.mark.parametrize("written", ["", "12345", "010 6512 3456", "1390000000", "139000000012", "十三九", "+999 1"])
def test_what_is_no_mobile_number_is_refused(written: str) -> None:
    with pytest.raises(ValidationError, match="这不是手机号"):
        read_phone(written)


def test_a_field_that_is_not_required_may_stay_empty() -> None:
    assert PhoneField(required=False).clean("") == ""


def test_a_number_is_shown_with_its_middle_hidden() -> None:
    assert [mask_phone(one) for one in ("+8613900000001", None)] == ["139****0001", "—"]
