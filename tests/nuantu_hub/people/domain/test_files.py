"""A file is what its content says, tells nothing of place or camera, and lies encrypted under a random name."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from nuantu_hub.people.domain import files
from nuantu_hub.people.domain.files import clean_name, open_file, read_file, remove_file, store_file, tell_kind
from nuantu_hub.people.models import Account, Deed, Reading, StoredFile
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db
SECRET = "云港市柳岸街道12号"


def _draw(kind: str = "JPEG", size: tuple[int, int] = (40, 20)) -> bytes:
    picture = Image.new("RGB", size, (200, 120, 40))
    exif = Image.Exif()
    exif[0x010E] = SECRET.encode().hex()
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(0x8825)[2] = (39.0, 54.0, 20.0)
    written = io.BytesIO()
    picture.save(written, kind, exif=exif)
    return written.getvalue()


def _upload(content: bytes, name: str = "现场.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_keeps_its_sight_and_loses_what_it_tells(rider: Account, kind: str) -> None:
    content = _draw(kind)
    assert SECRET.encode().hex().encode() in content
    file = store_file(by=rider, upload=_upload(content))
    kept = read_file(file)

    with Image.open(io.BytesIO(kept)) as picture:
        assert (picture.format, picture.size) == (kind, (20, 40))
        assert dict(picture.getexif()) == {}
    assert SECRET.encode().hex().encode() not in kept
    assert file.size_bytes == len(kept)


def test_a_file_lies_encrypted_under_a_random_name(rider: Account) -> None:
    content = b"%PDF-1.7\n" + SECRET.encode()
    file = store_file(by=rider, upload=_upload(content, "证明.pdf"))

    assert SECRET.encode() not in file.path.read_bytes()
    assert file.path.stat().st_mode & 0o777 == 0o600
    assert "证明" not in str(file.path)
    assert (file.name, file.kind, read_file(file)) == ("证明.pdf", "application/pdf", content)
    assert Deed.objects.get().detail == {"kind": "application/pdf", "size_bytes": len(content)}


def test_a_file_and_the_way_to_it_are_on_the_disk_before_it_is_acknowledged(
        rider: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def watch(handle: int, really: Callable[[int], None] = os.fsync) -> None:
        really(handle)
        seen.append(os.fstat(handle).st_ino)
    monkeypatch.setattr(os, "fsync", watch)
    file = store_file(by=rider, upload=_upload(b"%PDF-1.7", "证明.pdf"))

    assert seen == [path.stat().st_ino for path in (file.path, *file.path.parents[:3])]


@pytest.mark.parametrize("content", [
    b"<script>alert(1)</script>", b"MZ\x90\x00", b"PK\x03\x04", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a",
])
def test_what_is_not_on_the_list_is_refused_whatever_its_name(rider: Account, content: bytes) -> None:
    with pytest.raises(Refused, match="不能接收这种文件"):
        store_file(by=rider, upload=_upload(content, "photo.jpg"))
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("content", [b"\xff\xd8\xff not a picture", _draw()[:200], b"\x89PNG\r\n\x1a\n" + b"\0" * 60])
def test_a_broken_picture_is_refused(rider: Account, content: bytes) -> None:
    with pytest.raises(Refused, match="打不开"):
        store_file(by=rider, upload=_upload(content))


def test_empty_large_and_bomb_like_files_are_refused(rider: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused, match="文件是空的"):
        store_file(by=rider, upload=_upload(b""))
    monkeypatch.setattr(files, "MOST_BYTES", 100)
    with pytest.raises(Refused, match="文件太大"):
        store_file(by=rider, upload=_upload(_draw()))
    monkeypatch.setattr(files, "MOST_BYTES", 10**6)
    monkeypatch.setattr(files, "MOST_PIXELS", 100)
    with pytest.raises(Refused, match="图片太大"):
        store_file(by=rider, upload=_upload(_draw()))


@pytest.mark.parametrize(("given", "kept"), [
    ("../../etc/passwd", "passwd.pdf"), ("a\x00b.exe", "ab.pdf"),
    ("发票\u202efdp.exe", "发票fdp.pdf"), (" . ", "file.pdf"),
    ("C:\\x\\y.doc", "Cxy.pdf"), ("很" * 200, "很" * 80 + ".pdf"),
])
def test_a_name_cannot_mislead(given: str, kept: str) -> None:
    assert clean_name(given, "application/pdf") == kept


def test_webp_is_told_from_other_riff_files() -> None:
    assert tell_kind(b"RIFF\0\0\0\0WEBPVP8 ") == "image/webp"
    with pytest.raises(Refused):
        tell_kind(b"RIFF\0\0\0\0WAVEfmt ")


def test_reading_what_another_handed_in_is_written_down(rider: Account, officer: Account) -> None:
    file = store_file(by=rider, upload=_upload(b"%PDF-1.7"))
    open_file(by=rider, file=file)
    assert not Reading.objects.exists()
    open_file(by=officer, file=file)

    assert Reading.objects.get().thing_id == str(file.pk)


def test_a_removed_file_leaves_nothing_behind(
    rider: Account, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    file = store_file(by=rider, upload=_upload(b"%PDF-1.7"))
    path = file.path
    with django_capture_on_commit_callbacks(execute=True):
        remove_file(by=rider, file=file)

    assert not path.exists()
    assert not StoredFile.objects.exists()
