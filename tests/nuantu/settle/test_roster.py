"""A clause's selector is held against what the log says of each worker."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.nuantu.clause_builder import build_clause
from tests.nuantu.log_builder import LogBuilder

from nuantu.agreement.clause import Selector
from nuantu.core.errors import InputError
from nuantu.settle.log import read_log
from nuantu.settle.roster import read_roster


def test_a_selector_covers_workers_by_their_traits(tmp_path: Path) -> None:
    """Class, place and tenure decide; a worker of unknown tenure counts as long in the work."""
    log = LogBuilder()
    log.register("W1", worker_class="crowd", tenure_days=5)
    log.register("W2", worker_class="crowd", tenure_days=None)
    log.register("W3", worker_class="dedicated", place_code="310101")
    roster = read_roster(read_log(log.write(tmp_path)))
    answers = {name: roster.covered_by(build_clause("injury_premium", amount=7, selector=selector)).tolist()
               for name, selector in {
                   "all": Selector(), "crowd": Selector(worker_class=frozenset({"crowd"})),
                   "shanghai": Selector(place_code=("31",)), "new": Selector(tenure_days_max=30)}.items()}
    assert answers == {"all": [True, True, True], "crowd": [True, True, False], "shanghai": [False, False, True],
                       "new": [True, False, False]}
    assert [roster.place_of(code) for code in range(3)] == ["110105", "110105", "310101"]


def test_the_last_registration_counts(tmp_path: Path) -> None:
    """Whoever registers anew is known by the new traits."""
    log = LogBuilder()
    log.register("W1", "08:00", worker_class="crowd")
    log.register("W1", "09:00", worker_class="dedicated")
    roster = read_roster(read_log(log.write(tmp_path)))
    assert roster.traits[int(roster.of_worker[0])][0] == "dedicated"


def test_a_worker_who_never_registered_is_refused(tmp_path: Path) -> None:
    """Nobody could say which clauses concern a stranger."""
    log = LogBuilder()
    log.register("W1")
    log.online("Stranger", "10:00")
    with pytest.raises(InputError, match="line 2, field worker_id: worker Stranger never registered"):
        read_roster(read_log(log.write(tmp_path)))
