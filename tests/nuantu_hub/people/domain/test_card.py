"""A card proves a membership and tells nothing else; a forged or an old one proves nothing."""

from __future__ import annotations

import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw
from tests.nuantu_hub.people.membership_cast import make_member, make_person

from nuantu_hub.people.domain.card import check_card, draw_code, sign_card
from nuantu_hub.people.domain.membership import leave
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db


def test_a_card_stands_for_the_membership_of_this_moment(street: Unit, rider: Account) -> None:
    member = make_member("林小满", street, "+8613900000001", account=rider)
    signed = sign_card(member.person)
    assert check_card(signed) == member
    assert "13900000001" not in signed
    leave(by=rider, person=member.person)
    with pytest.raises(Refused, match="现在无效"):
        check_card(signed)


def test_a_forged_card_is_none(street: Unit) -> None:
    signed = sign_card(make_member("林小满", street).person)
    other = make_person("赵大河")
    for text in (signed[:-1] + ("A" if signed[-1] != "A" else "B"), other.card_number, "",
                 other.card_number + signed[12:]):
        with pytest.raises(Refused, match="不是本工会签发"):
            check_card(text)


def test_what_is_drawn_is_read_back_by_another_program() -> None:
    text = "https://hub.example/card/123456789012.AbCdEf_-"
    code = draw_code(text)
    image = Image.new("L", (code.side * 8, code.side * 8), 255)
    pen = ImageDraw.Draw(image)
    for across, down, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", code.path):
        left, top = int(across) * 8, int(down) * 8
        pen.rectangle((left, top, left + int(width) * 8 - 1, top + 7), fill=0)
    assert [found.text for found in zxingcpp.read_barcodes(image)] == [text]
