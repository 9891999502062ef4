"""Checkpoints and cosignatures are written and read as their specifications say."""

from __future__ import annotations

import pytest

from nuantu.decisions.checkpoint import Checkpoint, cosign, find_cosignature, parse_checkpoint, read_size
from nuantu.decisions.keys import make_key
from nuantu.decisions.note import TYPE_COSIGNATURE, TYPE_NOTE, Note, NoteError, sign_text
from nuantu.decisions.tree import hash_leaf

HEAD = Checkpoint("platform.example/x", 20_852_163, hash_leaf(b"a"))


def test_a_checkpoint_is_three_lines() -> None:
    """Name, size and root, and back."""
    assert HEAD.format().splitlines()[:2] == ["platform.example/x", "20852163"]
    assert parse_checkpoint(HEAD.format()) == HEAD


@pytest.mark.parametrize("text", [
    "", "a\n1\n", "a\n01\nx\n", HEAD.format() + "extension\n", HEAD.format().replace("20852163", "-1"),
    HEAD.format().replace("20852163", "020852163"), HEAD.format().replace("20852163", "٣"),
    HEAD.format().replace("=", ""), HEAD.format()[:-1], "\n" + HEAD.format(),
    HEAD.format().replace("20852163", str(2**63)),
])
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    """Missing or extra lines, leading zeroes, other digits, a root of another length."""
    with pytest.raises(NoteError):
        parse_checkpoint(text)


def test_a_cosignature_carries_its_time() -> None:
    """The signed message is the header, the time line and the checkpoint; the time is read back."""
    witness = make_key("union.example/w", TYPE_COSIGNATURE)
    line = cosign(HEAD.format(), witness, 1_679_315_147)
    message = b"cosignature/v1\ntime 1679315147\n" + HEAD.format().encode()

    assert len(line.signature) == 72
    assert witness.public.verify(message, line.signature[8:])
    assert find_cosignature(Note(HEAD.format(), (line,)), witness.public) == 1_679_315_147


def test_a_false_cosignature_is_an_error_and_an_unknown_one_nothing() -> None:
    """A changed time or text fails; a witness that did not sign has no time."""
    witness, other = make_key("union.example/w", TYPE_COSIGNATURE), make_key("union.example/w2", TYPE_COSIGNATURE)
    line = cosign(HEAD.format(), witness, 5)
    later = type(line)(line.name, line.key_id, (6).to_bytes(8, "big") + line.signature[8:])

    assert find_cosignature(Note(HEAD.format(), (line,)), other.public) is None
    with pytest.raises(NoteError):
        find_cosignature(Note(HEAD.format(), (later,)), witness.public)
    with pytest.raises(NoteError):
        find_cosignature(Note(HEAD.format().replace("163", "164"), (line,)), witness.public)


def test_a_log_key_is_no_cosignature() -> None:
    """A note signed by the log does not count as witnessed, even with the same key and name."""
    key = make_key("union.example/w", TYPE_NOTE)
    note = sign_text(HEAD.format(), [key])
    witness = type(key).from_private("union.example/w", TYPE_COSIGNATURE, key.private)

    assert find_cosignature(note, witness.public) is None


@pytest.mark.parametrize(("text", "size"), [("0", 0), ("7", 7), (str(2**63 - 1), 2**63 - 1)])
def test_sizes_are_plain_decimal(text: str, size: int) -> None:
    """The borders of what may be said."""
    assert read_size(text) == size
