"""Random attacks on good tokens: thousands of ways to be almost right, none of which a gate may take.

Signs of the text are changed, bits and bytes of what it holds, and whole parts exchanged between tokens, claims raised
without the issuer, presentations altered without the device or signed by another one. A seed gives the same attacks
on the same good tokens; the good tokens are of keys drawn afresh.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from nuantu.passes.algorithms import EDDSA, ES256, ORDER, SigningKey, make_signing_key, sign_es256, write_point
from nuantu.passes.base45 import ALPHABET, decode_base45, encode_base45
from nuantu.passes.canonical import decode_canonical, encode_canonical
from nuantu.passes.credential import Credential, PassClass, find_window, issue_credentials
from nuantu.passes.descriptor import Descriptor
from nuantu.passes.presentation import (
    PREFIX,
    Presentation,
    Token,
    build_message,
    decode_presentation,
    encode_presentation,
    find_step,
    join_token,
    present,
    split_token,
)
from nuantu.passes.replay import ReplayCache
from nuantu.passes.status_list import ENTRIES, StatusList, set_bits
from nuantu.passes.trust_list import LIFE_S, TrustedKey, TrustList
from nuantu.passes.verdict import Code, Verdict
from nuantu.passes.verify import GateContext, verify

RIDERS = 16
_GATE, _ZONE, _LIST = 101, 1, 1

Draw = random.Random
Change = Callable[["Range", Draw, str], str]


@dataclass
class Range:
    """A gate, an issuer and riders with good tokens, at one moment (UTC seconds)."""

    now_s: int
    issuer: SigningKey = field(default_factory=make_signing_key)
    devices: list[ec.EllipticCurvePrivateKey] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    gate: int = _GATE

    def __post_init__(self) -> None:
        begin, end = find_window(self.now_s)
        self.devices = [ec.generate_private_key(ec.SECP256R1()) for _ in range(RIDERS)]
        claims = [Credential(1, begin, end, bytes((number,)) * 8, write_point(device.public_key()), (_ZONE,),
                             PassClass.GATE, 1, _LIST, 1_000 + number) for number, device in enumerate(self.devices)]
        shown = Presentation(find_step(self.now_s), self.gate, b"\0\1\2\3")
        self.tokens = [present(credential, shown, device) for credential, device
                       in zip(issue_credentials(claims, self.issuer), self.devices, strict=True)]

    def open_gate(self) -> GateContext:
        """The gate that takes these tokens."""
        key = TrustedKey(self.issuer.public.kid, self.issuer.public, self.now_s - LIFE_S, self.now_s + LIFE_S,
                         frozenset({"credential"}), frozenset(PassClass))
        own = Descriptor(self.gate, 1, "练习", "练习", 0, 0, _ZONE, 1, self.now_s, self.now_s + LIFE_S, bytes(8),
                         PassClass.GATE)
        trust = TrustList(1, self.now_s, self.now_s + LIFE_S, (key,))
        status = StatusList(_LIST, self.now_s, self.now_s + LIFE_S, set_bits([1, ENTRIES - 1]))
        return GateContext(own, trust, {_LIST: status})


def _replace_sign(_: Range, draw: Draw, text: str) -> str:
    at = draw.randrange(len(text))
    return text[:at] + draw.choice(ALPHABET + "a?é") + text[at + 1:]


def _insert_sign(_: Range, draw: Draw, text: str) -> str:
    at = draw.randrange(len(text) + 1)
    return text[:at] + draw.choice(ALPHABET) * draw.randrange(1, 4) + text[at:]


def _delete_signs(_: Range, draw: Draw, text: str) -> str:
    at = draw.randrange(len(text))
    return text[:at] + text[at + draw.randrange(1, 7):]


def _swap_signs(_: Range, draw: Draw, text: str) -> str:
    one, other = sorted(draw.sample(range(len(text)), 2))
    return text[:one] + text[other] + text[one + 1:other] + text[one] + text[other + 1:]


def _double_piece(_: Range, draw: Draw, text: str) -> str:
    at, size = draw.randrange(len(text)), draw.randrange(1, 60)
    return text[:at] + text[at:at + size] * 2 + text[at + size:]


def _spell(data: bytes) -> str:
    return PREFIX + encode_base45(data)


def _read(text: str) -> bytearray:
    return bytearray(decode_base45(text[len(PREFIX):]))


def _flip_bits(_: Range, draw: Draw, text: str) -> str:
    data = _read(text)
    for bit in draw.sample(range(len(data) * 8), draw.choice((1, 1, 1, 2, 3))):
        data[bit >> 3] ^= 1 << (bit & 7)
    return _spell(bytes(data))


def _set_byte(_: Range, draw: Draw, text: str) -> str:
    data = _read(text)
    heads = (0, 1, 0x18, 0x1B, 0x5F, 0x7F, 0x80, 0x9F, 0xBF, 0xC2, 0xD2, 0xF9, 0xFF)
    data[draw.randrange(len(data))] = draw.choice(heads)
    return _spell(bytes(data))


def _cut_bytes(_: Range, draw: Draw, text: str) -> str:
    data = _read(text)
    at = draw.randrange(len(data))
    del data[at:at + draw.choice((1, 1, 2, 8, 64))]
    return _spell(bytes(data))


def _add_bytes(_: Range, draw: Draw, text: str) -> str:
    data = _read(text)
    at = draw.randrange(len(data) + 1)
    data[at:at] = draw.randbytes(draw.choice((1, 1, 2, 8)))
    return _spell(bytes(data))


def _splice(range_: Range, draw: Draw, text: str) -> str:
    one, other = _read(text), _read(draw.choice(range_.tokens))
    at = draw.randrange(1, min(len(one), len(other)))
    return _spell(bytes(one[:at] + other[at:]))


def _exchange_part(range_: Range, draw: Draw, text: str) -> str:
    """The presentations of the range are equal byte for byte, so only credential or signature are another's."""
    other = split_token(draw.choice([one for one in range_.tokens if one != text]))
    part = draw.choice(("credential", "signature"))
    return join_token(split_token(text)._replace(**{part: getattr(other, part)}))


