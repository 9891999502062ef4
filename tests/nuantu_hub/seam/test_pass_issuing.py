"""Credentials are signed in the order of their drafts, with fresh ids, for their window."""

from __future__ import annotations

import pytest

from nuantu.passes.algorithms import make_signing_key, write_point
from nuantu.passes.credential import decode_claims
from nuantu.passes.envelope import read_envelope
from nuantu.passes.status_list import MAGIC, set_bits
from nuantu_hub.seam.pass_issuing import WINDOW_S, Draft, sign_credentials, sign_list


def test_drafts_become_credentials() -> None:
    key, points = make_signing_key(), [write_point(make_signing_key().private.public_key()) for _ in range(3)]
    drafts = [Draft(point, 1_795_392_000, 7, place) for place, point in enumerate(points)]
    issued = sign_credentials(key, drafts, kind=2, key_level=1, zones=[1, 4])
    claims = [decode_claims(read_envelope(one.credential).payload) for one in issued]

    assert [(one.device_key, one.status_index) for one in claims] == list(zip(points, range(3), strict=True))
    assert [one.id for one in claims] == [one.id for one in issued]
    assert {(int(one.kind), one.zones, one.expires_s - one.not_before_s) for one in claims} == {(2, (1, 4), WINDOW_S)}
    assert all(read_envelope(one.credential).is_signed_by(key.public) for one in issued)


def test_a_point_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match=r".*"):
        sign_credentials(make_signing_key(), [Draft(b"\2" + b"\xff" * 32, 0, 1, 1)], kind=1, key_level=0, zones=[1])


def test_a_list_is_signed() -> None:
    assert sign_list(make_signing_key(), 7, set_bits([1]), 1_795_392_000).startswith(MAGIC)
