"""Credentials: the worked example of the document, their window, their one class, and what other libraries say."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import cbor2
import cwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st
from tests.nuantu.passes.world import GATE, NOON_S, World, judge, trust_key

from nuantu.passes.algorithms import EDDSA, ES256, SigningKey, make_signing_key, write_point
from nuantu.passes.credential import (
    ZONES_MAX,
    Credential,
    PassClass,
    decode_claims,
    encode_claims,
    find_window,
    issue_credentials,
)
from nuantu.passes.presentation import Presentation, encode_presentation, find_step, present, split_token
from nuantu.passes.verdict import Code, PassError

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "passes.md"
ISSUER = SigningKey(ES256, ec.derive_private_key(1_000_003, ec.SECP256R1()))
DEVICE = ec.derive_private_key(1_000_033, ec.SECP256R1())
EXAMPLE = Credential(1, *find_window(NOON_S), bytes(range(0x10, 0x18)), write_point(DEVICE.public_key()), (1,),
                     PassClass.GATE, 1, 3, 4711)


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_document_shows_the_worked_example() -> None:
    told = _squeeze(DOCUMENT.read_text())
    numbers = (ISSUER.public.data, ISSUER.public.kid, EXAMPLE.device_key, encode_claims(EXAMPLE),
               encode_presentation(Presentation(find_step(NOON_S), GATE, b"\1\2\3\4")))

    assert [one.hex() for one in numbers if one.hex() not in told] == []
    assert (find_window(NOON_S), find_step(NOON_S)) == ((1_795_406_400, 1_795_420_800), 119_693_800)


def test_the_text_of_the_document_opens_the_gate_of_the_example() -> None:
    """Its signatures were made once; the claims inside are those that are made today."""
    text = re.search(r"^XT1:.*$", DOCUMENT.read_text(), re.MULTILINE)
    assert text is not None
    world = World()
    trust = replace(world.trust, keys=(trust_key(ISSUER),))

    assert judge(text[0], replace(world.gate(), trust=trust)).code is Code.OK
    assert len(text[0]) == 397
    assert encode_claims(EXAMPLE) in split_token(text[0]).credential


def test_a_window_is_four_hours_of_utc() -> None:
    begin, end = find_window(NOON_S)

    assert (end - begin, begin % 14_400, begin <= NOON_S < end) == (14_400, 0, True)
    assert find_window(begin)[0] == begin
    assert find_window(begin - 1)[1] == begin


CLAIMS = st.builds(
    Credential, st.integers(0, 2**32 - 1), st.integers(0, 2**40 - 1), st.integers(0, 2**40 - 1),
    st.binary(min_size=8, max_size=8),
    st.tuples(st.sampled_from([b"\2", b"\3"]), st.binary(min_size=32, max_size=32)).map(b"".join),
    st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=16).map(tuple), st.sampled_from(PassClass),
    st.integers(0, 1), st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))


@given(CLAIMS)
def test_claims_come_back_as_they_were(claims: Credential) -> None:
    assert decode_claims(encode_claims(claims)) == claims


def test_a_credential_has_one_class_and_no_word_about_a_person() -> None:
    """The claims are numbers, bytes and booleans: there is no text in which a name could stand."""
    def walk(value: object) -> list[object]:
        if isinstance(value, dict):
            return [one for pair in value.items() for part in pair for one in walk(part)]
        return [one for part in value for one in walk(part)] if isinstance(value, list) else [value]

    claims = cbor2.loads(encode_claims(EXAMPLE))

    assert {type(one) for one in walk(claims)} == {int, bytes, bool}
    assert set(claims) == {1, 4, 5, 7, 8, -70001, -70002}
    assert claims[-70001][1] == 1
    with pytest.raises(PassError, match="class"):
        decode_claims(encode_claims(EXAMPLE._replace(kind=3)))  # type: ignore[arg-type]


@pytest.mark.parametrize("alg", [ES256, EDDSA])
def test_another_cose_library_reads_what_is_issued(alg: int) -> None:
    """python-cwt finds signature and claims good, and not those of another key."""
    issuer, other = make_signing_key(alg), make_signing_key(alg)
    signed = issue_credentials([EXAMPLE], issuer)[0]
    keys = [_cose_key(one, issuer.public.kid) for one in (issuer, other)]

    assert cwt.COSE.new().decode(signed, keys[0]) == encode_claims(EXAMPLE)
    with pytest.raises(cwt.exceptions.VerifyError):
        cwt.COSE.new().decode(signed, keys[1])


def _cose_key(key: SigningKey, kid: bytes) -> cwt.COSEKey:
    if key.alg == EDDSA:
        return cwt.COSEKey.new({1: 1, -1: 6, -2: key.public.data, 3: -8, 2: kid})
    numbers = key.private.public_key().public_numbers()
    return cwt.COSEKey.new({1: 2, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big"), 3: -7,
                            2: kid})


def test_what_another_library_issues_opens_a_gate() -> None:
    """Signed by python-cwt with the same headers: low S or not is its own doing, so several are tried."""
    world = World()
    rider = world.rider()
    numbers = world.issuer.private.private_numbers()
    key = cwt.COSEKey.new({1: 2, -1: 1, -2: numbers.public_numbers.x.to_bytes(32, "big"),
                           -3: numbers.public_numbers.y.to_bytes(32, "big"),
                           -4: numbers.private_value.to_bytes(32, "big"), 3: -7, 2: world.issuer.public.kid})
    said = set()
    for _ in range(24):
        signed = cwt.COSE.new().encode_and_sign(encode_claims(rider.claims), key,
                                                protected={1: -7, 4: world.issuer.public.kid})
        text = present(signed, Presentation(find_step(NOON_S), GATE, b"abcd"), rider.device)
        said.add(judge(text, world.gate()).code)

    assert said == {Code.OK, Code.E_SIG}  # the second for the half of its signatures whose s is the higher one


def test_a_device_key_off_the_curve_is_not_signed() -> None:
    with pytest.raises(ValueError, match=r".+"):
        issue_credentials([EXAMPLE._replace(device_key=b"\2" + bytes(31) + b"\1")], ISSUER)


def test_nothing_of_a_credential_shows_in_its_text_form() -> None:
    """A line in a log that prints one names neither id nor key nor entry."""
    shown = repr(EXAMPLE)

    assert [one for one in ("id=", "device_key", "4711", EXAMPLE.id.hex()) if one in shown] == []
    assert repr(ISSUER).startswith("SigningKey(alg=-7, kid=")


@pytest.mark.parametrize("count", [0, ZONES_MAX + 1])
def test_a_credential_whose_zones_no_gate_would_read_is_not_signed(count: int) -> None:
    with pytest.raises(ValueError, match="zones"):
        issue_credentials([EXAMPLE._replace(zones=tuple(range(count)))], ISSUER)
