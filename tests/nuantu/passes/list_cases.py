"""Posters, lists, policies and encodings that both sides read alike: what each is, and what must be said to it."""

from __future__ import annotations

import zlib
from datetime import datetime
from typing import Any

from tests.nuantu.passes.gates import tell_bytes
from tests.nuantu.passes.named_cases import Stage, turn_high
from tests.nuantu.passes.world import DAY_S, LIST, NOON_S, policy_text, trust_key, write_trust

from nuantu.passes.algorithms import EDDSA, make_signing_key
from nuantu.passes.base45 import decode_base45, encode_base45
from nuantu.passes.canonical import decode_canonical, encode_canonical
from nuantu.passes.credential import PassClass
from nuantu.passes.descriptor import PREFIX as POSTER_PREFIX
from nuantu.passes.descriptor import write_descriptor
from nuantu.passes.envelope import read_envelope, sign_envelope
from nuantu.passes.status_list import MAGIC as STATUS_MAGIC
from nuantu.passes.status_list import name_list, set_bits, write_status_list
from nuantu.passes.trust_list import MAGIC, TrustList, encode_trust_payload, join_trust_list, sign_trust_payload
from nuantu.passes.verdict import Code

_DAY = ((360, 1380),)
_MONDAY = datetime.fromisoformat("2026-11-23T12:10")

#: Policy text, local moment, class and key level (or None where only the hours are asked).
POLICIES: list[tuple[str, datetime, int | None, int | None]] = [
    (policy_text(), _MONDAY, None, None),
    (policy_text(), _MONDAY.replace(hour=6, minute=0), 1, 0),
    (policy_text(), _MONDAY.replace(hour=5, minute=59), 1, 0),
    (policy_text(), _MONDAY.replace(hour=22, minute=59, second=59), 1, 0),
    (policy_text(), _MONDAY.replace(hour=23, minute=0), 1, 0),
    (policy_text(hours=((), *(_DAY,) * 6)), _MONDAY, None, None),
    (policy_text(hours=((), *(_DAY,) * 6)), _MONDAY.replace(day=24), None, None),
    (policy_text(hours=(*(_DAY,) * 6, ())), _MONDAY.replace(day=29), None, None),
    (policy_text(hours=(((0, 1440),),) * 7), _MONDAY.replace(hour=23, minute=59), None, None),
    (policy_text(hours=(((0, 1440),),) * 7), _MONDAY.replace(hour=0, minute=0), None, None),
    (policy_text(hours=(((420, 540), (660, 840)),) * 7), _MONDAY.replace(hour=9, minute=0), None, None),
    (policy_text(hours=(((420, 540), (660, 840)),) * 7), _MONDAY.replace(hour=11, minute=0), None, None),
    (policy_text(classes=frozenset({PassClass.GATE})), _MONDAY, 2, 1),
    (policy_text(classes=frozenset({PassClass.DOOR})), _MONDAY, 2, 1),
    (policy_text(key_level_min=1), _MONDAY, 1, 0),
    (policy_text(key_level_min=1), _MONDAY, 1, 1),
    (policy_text(key_level_min=1), _MONDAY, None, None),
]

#: A text and the bytes it stands for, in hexadecimal; None where it stands for none.
BASE45: list[dict[str, Any]] = [{"text": text, "hex": raw} for text, raw in (
    ("", ""), ("BB8", "4142"), ("%69 VD92EX0", "48656c6c6f2121"), ("UJCLQE7W581", "626173652d3435"),
    ("QED8WEX0", "6965746621"), ("FGW", "ffff"), ("GGW", None), (":::", None), ("U5", "ff"), ("V5", None),
    ("::", None), ("A", None), ("ABCD", None), ("bb8", None), ("BB８", None), ("BB8 ", None), ("BB\n", None),
    ("000", "0000"), ("00", "00"), ("   ", None), ("é00", None))]

