"""Ballot papers: signed without being seen, so that a valid one says that somebody may vote and never who.

RSA blind signatures of RFC 9474, variant RSABSSA-SHA384-PSSZERO-Deterministic. The voter's browser draws a random
ticket, blinds it and has it signed against the own name; unblinded, the signature is an ordinary RSA-PSS signature of
the ticket. Every blinded request fits every ticket equally well. Each contest has a key of its own.
"""

from __future__ import annotations

import secrets
from hashlib import sha384

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from nuantu_hub.site.crypto import decrypt_text, encrypt_text

BITS, EXPONENT = 2_048, 65_537
BYTES = BITS // 8
TICKET_BYTES = 32
PLACE = "needs_contest|ticket_key"
_DIGEST_BYTES = 48


class PaperError(ValueError):
    """A number that no ballot paper can be signed for, or a signature that is none."""


def draw_paper_key() -> tuple[str, str]:
    """A contest's key as it is stored (encrypted), and its public half: modulus and exponent in hexadecimal."""
    key = rsa.generate_private_key(EXPONENT, BITS)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                            serialization.NoEncryption())
    return encrypt_text(pem.decode(), PLACE), write_public(key.public_key())


def write_public(key: rsa.RSAPublicKey) -> str:
    """Modulus and exponent in hexadecimal, a colon between them."""
    numbers = key.public_numbers()
    return f"{numbers.n:x}:{numbers.e:x}"


def read_public(text: str) -> rsa.RSAPublicKey:
    """The key that ``write_public`` wrote."""
    modulus, _colon, exponent = text.partition(":")
    return rsa.RSAPublicNumbers(int(exponent, 16), int(modulus, 16)).public_key()


def sign_blinded(stored: str, blinded: bytes) -> bytes:
    """Sign what a browser blinded (256 bytes). Raises PaperError for what is no number below the modulus."""
    # The stored key is authenticated: checking once more that its primes are primes would take most of the time.
    key = serialization.load_pem_private_key(decrypt_text(stored, PLACE).encode(), None,
                                             unsafe_skip_rsa_key_validation=True)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise PaperError("the contest's key is of another kind")
    numbers = key.private_numbers()
    modulus, exponent = numbers.public_numbers.n, numbers.public_numbers.e
    asked = int.from_bytes(blinded, "big")
    if len(blinded) != BYTES or not 1 < asked < modulus - 1:
        raise PaperError("this is no blinded ticket")
    # Blinded once more by us, so that how long the power takes tells nothing of the key.
    own = secrets.randbelow(modulus - 2) + 2
    signed = pow(asked * pow(own, exponent, modulus) % modulus, numbers.d, modulus) * pow(own, -1, modulus) % modulus
    if pow(signed, exponent, modulus) != asked:
        raise PaperError("the signature came out wrong")
    return signed.to_bytes(BYTES, "big")


def is_paper(public: str, ticket: bytes, signature: bytes) -> bool:
    """Whether this ticket was signed for this contest."""
    if len(ticket) != TICKET_BYTES or len(signature) != BYTES:
        return False
    try:
        read_public(public).verify(signature, ticket, padding.PSS(padding.MGF1(hashes.SHA384()), 0), hashes.SHA384())
    except InvalidSignature:
        return False
    return True


# --- what the voter's browser does, for tests and for invented voters: the twin of static/needs/elections/paper.js


def blind_ticket(public: str, ticket: bytes) -> tuple[bytes, int]:
    """A ticket as it is handed in to be signed, and the factor that takes the blinding away again."""
    numbers = read_public(public).public_numbers()
    factor = secrets.randbelow(numbers.n - 2) + 2
    encoded = int.from_bytes(_encode(ticket), "big")
    return (encoded * pow(factor, numbers.e, numbers.n) % numbers.n).to_bytes(BYTES, "big"), factor


def unblind(public: str, ticket: bytes, signed: bytes, factor: int) -> bytes:
    """The signature of the ticket itself. Raises PaperError where what was signed is something else."""
    modulus = read_public(public).public_numbers().n
    signature = int.from_bytes(signed, "big") * pow(factor, -1, modulus) % modulus
    written = signature.to_bytes(BYTES, "big")
    if not is_paper(public, ticket, written):
        raise PaperError("the hub signed something else")
    return written


def _encode(ticket: bytes) -> bytes:
    """EMSA-PSS of RFC 8017 with SHA-384 and without salt, for a modulus of 2,048 bits."""
    digest = sha384(bytes(8) + sha384(ticket).digest()).digest()
    room = BYTES - _DIGEST_BYTES - 1
    block = bytes(room - 1) + b"\x01"
    masked = bytearray(one ^ other for one, other in zip(block, _spread(digest, room), strict=True))
    masked[0] &= 0x7F
    return bytes(masked) + digest + b"\xbc"


def _spread(seed: bytes, length: int) -> bytes:
    """MGF1 with SHA-384."""
    rounds = -(-length // _DIGEST_BYTES)
    return b"".join(sha384(seed + count.to_bytes(4, "big")).digest() for count in range(rounds))[:length]
