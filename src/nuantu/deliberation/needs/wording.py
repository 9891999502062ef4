"""What is the same text for us: one script, one width, no decoration, split into clauses."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from opencc import OpenCC

_BRACKETED = re.compile(r"\[[^\[\]\s]{1,6}\]|【[^【】\s]{1,6}】")  # a picture written as a word, as in [流泪]
_BREAK = re.compile(r"[^\w]+|_+")
_REPEATED = re.compile(r"(\w)\1{2,}")


def normalise(text: str) -> str:
    """The text in simplified signs of ordinary width, with its marks and pictures as single spaces.

    Unicode NFKC, traditional to simplified by OpenCC's ``t2s``, lower case; a sign said three times or more in a row
    is said twice; what is neither letter, sign nor digit is a boundary.
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = _BRACKETED.sub(" ", plain)
    plain = _to_simplified().convert(plain).lower()
    return _REPEATED.sub(r"\1\1", _BREAK.sub(" ", plain)).strip()


def split_clauses(normalised: str) -> list[str]:
    """What stands between boundaries, in order."""
    return normalised.split()


@cache
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")