#: An encoding in hexadecimal and the code that is said to it; None where it is read.
CBOR: list[dict[str, Any]] = [{"hex": raw, "code": code} for raw, code in (
    ("00", None), ("17", None), ("1818", None), ("1817", Code.E_NONCANON), ("190100", None),
    ("1900ff", Code.E_NONCANON), ("1a00010000", None), ("1a0000ffff", Code.E_NONCANON), ("1b0000000100000000", None),
    ("1b00000000ffffffff", Code.E_NONCANON), ("1bffffffffffffffff", None), ("20", None),
    ("3bffffffffffffffff", None), ("40", None), ("4100", None), ("4200", Code.E_FORMAT), ("580100", Code.E_NONCANON),
    ("60", None), ("61c3", Code.E_FORMAT), ("62c3a9", None), ("63eda080", Code.E_FORMAT), ("80", None),
    ("81", Code.E_FORMAT), ("8100", None), ("9fff", Code.E_NONCANON), ("5fff", Code.E_NONCANON),
    ("7fff", Code.E_NONCANON), ("bfff", Code.E_NONCANON), ("a0", None), ("a10100", None),
    ("a201000100", Code.E_NONCANON), ("a202000100", Code.E_NONCANON), ("a201000200", None),
    ("a220000100", Code.E_NONCANON), ("a201002000", None), ("a21818002000", None),
    ("a2200018180000", Code.E_NONCANON), ("a161610000", Code.E_NONCANON), ("a1616100", None),
    ("a1410000", Code.E_FORMAT), ("a1f500", Code.E_FORMAT), ("a1800000", Code.E_FORMAT), ("f4", None), ("f5", None),
    ("f6", None), ("f7", Code.E_FORMAT), ("f0", Code.E_FORMAT), ("f818", Code.E_FORMAT), ("f8ff", Code.E_FORMAT),
    ("f93e00", Code.E_FORMAT), ("fa47800000", Code.E_FORMAT), ("fb3ff0000000000000", Code.E_FORMAT),
    ("ff", Code.E_FORMAT), ("1c", Code.E_FORMAT), ("1d", Code.E_FORMAT), ("1e", Code.E_FORMAT),
    ("1f", Code.E_NONCANON), ("c100", Code.E_FORMAT), ("c249010000000000000000", Code.E_FORMAT),
    ("d28440a04040", Code.E_FORMAT), ("0000", Code.E_NONCANON), ("", Code.E_FORMAT), ("8181818181818100", None),
    ("818181818181818100", None), ("81818181818181818100", Code.E_FORMAT), ("9bffffffffffffffff", Code.E_FORMAT),
    ("bbffffffffffffffff", Code.E_FORMAT), ("5b4000000000000000", Code.E_FORMAT), ("18", Code.E_FORMAT),
    ("1a0000", Code.E_FORMAT), ("a101", Code.E_FORMAT), ("a1", Code.E_FORMAT))]


def list_posters(stage: Stage) -> list[dict[str, Any]]:
    """Posters, under the first gate's list of whom to trust."""
    world, good = stage.world, stage.world.describe()
    stranger = make_signing_key()
    parts = read_envelope_bytes(good)
    own = stage.files.load().descriptor
    told = [
        ("a poster", good, NOON_S, "OK"), ("a door's poster", world.describe(70_001, PassClass.DOOR), NOON_S, "OK"),
        ("its last second", world.describe(expires_s=NOON_S + 1), NOON_S, "OK"),
        ("its time is over", world.describe(expires_s=NOON_S), NOON_S, Code.E_EXP),
        ("90 seconds of the future", world.describe(issued_s=NOON_S + 90), NOON_S, "OK"),
        ("91 seconds of the future", world.describe(issued_s=NOON_S + 91), NOON_S, Code.E_NBF),
        ("an unknown signer", write_descriptor(own, stranger), NOON_S, Code.E_KID),
        ("another name", _spell(_replace_name(parts)), NOON_S, Code.E_SIG),
        ("another kind of text", "XT1:" + good[4:], NOON_S, Code.E_FORMAT),
        ("a web address", "https://example.org/", NOON_S, Code.E_FORMAT),
        ("bytes after the end", _spell(parts + b"\0"), NOON_S, Code.E_NONCANON),
        ("too long", good + "0" * 900, NOON_S, Code.E_FORMAT),
        ("a pass instead", world.rider().show(), NOON_S, Code.E_FORMAT),
        ("a credential as a poster", _spell(world.rider().credential), NOON_S, Code.E_FORMAT),
        ("no gate", _sign(stage, own, lambda found: found.pop(1)), NOON_S, Code.E_FORMAT),
        ("a class of 3", _sign(stage, own, lambda found: found.update({12: 3})), NOON_S, Code.E_FORMAT),
        ("a latitude beyond the pole", _sign(stage, own, lambda found: found.update({5: 90_000_001})), NOON_S,
         Code.E_FORMAT),
        ("an empty name", _sign(stage, own, lambda found: found.update({3: ""})), NOON_S, Code.E_FORMAT),
        ("south and west", world.describe(latitude_e6=-33_450_000, longitude_e6=-70_660_000), NOON_S, "OK")]
    return [{"title": title, "text": text, "gate": "gate1", "now": now_s, "code": code}
            for title, text, now_s, code in told]


