"""G02 change_consultation: notice, and where agreed a consultation that is answered, before a rule changes."""

from __future__ import annotations

from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.answers import number_days
from nuantu.audit.query import Case, Query, fault, lacking, stack
from nuantu.audit.rule_changes import find_changes
from nuantu.audit.truth import NO

EVENTS = ("published_id", "closed_id", "event_id")


def check(clause: Clause, case: Case) -> Query:
    """Each rule that takes effect was published early enough and, where agreed, consulted on and answered."""
    notice, consult = clause.int_param("notice"), bool(clause.params["consult"])
    changes = case.records.keep(_add_consultation(case, _add_notice(case, find_changes(
        clause, case, clause.words_param("topics")))))
    never = changes.filter(changes.published_id.isnull())
    told = changes.filter(changes.published_id.notnull())
    brief = told.filter(told.notice_days < notice)
    enough = told.filter(told.notice_days >= notice)
    asked = enough if consult else enough.filter(NO)
    named = asked.filter(asked.rule_id.notnull())
    held = named.filter(named.closed_id.notnull())
    silent = held.filter(held.opinions > 0, held.answers == 0) if clause.params["answers"] else held.filter(NO)
    numbers = ("component", "notice_days", "opinions")
    return Query(
        unit="event", units=changes, figures={"notice": notice},
        breaches=stack(fault(never, "never", events=("event_id",), numbers=("component",)),
                       fault(brief, "brief", events=("published_id", "event_id"), numbers=numbers),
                       fault(named.filter(named.closed_id.isnull()), "alone", events=("published_id", "event_id"),
                             numbers=numbers),
                       fault(silent, "silent", events=EVENTS, numbers=numbers)),
        grounds={"never": "{component}: rule_effective without a rule_published before it",
                 "brief": "{component}: notice_days {notice_days} < notice {notice}",
                 "alone": "{component}: no consult_closed before it",
                 "silent": "{component}: {opinions} opinions, none answered"},
        missing=lacking(asked.filter(asked.rule_id.isnull()), "events.clause_id (rule_effective)",
                        events=("published_id", "event_id")),
    )


def _add_notice(case: Case, changes: ir.Table) -> ir.Table:
    """Changes with ``notice_days``, local days from publication to effect."""
    numbers = number_days(case.records)[0]
    now, then = numbers.select("day_s", now_no="number"), numbers.select(published_day_s="day_s", then_no="number")
    joined = changes.inner_join(now, "day_s").left_join(then, "published_day_s").drop("published_day_s_right")
    return joined.mutate(notice_days=joined.now_no - joined.then_no)


def _add_consultation(case: Case, changes: ir.Table) -> ir.Table:
    """Changes with the last consultation on the same clause that was opened and closed before them: closed_id,
    opinions, answers (how many subjects were answered)."""
    opened = case.records.of_kind("consult_opened").select(opened_id="event_id", opened_rule="clause_id")
    closed = case.records.of_kind("consult_closed")
    done = closed.inner_join(opened, [closed.ref_event_id == opened.opened_id,
                                      closed.clause_id == opened.opened_rule])
    done = done.select(closed_id="event_id", closed_rule="clause_id", opinions=done["count"].fill_null(0),
                       answers=done.fields.length().fill_null(0))
    pairs = changes.select("event_id", "rule_id").inner_join(done, [("rule_id", "closed_rule")])
    last = pairs.filter(pairs.closed_id < pairs.event_id).group_by("event_id").agg(
        closed_id=lambda t: t.closed_id.max())
    found = last.inner_join(done.drop("closed_rule"), "closed_id")
    return changes.left_join(found, "event_id").drop("event_id_right")
