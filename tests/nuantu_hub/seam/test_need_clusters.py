"""The engine groups needs in a process of its own, keeps identities, and says in words what it refuses."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.need_clusters import Known, Told, cluster_needs

AT = datetime(2026, 3, 10, 2, tzinfo=UTC)
LIFTS = [Told(str(number), text, AT) for number, text in enumerate((
    "望和嘉园等电梯太久", "望和嘉园的电梯要等八分钟", "望和嘉园电梯等不到"))]
GATE = Told("9", "南门登记要排队半小时", AT)


def test_every_need_stands_in_one_cluster_and_the_same_input_gives_the_same_answer() -> None:
    told = cluster_needs([*LIFTS, GATE])
    assert sorted(key for _id, _label, keys in told.clusters for key in keys) == ["0", "1", "2", "9"]
    assert cluster_needs([*LIFTS, GATE]) == told
    assert len(told.inputs_sha256) == 64


def test_what_stands_keeps_its_identity_and_its_members() -> None:
    known = [Known("lifts", "等电梯", tuple(LIFTS[:2])), Known("gate", "登记", (GATE,))]
    told = {key: members for key, _label, members in cluster_needs([LIFTS[2]], known).clusters}
    assert set(told["lifts"]) == {"0", "1", "2"}
    assert told["gate"] == ["9"]


def test_a_refusal_is_the_engine_s_own_sentence() -> None:
    with pytest.raises(RunError, match="0"):
        cluster_needs([LIFTS[0], LIFTS[0]])
