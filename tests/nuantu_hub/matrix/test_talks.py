"""Every address of talks answers every role as it was declared."""

from __future__ import annotations

import pytest

from nuantu_hub.bargaining.talk_urls import urlpatterns
from nuantu_hub.matrix.ask import ask_address, read_table, sign_in
from nuantu_hub.matrix.cast import ROLES, Cast

pytestmark = pytest.mark.django_db


def test_nobody_opens_what_is_not_theirs() -> None:
    table, cast = read_table(), Cast(None)
    clients = {role: sign_in(cast.accounts[role]) for role in ROLES}
    cells = [cell for one in urlpatterns for cell in ask_address(table[f"bargaining:{one.name}"], cast, clients)]
    cast.remove_files()
    assert len(cells) > 200
    assert [cell for cell in cells if not cell["ok"]] == []
