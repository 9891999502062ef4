"""Taking files in: what they are follows from their content; what they tell of place and camera is removed."""

from __future__ import annotations

import hashlib
import io
import os
import re
import warnings
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from nuantu_hub.people.domain.record import record_deed, record_reading
from nuantu_hub.people.models import Account, StoredFile, Unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.crypto import decrypt_bytes, encrypt_bytes
from nuantu_hub.site.data_folder import sync_folder
from nuantu_hub.site.errors import Refused

MOST_BYTES = 20 * 2**20
MOST_PIXELS = 40_000_000
LONGEST_NAME = 80
#: What a file may be, by how its content begins.
BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
)
PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "application/pdf": ".pdf"}


def tell_kind(content: bytes) -> str:
    """The media type of a content. Raises Refused for what is not on the list."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    for beginning, kind in BEGINNINGS:
        if content.startswith(beginning):
            return kind
    raise Refused(_("不能接收这种文件"), _("请上传 JPEG、PNG、WebP 图片或 PDF"), field="file")


def strip_picture(content: bytes, kind: str) -> bytes:
    """The picture drawn anew: upright, and without place, time, camera or comment."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=[PICTURES[kind]]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise Refused(_("图片太大"), _("请上传不超过四千万像素的图片"), field="file")
                upright = ImageOps.exif_transpose(picture)
                plain = upright.convert("RGB" if kind == "image/jpeg" else "RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError,
            Image.DecompressionBombWarning) as fault:
        raise Refused(_("这张图片打不开"), _("请重新拍照或另存一份再上传"), field="file") from fault
    fresh = Image.new(plain.mode, plain.size)
    fresh.paste(plain)
    written = io.BytesIO()
    fresh.save(written, PICTURES[kind], **({"quality": 88} if kind != "image/png" else {}))
    return written.getvalue()


def clean_name(name: str, kind: str) -> str:
    """A name without folders, control signs or a misleading ending."""
    stem = re.sub(r"[\x00-\x1f\x7f/\\:*?\"<>|\u202a-\u202e\u2066-\u2069]", "", name.rsplit("/", 1)[-1])
    stem = stem.rsplit(".", 1)[0].strip(" .")[:LONGEST_NAME]
    return (stem or "file") + ENDINGS[kind]


@transaction.atomic
def store_file(*, by: Account | None, upload: UploadedFile[Any], about: models.Model | None = None,
               unit: Unit | None = None) -> StoredFile:
    """Keep a file: checked, stripped, encrypted, under a random name. Raises Refused.

    ``about`` is the row it belongs to and ``unit`` the unit whose staff may read it; ``by`` is None for a stranger.
    """
    if not upload.size:
        raise Refused(_("文件是空的"), _("请重新选择文件"), field="file")
    if upload.size > MOST_BYTES:
        raise Refused(_("文件太大"), _("请上传不超过20 MB的文件"), field="file")
    content = upload.read()
    kind = tell_kind(content)
    if kind in PICTURES:
        content = strip_picture(content, kind)
    file = StoredFile(account=by, unit=unit, name=clean_name(upload.name or "", kind), kind=kind,
                      size_bytes=len(content), digest=hashlib.sha256(content).hexdigest(), at=now(),
                      thing=about._meta.label_lower if about else "", thing_id=str(about.pk) if about else "")
    _write(file, content)
    file.save(force_insert=True)
    record_deed(by, "handed in a file", file, unit, kind=kind, size_bytes=len(content))
    return file


@transaction.atomic
def keep_content(*, content: bytes, kind: str, about: models.Model, unit: Unit, by: Account | None,
                 at: datetime) -> StoredFile:
    """Keep a content that was checked and stripped, for a row that exists.

    With ``by`` it is recorded as handed in. Without, nothing stands anywhere of when it came but ``at``: no deed, and
    the file in the folder, which backups copy, carries that time.
    """
    file = StoredFile(account=by, unit=unit, name="file", kind=kind, size_bytes=len(content),
                      digest=hashlib.sha256(content).hexdigest(), at=at, thing=about._meta.label_lower,
                      thing_id=str(about.pk))
    _write(file, content)
    file.save(force_insert=True)
    if by is None:
        for path in (file.path, file.path.parent):
            os.utime(path, (at.timestamp(), at.timestamp()))
    else:
        record_deed(by, "handed in a file", file, unit, kind=kind, size_bytes=len(content))
    return file


def _write(file: StoredFile, content: bytes) -> None:
    file.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(file.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as written:
        written.write(encrypt_bytes(content, f"file|{file.pk}"))
        written.flush()
        os.fsync(written.fileno())
    for folder in file.path.parents[:3]:  # those above it may be new as well, up to the hub's own
        sync_folder(folder)


def read_file(file: StoredFile) -> bytes:
    """The content of a file."""
    return decrypt_bytes(file.path.read_bytes(), f"file|{file.pk}")


@transaction.atomic
def open_file(*, by: Account, file: StoredFile) -> bytes:
    """The content of a file for somebody; a reading of what another handed in is written down."""
    if file.account_id != by.pk:
        record_reading(by, file, "file")
    return read_file(file)


@transaction.atomic
def remove_file(*, by: Account | None, file: StoredFile) -> None:
    """Remove a file; its bytes go when the transaction is through."""
    path = file.path
    record_deed(by, "removed a file", file, file.unit)
    file.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


#: Which permission on the row that a file belongs to lets somebody read it, by the row's table.
READERS: dict[str, str] = {}
