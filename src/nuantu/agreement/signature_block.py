"""The block ``signatures`` at the end of an agreement file: written by joining signatures, checked by every reader.

``join_signatures(text_bytes, signatures) -> bytes`` puts signatures under a text, byte for byte as it was.
``read_signed(root) -> tuple[AgreementSignature, ...]`` is what the reader of agreements calls: a file whose
text, terms or head is not what was signed is refused there, naming the provision or clause.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from nuantu.agreement.digest import SIGNATURES, Digests, Part, digest_section
from nuantu.agreement.signature import (
    SIDES,
    AgreementSignature,
    AlteredError,
    check_signers,
    make_signature,
    tell_signer,
    verify_signature,
)
from nuantu.agreement.source import Section, parse_source
from nuantu.core.errors import AgreementError

FORMAT = "nuantu-signatures/1"
_UNNAMED = Path("agreement.yaml")
_WHOLES = ("identity_sha256", "text_head_sha256", "terms_head_sha256")
_OPENING = '{"signatures": '
#: What ends a line for YAML.
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def join_signatures(text_bytes: bytes, signatures: Sequence[AgreementSignature], file: Path = _UNNAMED) -> bytes:
    """An agreement's bytes with these signatures beside those that it has; its text stays byte for byte.

    A signature that stands there already is taken once. ``file`` only names the agreement in errors.

    Raises
    ------
    AlteredError
        Where a signature is under another digest or does not hold.
    AgreementError
        Where a side would sign twice, a key for two sides, or the bytes cannot carry a block.
    """
    root = parse_source(text_bytes, file)
    digests = digest_section(root)
    joined = list(read_signed(root))
    for one in signatures:
        verify_signature(one, digests)
        if one not in joined:
            joined.append(one)
    check_signers(joined)
    if not joined:
        raise AgreementError("no signature is to be joined", file=file, fix="name signature files")
    joined.sort(key=lambda one: SIDES.index(one.side))
    made = _attach(strip_signatures(text_bytes, file), digests, joined)
    if not _holds(made, digests, joined):
        raise AgreementError("the file cannot carry a block of signatures", file=file,
                             fix="write its keys at the left margin, and nothing such as '...' after them")
    return made


def strip_signatures(text_bytes: bytes, file: Path = _UNNAMED) -> bytes:
    """The bytes without their block of signatures; unchanged where they have none.

    Raises
    ------
    AgreementError
        Where something stands after the block.
    """
    root = parse_source(text_bytes, file)
    if SIGNATURES not in root.entries:
        return text_bytes
    if _is_flow(text_bytes):
        head, _, rest = text_bytes.decode("utf-8-sig").lstrip().partition("\n")
        if head.startswith(_OPENING) and head.endswith(","):
            return b"{\n" + rest.encode()
    elif list(root.entries)[-1] == SIGNATURES:
        text = text_bytes.decode()
        ends = [0, *(found.end() for found in _LINE_END.finditer(text))]
        return text[:ends[root.place(SIGNATURES).line - 1]].encode()
    raise root.place(SIGNATURES).refuse("the block of signatures is not where nuantu writes it", "move it to the end")


def read_signed(root: Section) -> tuple[AgreementSignature, ...]:
    """The signatures of a file, all of which hold under its text and terms; empty where it is not signed.

    Raises
    ------
    AlteredError
        Naming the provision, clause or part that is not what was signed, or the signature that does not hold.
    AgreementError
        Where the block itself is not well formed.
    """
    if SIGNATURES not in root.entries:
        root.asked.append(SIGNATURES)
        return ()
    digests = digest_section(root)
    block = root.section(SIGNATURES)
    block.word("format", (FORMAT,))
    signed = _read_digests(block, digests)
    if block.string("digest") != signed.digest:
        raise AlteredError("the digest in the block is not that of its parts", file=block.at.file, line=block.at.line,
                           field=block.at.field, fix="get the signed file again from the one who signed")
    _compare(signed, digests, block)
    found = tuple(_read_signer(section, signed) for section in block.sections("by"))
    block.finish()
    if not found:
        raise block.place("by").refuse("the block holds no signature", "remove the block, or join a signature")
    for one in found:
        _verify_at(one, digests, block)
    check_signers(found)
    return found


def _holds(made: bytes, digests: Digests, joined: Sequence[AgreementSignature]) -> bool:
    """Whether what was written is read as what it was to say."""
    try:
        root = parse_source(made, _UNNAMED)
        return digest_section(root) == digests and list(read_signed(root)) == joined
    except AgreementError:
        return False


def _read_digests(block: Section, digests: Digests) -> Digests:
    identity, text, terms = (block.string(key) for key in _WHOLES)
    return replace(digests, identity_sha256=identity, text_head_sha256=text, terms_head_sha256=terms,
                   provisions=_read_parts(block, "provisions"), clauses=_read_parts(block, "clauses"))


def _read_parts(block: Section, key: str) -> tuple[Part, ...]:
    found = []
    for section in block.sections(key):
        found.append((section.string("id"), section.string("sha256")))
        section.finish()
    return tuple(found)


def _compare(signed: Digests, now: Digests, block: Section) -> None:
    """Name the first thing that is not what was signed."""
    for label, tail, before, after in (
            ("the text of provision", "is not the one that was signed", signed.provisions, now.provisions),
            ("the terms of clause", "are not those that were signed", signed.clauses, now.clauses)):
        changed = _find_change(before, after)
        if changed is not None:
            raise _refuse(f"{label} {changed[:64]} {tail}", block)
    for said, key in (
            ("the head (format, id, layer, parties, procedure or dates) is not the one that was signed",
             "identity_sha256"),
            ("the text outside the provisions is not the one that was signed", "text_head_sha256"),
            ("the terms outside the clauses are not those that were signed", "terms_head_sha256")):
        if getattr(signed, key) != getattr(now, key):
            raise _refuse(said, block)


def _find_change(before: Sequence[Part], after: Sequence[Part]) -> str | None:
    """The id of the first entry that was changed, added, removed or moved."""
    for one, other in zip(before, after, strict=False):
        if one != other:
            return other[0] if one[0] == other[0] or one in after else one[0]
    rest = [*before[len(after):], *after[len(before):]]
    return rest[0][0] if rest else None


def _refuse(what: str, block: Section) -> AlteredError:
    return AlteredError(what, file=block.at.file,
                        fix="get the signed file again, or let all sides sign the new text")


def _read_signer(section: Section, signed: Digests) -> AgreementSignature:
    told = {key: section.string(key) for key in ("side", "name", "office", "public_key", "key_id", "signed_at",
                                                 "signature")}
    section.finish()
    return make_signature(signed.agreement_id, signed.effective_from, signed.digest, told, str(section.at.file))


def _verify_at(signature: AgreementSignature, digests: Digests, block: Section) -> None:
    try:
        verify_signature(signature, digests)
    except AlteredError as error:
        raise AlteredError(error.what, file=block.at.file, line=block.at.line, fix=error.fix) from error


def _attach(unsigned: bytes, digests: Digests, signatures: Sequence[AgreementSignature]) -> bytes:
    told = _tell_block(digests, signatures)
    if _is_flow(unsigned):
        head, _, rest = unsigned.decode("utf-8-sig").lstrip().partition("{")
        assert not head
        return f"{_OPENING}{json.dumps(told, ensure_ascii=False)},\n{rest.removeprefix(chr(10))}".encode()
    gap = b"" if unsigned.endswith((b"\n", b"\r")) else b"\n"
    return unsigned + gap + _write_block(told).encode()


def _tell_block(digests: Digests, signatures: Sequence[AgreementSignature]) -> dict[str, Any]:
    def tell(parts: Sequence[Part]) -> list[dict[str, str]]:
        return [{"id": name, "sha256": digest} for name, digest in parts]

    return {"format": FORMAT, "digest": digests.digest, **{key: getattr(digests, key) for key in _WHOLES},
            "provisions": tell(digests.provisions), "clauses": tell(digests.clauses),
            "by": [tell_signer(one) for one in signatures]}


def _write_block(told: dict[str, Any]) -> str:
    """The block as YAML that people can read: one line a part, one a fact about a signer."""
    lines = [f"{SIGNATURES}:"]
    for key, value in told.items():
        if isinstance(value, str):
            lines.append(f"  {key}: {_quote(value)}")
        elif key == "by":
            lines.append("  by:")
            lines += [f"  {'- ' if not row else '  '}{name}: {_quote(fact)}"
                      for one in value for row, (name, fact) in enumerate(one.items())]
        else:
            lines.append(f"  {key}:" if value else f"  {key}: []")
            lines += [f"  - {{id: {_quote(one['id'])}, sha256: {_quote(one['sha256'])}}}" for one in value]
    return "\n".join(lines) + "\n"


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _is_flow(data: bytes) -> bool:
    """Whether the file is one ``{…}``, as JSON is."""
    return data.decode("utf-8-sig").lstrip().startswith("{")
