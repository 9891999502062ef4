"""The named attacks on a token, XP01 to XP59: each builds what is shown, to which gate, when, and what it must hear.

One function a case; it yields one or more ``Case``. Those that need a gate's process, a page or the hub stand with
their tests there. A rule that both verifiers keep is written here once and goes into the vector file for both.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from tests.nuantu.passes.gates import GateFiles
from tests.nuantu.passes.world import (
    DAY_S,
    DOOR,
    GATE,
    LIST,
    NOON_S,
    OTHER_GATE,
    Rider,
    World,
    policy_text,
    trust_key,
    write_trust,
)

from nuantu.passes.algorithms import EDDSA, ES256, ORDER, SigningKey, make_signing_key, sign_es256
from nuantu.passes.base45 import encode_base45
from nuantu.passes.canonical import decode_canonical, encode_canonical
from nuantu.passes.credential import PassClass, encode_claims, issue_credentials
from nuantu.passes.envelope import build_message as build_envelope_message
from nuantu.passes.envelope import seal_envelope
from nuantu.passes.presentation import (
    PREFIX,
    Presentation,
    Token,
    build_message,
    encode_presentation,
    find_step,
    join_token,
    split_token,
)
from nuantu.passes.status_list import set_bits, write_status_list
from nuantu.passes.verdict import Code

HOUR_S = 3600


@dataclass(frozen=True)
class Case:
    """A text shown to a gate at a moment, after others were, and the verdict it must hear."""

    title: str
    text: str
    gate: GateFiles
    code: Code
    now_s: int = NOON_S
    before: tuple[tuple[str, int, Code], ...] = ()


class Stage:
    """A world, with what cases ask of it."""

    def __init__(self, seed: int = 64) -> None:
        self.world = World(seed)
        self.files = self.make_files()

    def make_files(self, gate: int = GATE, kind: PassClass = PassClass.GATE, **changed: Any) -> GateFiles:
        """What a gate of this world holds."""
        world = self.world
        one = GateFiles(world.describe(gate, kind), world.trust_bytes, [root.public for root in world.roots],
                        {LIST: world.status_bytes}, NOON_S - 300)
        return replace(one, **changed)

    def trusting(self, *keys: Any) -> GateFiles:
        """The gate under another list of keys, its own issuer's being on it too (for the poster)."""
        own = trust_key(self.world.issuer)
        return replace(self.files, trust=write_trust((own, *keys), self.world.roots[:2]))

    def with_status(self, age_s: int, revoked: tuple[int, ...] = (77,)) -> GateFiles:
        """The gate with a status list of this age."""
        data = write_status_list(LIST, set_bits(revoked), NOON_S - age_s, self.world.issuer)
        return replace(self.files, status={LIST: data})


def wrap(payload: bytes, key: SigningKey, protected: bytes | None = None) -> bytes:
    """Any payload as a credential signed by a key."""
    own = encode_canonical({1: key.alg, 4: key.public.kid})
    return seal_envelope(own if protected is None else protected, payload, key)


def show(credential: bytes, rider: Rider, at_s: int = NOON_S, gate: int = GATE) -> str:
    """Any credential shown by a rider's device."""
    return Rider(rider.device, rider.claims, credential).show(at_s, gate)


def claim(stage: Stage, rider: Rider, change: Callable[[dict[Any, Any]], Any]) -> str:
    """A rider's claims changed as a map, honestly signed again by the issuer, and shown."""
    found = decode_canonical(encode_claims(rider.claims))
    change(found)
    return show(wrap(encode_canonical(found), stage.world.issuer), rider)


def rewrite(text: str, **parts: bytes) -> str:
    """A token with some of its three parts exchanged."""
    return join_token(split_token(text)._replace(**parts))


def spell(data: bytes) -> str:
    """Any bytes as the text of a token."""
    return PREFIX + encode_base45(data)


def turn_high(signature: bytes) -> bytes:
    """The other form of an ES256 signature."""
    return signature[:32] + (ORDER - int.from_bytes(signature[32:], "big")).to_bytes(32, "big")


def split_credential(credential: bytes) -> list[Any]:
    """The four parts of a COSE_Sign1."""
    found: list[Any] = decode_canonical(credential[1:])
    return found


def join_credential(parts: list[Any]) -> bytes:
    """Four parts as a COSE_Sign1."""
    return b"\xd2" + encode_canonical(parts)


def xp01(s: Stage) -> Iterator[Case]:
    yield Case("valid, in its window, at its gate", s.world.rider().show(), s.files, Code.OK)


def xp02(s: Stage) -> Iterator[Case]:
    text = s.world.rider().show()
    yield Case("the same token again", text, s.files, Code.E_REPLAY, NOON_S + 4, ((text, NOON_S, Code.OK),))


