"""Signed notes: the published example verifies, and nothing that is not in form gets through."""

from __future__ import annotations

import random

import pytest

from nuantu.decisions.keys import make_key
from nuantu.decisions.note import (
    TYPE_COSIGNATURE,
    TYPE_NOTE,
    NoteError,
    PublicKey,
    parse_note,
    read_vkey,
    require_key_name,
    sign_text,
    verify_note,
)

VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE = ("This is an example message.\n\n— example.com/foo "
           "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n")


def test_the_example_of_the_specification_verifies() -> None:
    """Key id, signature and text of the C2SP example agree."""
    key = read_vkey(VKEY)

    assert key.vkey == VKEY
    assert verify_note(parse_note(EXAMPLE), [key]) == [key]
    assert parse_note(EXAMPLE).format() == EXAMPLE


def test_a_changed_text_or_signature_is_refused() -> None:
    """A known key whose signature fails spoils the note, even beside a good one."""
    good, other = make_key("a.example/x", TYPE_NOTE), make_key("b.example/y", TYPE_NOTE)
    note = sign_text("hello\n", [good, other])
    keys = [good.public, other.public]

    assert verify_note(note, keys) == keys
    with pytest.raises(NoteError, match=r"a\.example/x does not belong"):
        verify_note(parse_note(note.format().replace("hello", "hallo")), keys)
    with pytest.raises(NoteError, match="no trusted key"):
        verify_note(note, [make_key("a.example/x", TYPE_NOTE).public])


def test_a_key_of_another_type_has_another_id() -> None:
    """The same key used by a log and by a witness can never be mistaken."""
    raw = make_key("a.example/x", TYPE_NOTE).public.raw

    assert PublicKey("a", TYPE_NOTE, raw).key_id != PublicKey("a", TYPE_COSIGNATURE, raw).key_id


@pytest.mark.parametrize("text", [
    "", "text", "text\n", "text\n\n", "text\n\n— a\n", "text\n\n— a !!!!\n", "text\n\n— a AAAA\n",
    "text\n\nx a AAAAAAAA\n", "text\n\n— a AAAAAAAA", "te\x00xt\n\n— a AAAAAAAA\n", "te\rxt\n\n— a AAAAAAAA\n",
    "text\n\n— a+b AAAAAAAA\n", "text\n\n—  AAAAAAAA\n", "text\n\n— a AAAAAAA=\n\n",
])
def test_what_is_not_in_form_is_refused(text: str) -> None:
    """No empty line, no signature, control characters, bad names or bad base64."""
    with pytest.raises(NoteError):
        parse_note(text)


@pytest.mark.parametrize("vkey", ["", "a", "a+b", VKEY + "A", VKEY.replace("530d", "530e"), VKEY.replace("/foo", "/fo"),
                                  "a b+00000000+AQ==", VKEY[:-4], VKEY.replace("+Ae", "+Be")])
def test_a_false_verifier_key_is_refused(vkey: str) -> None:
    """Name, key id and key must belong together, and be of a known type."""
    with pytest.raises(NoteError):
        read_vkey(vkey)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u3000b", "a\nb", "a\u2028b"])
def test_a_key_name_has_no_spaces_and_no_plus(name: str) -> None:
    """Spaces of any script, plus signs and control characters are refused."""
    with pytest.raises(NoteError):
        require_key_name(name)


def test_damaged_notes_never_verify_and_never_escape() -> None:
    """20,000 damaged notes: each is refused as a note, or its text and signature are the untouched ones."""
    rng, key = random.Random(2), make_key("a.example/x", TYPE_NOTE)
    sound = sign_text("platform.example/x\n12\nAAAA\n", [key]).format().encode()
    escaped = []
    for _ in range(20_000):
        data = bytearray(sound)
        for _ in range(rng.randint(1, 4)):
            way, at = rng.randrange(3), rng.randrange(len(data))
            if way == 0:
                data[at] = rng.randrange(256)
            elif way == 1:
                del data[at:at + rng.randint(1, 9)]
            else:
                data[at:at] = data[:rng.randint(1, 30)]
        try:
            note = parse_note(bytes(data))
            verify_note(note, [key.public])
        except NoteError:
            continue
        if note.text != "platform.example/x\n12\nAAAA\n":
            escaped.append(bytes(data))

    assert escaped == []