def _change_presentation(_: Range, draw: Draw, text: str) -> str:
    token = split_token(text)
    shown = decode_presentation(token.presentation)
    changed = draw.choice((shown._replace(step=shown.step + draw.choice((-2, -1, 1, 2))),
                           shown._replace(nonce=draw.randbytes(draw.randrange(5, 9)))))
    return join_token(token._replace(presentation=encode_presentation(changed)))


def _sign_by_another(range_: Range, draw: Draw, text: str) -> str:
    token = split_token(text)
    device = draw.choice([one for one, own in zip(range_.devices, range_.tokens, strict=True) if own != text])
    signature = sign_es256(device, build_message(token.credential, token.presentation))
    return join_token(token._replace(signature=signature))


def _go_elsewhere(range_: Range, draw: Draw, text: str) -> str:
    """Honestly signed for another gate, or for a time that is over or to come."""
    token = split_token(text)
    step = find_step(range_.now_s)
    nonce = b"\0\1\2\3"
    shown = draw.choice((Presentation(step, range_.gate + 1, nonce), Presentation(step - 3, range_.gate, nonce),
                         Presentation(step + draw.randrange(3, 10**6), range_.gate, nonce)))
    return present(token.credential, shown, range_.devices[range_.tokens.index(text)])


def _turn_high(_: Range, draw: Draw, text: str) -> str:
    token = split_token(text)
    if draw.random() < 0.5:
        return join_token(token._replace(signature=_other_form(token.signature)))
    parts = decode_canonical(token.credential[1:])
    parts[3] = _other_form(parts[3])
    return join_token(token._replace(credential=token.credential[:1] + encode_canonical(parts)))


def _other_form(signature: bytes) -> bytes:
    return signature[:32] + (ORDER - int.from_bytes(signature[32:], "big")).to_bytes(32, "big")


