"""What was signed is read against what was frozen and signed each time: one fen more is refused by clause."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.nuantu_hub.bargaining.scene import Table
from tests.nuantu_hub.bargaining.signing_scene import freeze, ratify, seat_partner, sign_all

from nuantu_hub.bargaining.domain.publishing import find_file, publish_text
from nuantu_hub.bargaining.domain.signed_files import (
    find_agreement_on,
    find_book_on,
    name_signed_alteration,
    read_signed,
)
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.models import PartySignature, SignedAgreement
from nuantu_hub.site.data_folder import DataFolder

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(table: Table, tmp_path: Path, settings: Any) -> SignedAgreement:
    """An agreement that three parties signed, published."""
    settings.DATA = DataFolder(tmp_path / "data")
    partner, text = seat_partner(table), freeze(table)
    sign_all(table, text, partner)
    ratify(table, text)
    return publish_text(by=table.officer, text=text)


def test_the_book_in_force_on_a_day_with_a_platform_is_the_signed_file(made: SignedAgreement) -> None:
    assert find_book_on("云送外卖", made.effective_on) == find_file("platform-2025").read_bytes() == read_signed(made)
    assert find_agreement_on("云送外卖", made.effective_on) == made
    assert find_book_on("云送外卖", date(2020, 1, 1)) is None
    assert find_book_on("别家", made.effective_on) is None
    assert name_signed_alteration(made) == ""


def test_one_fen_altered_after_publishing_is_refused_by_clause(made: SignedAgreement) -> None:
    found = made.data.replace(b"5000 CNY", b"5000.01 CNY", 1)
    assert found != made.data
    SignedAgreement.objects.filter(pk=made.pk).update(signed=found)
    made.refresh_from_db()
    with pytest.raises(TalkRefused, match=r"条款 .* 的数"):
        read_signed(made)
    with pytest.raises(TalkRefused, match="所存的协议和三方签的不一样"):
        find_book_on("云送外卖", made.effective_on)


def test_a_signature_that_was_altered_is_named(made: SignedAgreement) -> None:
    PartySignature.objects.filter(text=made.text, side="platform").update(name="沈兰")
    assert name_signed_alteration(SignedAgreement.objects.get(pk=made.pk)) == "签名"
