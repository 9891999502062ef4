"""V01 paid_training: time in training is paid time."""

from __future__ import annotations

from nuantu.agreement.clause import Clause
from nuantu.audit.arithmetic import divide_rounded
from nuantu.audit.query import Case, Query, fault, lacking


def check(clause: Clause, case: Case) -> Query:
    """Each training is paid at least its length at the agreed rate."""
    units = case.limit(clause, case.records.of_kind("training_held"))
    units = units.filter(units.reason.isin(sorted(clause.words_param("subjects"))))
    trained = units.mutate(trained_s=units.to_s - units.from_s, paid_minor=units.amount_minor.fill_null(0))
    trained = trained.mutate(due_minor=divide_rounded(trained.trained_s * clause.int_param("rate"), 3600,
                                                      clause.word_param("rounding")))
    return Query(
        unit="event", units=units,
        breaches=fault(trained.filter(trained.paid_minor < trained.due_minor), "short", events=("event_id",),
                       numbers=("trained_s", "paid_minor", "due_minor")),
        grounds={"short": "round(trained_s {trained_s} x {rate} / 3600) = due_minor {due_minor} > paid_minor "
                          "{paid_minor}"},
        figures={"rate": clause.int_param("rate")},
        missing=lacking(trained.filter(trained.trained_s.isnull()), "events.from_s, events.to_s (training_held)",
                        events=("event_id",)),
    )
