"""A run knows its folder, its prepared answers and its clock."""

from __future__ import annotations

import pytest
from tests.nuantu_hub.seam.small_run import SmallRun

from nuantu_hub.days.models import Run
from nuantu_hub.seam.errors import RunError

pytestmark = pytest.mark.django_db


def test_a_run_reads_its_own_prepared_answers(run: Run, small: SmallRun) -> None:
    assert run.folder.name == run.pk == small.folder.id
    assert run.view.facts == small.view.facts
    assert run.clock_t == 23 * 3600
    assert str(run) == f"青禾配送 {small.folder.date}"


def test_a_run_whose_folder_is_gone_says_so(run: Run) -> None:
    run.pk = "000000000000"
    with pytest.raises(RunError, match="has not been prepared"):
        assert run.view
