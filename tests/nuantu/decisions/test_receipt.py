"""Receipts bind the log to a leaf and a date, and can stand for nothing else."""

from __future__ import annotations

import pytest

from nuantu.decisions.checkpoint import parse_checkpoint
from nuantu.decisions.keys import make_key
from nuantu.decisions.note import TYPE_NOTE, NoteError, parse_note, verify_note
from nuantu.decisions.receipt import Receipt, open_receipt, sign_receipt, write_receipt
from nuantu.decisions.tree import hash_leaf

RECEIPT = Receipt("platform.example/x", 12, hash_leaf(b"leaf"), 1_795_104_000)


def test_a_receipt_is_opened_by_the_logs_key_only() -> None:
    """Its text promises sixty seconds; another key, or a changed word, opens nothing."""
    key, other = make_key("platform.example/x", TYPE_NOTE), make_key("platform.example/x", TYPE_NOTE)
    note = write_receipt(RECEIPT, sign_receipt(RECEIPT, key), key.public)

    assert open_receipt(note, [other.public, key.public]) == RECEIPT
    assert RECEIPT.delay_max_s == 60
    with pytest.raises(NoteError, match="no trusted key"):
        open_receipt(note, [other.public])
    with pytest.raises(NoteError, match="no trusted key"):
        open_receipt(note.replace("\n12\n", "\n13\n"), [key.public])


def test_a_receipt_is_no_checkpoint_and_a_checkpoint_no_receipt() -> None:
    """The signature type differs and so does the form, though the key is the same."""
    key = make_key("platform.example/x", TYPE_NOTE)
    note = parse_note(write_receipt(RECEIPT, sign_receipt(RECEIPT, key), key.public))

    with pytest.raises(NoteError, match="no trusted key"):
        verify_note(note, [key.public])
    with pytest.raises(NoteError):
        parse_checkpoint(note.text)
    with pytest.raises(NoteError, match="no receipt"):
        open_receipt(note.format().replace("nuantu/receipt/v1", "nuantu/receipt/v2"), [key.public])


@pytest.mark.parametrize("change", [("\n60\n", "\n060\n"), ("\n12\n", "\nx\n"), ("=", ""), ("\n60\n", "\n60\nmore\n")])
def test_a_receipt_that_is_not_in_form_is_refused(change: tuple[str, str]) -> None:
    """Leading zeroes, words for numbers, a short hash, a seventh line."""
    key = make_key("platform.example/x", TYPE_NOTE)
    text = RECEIPT.format().replace(*change, 1)
    with pytest.raises(NoteError):
        open_receipt(f"{text}\n— platform.example/x AAAAAAAAAAA=\n", [key.public])
