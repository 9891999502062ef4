"""The English words, compiled from the .po files that people write into the .mo files that gettext reads.

The source language is Chinese and stands in the code; each app keeps its English in its folder ``locale``. Compiled
files are made where they are missing or stale and are never committed.
"""

from __future__ import annotations

import ast
import re
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

HUB: Final = Path(__file__).resolve().parents[1]
HEADER: Final = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
MAGIC: Final = 0x950412DE
_LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d)\])?\s+)?(".*")\s*$')


class WordingError(ValueError):
    """A .po file that cannot be read: says where, and what is wrong."""


@dataclass(slots=True)
class Entry:
    """One message as it stands in a file: its key, its plural, its words."""

    line: int
    context: str = ""
    one: str = ""
    many: str = ""
    words: dict[int, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What gettext looks for."""
        return f"{self.context}\x04{self.one}" if self.context else self.one


def list_sources(root: Path = HUB) -> list[Path]:
    """Every .po file of the hub, sorted."""
    return sorted(root.glob("*/locale/*/LC_MESSAGES/django.po"))


def read_entries(path: Path) -> list[Entry]:
    """The messages of a .po file in order; raises WordingError with the line of what cannot be read."""
    entries: list[Entry] = []
    entry, part, place = Entry(0), "", 0
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        found = _LINE.match(line)
        if not found:
            raise WordingError(f"{path}:{number}: this is neither a comment nor a message: {line}")
        keyword, index, quoted = found.groups()
        if keyword in ("msgctxt", "msgid") and part not in ("", "msgctxt"):
            entries.append(entry)
            entry, part = Entry(number), ""
        part, place = (keyword, int(index or 0)) if keyword else (part, place)
        _add_text(entry, part, place, _unquote(quoted, path, number), f"{path}:{number}")
    return [*entries, entry] if part else entries


def _unquote(quoted: str, path: Path, number: int) -> str:
    try:
        return str(ast.literal_eval(quoted))
    except (SyntaxError, ValueError):
        raise WordingError(f"{path}:{number}: the quotes of {quoted} do not close") from None


def _add_text(entry: Entry, part: str, place: int, text: str, where: str) -> None:
    if part == "msgctxt":
        entry.context += text
    elif part == "msgid":
        entry.one += text
    elif part == "msgid_plural":
        entry.many += text
    elif part == "msgstr":
        entry.words[place] = entry.words.get(place, "") + text
    else:
        raise WordingError(f"{where}: words that belong to no message")


def read_catalogue(path: Path) -> dict[str, str]:
    """A .po file as gettext keeps it: key (with its plural) -> words (both forms); what is untranslated is left out.

    Raises WordingError where one message has two different translations.
    """
    catalogue: dict[str, str] = {"": HEADER}
    seen: dict[str, str] = {}
    for entry in read_entries(path):
        if not entry.key:
            continue
        words = "\x00".join(entry.words[place] for place in sorted(entry.words))
        key = f"{entry.key}\x00{entry.many}" if entry.many else entry.key
        if seen.setdefault(entry.key, words) != words:
            raise WordingError(f"{path}:{entry.line}: {entry.one!r} is translated twice, and differently")
        if words.replace("\x00", ""):
            catalogue[key] = words
    return catalogue


def pack_catalogue(catalogue: dict[str, str]) -> bytes:
    """A catalogue in the binary format of GNU gettext: the same words give the same bytes."""
    keys = sorted(key.encode() for key in catalogue)
    ids = b"".join(key + b"\0" for key in keys)
    words = [catalogue[key.decode()].encode() for key in keys]
    texts = b"".join(word + b"\0" for word in words)
    table = 7 * 4
    first_id, first_text = table + 16 * len(keys), table + 16 * len(keys) + len(ids)
    ids_table, texts_table, at_id, at_text = b"", b"", first_id, first_text
    for key, word in zip(keys, words, strict=True):
        ids_table += struct.pack("<II", len(key), at_id)
        texts_table += struct.pack("<II", len(word), at_text)
        at_id, at_text = at_id + len(key) + 1, at_text + len(word) + 1
    head = struct.pack("<7I", MAGIC, 0, len(keys), table, table + 8 * len(keys), 0, 0)
    return head + ids_table + texts_table + ids + texts


def compile_messages(root: Path = HUB) -> list[Path]:
    """Compile every .po file whose compiled twin is missing or stale; returns what was written."""
    written = []
    for source in list_sources(root):
        target = source.with_suffix(".mo")
        packed = pack_catalogue(read_catalogue(source))
        if target.is_file() and target.read_bytes() == packed:
            continue
        aside = target.with_name(target.name + ".part")
        aside.write_bytes(packed)
        aside.replace(target)
        written.append(target)
    return written


if __name__ == "__main__":
    compile_messages()
