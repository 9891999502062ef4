"""An agreement file as text: every value keeps its file and line, so that every error can name them.

YAML is read as bare structure (mappings, lists, text): nothing is guessed from the look of a value, and what a
negotiator has no use for (anchors, tags, several documents, very deep nesting) is refused in one sentence.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from nuantu.core.errors import AgreementError

MOST_BYTES = 1_000_000
MOST_DEPTH = 12
MOST_ADVISED = 20
_NULLS = {"", "null", "~"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: file, line from 1, key, and column from 1 where it is known."""

    file: Path
    line: int
    field: str
    column: int | None = None

    def refuse(self, what: str, fix: str) -> AgreementError:
        """The error that names this place."""
        return AgreementError(what, file=self.file, line=self.line, column=self.column, field=self.field, fix=fix)


@dataclass(frozen=True, slots=True)
class Text:
    """One written value and its place; ``None`` where the file says null."""

    value: str | None
    at: Place


@dataclass(slots=True)
class Section:
    """One mapping of the file. Keys are taken one by one; ``finish`` refuses whatever nobody asked for."""

    at: Place
    entries: dict[str, yaml.Node]
    marks: dict[str, tuple[int, int]]
    asked: list[str] = field(default_factory=list)

    def has(self, key: str) -> bool:
        """Whether the key is written and not null."""
        self.asked.append(key)
        return key in self.entries and not is_null(self.entries[key])

    def place(self, key: str) -> Place:
        """Where the key stands, or the section itself where it is absent."""
        name = f"{self.at.field}.{key}" if self.at.field else key
        line, column = self.marks.get(key, (self.at.line, self.at.column))
        return Place(self.at.file, line, name, column)

    def text(self, key: str) -> Text:
        """A value that must be written as plain text."""
        node = self._need(key)
        if not isinstance(node, yaml.ScalarNode):
            raise self.place(key).refuse("a single value is expected here, not a list or a mapping", "write one value")
        return Text(None if is_null(node) else node.value, self.place(key))

    def string(self, key: str) -> str:
        """Plain text that is not empty."""
        text = self.text(key)
        if text.value is None or not text.value.strip():
            raise text.at.refuse("the value is missing", "write it or remove the key")
        return " ".join(text.value.split())

    def word(self, key: str, allowed: Iterable[str]) -> str:
        """One of the allowed words."""
        value = self.string(key)
        check_word(value, allowed, self.place(key))
        return value

    def date(self, key: str) -> date:
        """A calendar date, written as 2025-12-31."""
        value = self.string(key)
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise self.place(key).refuse(f"{value!r} is not a date", "write it as 2025-12-31") from error

    def section(self, key: str) -> Section:
        """A mapping below the key."""
        return _open_section(self._need(key), self.place(key))

    def sections(self, key: str) -> list[Section]:
        """A list of mappings below the key."""
        at = self.place(key)
        return [_open_section(node, _place(node, at.file, f"{at.field}[{number}]"))
                for number, node in enumerate(self._items(key), start=1)]

    def texts(self, key: str) -> list[Text]:
        """A list of plain values below the key; one bare value counts as a list of one."""
        at = self.place(key)
        node = self._need(key)
        items = [node] if isinstance(node, yaml.ScalarNode) else self._items(key)
        found = []
        for item in items:
            here = _place(item, at.file, at.field)
            if not isinstance(item, yaml.ScalarNode) or is_null(item):
                raise here.refuse("a list of plain words is expected here", "write it as [first, second]")
            found.append(Text(item.value.strip(), here))
        return found

    def is_mapping(self, key: str) -> bool:
        """Whether a mapping stands below the key."""
        return isinstance(self.entries.get(key), yaml.MappingNode)

    def names(self) -> list[str]:
        """All keys in the order in which they are written, each counted as asked for."""
        self.asked.extend(self.entries)
        return list(self.entries)

    def finish(self) -> None:
        """Refuse the first key that nobody asked for, with the nearest known one."""
        for key in self.entries:
            if key not in self.asked:
                known = sorted(set(self.asked))
                raise self.place(key).refuse(f"the key {_short(key)!r} is not known here", advise(key, known))

    def _need(self, key: str) -> yaml.Node:
        self.asked.append(key)
        if key not in self.entries:
            raise self.at.refuse(f"the key {key!r} is missing", "add it")
        return self.entries[key]

    def _items(self, key: str) -> list[yaml.Node]:
        node = self._need(key)
        if not isinstance(node, yaml.SequenceNode):
            raise self.place(key).refuse("a list is expected here", "write each entry on a line that begins with '- '")
        return list(node.value)


def check_word(value: str, allowed: Iterable[str], at: Place) -> None:
    """Refuse a word outside the allowed ones, naming the nearest."""
    known = list(allowed)
    if value not in known:
        raise at.refuse(f"{_short(value)!r} is not one of the words that may stand here", advise(value, known))


def advise(value: str, known: list[str]) -> str:
    """``write daily_stop`` for a slip of the pen, else the list of what may stand here."""
    near = difflib.get_close_matches(value[:80], known, n=1, cutoff=0.75)
    if near:
        return f"did you mean {near[0]}"
    if len(known) > MOST_ADVISED:
        few = difflib.get_close_matches(value[:80], known, n=3, cutoff=0.0)
        return f"use one of the {len(known)} known ones, such as {', '.join(few)}"
    return f"use one of: {', '.join(known)}" if known else "remove it"


