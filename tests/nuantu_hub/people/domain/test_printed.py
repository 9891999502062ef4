"""What was printed is shown as printed: its figures, its gaps, and nothing of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from nuantu_hub.people.domain.printed import FILE, read_printed


def test_the_figures_stand_as_printed_with_source_and_year() -> None:
    printed = read_printed()
    assert [(one.count, one.about) for one in printed.figures] == [(13, False), (2, False), (14, False), (600, True)]
    assert (printed.state_of, printed.printed_in) == (2024, 2025)
    assert "北京市总工会交通运输新业态工会工作会议" in printed.source.text
    assert [one.text for one in printed.named] == ["货拉拉", "滴滴"]


def test_each_number_stands_in_its_sentence() -> None:
    assert [str(one.count) in one.sentence.text for one in read_printed().figures] == [True] * 4


def test_a_file_without_its_source_is_not_shown(tmp_path: Path) -> None:
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    del told["source"]
    path = tmp_path / "printed.yaml"
    path.write_text(yaml.safe_dump(told, allow_unicode=True), encoding="utf-8")
    with pytest.raises(KeyError, match="source"):
        read_printed(path)
