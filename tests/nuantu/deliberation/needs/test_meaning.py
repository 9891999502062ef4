"""The encoder places texts of like meaning side by side, and always in the same place."""

from __future__ import annotations

import numpy as np

from nuantu.deliberation.needs.meaning import DIMENSIONS, encode, shorten


def test_like_meaning_is_nearer_than_unlike() -> None:
    guard, guarded, water = encode(["写字楼保安不让骑手进门", "大厦门口保安拦着不给进", "饮水机没有热水"])
    assert guard @ guarded > guard @ water + 0.2


def test_rows_have_length_one_and_equal_texts_equal_rows() -> None:
    points = encode(["没厕所", "没电", "没厕所"])
    assert points.shape == (3, DIMENSIONS)
    assert np.allclose(np.linalg.norm(points, axis=1), 1, atol=1e-5)
    assert np.array_equal(points[0], points[2])


def test_company_changes_no_text() -> None:
    alone = encode(["换电柜没电"])[0]
    assert np.allclose(encode(["你好", "换电柜没电", "停车难得很"])[1], alone, atol=2e-3)


def test_nothing_gives_no_rows_and_zero_stays_zero() -> None:
    assert encode([]).shape == (0, DIMENSIONS)
    assert shorten(np.zeros((1, 3), np.float32)).tolist() == [[0, 0, 0]]
