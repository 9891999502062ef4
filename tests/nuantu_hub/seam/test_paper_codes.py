"""Each code on a sheet has a key of its own, its hour and its gate; what cannot be set is said."""

from __future__ import annotations

import pytest

from nuantu.core.errors import InputError
from nuantu.passes.algorithms import make_signing_key
from nuantu.passes.credential import decode_claims
from nuantu.passes.envelope import read_envelope
from nuantu.passes.paper import PAPER_ZONE, find_hour_challenge
from nuantu.passes.presentation import decode_presentation, split_token
from nuantu_hub.seam import paper_codes
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.paper_codes import set_sheet, sign_codes

START_S = 1_795_392_000


def test_codes_are_bound_to_gate_and_hour() -> None:
    hours = [START_S // 3_600, START_S // 3_600 + 1]
    codes = sign_codes(make_signing_key(), 17, [1], [(hour, START_S, 5, place) for place, hour in enumerate(hours)])
    tokens = [split_token(one.text) for one in codes]
    claims = [decode_claims(read_envelope(one.credential).payload) for one in tokens]
    shown = [decode_presentation(one.presentation) for one in tokens]

    assert len({one.device_key for one in claims}) == 2
    assert {(one.zones, int(one.kind), one.key_level) for one in claims} == {((1, PAPER_ZONE), 1, 0)}
    assert [(one.gate, one.nonce) for one in shown] == [(17, find_hour_challenge(17, hour)) for hour in hours]
    assert [one.id for one in codes] == [one.id for one in claims]


def test_a_machine_without_chinese_letters_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise InputError("no font has Chinese characters", fix="install one")

    monkeypatch.setattr(paper_codes, "find_faces", refuse)
    with pytest.raises(RunError):
        set_sheet("纸", [], [])


def test_seven_codes_take_two_pages() -> None:
    body = set_sheet("纸质通行码", ["甲园"], [(f"{hour}:00", "XT1:AB") for hour in range(7)])
    assert body.startswith(b"%PDF")
    assert body.count(b"/Type /Page\n") == 2
