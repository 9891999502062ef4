"""Small siting problems for tests: drawn ones, and one that can be done in the head."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from nuantu.siting.problem import Place, Siting, Source


def put_in_line(*, reach_m: float = 100, standing: tuple[float, ...] = ()) -> Siting:
    """Candidates A, B, C at 0, 250 and 500 m of a street and points every 50 m; the point at 500 m weighs ten."""
    spots = np.array([(50.0 * step, 0.0) for step in range(11)])
    amounts = np.ones((11, 2), dtype=np.int64)
    amounts[:, 1] = 0
    amounts[10] = [4, 3]
    return Siting("line", [Place(name, f"site {name}", x, 0.0) for name, x in (("A", 0.0), ("B", 250.0), ("C", 500.0))],
                  [Place(f"S{x:g}", "old", x, 0.0) for x in standing], [f"p{step}" for step in range(11)], spots,
                  [Source("orders"), Source("wishes", share=2)], amounts, reach_m, detour_pm=1000)


@st.composite
def draw_sitings(draw: st.DrawFn) -> Siting:
    """Up to nine candidates, two standing stations and forty points on a small plane, on whole metres."""
    def spots(count: int) -> list[tuple[float, float]]:
        return draw(st.lists(st.tuples(st.integers(0, 60).map(float), st.integers(0, 60).map(float)),
                             min_size=count, max_size=count))
    candidates = [Place(f"c{number}", "", *xy) for number, xy in enumerate(spots(draw(st.integers(1, 9))))]
    standing = [Place(f"s{number}", "", *xy) for number, xy in enumerate(spots(draw(st.integers(0, 2))))]
    count = draw(st.integers(1, 40))
    amounts = draw(st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), min_size=count, max_size=count))
    return Siting("drawn", candidates, standing, [f"p{number}" for number in range(count)], np.array(spots(count)),
                  [Source("orders"), Source("wishes", share=3)], np.array(amounts, dtype=np.int64),
                  float(draw(st.integers(1, 40))), detour_pm=draw(st.sampled_from([1000, 1300])))
