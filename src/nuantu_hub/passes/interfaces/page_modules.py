"""Which files a page's module loads, read from the modules themselves, so that a service worker can keep them all."""

from __future__ import annotations

import hashlib
import posixpath
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

_LOADED = re.compile(r"""(?:\bfrom|\bimport|new URL\()\s*["'](\.{1,2}/[^"']+)["']""")


@cache
def list_modules(entry: str) -> tuple[str, ...]:
    """The static files that a module loads by a path beside its own, however deep, without the module itself.

    Raises FileNotFoundError naming a file that is not there: modules of others are fetched by ``make``.
    """
    found: list[str] = []
    waiting = [entry]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        path = find_static(name)
        found.append(name)
        if path.suffix == ".js":
            waiting += [posixpath.normpath(posixpath.join(posixpath.dirname(name), loaded))
                        for loaded in _LOADED.findall(path.read_text(encoding="utf-8"))]
    return tuple(sorted(found[1:]))


def find_static(name: str) -> Path:
    """Where a static file lies among the sources. Raises FileNotFoundError naming it."""
    path = finders.find(name)
    if not isinstance(path, str):
        raise FileNotFoundError(f"{name} is not among the static files; modules of others are fetched by make")
    return Path(path)


def address_modules(entry: str) -> list[str]:
    """The addresses under which a browser asks for them: modules name one another without a hash."""
    return [f"{settings.STATIC_URL}{name}" for name in list_modules(entry)]


def digest_files(names: list[str]) -> str:
    """Twelve signs that change when a byte of one of the files does."""
    whole = hashlib.sha256()
    for name in names:
        whole.update(hashlib.sha256(find_static(name).read_bytes()).digest())
    return whole.hexdigest()[:12]