def xp03(s: Stage) -> Iterator[Case]:
    text = s.world.rider().show()
    yield Case("the same token at another gate", text, s.make_files(OTHER_GATE), Code.E_AUD)


def xp04(s: Stage) -> Iterator[Case]:
    rider = s.world.rider()
    yield Case("the next step of the same credential", rider.show(NOON_S + 15), s.files, Code.OK, NOON_S + 15,
               ((rider.show(), NOON_S, Code.OK),))


def xp05(s: Stage) -> Iterator[Case]:
    yield Case("a screenshot of a minute ago", s.world.rider().show(NOON_S - 60), s.files, Code.E_STALE)


def xp06(s: Stage) -> Iterator[Case]:
    yield Case("a screenshot of 20 seconds ago, unused", s.world.rider().show(NOON_S - 20), s.files, Code.OK)


def xp07(s: Stage) -> Iterator[Case]:
    rider = s.world.rider()
    text = rider.show(NOON_S - 20)
    yield Case("the rider after the screenshot of the same code", text, s.files, Code.E_REPLAY, NOON_S + 2,
               ((text, NOON_S, Code.OK),))


def xp08(s: Stage) -> Iterator[Case]:
    yield Case("a phone that is a minute fast", s.world.rider().show(NOON_S + 60), s.files, Code.E_FUTURE)


def xp09(s: Stage) -> Iterator[Case]:
    for off in (-2, 2):
        yield Case(f"{off} steps", s.world.rider().show(step=find_step(NOON_S) + off), s.files, Code.OK)


def xp10(s: Stage) -> Iterator[Case]:
    for off, code in ((-3, Code.E_STALE), (3, Code.E_FUTURE)):
        yield Case(f"{off} steps", s.world.rider().show(step=find_step(NOON_S) + off), s.files, code)


def xp11(s: Stage) -> Iterator[Case]:
    rider = s.world.rider(expires_s=NOON_S)
    yield Case("exp is now", rider.show(), s.files, Code.E_EXP)
    yield Case("exp is in a second", s.world.rider(expires_s=NOON_S + 1).show(), s.files, Code.OK)


def xp12(s: Stage) -> Iterator[Case]:
    for ahead, code in ((89, Code.OK), (90, Code.OK), (91, Code.E_NBF)):
        rider = s.world.rider(not_before_s=NOON_S + ahead)
        yield Case(f"nbf in {ahead} s", rider.show(), s.files, code)


def xp13(s: Stage) -> Iterator[Case]:
    begin = NOON_S - HOUR_S
    for until, code in ((begin + 30 * DAY_S, Code.E_LIFE), (begin + 6 * HOUR_S, Code.OK),
                        (begin + 6 * HOUR_S + 1, Code.E_LIFE), (begin, Code.E_LIFE), (begin - 5, Code.E_LIFE)):
        rider = s.world.rider(not_before_s=begin, expires_s=until)
        yield Case(f"a life of {until - begin} s", rider.show(), s.files, code)
    second = s.world.rider(not_before_s=NOON_S, expires_s=NOON_S + 1)
    yield Case("a life of one second", second.show(), s.files, Code.OK)


def _raw_claim(s: Stage, rider: Rider, key: int, raw: bytes) -> str:
    """A claim written as raw CBOR, in its place, under an honest signature of the issuer."""
    marked = decode_canonical(encode_claims(rider.claims))
    marked[key] = b"\xaa\xbb\xcc\xdd\xee"
    payload = encode_canonical(marked).replace(b"\x45\xaa\xbb\xcc\xdd\xee", raw)
    return show(wrap(payload, s.world.issuer), rider)


def xp14(s: Stage) -> Iterator[Case]:
    for title, raw in (("NaN of 16 bits", "f97e00"), ("infinity", "f97c00"), ("NaN of 64 bits", "fb7ff8000000000000"),
                       ("1e400, a decimal fraction", "c4821901901a00000001"), ("1e300", "fb7e37e43c8800759c"),
                       ("a text", "66737472696e67"), ("true", "f5"), ("null", "f6"), ("undefined", "f7"),
                       ("a 32 bit number with a point", "fa47800000"),
                       ("a date", "c074323032362d31312d32335430303a30303a30305a")):
        yield Case(f"exp is {title}", _raw_claim(s, s.world.rider(), 4, bytes.fromhex(raw)), s.files, Code.E_FORMAT)


