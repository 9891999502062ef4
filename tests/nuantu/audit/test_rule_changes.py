"""Rules that take effect, and the publications they refer to."""

from __future__ import annotations

from pathlib import Path

from tests.nuantu.audit.book_builder import make_clause
from tests.nuantu.audit.opened import open_case
from tests.nuantu.log_builder import LogBuilder

from nuantu.audit.rule_changes import find_changes


def test_a_rule_knows_the_publication_on_its_own_topic(tmp_path: Path) -> None:
    """Not one on another topic, and none where it refers to nothing; other topics are left out."""
    log = LogBuilder()
    log.register("Wang")
    told = log.add("rule_published", "09:00", component="dispatch", fields=["basis"], outcome="plain", clause_id="r1")
    other = log.add("rule_published", "09:30", component="route", clause_id="r2")
    for topic, ref in (("dispatch", told), ("dispatch", other), ("dispatch", None), ("route", other)):
        log.add("rule_effective", "10:00", ref=ref, component=topic, clause_id="r1")
    clause = make_clause("algorithm_disclosure", topics=frozenset({"dispatch"}))
    case = open_case(log, tmp_path, (), [clause])
    rows = case.records.rows(find_changes(clause, case, {"dispatch"}).order_by("event_id"))
    assert [(row["event_id"], row["rule_id"], row["published_id"], row["published_fields"]) for row in rows] == [
        (4, "r1", 2, ["basis"]), (5, "r1", None, None), (6, "r1", None, None)]
