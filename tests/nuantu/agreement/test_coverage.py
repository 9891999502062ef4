"""Every provision acts, is named with one of four reasons, or is missing; nothing is counted twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.nuantu.agreement.agreement_text import SHIPPED, UNBUILT, make_provision, write_agreement

from nuantu.agreement.coverage import measure_coverage
from nuantu.agreement.reader import read_agreement
from nuantu.core.errors import AgreementError

WHY = {"zh": "因", "en": "why"}


def test_provisions_are_counted_by_what_became_of_them(tmp_path: Path) -> None:
    """Encoded through hooks, encoded in part, named with a reason, held, and pending."""
    provisions = [
        make_provision("rate", ["weekday_distance_band"]),
        make_provision("part", ["injury_premium", UNBUILT], not_encodable="value_unpublished", because=WHY),
        make_provision("none", [], not_encodable="preamble", because=WHY),
        make_provision("later", ["daily_stop"], held=WHY),
        make_provision("never", [UNBUILT]),
    ]
    clauses = [{"type": "weekday_distance_band", "id": "r", "provision": "rate", "params": {"base": "5 CNY/order"}},
               {"type": "injury_premium", "id": "i", "provision": "part", "params": {"amount": "0.07 CNY/order"}}]
    measured = measure_coverage(read_agreement(write_agreement(tmp_path, clauses=clauses, provisions=provisions)))

    assert [(one.provision.id, one.state, one.clause_ids, one.hooks, one.reason) for one in measured.provisions] == [
        ("rate", "encoded", ("r",), ("check", "pay"), ""),
        ("part", "encoded", ("i",), ("check", "pay"), "value_unpublished"),
        ("none", "not_encodable", (), (), "preamble"), ("later", "missing", (), (), ""),
        ("never", "missing", (), (), "")]
    assert (measured.share_pm, measured.named_pm, measured.count_reasons()) == (
        400, 333, {"value_unpublished": 0, "no_event": 0, "addressed_to_others": 0, "preamble": 1})


@pytest.mark.parametrize(("keys", "said"), [
    ({"not_encodable": "too_hard", "because": WHY}, "'too_hard' is not one of the words"),
    ({"not_encodable": "no_event"}, "the key 'because' is missing"),
    ({"because": WHY}, "because stands here without not_encodable"),
    ({"not_encodable": "no_event", "because": WHY, "held": WHY}, "held and not_encodable both stand here"),
])
def test_a_reason_that_is_none_is_refused(tmp_path: Path, keys: dict[str, Any], said: str) -> None:
    """One of four, in words, and not beside another excuse."""
    with pytest.raises(AgreementError, match=said):
        read_agreement(write_agreement(tmp_path, provisions=[make_provision("p", ["daily_stop"], **keys)]))


@pytest.mark.parametrize("folder", sorted(SHIPPED.iterdir()), ids=lambda folder: folder.name)
def test_shipped_agreements_are_counted_whole(folder: Path) -> None:
    """The three states make up all provisions."""
    measured = measure_coverage(read_agreement(folder))

    assert sum(measured.count(state) for state in ("encoded", "not_encodable", "missing")) == len(
        measured.agreement.provisions)
