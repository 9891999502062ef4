"""An installed font with Chinese characters, found through fontconfig or in the usual folders."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTCollection, TTFont, TTLibError

from nuantu.core.errors import InputError

#: Families in the order in which they are wanted; any other that has the characters comes after them.
WANTED: Final = ("noto sans cjk sc", "source han sans sc", "noto sans sc", "source han sans cn", "pingfang sc",
                 "microsoft yahei", "wenquanyi micro hei", "wenquanyi zen hei", "droid sans fallback",
                 "noto serif cjk sc")
#: Characters without which a font is of no use for the page.
PROBE: Final = "骑手应付已少多证据条款核算签名年月日¥×，。（）0Az"
FOLDERS: Final = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts",
                  "/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts", "C:/Windows/Fonts")
SUFFIXES: Final = (".ttf", ".otf", ".ttc", ".otc")


@dataclass(frozen=True, slots=True)
class Face:
    """One face: its file, its place in a collection, its family and whether it is bold."""

    path: Path
    number: int
    family: str
    bold: bool

    @property
    def rank(self) -> tuple[int, str]:
        """The lower, the more wanted."""
        names = [place for place, name in enumerate(WANTED) if name in self.family.lower()]
        return (names[0] if names else len(WANTED), self.family)


def find_faces(folders: Sequence[str] | None = None) -> tuple[Face, Face]:
    """A regular and a bold face of one family; twice the regular one where there is no bold.

    ``folders`` are looked through in place of fontconfig and the usual folders. Raises InputError where no installed
    font has Chinese characters.
    """
    listed = _ask_fontconfig() if folders is None else []
    faces = listed or list(_look_through(FOLDERS if folders is None else folders))
    for face in sorted((face for face in faces if not face.bold), key=lambda face: face.rank):
        if has_characters(face):
            twins = [one for one in faces if one.bold and one.family == face.family and has_characters(one)]
            return face, twins[0] if twins else face
    raise InputError("no installed font has Chinese characters, so that the page cannot be printed", field="--pdf",
                     fix="install one, such as the package fonts-noto-cjk")


def _ask_fontconfig() -> list[Face]:
    """Faces for simplified Chinese that fontconfig knows; none where it is not installed."""
    program = shutil.which("fc-list")
    if program is None:
        return []
    form = "%{file}\t%{index}\t%{family[0]}\t%{style[0]}\n"
    run = subprocess.run([program, ":lang=zh-cn", "--format", form],  # noqa: S603 - a fixed command, no words of a user
                         capture_output=True, text=True, check=False, timeout=60)
    faces = []
    for line in run.stdout.splitlines():
        path, index, family, style = (*line.split("\t"), "", "", "")[:4]
        # Indices beyond 16 bits are instances of variable fonts, which a subset would not keep.
        if index.isdigit() and int(index) < 1 << 16 and Path(path).suffix.lower() in SUFFIXES:
            face = _sort_style(Path(path), int(index), family, style)
            faces += [face] if face else []
    return sorted(faces, key=lambda face: (face.rank, str(face.path)))


def _sort_style(path: Path, number: int, family: str, style: str) -> Face | None:
    """A face of an upright regular or bold style; ``None`` for any other."""
    word = style.lower()
    if word in ("regular", "book", "normal", "medium", ""):
        return Face(path, number, family, bold=False)
    return Face(path, number, family, bold=True) if word == "bold" else None


def _look_through(folders: Iterable[str]) -> Iterable[Face]:
    for folder in folders:
        root = Path(os.path.expandvars(folder)).expanduser()
        for path in sorted(root.rglob("*")) if root.is_dir() else ():
            if path.suffix.lower() in SUFFIXES and path.is_file():
                yield from _read_names(path)


def _read_names(path: Path) -> Iterable[Face]:
    try:
        # The file is opened here: the library leaves one open that turns out to be no font.
        with path.open("rb") as file:
            whole = path.suffix.lower() in (".ttc", ".otc")
            fonts = list(TTCollection(file, lazy=True).fonts) if whole else [TTFont(file, lazy=True)]
            named = [(font["name"].getDebugName(1) or "", font["name"].getDebugName(2) or "") for font in fonts]
    except (TTLibError, OSError, KeyError, ValueError, AssertionError, struct.error):
        return
    for number, (family, style) in enumerate(named):
        face = _sort_style(path, number, family, style)
        if face is not None:
            yield face


def has_characters(face: Face, characters: str = PROBE) -> bool:
    """Whether the face has all of these characters and may be embedded."""
    try:
        with face.path.open("rb") as file:
            font = TTFont(file, fontNumber=face.number, lazy=True)
            held = font.getBestCmap() or {}
            restricted = bool(font["OS/2"].fsType & 0x0002) if "OS/2" in font else False
    except (TTLibError, OSError, KeyError, ValueError, AssertionError, struct.error):
        return False
    return not restricted and all(ord(one) in held for one in characters)
