"""What stands in a signed map is taken strictly: a boolean is no number, a text no bytes, and bounds are bounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from nuantu.passes.fields import take_bytes, take_list, take_map, take_number, take_text, take_time
from nuantu.passes.verdict import Code, PassError


@pytest.mark.parametrize(("take", "value"), [
    (lambda f: take_number(f, 1, "x"), 2**32 - 1), (lambda f: take_number(f, 1, "x", 5, -5), -5),
    (lambda f: take_time(f, 1, "x"), 2**40 - 1), (lambda f: take_bytes(f, 1, "x", 2), b"ab"),
    (lambda f: take_bytes(f, 1, "x", 2, 4), b"abcd"), (lambda f: take_text(f, 1, "x"), "字"),
    (lambda f: take_list(f, 1, "x", 2), [1, 2]), (lambda f: take_list(f, 1, "x", 2, 0), [])])
def test_what_fits_is_taken(take: Callable[[dict[int, Any]], Any], value: Any) -> None:
    assert take({1: value}) == value


@pytest.mark.parametrize(("take", "value"), [
    (lambda f: take_number(f, 1, "x"), 2**32), (lambda f: take_number(f, 1, "x"), -1),
    (lambda f: take_number(f, 1, "x"), True), (lambda f: take_number(f, 1, "x"), None),
    (lambda f: take_number(f, 1, "x"), 1.0), (lambda f: take_time(f, 1, "x"), 2**40),
    (lambda f: take_bytes(f, 1, "x", 2), b"a"), (lambda f: take_bytes(f, 1, "x", 2, 3), b"abcd"),
    (lambda f: take_bytes(f, 1, "x", 2), "ab"), (lambda f: take_text(f, 1, "x"), ""),
    (lambda f: take_text(f, 1, "x", 2), "abc"), (lambda f: take_text(f, 1, "x"), b"a"),
    (lambda f: take_list(f, 1, "x", 1), [1, 2]), (lambda f: take_list(f, 1, "x", 2, 1), []),
    (lambda f: take_list(f, 1, "x", 2), {0: 1}), (lambda f: take_map(f[1], "x"), [])])
def test_what_does_not_fit_is_refused(take: Callable[[dict[int, Any]], Any], value: Any) -> None:
    with pytest.raises(PassError) as refused:
        take({1: value})

    assert (refused.value.code, refused.value.field) == (Code.E_FORMAT, "x")
    with pytest.raises(PassError):
        take({1: None, 2: value})