def _raise_claims(range_: Range, draw: Draw, text: str) -> str:
    """Claims of one's own liking, under the old signature, one's own, or one's own in the issuer's name; shown well."""
    token, device = split_token(text), range_.devices[range_.tokens.index(text)]
    parts = decode_canonical(token.credential[1:])
    claims = decode_canonical(parts[2])
    key, value = draw.choice(((4, claims[4] + draw.randrange(1, 10**6)), (5, claims[5] - 1), (7, draw.randbytes(8)),
                              (-70001, [[_ZONE, 2], 1, 1]), (-70001, [[_ZONE], 2, 1]),
                              (-70002, [_LIST, draw.randrange(10**6)]), (99, draw.random() < 0.5),
                              (1, draw.randrange(2, 2**32))))
    claims[key] = value
    parts[2] = encode_canonical(claims)
    how, own = draw.randrange(4), SigningKey(ES256, device)
    if how:
        kid = own.public.kid if how == 1 else range_.issuer.public.kid
        parts[0] = encode_canonical({1: EDDSA if how == 3 else ES256, 4: kid})
        parts[3] = own.sign(encode_canonical(["Signature1", parts[0], b"", parts[2]]))
    credential = token.credential[:1] + encode_canonical(parts)
    return join_token(Token(credential, token.presentation,
                            sign_es256(device, build_message(credential, token.presentation))))


def _write_otherwise(range_: Range, draw: Draw, text: str) -> str:
    """The same claims and presentation, honestly signed by the device, the credential written in another way."""
    token, device = split_token(text), range_.devices[range_.tokens.index(text)]
    credential = draw.choice((
        token.credential + b"\0", token.credential[:1] + b"\x98\x04" + token.credential[2:],
        token.credential[1:], b"\xd2" + token.credential, b"\xd8\x12" + token.credential[1:],
        token.credential.replace(b"\xa0", b"\xbf\xff", 1), token.credential.replace(b"\xa0", b"\xa1\x04\x41\0", 1)))
    signature = sign_es256(device, build_message(credential, token.presentation))
    return join_token(Token(credential, token.presentation, signature))


CHANGES: dict[str, Change] = {one.__name__.lstrip("_"): one for one in (
    _replace_sign, _insert_sign, _delete_signs, _swap_signs, _double_piece, _flip_bits, _set_byte, _cut_bytes,
    _add_bytes, _splice, _exchange_part, _change_presentation, _sign_by_another, _go_elsewhere, _turn_high,
    _raise_claims, _write_otherwise)}


@dataclass
class Attacked:
    """What came of attacks: how many there were of each kind, what each heard, what was accepted, what broke."""

    verdicts: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    accepted: list[tuple[str, str]] = field(default_factory=list)
    broken: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def held(self) -> bool:
        """Whether nothing was accepted and nothing broke."""
        return not self.accepted and not self.broken


def draw_attacks(range_: Range, count: int, seed: int) -> Iterator[tuple[str, str]]:
    """So many attacks as (kind, text); none is one of the good tokens."""
    draw = random.Random(seed)  # noqa: S311 - chance that can be repeated; nothing secret hangs on it
    names, good = list(CHANGES), frozenset(range_.tokens)
    while count:
        name = draw.choice(names)
        text = CHANGES[name](range_, draw, draw.choice(range_.tokens))
        if text not in good:
            count -= 1
            yield name, text


def attack(count: int, seed: int, now_s: int, judge: Callable[..., Verdict] = verify) -> Attacked:
    """Show a gate so many attacks.

    Parameters
    ----------
    count, seed
        How many, and of which seed.
    now_s
        The moment at which it happens, UTC seconds.
    judge
        The verifier; another one than ours only to see that this would notice.

    Raises
    ------
    RuntimeError
        Where the gate does not take the good tokens themselves: then nothing would be shown by its refusals.
    """
    range_ = Range(now_s)
    gate, told = range_.open_gate(), Attacked()
    for text in range_.tokens:
        if judge(text, gate, now_s, ReplayCache()).code is not Code.OK:
            raise RuntimeError("the gate of the range does not take a good token")
    replay = ReplayCache()
    for name, text in draw_attacks(range_, count, seed):
        told.kinds[name] += 1
        try:
            verdict: Any = judge(text, gate, now_s, replay)
        except Exception as error:  # whatever it is, it is what this counts
            told.broken.append((name, text, repr(error)))
            continue
        told.verdicts[verdict.code] += 1
        if verdict.opens or verdict.code is Code.E_CLOCK:
            told.accepted.append((name, text))
    return told


