"""Accounts of staff are made with a post, closed and opened again."""

from __future__ import annotations

import pytest

from nuantu_hub.people.domain.accounts import close_account, make_account, reopen_account
from nuantu_hub.people.models import Account, Deed, Unit
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db


def test_an_account_is_made_whole_or_not_at_all(steward: Account, street: Unit) -> None:
    made = make_account(by=steward, login="zhou.shen", name="周审", unit=street, role="reviewer")

    assert (made.kind, made.has_usable_password(), made.posts.get().unit) == ("staff", False, street)
    assert [deed.verb for deed in Deed.objects.order_by("pk")] == ["account made", "post given"]


@pytest.mark.parametrize("login", ["", "ab", "Zhou", "9zhou", "zhou shen", "周审", "z" * 31])
def test_a_login_is_short_latin_and_plain(steward: Account, street: Unit, login: str) -> None:
    with pytest.raises(Refused, match="登录名不合要求"):
        make_account(by=steward, login=login, name="周审", unit=street, role="reviewer")


def test_an_account_opened_again_needs_a_new_invitation(steward: Account, officer: Account) -> None:
    officer.set_password("清晨五点半的豆浆 warm")
    officer.save()
    close_account(by=steward, account=officer)
    close_account(by=steward, account=officer)
    reopen_account(by=steward, account=officer)
    officer.refresh_from_db()

    assert (officer.is_active, officer.has_usable_password()) == (True, False)
    assert Deed.objects.count() == 2


def test_nobody_closes_the_own_account(steward: Account) -> None:
    with pytest.raises(Refused, match="不能停用自己"):
        close_account(by=steward, account=steward)