def xp15(s: Stage) -> Iterator[Case]:
    for title, raw in (("2^63", "1b8000000000000000"), ("2^64 - 1", "1bffffffffffffffff"),
                       ("2^64, a bignum", "c249010000000000000000"), ("a negative bignum", "c349010000000000000000"),
                       ("-1", "20"), ("2^40", "1b0000010000000000")):
        yield Case(f"exp is {title}", _raw_claim(s, s.world.rider(), 4, bytes.fromhex(raw)), s.files, Code.E_FORMAT)


def xp16(s: Stage) -> Iterator[Case]:
    for key in (1, 4, 5, 7, 8, -70001, -70002):
        yield Case(f"claim {key} is missing", claim(s, s.world.rider(), lambda found, key=key: found.pop(key)), s.files,
                   Code.E_FORMAT)
    yield Case("the key in cnf is missing", claim(s, s.world.rider(), lambda found: found[8].pop(1)), s.files,
               Code.E_FORMAT)
    for key in (1, 2, 3):
        rider = s.world.rider()
        shown = decode_canonical(encode_presentation(Presentation(find_step(NOON_S), GATE, b"1234")))
        del shown[key]
        yield Case(f"part {key} of the presentation is missing", _sign_shown(rider, encode_canonical(shown)), s.files,
                   Code.E_FORMAT)


def _sign_shown(rider: Rider, shown: bytes) -> str:
    return join_token(Token(rider.credential, shown, sign_es256(rider.device, build_message(rider.credential, shown))))


def xp17(s: Stage) -> Iterator[Case]:
    for key, value in ((99, "anything"), (-80000, [1, {2: b"x"}]), ("text", None)):
        yield Case(f"an unknown claim {key!r}", claim(s, s.world.rider(), lambda found, key=key, value=value:
                                                      found.update({key: value})), s.files, Code.OK)


def xp18(s: Stage) -> Iterator[Case]:
    for bit in (0, 255, 256, 511):
        rider = s.world.rider()
        parts = split_credential(rider.credential)
        parts[3] = flip(parts[3], bit)
        yield Case(f"bit {bit} of the issuer's signature", show(join_credential(parts), rider), s.files, Code.E_SIG)


def xp19(s: Stage) -> Iterator[Case]:
    for bit in (0, 255, 256, 511):
        text = s.world.rider().show()
        turned = flip(split_token(text).signature, bit)
        yield Case(f"bit {bit} of the device's signature", rewrite(text, signature=turned), s.files, Code.E_SIG)


def flip(data: bytes, bit: int) -> bytes:
    """Bytes with one bit turned."""
    turned = bytearray(data)
    turned[bit >> 3] ^= 1 << (bit & 7)
    return bytes(turned)


def xp21(s: Stage) -> Iterator[Case]:
    text = s.world.rider().show()
    yield Case("the device's (r, n - s)", rewrite(text, signature=turn_high(split_token(text).signature)), s.files,
               Code.E_SIG)
    rider = s.world.rider()
    parts = split_credential(rider.credential)
    parts[3] = turn_high(parts[3])
    yield Case("the issuer's (r, n - s)", show(join_credential(parts), rider), s.files, Code.E_SIG)


def xp22(s: Stage) -> Iterator[Case]:
    zero, one, order = bytes(32), (1).to_bytes(32, "big"), ORDER.to_bytes(32, "big")
    beyond = b"\xff" * 32
    odd = {"r = 0": zero + one, "s = 0": one + zero, "r = n": order + one, "s = n": one + order,
           "r = 2^256 - 1": beyond + one, "s = 2^256 - 1": one + beyond, "63 bytes": bytes(63), "65 bytes": bytes(65),
           "70 bytes, as DER": bytes.fromhex("30440220") + bytes(66), "none": b""}
    for title, signature in odd.items():
        rider = s.world.rider()
        yield Case(f"the device's: {title}", rewrite(rider.show(), signature=signature), s.files, Code.E_SIG)
        parts = split_credential(rider.credential)
        parts[3] = signature
        yield Case(f"the issuer's: {title}", show(join_credential(parts), rider), s.files, Code.E_SIG)


def xp23(s: Stage) -> Iterator[Case]:
    kid, public = s.world.issuer.public.kid, s.world.issuer.public.data
    for title, alg in (("0", 0), ("HS256 under the public key", 5), ("-65535", -65535), ("ES384", -35), ("ES512", -36)):
        rider = s.world.rider()
        protected, payload = encode_canonical({1: alg, 4: kid}), encode_claims(rider.claims)
        mac = hmac.HMAC(public, hashes.SHA256())
        mac.update(build_envelope_message(protected, payload))
        yield Case(f"alg {title}", show(join_credential([protected, {}, payload, mac.finalize()]), rider), s.files,
                   Code.E_ALG)
    for title, header in (("the text 'none'", {1: "none", 4: kid}), ("missing", {4: kid}),
                          ("with a critical header", {1: ES256, 2: [1], 4: kid}), ("true", {1: True, 4: kid})):
        rider = s.world.rider()
        credential = wrap(encode_claims(rider.claims), s.world.issuer, encode_canonical(header))
        yield Case(f"alg {title}", show(credential, rider), s.files, Code.E_FORMAT)