def read_source(path: Path) -> tuple[Section, bytes]:
    """Read one file into its outermost section; also its bytes, for digests and copies.

    Raises
    ------
    AgreementError
        One sentence with file and line for anything that is not one plain mapping of UTF-8 text.
    """
    data = _read_bytes(path)
    return parse_source(data, path), data


def parse_source(data: bytes, path: Path) -> Section:
    """The outermost section of bytes that were read already; ``path`` names them in errors.

    Raises
    ------
    AgreementError
        As ``read_source``.
    """
    if len(data) > MOST_BYTES:
        raise AgreementError(f"the file is larger than {MOST_BYTES:,} bytes", file=path,
                             fix="name an agreement, not a data file")
    text = _decode(data, path)
    try:
        root = _build_tree(text, path)
    except yaml.YAMLError as error:
        raise _tell_syntax(error, path) from error
    if root is None:
        raise AgreementError("the file is empty", file=path, line=1,
                             fix="write an agreement into it or name another file")
    return _open_section(root, Place(path, 1, ""))


def _read_bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise AgreementError(f"the file is larger than {MOST_BYTES:,} bytes", file=path,
                                 fix="name an agreement, not a data file")
        return path.read_bytes()
    except OSError as error:
        raise AgreementError(f"the file cannot be read ({error.strerror})", file=path, fix="check the path") from error


def _decode(data: bytes, path: Path) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AgreementError("the text is not UTF-8", file=path, line=data[: error.start].count(b"\n") + 1,
                             fix="save the file as UTF-8") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line[: len(line) - len(line.lstrip())].find("\t") >= 0:
            raise AgreementError("the line is indented with a tab", file=path, line=number, column=1,
                                 fix="indent with spaces")
        if any(ord(sign) < 32 and sign not in "\t\r" for sign in line):
            raise AgreementError("the line holds a control character", file=path, line=number, fix="remove it")
    return text


def _build_tree(text: str, path: Path) -> yaml.Node | None:
    """Nodes from the flat event stream, so that depth is bounded and no node is shared."""
    open_nodes: list[yaml.CollectionNode] = []
    root: yaml.Node | None = None
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            raise _refuse_event(event, path, "a second document begins", "keep one agreement a file")
        if isinstance(event, yaml.CollectionEndEvent):
            open_nodes.pop()
        if not isinstance(event, yaml.NodeEvent):
            continue
        node = _make_node(event, path)
        if not open_nodes:
            root = node
        else:
            _append(open_nodes[-1], node)
        if isinstance(node, yaml.CollectionNode):
            open_nodes.append(node)
            if len(open_nodes) > MOST_DEPTH:
                raise _refuse_event(event, path, f"the text is nested more than {MOST_DEPTH} levels deep",
                                    "close the brackets or flatten it")
    return root


def _make_node(event: yaml.NodeEvent, path: Path) -> yaml.Node:
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        raise _refuse_event(event, path, "anchors and aliases are not read", "write the text out")
    if getattr(event, "tag", None):
        raise _refuse_event(event, path, "tags are not read", "remove the word that begins with '!'")
    start: Any = event.start_mark
    if isinstance(event, yaml.ScalarEvent):
        return yaml.ScalarNode("", event.value, start, None, event.style)
    kind = yaml.MappingNode if isinstance(event, yaml.MappingStartEvent) else yaml.SequenceNode
    return kind("", [], start)


def _append(parent: yaml.CollectionNode, node: yaml.Node) -> None:
    """Put a node into its list, or into its mapping as the next key or as the value of the last one."""
    if isinstance(parent, yaml.SequenceNode):
        parent.value.append(node)
    elif parent.value and len(parent.value[-1]) == 1:
        parent.value[-1] = (*parent.value[-1], node)
    else:
        parent.value.append((node,))


def _refuse_event(event: yaml.Event, path: Path, what: str, fix: str) -> AgreementError:
    line, column = (int(getattr(event.start_mark, name, 0)) + 1 for name in ("line", "column"))
    return AgreementError(what, file=path, line=line, column=column, fix=fix)


def _tell_syntax(error: yaml.YAMLError, path: Path) -> AgreementError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (None if mark is None else int(getattr(mark, name)) + 1 for name in ("line", "column"))
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it is not YAML"
    return AgreementError(f"the text cannot be parsed ({problem})", file=path,
                          line=line or 1, column=column,
                          fix="check indentation, colons, quotes and brackets there")


def _open_section(node: yaml.Node, at: Place) -> Section:
    here = _place(node, at.file, at.field)
    if not isinstance(node, yaml.MappingNode):
        raise here.refuse("a mapping of keys to values is expected here", "write it as key: value")
    entries: dict[str, yaml.Node] = {}
    marks: dict[str, tuple[int, int]] = {}
    for key, value in node.value:
        place = _place(key, at.file, at.field)
        if not isinstance(key, yaml.ScalarNode):
            raise place.refuse("a key is a list or a mapping", "write a plain word as the key")
        if key.value in entries:
            raise place.refuse(f"the key {_short(key.value)!r} stands twice", "keep one of them")
        entries[key.value] = value
        marks[key.value] = (place.line, key.start_mark.column + 1)
    return Section(here, entries, marks)


def is_null(node: yaml.Node) -> bool:
    """Whether a plain value says null, or nothing."""
    return isinstance(node, yaml.ScalarNode) and node.style is None and node.value.strip().lower() in _NULLS


def _place(node: yaml.Node, file: Path, field_name: str) -> Place:
    return Place(file, node.start_mark.line + 1, field_name, node.start_mark.column + 1)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."
