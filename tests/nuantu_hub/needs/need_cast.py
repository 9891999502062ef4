"""What tests of needs share: a moment, somebody saying something, pictures and recordings as browsers make them."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from nuantu_hub.needs.domain.saying import Said, Taken, say_need
from nuantu_hub.people.models import Account, Unit

#: Twenty-four minutes and eleven seconds past six in the evening in Beijing.
MOMENT = datetime(2026, 11, 21, 10, 24, 11, tzinfo=UTC)
HOUR = datetime(2026, 11, 21, 10, tzinfo=UTC)
WORDS = "望和嘉园晚高峰等电梯要七八分钟，时间没有算进承诺送达里"


def say(unit: Unit, by: Account | None = None, words: str = WORDS, token: UUID | None = None, **more: Any) -> Taken:
    """Somebody says something; by nobody where no account is given."""
    return say_need(unit=unit, said=Said("dispatch", words), token=token or uuid4(), by=by, **more)


def picture(name: str = "IMG_20261121_182411.jpg") -> SimpleUploadedFile:
    """A picture that tells when and where it was taken."""
    drawn, exif = io.BytesIO(), Image.Exif()
    exif[0x0132] = "2026:11:21 18:24:11"
    Image.new("RGB", (8, 8), "red").save(drawn, "JPEG", exif=exif)
    return SimpleUploadedFile(name, drawn.getvalue(), "image/jpeg")


def element(kind: str, body: bytes) -> bytes:
    """An EBML element with a length of eight bytes."""
    return bytes.fromhex(kind) + bytes([0x01]) + len(body).to_bytes(7, "big") + body


def recording() -> bytes:
    """A WebM file as a browser writes it, with a date, an application and a tag."""
    info = element("1549A966", element("2AD7B1", b"\x0f\x42\x40") + element("4D80", b"Browser 1") +
                   element("5741", b"Phone of Wang") + element("4461", (7 ** 20).to_bytes(8, "big")))
    tags = element("1254C367", element("7373", b"TITLE=Wang's voice"))
    cluster = bytes.fromhex("1F43B675") + bytes([0x01] + [0xFF] * 7) + b"\xe7\x81\x00" + b"sound"
    head = element("1A45DFA3", element("4282", b"webm"))
    return head + bytes.fromhex("18538067") + bytes([0x01] + [0xFF] * 7) + info + tags + cluster


def box(kind: bytes, body: bytes) -> bytes:
    """A box of an MP4 file."""
    return (8 + len(body)).to_bytes(4, "big") + kind + body


def film() -> bytes:
    """An MP4 file as a phone writes it, with times and a name."""
    timed = box(b"mvhd", b"\0\0\0\0" + b"\xe0\x01\x02\x03" * 2 + b"rest")
    words = box(b"udta", box(b"\xa9nam", b"Wang"))
    return box(b"ftyp", b"M4A isom") + box(b"moov", timed + words) + box(b"mdat", b"sound")


def spoken(content: bytes | None = None) -> SimpleUploadedFile:
    """A recording that is handed in."""
    return SimpleUploadedFile("voice.webm", content or recording(), "audio/webm")
