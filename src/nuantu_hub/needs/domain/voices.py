"""Recordings: what they are follows from their content; what they tell of when and with what they were made goes.

Browsers record WebM or Ogg (Opus) and MP4 (AAC). Times, names of devices and programs and every free tag are
overwritten in place, so that nothing has to be decoded and no offset in the file moves.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.errors import NeedRefused

#: About five minutes of speech as browsers record it, and ten times that.
MOST_BYTES = 12 * 2**20
#: MP4: boxes that hold boxes, and boxes that hold free words and are made a free space.
_HOLDERS = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf")
_FREE_WORDS = (b"udta", b"meta", b"uuid")
_TIMED = (b"mvhd", b"tkhd", b"mdhd")
#: WebM: elements that hold elements; words and times; elements that are made empty ones.
_EBML_HOLDERS = (0x18538067, 0x1549A966)
_EBML_WORDS = (0x4D80, 0x5741, 0x7BA9, 0x4461, 0x73A4)
_EBML_TAGS = 0x1254C367
_EBML_VOID = 0xEC


def clean_voice(content: bytes) -> tuple[bytes, str]:
    """The recording without what it tells of its making, and its media type.

    Raises NeedRefused for what is no recording of a browser, is too long, or is damaged.
    """
    if len(content) > MOST_BYTES:
        raise NeedRefused(_("录音太长"), _("分几段说，每段不超过五分钟"), field="voice")
    try:
        if content.startswith(b"\x1a\x45\xdf\xa3"):
            return _clean_webm(content), "audio/webm"
        if content[4:8] == b"ftyp":
            return _clean_mp4(content), "audio/mp4"
        if content.startswith(b"OggS"):
            return _clean_ogg(content), "audio/ogg"
    except (IndexError, ValueError) as fault:
        raise NeedRefused(_("这段录音打不开"), _("请重新录一段"), field="voice") from fault
    raise NeedRefused(_("不能接收这种录音"), _("请用页面上的“说话”录一段"), field="voice")


def _list_boxes(content: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Kind, beginning, beginning of the body and end of each MP4 box. Raises ValueError where they do not add up."""
    at = start
    while at < end:
        size, kind, head = int.from_bytes(content[at:at + 4], "big"), content[at + 4:at + 8], 8
        if size == 1:
            size, head = int.from_bytes(content[at + 8:at + 16], "big"), 16
        size = size or end - at
        if size < head or at + size > end or len(kind) < 4:
            raise ValueError("a box reaches beyond its place")
        yield kind, at, at + head, at + size
        at += size


def _clean_mp4(content: bytes) -> bytes:
    fresh = bytearray(content)
    _clean_boxes(content, fresh, 0, len(content))
    return bytes(fresh)


def _clean_boxes(content: bytes, fresh: bytearray, start: int, end: int) -> None:
    for kind, at, body, stop in _list_boxes(content, start, end):
        if kind in _FREE_WORDS:
            fresh[at + 4:at + 8] = b"free"
            fresh[body:stop] = bytes(stop - body)
        elif kind in _TIMED:
            wide = 8 if content[body] == 1 else 4
            fresh[body + 4:body + 4 + 2 * wide] = bytes(2 * wide)
        elif kind == b"hdlr":
            fresh[body + 24:stop] = bytes(max(0, stop - body - 24))
        elif kind in _HOLDERS:
            _clean_boxes(content, fresh, body, stop)


def _read_id(content: bytes, at: int) -> tuple[int, int]:
    first = content[at]
    wide = 9 - first.bit_length()
    if not 1 <= wide <= 4:
        raise ValueError("no element begins here")
    return int.from_bytes(content[at:at + wide], "big"), at + wide


def _read_size(content: bytes, at: int) -> tuple[int | None, int]:
    """Length of an element's body, None for "until its holder ends", and where the body begins."""
    first = content[at]
    wide = 9 - first.bit_length()
    if not 1 <= wide <= 8:
        raise ValueError("no length stands here")
    value = int.from_bytes(content[at:at + wide], "big") & ((1 << 7 * wide) - 1)
    return (None if value == (1 << 7 * wide) - 1 else value), at + wide


def _clean_webm(content: bytes) -> bytes:
    fresh = bytearray(content)
    _clean_elements(content, fresh, 0, len(content))
    return bytes(fresh)


def _clean_elements(content: bytes, fresh: bytearray, start: int, end: int) -> None:
    at = start
    while at < end:
        kind, after = _read_id(content, at)
        size, body = _read_size(content, after)
        stop = end if size is None else body + size
        if stop > end:
            raise ValueError("an element reaches beyond its place")
        if kind == _EBML_TAGS and size is not None:
            _make_void(fresh, at, stop)
        elif kind in _EBML_WORDS:
            fresh[body:stop] = bytes(stop - body)
        elif kind in _EBML_HOLDERS:
            _clean_elements(content, fresh, body, stop)
            if size is None:
                return
        elif size is None:
            return  # a cluster that goes on to the end: sound alone
        at = stop


def _make_void(fresh: bytearray, at: int, stop: int) -> None:
    """An empty element in the place of another."""
    size = stop - at - 9
    if size < 0:
        fresh[at:stop] = bytes([_EBML_VOID, 0x80 | (stop - at - 2)]) + bytes(stop - at - 2)
        return
    fresh[at:stop] = bytes([_EBML_VOID, 0x01]) + size.to_bytes(7, "big") + bytes(size)


_OGG_TABLE = []
for _first in range(256):
    _sum = _first << 24
    for _bit in range(8):
        _sum = (_sum << 1) ^ 0x04C11DB7 if _sum & 0x80000000 else _sum << 1
    _OGG_TABLE.append(_sum & 0xFFFFFFFF)


def _sum_page(page: bytes) -> int:
    total = 0
    for byte in page:
        total = ((total << 8) & 0xFFFFFFFF) ^ _OGG_TABLE[(total >> 24) ^ byte]
    return total


def _clean_ogg(content: bytes) -> bytes:
    """Blank the words of the second page, where an Opus stream names its maker and its tags."""
    fresh, at, number = bytearray(content), 0, 0
    while at < len(content) and number < 2:
        if content[at:at + 4] != b"OggS":
            raise ValueError("no page begins here")
        segments = content[at + 26]
        body = at + 27 + segments
        stop = body + sum(content[at + 27:body])
        if stop > len(content):
            raise ValueError("a page reaches beyond the end")
        if content[body:body + 8] == b"OpusTags":
            fresh[body + 8:stop] = _empty_tags(stop - body - 8)
            fresh[at + 22:at + 26] = bytes(4)
            fresh[at + 22:at + 26] = _sum_page(bytes(fresh[at:stop])).to_bytes(4, "little")
        at, number = stop, number + 1
    return bytes(fresh)


def _empty_tags(length: int) -> bytes:
    """Tags of a length without a word: an empty maker, no tags, and padding that players skip."""
    return bytes(length)
