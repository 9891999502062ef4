"""A sweep is every value of one or two parameters, beside what is fixed."""

from __future__ import annotations

import pytest

from nuantu.core.errors import NuantuError
from nuantu.whatif.change import Change
from nuantu.whatif.sweep import list_cells, parse_sweep


def test_commas_part_values_unless_in_brackets() -> None:
    """Lists and maps stay whole."""
    assert parse_sweep("A.b=1 h, 2 h,3h") == tuple(Change("A", "b", value) for value in ("1 h", "2 h", "3h"))
    assert [one.value for one in parse_sweep("A.b=[x, y],[z]")] == ["[x, y]", "[z]"]


@pytest.mark.parametrize("text", ["A.b=1,,2", "A.b=1,1", "A.b=1,"])
def test_empty_and_doubled_values_are_refused(text: str) -> None:
    """One sentence on --sweep."""
    with pytest.raises(NuantuError, match="field --sweep: "):
        parse_sweep(text)


def test_two_parameters_make_a_table() -> None:
    """The first turns slowest; what is fixed stands in every cell."""
    fixed = Change("C", "d", "9")
    cells = list_cells([fixed], [parse_sweep("A.b=1,2"), parse_sweep("E.f=3,4")])

    assert [[str(one) for one in cell] for cell in cells] == [
        ["C.d=9", "A.b=1", "E.f=3"], ["C.d=9", "A.b=1", "E.f=4"],
        ["C.d=9", "A.b=2", "E.f=3"], ["C.d=9", "A.b=2", "E.f=4"]]
    assert list_cells([fixed], []) == [(fixed,)]


def test_too_much_is_refused() -> None:
    """Three parameters, or more cells than anybody looks at."""
    wide = parse_sweep("A.b=" + ",".join(map(str, range(11))))
    with pytest.raises(NuantuError, match="3 parameters are swept"):
        list_cells([], [wide, wide, wide])
    with pytest.raises(NuantuError, match="121 cells"):
        list_cells([], [wide, wide])
