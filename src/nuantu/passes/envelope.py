"""COSE_Sign1 (RFC 9052) as passes use it: tagged, algorithm and key id protected, nothing unprotected."""

from __future__ import annotations

from typing import NamedTuple

from nuantu.passes.algorithms import KID_BYTES, SigningKey, VerifyKey
from nuantu.passes.canonical import decode_canonical, encode_canonical, encode_head
from nuantu.passes.fields import take_bytes, take_map
from nuantu.passes.verdict import Code, PassError

_TAG = b"\xd2"  # 18
#: An array of four that begins with the text "Signature1"; in its third place stands an empty byte string.
_CONTEXT = b"\x84\x6aSignature1"
_ALG, _KID = 1, 4


class Envelope(NamedTuple):
    """A COSE_Sign1 as read: nothing of it is true before ``is_signed_by``."""

    protected: bytes
    alg: int
    kid: bytes
    payload: bytes
    signature: bytes

    def is_signed_by(self, key: VerifyKey) -> bool:
        """Whether this key signed it, with the algorithm that the key is for and the envelope names."""
        return self.alg == key.alg and key.is_signed(self.signature, build_message(self.protected, self.payload))


def build_message(protected: bytes, payload: bytes) -> bytes:
    """What is signed: the Sig_structure of a COSE_Sign1 without external data."""
    return b"".join((_CONTEXT, encode_head(len(protected)), protected, b"\x40", encode_head(len(payload)), payload))


def sign_envelope(payload: bytes, key: SigningKey) -> bytes:
    """A payload signed, as bytes that begin with the tag 18."""
    protected = encode_canonical({_ALG: key.alg, _KID: key.public.kid})
    return seal_envelope(protected, payload, key)


def seal_envelope(protected: bytes, payload: bytes, key: SigningKey) -> bytes:
    """As ``sign_envelope`` where the protected header was written before, for many payloads under one key."""
    return _TAG + encode_canonical([protected, {}, payload, key.sign(build_message(protected, payload))])


def read_envelope(data: bytes) -> Envelope:
    """The parts of a COSE_Sign1; ``PassError`` where it has another form. The signature is not looked at."""
    if data[:1] != _TAG:
        raise PassError(Code.E_FORMAT, "no COSE_Sign1 with its tag")
    found = decode_canonical(data[1:])
    if type(found) is not list or len(found) != 4:
        raise PassError(Code.E_FORMAT, "no COSE_Sign1 of four parts")
    protected, unprotected, payload, signature = found
    if type(protected) is not bytes or type(payload) is not bytes or type(signature) is not bytes:
        raise PassError(Code.E_FORMAT, "a part of the COSE_Sign1 is no byte string")
    if unprotected != {}:
        raise PassError(Code.E_NONCANON if type(unprotected) is dict else Code.E_FORMAT,
                        "the unprotected header is not empty")
    header = take_map(decode_canonical(protected), "protected")
    alg = header.get(_ALG)
    if type(alg) is not int or len(header) != 2:
        raise PassError(Code.E_FORMAT, "the protected header is not algorithm and key id", field="protected")
    return Envelope(protected, alg, take_bytes(header, _KID, "kid", KID_BYTES), payload, signature)
