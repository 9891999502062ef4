"""Chinese words on pages in another language: names and sentences that are data are marked with their language."""

from __future__ import annotations

import re
from typing import Any, Final

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff"
#: Punctuation that goes with Chinese.
POINTS: Final = "\u3001-\u303f\uff01-\uff65"
#: A run of Chinese: dots, dashes, quotation marks and figures may stand inside it, not at its end.
RUN: Final = re.compile(f"[{HAN}](?:[{HAN}{POINTS}\u00b7\u2014\u2026\u201c\u201d0-9 ]*[{HAN}{POINTS}])?")
TAG: Final = re.compile("(<[^>]*>)")


def is_chinese_page() -> bool:
    """Whether the page itself is in Chinese."""
    return (get_language() or "zh").startswith("zh")


def needs_mark(words: Any) -> bool:
    """Whether words hold Chinese on a page in another language."""
    return not is_chinese_page() and RUN.search(str(words)) is not None


def mark_chinese(words: Any) -> SafeString | str:
    """Words with each run of Chinese inside an element that says so; unchanged on a page in Chinese."""
    if not needs_mark(words):
        return words if isinstance(words, str) else str(words)
    # Only escaped text is put together, and nothing inside a tag is touched.
    parts = TAG.split(conditional_escape(words))
    marked = (part if part.startswith("<") else RUN.sub(r'<span lang="zh-Hans">\g<0></span>', part) for part in parts)
    return mark_safe("".join(marked))  # noqa: S308
