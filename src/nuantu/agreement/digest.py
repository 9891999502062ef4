"""The digest of an agreement: one SHA-256 over who agreed, over text and terms, whatever the layout of its file.

``digest_agreement(text_bytes) -> Digests`` is what callers need. The canonical form is described byte by byte in
docs/signing.md: the bare structure of the YAML (mappings, lists, texts, null) as JSON with sorted keys and without
spaces. Comments, indentation, quoting and the order of keys do not count; every character of every value does, and so
do every key and the order of lists. The block ``signatures`` is left out. Whatever is neither identity nor terms is
text, so that nothing in a file escapes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from nuantu.agreement.source import Place, Section, is_null, parse_source
from nuantu.core.ids import digest_bytes

#: First words of what is hashed and signed; another canonical form gets another number.
DOMAIN = "nuantu agreement v1"
SIGNATURES = "signatures"
#: Who agreed on what, from when: the head that every side reads first.
IDENTITY_KEYS = ("format", "id", "layer", "parties", "procedure", "signed", "effective", "supersedes")
#: What is carried out. All other keys are text.
TERMS_KEYS = ("currency", "clauses", "supplies")
_UNNAMED = Path("agreement.yaml")
#: An entry of a list and its digest: the id of a provision or a clause, SHA-256 in hexadecimal.
Part = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Digests:
    """SHA-256 digests of an agreement, in lower-case hexadecimal.

    ``digest`` is over all others and is what the sides sign. ``provisions`` and ``clauses`` are the parts of text and
    terms by id, in the order of the file; ``text_head_sha256`` and ``terms_head_sha256`` are over what is left of each.
    ``agreement_id`` and ``effective_from`` (ISO date, empty where the file states none) name it for people and logs.
    """

    agreement_id: str
    effective_from: str
    identity_sha256: str
    text_head_sha256: str
    provisions: tuple[Part, ...]
    terms_head_sha256: str
    clauses: tuple[Part, ...]

    @property
    def text_sha256(self) -> str:
        """Over the printed text: titles, sources and every provision."""
        return _digest({"head": self.text_head_sha256, "provisions": [list(part) for part in self.provisions]})

    @property
    def terms_sha256(self) -> str:
        """Over the terms: currency, every clause and every supplied figure."""
        return _digest({"head": self.terms_head_sha256, "clauses": [list(part) for part in self.clauses]})

    @property
    def digest(self) -> str:
        """The one digest over identity, text and terms."""
        return _digest({"domain": DOMAIN, "identity": self.identity_sha256, "terms": self.terms_sha256,
                        "text": self.text_sha256})


def digest_agreement(text_bytes: bytes, file: Path = _UNNAMED) -> Digests:
    """The digests of an agreement file's bytes, with or without signatures.

    ``file`` only names it in errors.

    Raises
    ------
    AgreementError
        Where the bytes are not one plain mapping of UTF-8 text with an ``id``.
    """
    return digest_section(parse_source(text_bytes, file))


def digest_section(root: Section) -> Digests:
    """The digests of an agreement that was read as bare structure."""
    tree = {key: _bare(node, root.place(key)) for key, node in root.entries.items() if key != SIGNATURES}
    identity = {key: tree.pop(key) for key in IDENTITY_KEYS if key in tree}
    terms = {key: tree.pop(key) for key in TERMS_KEYS if key in tree}
    return Digests(
        agreement_id=root.string("id"), effective_from=_find_begin(identity),
        identity_sha256=_digest(identity),
        provisions=_digest_parts(tree.pop("provisions", None)), text_head_sha256=_digest(tree),
        clauses=_digest_parts(terms.pop("clauses", None)), terms_head_sha256=_digest(terms),
    )


def write_canonical(value: Any) -> bytes:
    """Mappings, lists, texts and null as JSON: keys sorted by code point, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _digest(value: Any) -> str:
    return digest_bytes(write_canonical(value))


def _digest_parts(entries: Any) -> tuple[Part, ...]:
    """One digest an entry; what is no list counts as a list of itself alone, and is refused by the reader."""
    listed: Sequence[Any] = entries if isinstance(entries, list) else [] if entries is None else [entries]
    return tuple((_find_id(entry, number), _digest(entry)) for number, entry in enumerate(listed, start=1))


def _find_id(entry: Any, number: int) -> str:
    named = entry.get("id") if isinstance(entry, Mapping) else None
    return " ".join(named.split()) if isinstance(named, str) else f"#{number}"


def _find_begin(identity: Mapping[str, Any]) -> str:
    effective = identity.get("effective")
    begin = effective.get("from") if isinstance(effective, Mapping) else None
    return begin.strip() if isinstance(begin, str) else ""


def _bare(node: yaml.Node, at: Place) -> Any:
    """A node without its layout. Every text stays as YAML gives it, sign by sign."""
    here = Place(at.file, node.start_mark.line + 1, at.field, node.start_mark.column + 1)
    if isinstance(node, yaml.ScalarNode):
        return None if is_null(node) else _check_text(node.value, here)
    if isinstance(node, yaml.SequenceNode):
        return [_bare(one, here) for one in node.value]
    return _bare_mapping(node.value, here)


def _bare_mapping(pairs: Iterable[tuple[yaml.Node, yaml.Node]], at: Place) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if not isinstance(key, yaml.ScalarNode):
            raise at.refuse("a key is a list or a mapping", "write a plain word as the key")
        if key.value in found:
            raise at.refuse(f"the key {key.value[:40]!r} stands twice", "keep one of them")
        found[_check_text(key.value, at)] = _bare(value, at)
    return found


def _check_text(text: str, at: Place) -> str:
    """Half of a character, which only an escape can write, has no bytes."""
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise at.refuse("the text holds half a character", "write the character itself instead of its escapes")
    return text