def read_envelope_bytes(text: str) -> bytes:
    """What a poster's text holds."""
    return decode_base45(text[len(POSTER_PREFIX):])


def _spell(data: bytes) -> str:
    return POSTER_PREFIX + encode_base45(data)


def _replace_name(parts: bytes) -> bytes:
    envelope = decode_canonical(parts[1:])
    envelope[2] = envelope[2].replace("南门".encode(), "北门".encode())
    return parts[:1] + encode_canonical(envelope)


def _sign(stage: Stage, own: Any, change: Any) -> str:
    data = read_envelope_bytes(write_descriptor(own, stage.world.issuer))
    found = decode_canonical(read_envelope(data).payload)
    change(found)
    return _spell(sign_envelope(encode_canonical(found), stage.world.issuer))


def list_trust_lists(stage: Stage) -> list[dict[str, Any]]:
    """Lists of whom to trust, offered to a reader who may hold one already."""
    world = stage.world
    keys, (one, two, three) = (trust_key(world.issuer),), world.roots
    stranger, held = make_signing_key(), world.trust_bytes
    payload = encode_trust_payload(TrustList(8, NOON_S, NOON_S + DAY_S, keys))
    first = sign_trust_payload(payload, one)
    ed = trust_key(make_signing_key(EDDSA))
    told = [
        ("two of three", write_trust(keys, [one, two], version=8), held, NOON_S, "OK"),
        ("two others of three", write_trust(keys, [two, three], version=8), held, NOON_S, "OK"),
        ("all three", write_trust(keys, [one, two, three], version=8), None, NOON_S, "OK"),
        ("with an Ed25519 issuer", write_trust((*keys, ed), [one, three], version=8), held, NOON_S, "OK"),
        ("one of three", write_trust(keys, [one], version=8), held, NOON_S, Code.E_SIG),
        ("none", write_trust(keys, [], version=8), held, NOON_S, Code.E_SIG),
        ("one of three twice", join_trust_list(payload, [first, sign_trust_payload(payload, one)]), held, NOON_S,
         Code.E_SIG),
        ("one of three and a stranger", write_trust(keys, [one, stranger], version=8), held, NOON_S, Code.E_SIG),
        ("one under the name of two", join_trust_list(payload, [first, (two.public.kid, first[1])]), held, NOON_S,
         Code.E_SIG),
        ("one, and the other form of another's",
         join_trust_list(payload, [first, _turn(sign_trust_payload(payload, two))]), held, NOON_S, Code.E_SIG),
        ("signed by the issuer twice", write_trust(keys, [world.issuer, world.issuer], version=8), held, NOON_S,
         Code.E_SIG),
        ("an older version", write_trust(keys, [one, two], version=6), held, NOON_S, Code.E_STALE),
        ("the version held, again", held, held, NOON_S, "OK"),
        ("another list of the version held", write_trust((*keys, ed), [one, two]), held, NOON_S, Code.E_STALE),
        ("an older version, to whom holds none", write_trust(keys, [one, two], version=6), None, NOON_S, "OK"),
        ("over for a second", held, None, NOON_S - 600 + 3 * DAY_S, Code.E_TRUST_EXPIRED),
        ("good for more than 72 hours", write_trust(keys, [one, two], version=8, life_s=3 * DAY_S + 1), held, NOON_S,
         Code.E_LIFE),
        ("over before it was issued", write_trust(keys, [one, two], version=8, life_s=-1), held, NOON_S, Code.E_LIFE),
        ("another magic", b"XS1:" + held[4:], held, NOON_S, Code.E_FORMAT),
        ("bytes after the end", held + b"\0", None, NOON_S, Code.E_NONCANON),
        ("nothing", b"", None, NOON_S, Code.E_FORMAT),
        ("an unknown use", _trust(stage, {6: ["everything"]}), None, NOON_S, Code.E_FORMAT),
        ("a class of 3", _trust(stage, {7: [3]}), None, NOON_S, Code.E_FORMAT),
        ("a kid of 7 bytes", _trust(stage, {1: bytes(7)}), None, NOON_S, Code.E_FORMAT)]
    return [{"title": title, "data": tell_bytes(data), "held": None if before is None else tell_bytes(before),
             "gate": "gate1", "now": now_s, "code": code} for title, data, before, now_s, code in told]


