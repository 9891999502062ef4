"""Names, phones and id numbers are read strictly and shown veiled."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.nuantu_hub.people.membership_cast import id_number

from nuantu_hub.people.domain.identity import read_id_number, read_name, read_phone, veil_id_number, veil_name
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused


@pytest.mark.parametrize(("told", "read"), [
    (" 林小满 ", "林小满"), ("阿依古丽·买买提", "阿依古丽·买买提"), ("Ｌｉ　Ｎａ", "Li Na"), ("欧阳  春", "欧阳 春"),
])
def test_a_name_is_folded_and_trimmed(told: str, read: str) -> None:
    assert read_name(told) == read


@pytest.mark.parametrize("told", ["", "   ", "张3", "=HYPERLINK()", "-", "林" * 41, "<b>林</b>"])
def test_what_is_no_name_is_refused_beside_its_field(told: str) -> None:
    with pytest.raises(Refused) as refused:
        read_name(told)
    assert refused.value.field == "name"


@pytest.mark.parametrize("told", ["13900000001", "139 0000 0001", "+86 139-0000-0001", "１３９０００００００１"])
def test_a_phone_is_read_in_every_usual_writing(told: str) -> None:
    assert read_phone(told) == "+8613900000001"


@pytest.mark.parametrize("told", ["", "12345", "010-65001234", "1390000000", "abc"])
def test_what_receives_no_message_is_refused(told: str) -> None:
    with pytest.raises(Refused) as refused:
        read_phone(told)
    assert refused.value.field == "phone"


def test_an_id_number_must_pass_its_check_digit_and_its_date() -> None:
    good = id_number(1)
    assert read_id_number(f" {good[:6]} {good[6:]} ") == good
    assert read_id_number(good.lower()) == good
    wrong_digit = good[:-1] + ("1" if good[-1] != "1" else "2")
    for bad in ("", good[:-1], wrong_digit, id_number(1, "19900231"), id_number(1, "20991301")):
        with pytest.raises(Refused, match="证件号码不对"):
            read_id_number(bad)


def test_who_is_not_yet_sixteen_cannot_join() -> None:
    today = now().date()
    with pytest.raises(Refused, match="未满 16 周岁"):
        read_id_number(id_number(1, (today - timedelta(days=365 * 15)).strftime("%Y%m%d")))
    assert read_id_number(id_number(1, (today - timedelta(days=366 * 17)).strftime("%Y%m%d")))


def test_veiled_text_shows_only_what_tells_people_apart() -> None:
    assert [veil_name("林小满"), veil_name("李雷"), veil_name("阿依古丽·买买提"), veil_name("")] == [
        "林＊＊", "李＊", "阿＊＊", ""]
    assert veil_id_number(id_number(1)) == "990101********" + id_number(1)[-4:]
