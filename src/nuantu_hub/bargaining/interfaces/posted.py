"""What a button's small form says, where no Django form reads it: words without signs that no database keeps, numbers
that a row can have.
"""

from __future__ import annotations

from django.http import HttpRequest

#: The largest key of a row has as many digits.
MOST_DIGITS = 18


def read_words(request: HttpRequest, name: str) -> str:
    """The words of a field; empty where there are none."""
    return str(request.POST.get(name, "")).replace("\x00", "")


def read_number(request: HttpRequest, name: str) -> int:
    """The number of a field, which no row has (-1) where it is none or too long to be one."""
    text = str(request.POST.get(name, ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else -1