def _turn(part: tuple[bytes, bytes]) -> tuple[bytes, bytes]:
    return part[0], turn_high(part[1])


def _trust(stage: Stage, change: dict[int, Any]) -> bytes:
    trust = TrustList(8, NOON_S, NOON_S + DAY_S, (trust_key(stage.world.issuer),))
    found = decode_canonical(encode_trust_payload(trust))
    found[4][0].update(change)
    payload = encode_canonical(found)
    return MAGIC + encode_canonical([payload, [list(sign_trust_payload(payload, root)) for root in stage.world.roots]])


def list_status_lists(stage: Stage) -> list[dict[str, Any]]:
    """Status lists, offered to a reader who asked for list 3 and may hold one already."""
    world = stage.world
    held, bits = world.status_bytes, set_bits([5, 77])
    stranger = make_signing_key()

    def write(issued_s: int = NOON_S, **lst: Any) -> bytes:
        inner = {"bits": 1, "lst": zlib.compress(bits, 9)} | lst
        return STATUS_MAGIC + sign_envelope(encode_canonical({
            2: name_list(LIST), 4: issued_s + DAY_S, 6: issued_s, 65534: 900, 65533: inner}), world.issuer)

    told = [
        ("a newer one", write(), held, "OK"), ("as new as the one held", held, held, "OK"),
        ("the first", held, None, "OK"),
        ("a day and a half old, the first", write(NOON_S - 36 * 3600), None, "OK"),
        ("older than the one held", write(NOON_S - 601), held, Code.E_STALE),
        ("another list", write_status_list(4, bits, NOON_S, world.issuer), held, Code.E_SCOPE),
        ("an unknown signer", write_status_list(LIST, bits, NOON_S, stranger), held, Code.E_KID),
        ("two bits an entry", write(bits=2), held, Code.E_FORMAT),
        ("true bits an entry", write(bits=True), held, Code.E_FORMAT),
        ("half a list", write(lst=zlib.compress(bits[:65_536], 9)), held, Code.E_FORMAT),
        ("a list and a half", write(lst=zlib.compress(bits + bits[:65_536], 9)), held, Code.E_FORMAT),
        ("a bomb", write(lst=zlib.compress(bytes(2 * 10**7), 9)), held, Code.E_FORMAT),
        ("not packed", write(lst=bits[:1000]), held, Code.E_FORMAT),
        ("cut short", write(lst=zlib.compress(bits)[:-3]), held, Code.E_FORMAT),
        ("bytes after the packed", write(lst=zlib.compress(bits) + b"\0"), held, Code.E_FORMAT),
        ("another magic", b"XL1:" + held[4:], held, Code.E_FORMAT),
        ("a bit of its signature turned", held[:-1] + bytes((held[-1] ^ 1,)), held, Code.E_SIG)]
    return [{"title": title, "data": tell_bytes(data), "number": LIST, "gate": "gate1", "now": NOON_S,
             "held": None if before is None else tell_bytes(before), "code": code,
             "revoked": [5, 77] if code == "OK" and data is not held else [77] if code == "OK" else []}
            for title, data, before, code in told]