def xp24(s: Stage) -> Iterator[Case]:
    rider = s.world.rider()
    protected = encode_canonical({1: EDDSA, 4: s.world.issuer.public.kid})
    named = wrap(encode_claims(rider.claims), s.world.issuer, protected)
    yield Case("EdDSA named over a key of P-256", show(named, rider), s.files, Code.E_ALG)
    ed = make_signing_key(EDDSA)
    gate = s.trusting(trust_key(ed))
    protected = encode_canonical({1: ES256, 4: ed.public.kid})
    yield Case("ES256 named over an Ed25519 key", show(wrap(encode_claims(rider.claims), ed, protected), rider), gate,
               Code.E_ALG)
    yield Case("an Ed25519 issuer that is trusted", show(wrap(encode_claims(rider.claims), ed), rider), gate, Code.OK)


def xp25(s: Stage) -> Iterator[Case]:
    rider = s.world.rider()
    private = rsa.generate_private_key(65537, 2048)
    protected, payload = encode_canonical({1: -37, 4: b"rsa-key1"}), encode_claims(rider.claims)
    signature = private.sign(build_envelope_message(protected, payload),
                             padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
    parts = [protected, {}, payload, signature]
    yield Case("a PS256 issuer that is not on the list", show(join_credential(parts), rider), s.files, Code.E_KID)


def xp26(s: Stage) -> Iterator[Case]:
    rider, world = s.world.rider(), s.world
    shown = encode_presentation(Presentation(find_step(NOON_S), GATE, b"1234"))
    by_issuer = sign_es256(world.issuer.private, build_message(rider.credential, shown))
    yield Case("shown under the issuer's signature", join_token(Token(rider.credential, shown, by_issuer)), s.files,
               Code.E_SIG)
    yield Case("the issuer's signature used again as the device's",
               join_token(Token(rider.credential, shown, split_credential(rider.credential)[3])), s.files, Code.E_SIG)
    own = SigningKey(ES256, rider.device)
    forged = wrap(encode_claims(rider.claims), own, encode_canonical({1: ES256, 4: world.issuer.public.kid}))
    yield Case("the device signs its own credential under the issuer's id", show(forged, rider), s.files, Code.E_SIG)
    yield Case("the device signs its own credential under its own id",
               show(wrap(encode_claims(rider.claims), own), rider), s.files, Code.E_KID)
    swapped = rider.claims._replace(device_key=world.issuer.public.data)
    yield Case("the issuer's key stands as the device's", show(issue_credentials([swapped], world.issuer)[0], rider),
               s.files, Code.E_SIG)


def xp27(s: Stage) -> Iterator[Case]:
    def key(change: dict[int, Any]) -> Callable[[dict[Any, Any]], Any]:
        return lambda found: found[8][1].update(change)

    off = bytes(31) + b"\x01"  # x = 1 is on no point of P-256
    for title, change in (("off the curve", {-2: off}), ("x beyond the field", {-2: b"\xff" * 32}),
                          ("P-384", {-1: 2, -2: bytes(48)}), ("another key type", {1: 1}),
                          ("x of 31 bytes", {-2: bytes(31)}), ("y as bytes", {-3: bytes(32)}),
                          ("infinity, x empty", {-2: b""}), ("a private part", {-4: b"d"})):
        yield Case(f"a device key {title}", claim(s, s.world.rider(), key(change)), s.files, Code.E_FORMAT)


def xp28(s: Stage) -> Iterator[Case]:
    one, other = s.world.rider(), s.world.rider()
    yield Case("credential of one, presentation of another",
               rewrite(one.show(), credential=other.credential), s.files, Code.E_SIG)
    shared = s.world.claims(one.device)
    second = issue_credentials([shared], s.world.issuer)[0]
    yield Case("a second credential of the same device, presentation of the first",
               rewrite(one.show(), credential=second), s.files, Code.E_SIG)


def xp29(s: Stage) -> Iterator[Case]:
    rider = s.world.rider()
    token = split_token(rider.show())
    whole = encode_canonical([token.credential, token.presentation, token.signature])
    yield Case("bytes after the end", spell(whole + b"\x00"), s.files, Code.E_NONCANON)
    yield Case("an indefinite array", spell(b"\x9f" + whole[1:] + b"\xff"), s.files, Code.E_NONCANON)
    yield Case("a longer head than needed", spell(b"\x98\x03" + whole[1:]), s.files, Code.E_NONCANON)
    size = len(token.credential)
    yield Case("a length in four bytes", spell(b"\x83\x5a" + size.to_bytes(4, "big") + whole[3:] if size < 256 else
                                               b"\x83\x5a" + size.to_bytes(4, "big") + whole[4:]), s.files,
               Code.E_NONCANON)
    step = find_step(NOON_S)
    good = encode_presentation(Presentation(step, GATE, b"1234"))
    twice = b"\xa4\x01" + good[2:7] + good[1:]
    yield Case("a key twice", _sign_shown(rider, twice), s.files, Code.E_NONCANON)
    tail = good[1:]
    swapped = b"\xa3" + tail[6:10] + tail[:6] + tail[10:]
    yield Case("keys out of order", _sign_shown(rider, swapped), s.files, Code.E_NONCANON)
    long = b"\xa3\x01\x1b" + step.to_bytes(8, "big") + tail[6:]
    yield Case("a number longer than needed", _sign_shown(rider, long), s.files, Code.E_NONCANON)
    payload = encode_claims(rider.claims)
    yield Case("bytes after the claims", show(wrap(payload + b"\x00", s.world.issuer), rider), s.files, Code.E_NONCANON)
    header = encode_canonical({1: ES256, 4: s.world.issuer.public.kid})
    yield Case("bytes after the header", show(wrap(payload, s.world.issuer, header + b"\x00"), rider), s.files,
               Code.E_NONCANON)
    yield Case("bytes after the credential", show(rider.credential + b"\x00", rider), s.files, Code.E_NONCANON)


def xp30(s: Stage) -> Iterator[Case]:
    huge = (2**64 - 1).to_bytes(8, "big")
    for title, raw in (("nested as deep as fits", b"\x81" * 590), ("an array of 2^64 - 1", b"\x9b" + huge),
                       ("a map of 2^64 - 1", b"\xbb" + huge), ("bytes of 2^62", b"\x5b" + (2**62).to_bytes(8, "big")),
                       ("a text of 2^62", b"\x7b" + (2**62).to_bytes(8, "big")), ("nothing", b""),
                       ("tags without end", b"\xd2" * 590), ("bytes that end early", b"\x83\x58\xff\x00")):
        yield Case(title, spell(raw), s.files, Code.E_FORMAT)
    rider = s.world.rider()
    yield Case("a claim nested 100 deep", show(wrap(b"\xa1\x01" + b"\x81" * 100 + b"\x00", s.world.issuer), rider),
               s.files, Code.E_FORMAT)


def xp31(s: Stage) -> Iterator[Case]:
    text = s.world.rider().show()
    body = text[len(PREFIX):]
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign.isalnum() else sign for sign in body)
    whole = body if len(body) % 3 != 1 else body[:-1]
    for title, odd in (("lower case", PREFIX + body.lower()), ("full-width signs", PREFIX + wide),
                       (":::", PREFIX + ":::"), ("a space after", text + " "),
                       ("a length of 1 modulo 3", PREFIX + whole[:3 * (len(whole) // 3)] + "0"),
                       ("a space before", " " + text), ("a line end after", text + "\n"), ("a zero byte", text + "\0"),
                       ("a pair beyond a byte", PREFIX + "::"), ("a smile", PREFIX + "🙂"), ("nothing after", PREFIX),
                       ("a half of a pair of UTF-16", PREFIX + body[:3] + "\ud83d"),
                       ("lower-case prefix", "xt1:" + body)):
        yield Case(title, odd, s.files, Code.E_FORMAT)


def xp32(s: Stage) -> Iterator[Case]:
    text = s.world.rider().show()
    body = text[len(PREFIX):]
    for odd in ("HC1:" + body, "XT2:" + body, "XT1" + body, "XG1:" + body, "", "XT", body,
                "https://example.org/" + text, PREFIX + text, "HC1:6BFOXN%TSMAHN-HISCGQ8V5WSJ0S20VM0S1 ",
                PREFIX + body + body + body):
        yield Case(f"{odd[:16]!r}, {len(odd)} signs", odd, s.files, Code.E_FORMAT)


def xp33(s: Stage) -> Iterator[Case]:
    other = make_signing_key()
    rider = s.world.rider()
    credential = issue_credentials([rider.claims], other)[0]
    yield Case("an issuer that was taken off the list", show(credential, rider), s.files, Code.E_KID)
    for title, changed in (("whose time is over", {"expires_s": NOON_S}),
                           ("of tomorrow", {"not_before_s": NOON_S + 91})):
        yield Case(f"an issuer {title}", show(credential, rider), s.trusting(trust_key(other, **changed)), Code.E_KID)
    yield Case("a key that signs posters only", show(credential, rider), s.trusting(trust_key(other, "descriptor")),
               Code.E_KID)
    yield Case("a key for doors only", show(credential, rider),
               s.trusting(trust_key(other, classes=frozenset({PassClass.DOOR}))), Code.E_SCOPE)
    yield Case("an issuer beside the first", show(credential, rider), s.trusting(trust_key(other)), Code.OK)


def xp34(s: Stage) -> Iterator[Case]:
    one, other, rider = make_signing_key(), make_signing_key(), s.world.rider()
    kid = b"same-kid"
    protected = encode_canonical({1: ES256, 4: kid})
    gate = s.trusting(trust_key(one, kid=kid), trust_key(other, kid=kid))
    for title, key, code in (("the first", one, Code.OK), ("the second", other, Code.OK),
                             ("neither", make_signing_key(), Code.E_SIG)):
        rider = s.world.rider()
        credential = wrap(encode_claims(rider.claims), key, protected)
        yield Case(f"two keys of one id, {title} signed", show(credential, rider), gate, code)


def xp35(s: Stage) -> Iterator[Case]:
    for title, header in (("another kid", {4: b"other-ki"}), ("an alg", {1: -8}), ("the same kid",
                                                                                   {4: s.world.issuer.public.kid})):
        rider = s.world.rider()
        parts = split_credential(rider.credential)
        parts[1] = header
        yield Case(f"{title} unprotected", show(join_credential(parts), rider), s.files, Code.E_NONCANON)


def xp37(s: Stage) -> Iterator[Case]:
    text = s.world.rider().show()
    for title, until, code in (("ended a second ago", NOON_S - 1, Code.E_TRUST_EXPIRED), ("ends now", NOON_S,
                               Code.E_TRUST_EXPIRED), ("ends in a second", NOON_S + 1, Code.OK)):
        trust = write_trust((trust_key(s.world.issuer),), s.world.roots[:2], issued_s=until - DAY_S, life_s=DAY_S)
        yield Case(f"a trust list that {title}", text, replace(s.files, trust=trust), code)


def xp39(s: Stage) -> Iterator[Case]:
    yield Case("a revoked entry", s.world.rider(status_index=77).show(), s.files, Code.E_REVOKED)
    for index in (76, 78, 2**20 - 1, 0):
        yield Case(f"entry {index} beside it", s.world.rider(status_index=index).show(), s.files, Code.OK)
    ends = s.with_status(600, (0, 2**20 - 1))
    for index in (0, 2**20 - 1):
        yield Case(f"a revoked entry at the end, {index}", s.world.rider(status_index=index).show(), ends,
                   Code.E_REVOKED)


def xp40(s: Stage) -> Iterator[Case]:
    for index in (2**20, 2**32 - 1):
        yield Case(f"entry {index}", s.world.rider(status_index=index).show(), s.files, Code.E_REVOKED)


def xp41(s: Stage) -> Iterator[Case]:
    marker = b"\xaa\xbb\xcc\xdd\xee"
    for title, raw in (("negative", "24"), ("true", "f5"), ("1.5", "f93e00"), ("a text", "6131"),
                       ("2^32", "1b0000000100000000")):
        rider = s.world.rider()
        found = decode_canonical(encode_claims(rider.claims))
        found[-70002] = [LIST, marker]
        payload = encode_canonical(found).replace(b"\x45" + marker, bytes.fromhex(raw))
        yield Case(f"an entry that is {title}", show(wrap(payload, s.world.issuer), rider), s.files, Code.E_FORMAT)


def xp42(s: Stage) -> Iterator[Case]:
    for age_s in (23 * HOUR_S, 24 * HOUR_S):
        yield Case(f"a status list {age_s} s old", s.world.rider().show(), s.with_status(age_s), Code.OK)


def xp43(s: Stage) -> Iterator[Case]:
    rider = s.world.rider(not_before_s=NOON_S - HOUR_S, expires_s=NOON_S + 3 * HOUR_S)
    yield Case("a list of 30 hours, a credential of one", rider.show(), s.with_status(30 * HOUR_S), Code.OK_DEGRADED)
    yield Case("a list of 24 hours and a second", rider.show(), s.with_status(24 * HOUR_S + 1), Code.OK_DEGRADED)
    yield Case("no list at all", rider.show(), replace(s.files, status={}), Code.OK_DEGRADED)
    revoked = s.world.rider(status_index=77)
    yield Case("an old list that names it", revoked.show(), s.with_status(30 * HOUR_S), Code.E_REVOKED)


def xp44(s: Stage) -> Iterator[Case]:
    rider = s.world.rider(not_before_s=NOON_S - 5 * HOUR_S, expires_s=NOON_S + HOUR_S)
    yield Case("a list of 30 hours, a credential of five", rider.show(), s.with_status(30 * HOUR_S),
               Code.E_STATUS_STALE)
    yield Case("no list, a credential of five hours", rider.show(), replace(s.files, status={}), Code.E_STATUS_STALE)
    for age_s, code in ((4 * HOUR_S, Code.OK_DEGRADED), (4 * HOUR_S + 1, Code.E_STATUS_STALE)):
        four = s.world.rider(not_before_s=NOON_S - age_s, expires_s=NOON_S + HOUR_S)
        yield Case(f"a list of 30 hours, a credential of {age_s} s", four.show(), s.with_status(30 * HOUR_S), code)


def xp49(s: Stage) -> Iterator[Case]:
    gate, rider = replace(s.files, floor_s=NOON_S - 300), s.world.rider()
    yield Case("the gate's clock a day behind what it saw signed", rider.show(), gate, Code.E_CLOCK, NOON_S - DAY_S)
    yield Case("… and a code from before that", rider.show(NOON_S - HOUR_S), gate, Code.E_STALE, NOON_S - DAY_S)
    late = s.world.rider(expires_s=NOON_S - 301)
    yield Case("… and a credential that was over by then", late.show(), gate, Code.E_EXP, NOON_S - DAY_S)
    for late_s, code in ((60, Code.OK), (90, Code.OK), (91, Code.E_CLOCK)):
        yield Case(f"a clock {late_s} s behind", rider.show(NOON_S - 300), gate, code, NOON_S - 300 - late_s)


def xp50(s: Stage) -> Iterator[Case]:
    yield Case("the gate's clock a day ahead", s.world.rider().show(), s.files, Code.E_EXP, NOON_S + DAY_S)


def xp51(s: Stage) -> Iterator[Case]:
    for title, at_s in (("the leap second at the end of 2016", 1_483_228_800),
                        ("a change to summer time", 1_774_749_600),
                        ("the last second of 31 bits, 2038", 2**31 - 1), ("the first beyond it", 2**31),
                        ("the last second of 32 bits, 2106", 2**32 - 1), ("the first beyond it", 2**32)):
        yield Case(title, *_at_time(s, at_s), Code.OK, at_s)


def _at_time(s: Stage, at_s: int) -> tuple[str, GateFiles]:
    """A rider and a gate of another time."""
    world = s.world
    key = trust_key(world.issuer, not_before_s=at_s - DAY_S, expires_s=at_s + DAY_S)
    status = write_status_list(LIST, set_bits([77]), at_s - 600, world.issuer)
    gate = replace(s.files, trust=write_trust((key,), world.roots[:2], issued_s=at_s - 600), read_s=at_s - 300,
                   status={LIST: status}, descriptor=world.describe(issued_s=at_s - DAY_S, expires_s=at_s + DAY_S))
    begin = at_s - at_s % (4 * HOUR_S)
    return world.rider(not_before_s=begin, expires_s=begin + 4 * HOUR_S).show(at_s), gate


def xp52(s: Stage) -> Iterator[Case]:
    gate = replace(s.files, challenge=b"\x0a\x0b\x0c\x0d\x0e\x0f")
    rider = s.world.rider()
    for title, nonce, code in (("the challenge that is shown", gate.challenge, Code.OK), ("an older one", b"\x0a" * 6,
                               Code.E_REPLAY), ("a part of it", b"\x0a\x0b\x0c\x0d", Code.E_REPLAY)):
        yield Case(title, s.world.rider().show(nonce=nonce or b""), gate, code)
    text = rider.show(nonce=gate.challenge or b"")
    yield Case("twice", text, gate, Code.E_REPLAY, NOON_S + 3, ((text, NOON_S, Code.OK),))


def xp53(s: Stage) -> Iterator[Case]:
    gate = replace(s.files, challenge=b"\x0a\x0b\x0c\x0d")
    for days in (-3, 3):
        yield Case(f"a phone {days} days off, under a challenge",
                   s.world.rider().show(NOON_S + days * DAY_S, nonce=b"\x0a\x0b\x0c\x0d"), gate, Code.OK)


def xp59(s: Stage) -> Iterator[Case]:
    yield Case("the code for the poster of gate A, shown at gate B", s.world.rider().show(gate=GATE),
               s.make_files(OTHER_GATE), Code.E_AUD)


def xd03(s: Stage) -> Iterator[Case]:
    door = s.make_files(DOOR, PassClass.DOOR)
    yield Case("a gate's pass at a door", s.world.rider().show(gate=DOOR), door, Code.E_SCOPE)
    yield Case("a door's pass at a gate", s.world.rider(kind=PassClass.DOOR).show(), s.files, Code.E_SCOPE)
    yield Case("a door's pass at a door", s.world.rider(kind=PassClass.DOOR).show(gate=DOOR), door, Code.OK)
    for title, scope in (("both", [[1], 3, 1]), ("none", [[1], 0, 1]), ("a list of both", [[1], [1, 2], 1])):
        yield Case(f"a class of {title}", claim(s, s.world.rider(), lambda found, scope=scope:
                                                found.update({-70001: scope})), s.files, Code.E_FORMAT)


def scopes(s: Stage) -> Iterator[Case]:
    yield Case("another zone", s.world.rider(zones=(2, 3)).show(), s.files, Code.E_SCOPE)
    yield Case("one zone of several", s.world.rider(zones=(2, 1)).show(), s.files, Code.OK)
    for title, scope in (("no zone", [[], 1, 1]), ("a zone that is no number", [["1"], 1, 1]),
                         ("a key level of 2", [[1], 1, 2]),
                         ("too short", [[1], 1]), ("too long", [[1], 1, 1, 1]), ("17 zones", [[1] * 17, 1, 1])):
        yield Case(f"a scope with {title}", claim(s, s.world.rider(), lambda found, scope=scope:
                                                  found.update({-70001: scope})), s.files, Code.E_FORMAT)


def policies(s: Stage) -> Iterator[Case]:
    def under(**changed: Any) -> GateFiles:
        return replace(s.files, policy=policy_text(**changed))

    noon = 12 * 60 + 10
    day = ((360, 1380),)
    yield Case("within the hours", s.world.rider().show(), under(), Code.OK)
    yield Case("the minute is the last", s.world.rider().show(), under(hours=(((0, noon + 1),),) * 7), Code.OK)
    yield Case("the minute is past", s.world.rider().show(), under(hours=(((0, noon),),) * 7), Code.E_SCOPE)
    yield Case("the day is closed", s.world.rider().show(), under(hours=((), *(day,) * 6)), Code.E_SCOPE)
    yield Case("in another zone of time", s.world.rider().show(), under(hours=(((noon - 480, noon - 479),),) * 7,
                                                                         utc_offset_min=0), Code.OK)
    yield Case("doors only", s.world.rider().show(), under(classes=frozenset({PassClass.DOOR})), Code.E_SCOPE)
    yield Case("a key that may be taken out", s.world.rider(key_level=0).show(), under(key_level_min=1), Code.E_SCOPE)
    yield Case("a key that may not", s.world.rider().show(), under(key_level_min=1, agreed_on=date(2026, 1, 1)),
               Code.OK)


def unsynced(s: Stage) -> Iterator[Case]:
    gate = replace(s.files, synced=False)
    for off, code in ((-6, Code.OK), (6, Code.OK), (-7, Code.E_STALE), (7, Code.E_FUTURE)):
        yield Case(f"{off} steps at a gate that never heard the time",
                   s.world.rider().show(step=find_step(NOON_S) + off), gate, code)


def rejoined(s: Stage) -> Iterator[Case]:
    """A refused token leaves nothing in the gate's memory: the good one of the same credential and step passes."""
    rider = s.world.rider()
    text = rider.show()
    bad = rewrite(text, signature=turn_high(split_token(text).signature))
    yield Case("the good token after a broken copy of it", text, s.files, Code.OK, NOON_S + 1,
               ((bad, NOON_S, Code.E_SIG),))
    again = rider.show(nonce=b"\x09\x09\x09\x09")
    yield Case("another nonce in the same step", again, s.files, Code.E_REPLAY, NOON_S + 1, ((text, NOON_S, Code.OK),))


NAMED: dict[str, Callable[[Stage], Iterator[Case]]] = {
    one.__name__.upper() if one.__name__[-1].isdigit() else one.__name__: one for one in (
        xp01, xp02, xp03, xp04, xp05, xp06, xp07, xp08, xp09, xp10, xp11, xp12, xp13, xp14, xp15, xp16, xp17, xp18,
        xp19, xp21, xp22, xp23, xp24, xp25, xp26, xp27, xp28, xp29, xp30, xp31, xp32, xp33, xp34, xp35, xp37, xp39,
        xp40, xp41, xp42, xp43, xp44, xp49, xp50, xp51, xp52, xp53, xp59, xd03, scopes, policies, unsynced, rejoined)}


def list_cases(name: str, stage: Stage) -> list[Case]:
    """The cases of a name."""
    random.seed(0)
    return list(NAMED[name](stage))
