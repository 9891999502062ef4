"""An agreement as written knows its dates, provisions and words."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from tests.nuantu.agreement.agreement_text import make_provision, write_agreement

from nuantu.agreement.reader import read_agreement


def test_an_agreement_holds_from_its_first_to_its_last_day(tmp_path: Path) -> None:
    """Both ends are inclusive; a missing end is open."""
    agreement = read_agreement(write_agreement(
        tmp_path, effective={"from": "2025-02-01", "to": "2025-02-28"}, clauses=[
            {"type": "no_late_deduction", "effective": {"from": "2025-02-10"}}]))
    [clause] = agreement.clauses
    days = [date(2025, 1, 31), date(2025, 2, 1), date(2025, 2, 10), date(2025, 2, 28), date(2025, 3, 1)]

    assert [agreement.holds_on(day) for day in days] == [False, True, True, True, False]
    assert [clause.holds_on(day) for day in days] == [False, False, True, True, False]


def test_a_provision_has_a_name_a_digest_and_both_languages(tmp_path: Path) -> None:
    """By these it is cited elsewhere."""
    held = {"zh": "没有金额", "en": "no amount"}
    agreement = read_agreement(write_agreement(tmp_path, provisions=[make_provision("p", [], held=held)]))
    provision = agreement.provision("p")

    assert (provision.name, provision.pending) == ("test/p", True)
    assert provision.text_sha256 == hashlib.sha256("一句话".encode()).hexdigest()
    assert [(provision.text(lang), provision.held(lang)) for lang in ("zh", "en")] == [
        ("一句话", "没有金额"), ("a sentence", "no amount")]
    assert (agreement.title("zh"), agreement.title("en")) == ("测试", "test")
    with pytest.raises(KeyError):
        agreement.provision("q")
