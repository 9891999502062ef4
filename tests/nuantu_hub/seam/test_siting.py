"""The engine's own command answers, in a process of its own, and its refusals come back in words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.siting import FORMAT, solve_siting


def make_problem(**more: Any) -> dict[str, Any]:
    """Two candidates, two points, a vote for the second."""
    return {"format": FORMAT, "name": "试", "walk": {"minutes": 10}, "sources": {"orders": {}, "wishes": {"share": 9}},
            "candidates": [{"id": "a", "lat_deg": 39.9, "lon_deg": 116.4},
                           {"id": "b", "lat_deg": 39.92, "lon_deg": 116.4}],
            "points": [{"id": "p", "lat_deg": 39.9, "lon_deg": 116.4, "orders": 5},
                       {"id": "q", "lat_deg": 39.92, "lon_deg": 116.4, "wishes": 1}], **more}


def test_it_gives_what_the_command_gives() -> None:
    told = solve_siting(make_problem(), 1, "wishes")

    assert [site["id"] for site in told["sites"]] == ["b"]
    assert [one["id"] for one in told["effect"]["went_out"]] == ["a"]
    assert told["gap"] == 0
    assert json.loads(json.dumps(told)) == told


def test_a_refusal_is_the_engines_sentence_without_a_path() -> None:
    with pytest.raises(RunError) as refused:
        solve_siting(make_problem(walk={"minutes": 0}), 1)

    assert "walk.minutes" in refused.value.what
    assert "/" not in refused.value.what
