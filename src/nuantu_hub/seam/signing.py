"""Digests and signatures of agreements: what the engine says of a text, of a signature under it, of a signed file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nuantu.agreement.agreement import Agreement, WrittenClause
from nuantu.agreement.clause import CHAPTERS_EN, CHAPTERS_ZH
from nuantu.agreement.digest import Digests, digest_agreement
from nuantu.agreement.reader import FILE_NAME, read_agreement
from nuantu.agreement.signature import AgreementSignature, read_signature, verify_signature
from nuantu.agreement.signature_block import join_signatures
from nuantu.agreement.wording import say_value
from nuantu.core.errors import AgreementError, InputError
from nuantu.report.words import WORDS
from nuantu_hub.seam.errors import RunError

__all__ = ["AgreementSignature", "SealedText", "find_alteration", "holds_under", "join_all", "read_party_signature",
           "seal_text", "tell_text"]
#: The wholes of a text that are digested beside provisions and clauses, in the order in which they are named.
WHOLES = ("identity", "text_head", "terms_head")


@dataclass(frozen=True, slots=True)
class SealedText:
    """An unsigned agreement that was read and digested; ``parts`` name what may be altered (``find_alteration``)."""

    agreement_id: str
    title: tuple[str, str]
    effective_on: date | None
    ends_on: date | None
    digest: str
    text_sha256: str
    terms_sha256: str
    parts: dict[str, Any]


def seal_text(data: bytes) -> SealedText:
    """Read an agreement's bytes and digest them. Raises RunError where they are no agreement, or signed already."""
    found, digests = _read(data), _digest(data)
    if found.signatures:
        raise RunError("the text is signed already", fix="freeze a text without signatures")
    return SealedText(found.id, (found.title_zh, found.title_en), found.effective_from, found.effective_to,
                      digests.digest, digests.text_sha256, digests.terms_sha256, _list_parts(digests))


def find_alteration(data: bytes, parts: Mapping[str, Any]) -> tuple[str, str] | None:
    """The first thing in bytes, signed or not, that is not what ``parts`` say; None where nothing is.

    A pair of what it is (``provision``, ``clause``, ``identity``, ``text_head``, ``terms_head``, ``whole`` where the
    bytes cannot be read) and the id of the provision or clause.
    """
    try:
        now = _list_parts(_digest(data))
    except RunError:
        return "whole", ""
    for kind, key in (("provision", "provisions"), ("clause", "clauses")):
        changed = _find_change(parts.get(key) or [], now[key])
        if changed is not None:
            return kind, changed
    return next(((one, "") for one in WHOLES if parts.get(one) != now[one]), None)


def read_party_signature(text: str | bytes) -> AgreementSignature:
    """A signature from its own file. Raises RunError where it is none."""
    try:
        return read_signature(text)
    except (AgreementError, InputError) as error:
        raise RunError(error.what, fix=error.fix or "get the signature again") from error


def holds_under(signature: AgreementSignature, data: bytes) -> bool:
    """Whether a key made this signature, and under these very text and terms."""
    try:
        verify_signature(signature, digest_agreement(data))
    except AgreementError:
        return False
    return True


def join_all(data: bytes, signatures: Sequence[AgreementSignature]) -> bytes:
    """The bytes with all signatures under them, read again as every reader reads them. Raises RunError."""
    try:
        made = join_signatures(data, signatures)
    except AgreementError as error:
        raise RunError(error.what, fix=error.fix or "let the sides sign the same file") from error
    _read(made)
    return made


@lru_cache(maxsize=32)
def tell_text(data: bytes) -> Mapping[str, Any]:
    """An agreement's bytes as a page reads them; each text is a pair of Chinese and English.

    ``verified`` are the sides whose signatures stand in the bytes and hold. Raises RunError where the bytes are no
    agreement or not what was signed.
    """
    found = _read(data)
    clauses: dict[str, list[WrittenClause]] = {}
    for one in found.clauses:
        clauses.setdefault(one.provision_id, []).append(one)
    return {
        "id": found.id, "title": [found.title_zh, found.title_en], "source": found.source,
        "verified": [one.side for one in found.signatures], "clauses": len(found.clauses),
        "provisions": [{
            "id": one.id, "chapter": one.chapter, "chapter_words": [CHAPTERS_ZH[one.chapter],
                                                                   CHAPTERS_EN[one.chapter]],
            "text": [one.text_zh, one.text_en], "kind": one.kind,
            "obligor": list(WORDS.get(f"obligor_{one.obligor}", (one.obligor, one.obligor))),
            "clauses": [_tell_clause(clause, found) for clause in clauses.get(one.id, [])],
        } for one in found.provisions]}


def _tell_clause(clause: WrittenClause, agreement: Agreement) -> dict[str, Any]:
    terms = []
    for name, figure in clause.figures.items():
        spec = clause.type.spec(name)
        if figure.literal is not None:
            terms.append([[spec.zh, spec.en], [say_value(figure.literal, spec.unit, agreement.currency, "zh"),
                                               say_value(figure.literal, spec.unit, agreement.currency, "en")]])
    return {"id": clause.id, "title": [clause.type.zh, clause.type.en[:1].upper() + clause.type.en[1:]],
            "terms": terms, "from": clause.effective_from or agreement.effective_from,
            "to": clause.effective_to or agreement.effective_to}


def _read(data: bytes) -> Agreement:
    with TemporaryDirectory() as folder:
        file = Path(folder) / FILE_NAME
        file.write_bytes(data)
        try:
            return read_agreement(file)
        except (AgreementError, InputError) as error:
            raise RunError(error.what, fix=error.fix or "write the agreement again", where=_say_place(error)) from error


def _say_place(error: AgreementError | InputError) -> str | None:
    line, field = getattr(error, "line", None), getattr(error, "field", None)
    return " ".join(str(one) for one in (f"line {line}" if line else "", field or "") if one) or None


def _digest(data: bytes) -> Digests:
    try:
        return digest_agreement(data)
    except (AgreementError, InputError) as error:
        raise RunError(error.what, fix=error.fix or "write the agreement again") from error


def _list_parts(digests: Digests) -> dict[str, Any]:
    return {"identity": digests.identity_sha256, "text_head": digests.text_head_sha256,
            "terms_head": digests.terms_head_sha256, "provisions": [list(one) for one in digests.provisions],
            "clauses": [list(one) for one in digests.clauses]}


def _find_change(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> str | None:
    for one, other in zip(before, after, strict=False):
        if list(one) != list(other):
            return other[0] if one[0] == other[0] else one[0]
    rest = [*before[len(after):], *after[len(before):]]
    return rest[0][0] if rest else None
