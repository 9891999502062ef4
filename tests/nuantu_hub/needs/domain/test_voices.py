"""Recordings: known by their content, stripped of what they tell, refused when damaged."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.needs.need_cast import film, recording

from nuantu_hub.needs.domain.voices import MOST_BYTES, clean_voice
from nuantu_hub.needs.errors import NeedRefused


def page(body: bytes, number: int) -> bytes:
    """A page of an Ogg stream with one packet."""
    return (b"OggS\0\0" + bytes(8) + b"\1\0\0\0" + number.to_bytes(4, "little") + b"SUM!" + b"\1" + bytes([len(body)])
            + body)


def test_a_webm_loses_its_date_its_names_and_its_tags() -> None:
    """The length stays, the sound stays, the words are gone."""
    made = recording()

    cleaned, kind = clean_voice(made)

    assert (kind, len(cleaned), cleaned[-12:]) == ("audio/webm", len(made), made[-12:])
    assert not [word for word in (b"Browser", b"Phone", b"Wang", (7 ** 20).to_bytes(8, "big")) if word in cleaned]
    assert clean_voice(cleaned) == (cleaned, kind)


def test_an_mp4_loses_its_times_and_free_words() -> None:
    """Times become nothing, free words free space, the sound stays where it was."""
    made = film()

    cleaned, kind = clean_voice(made)

    assert (kind, len(cleaned), cleaned[-13:]) == ("audio/mp4", len(made), made[-13:])
    assert b"\xe0\x01\x02\x03" not in cleaned
    assert b"Wang" not in cleaned
    assert cleaned.index(b"free") == made.index(b"udta")


def test_an_ogg_loses_its_tags_and_keeps_its_sum_right() -> None:
    """The page of tags is blanked, and carries the sum of what it holds now; pages of sound are as they were."""
    made = page(b"OpusHead" + b"x" * 11, 0) + page(b"OpusTags" + b"\4\0\0\0Wang" + bytes(4), 1) + page(b"sound", 2)

    cleaned, kind = clean_voice(made)

    tags = len(page(b"OpusHead" + b"x" * 11, 0))
    assert (kind, len(cleaned), b"Wang" in cleaned) == ("audio/ogg", len(made), False)
    assert cleaned[tags + 22:tags + 26] != b"SUM!"
    assert cleaned.endswith(page(b"sound", 2))


@pytest.mark.parametrize("content", [
    b"%PDF-1.7 not a voice", b"", b"\x1a\x45\xdf\xa3", film()[:40], b"OggS" + bytes(22) + b"\xff",
    recording()[:12] + b"\x00\x00", b"\0\0\0\x04ftyp"])
def test_what_is_none_or_damaged_is_refused_in_words(content: bytes) -> None:
    """Never an error of ours: whoever hands it in hears what to do."""
    with pytest.raises(NeedRefused) as refused:
        clean_voice(content)

    assert refused.value.field == "voice"


def test_what_is_too_long_is_refused() -> None:
    """Before anything of it is read."""
    with pytest.raises(NeedRefused):
        clean_voice(b"OggS" + bytes(MOST_BYTES))
