"""The style sheet and the script of every page, each joined from its parts: fewer requests on the road."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage

PARTS: Final = Path(__file__).parent / "static" / "site"
#: What is made -> what it is made of, in order.
BUNDLES: Final = {
    "site/site.css": ("tokens.css", "base.css", "components.css"),
    "site/site.js": ("script/theme.js", "script/sheet.js", "script/tables.js", "script/offline.js"),
}


def squeeze_css(text: str) -> str:
    """A style sheet without comments and without the space that only people need."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r" ?([{};,>]) ?", r"\1", text).replace(";}", "}").strip() + "\n"


def join_bundle(name: str) -> str:
    """The text of a bundle: the same parts give the same bytes."""
    texts = [(PARTS / part).read_text(encoding="utf-8") for part in BUNDLES[name]]
    return squeeze_css("".join(texts)) if name.endswith(".css") else "".join(texts)


def write_bundles(folder: Path) -> None:
    """Write every bundle below a folder, where its bytes changed."""
    for name in BUNDLES:
        path, text = folder / name, join_bundle(name)
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(path.name + ".part")
        aside.write_text(text, encoding="utf-8")
        aside.replace(path)


class BundleFinder(BaseFinder):
    """Finds the bundles among the static files; they are made anew from their parts when they are asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.folder = Path(settings.DATA.root) / "bundles"
        self.storage = FileSystemStorage(location=self.folder)

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        """Nothing can be set wrong."""
        del kwargs
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The made file of that name."""
        del kwargs
        if path not in BUNDLES:
            return [] if find_all else None
        write_bundles(self.folder)
        found = str(self.folder / path)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """Every bundle with where it lies."""
        del ignore_patterns
        write_bundles(self.folder)
        for name in BUNDLES:
            yield name, self.storage
