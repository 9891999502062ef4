"""Holders are entered with a key of their own."""

from __future__ import annotations

import base64

import pytest

from nuantu_hub.passes.domain.share_holders import enter_holder, release_holder
from nuantu_hub.passes.errors import PassRefused
from nuantu_hub.people.models import Account, Deed

pytestmark = pytest.mark.django_db
KEY = base64.b64encode(bytes(range(32))).decode()


def test_a_holder_is_entered_and_released_once(steward: Account) -> None:
    held = enter_holder(by=steward, seat=1, name="市总工会", public_key=f" {KEY}\n")
    assert (held.key_bytes, held.until) == (bytes(range(32)), None)
    first = release_holder(by=steward, holder=held)
    assert release_holder(by=steward, holder=held).until == first.until
    assert Deed.objects.filter(verb__startswith="share holder").count() == 2


@pytest.mark.parametrize(("words", "field"), [
    ({"public_key": "x"}, "public_key"), ({"public_key": KEY[:-4]}, "public_key"), ({"name": " "}, "name")])
def test_what_is_no_key_or_no_name_is_refused(steward: Account, words: dict[str, str], field: str) -> None:
    with pytest.raises(PassRefused) as caught:
        enter_holder(by=steward, **{"seat": 1, "name": "市总工会", "public_key": KEY} | words)  # type: ignore[arg-type]
    assert caught.value.field == field


def test_a_key_sits_on_one_seat(steward: Account) -> None:
    enter_holder(by=steward, seat=1, name="市总工会", public_key=KEY)
    with pytest.raises(PassRefused):
        enter_holder(by=steward, seat=2, name="街道", public_key=KEY)
