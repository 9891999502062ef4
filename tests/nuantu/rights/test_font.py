"""A font with Chinese characters is found where one is installed, and its lack is said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nuantu.core.errors import InputError
from nuantu.rights.font import PROBE, Face, find_faces, has_characters


def test_installed_faces_are_found_and_have_the_characters() -> None:
    """Through fontconfig or the usual folders; regular and bold are of one family."""
    regular, bold = find_faces()
    assert has_characters(regular)
    assert has_characters(bold)
    assert regular.family == bold.family
    assert not regular.bold


def test_a_named_folder_is_looked_through(tmp_path: Path) -> None:
    """A collection is read face by face; where there is no bold one the regular serves twice."""
    shutil.copy(find_faces()[0].path, tmp_path / "font.ttc")
    regular, bold = find_faces([str(tmp_path)])
    assert regular.path == tmp_path / "font.ttc"
    assert bold == regular


@pytest.mark.parametrize("files", [{}, {"broken.ttf": b"no font"}, {"broken.ttc": b"ttcf\0\1\0\0"}])
def test_no_font_is_said_in_one_sentence(files: dict[str, bytes], tmp_path: Path) -> None:
    """Neither an empty folder nor a broken file is a font."""
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match="no installed font has Chinese characters"):
        find_faces([str(tmp_path)])


def test_a_face_that_cannot_be_read_has_no_characters(tmp_path: Path) -> None:
    """It is passed over, not fallen over."""
    assert not has_characters(Face(tmp_path / "none.ttf", 0, "none", bold=False), PROBE)
