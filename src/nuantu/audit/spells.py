"""Time as several checks need it: orders in hand, working spells, worktime and the moments at which it reaches a mark.

Only ordinary and window expressions are used, so that the same ones run on an embedded and on a cluster engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property

import ibis
from ibis import ir

from nuantu.agreement.clause import Clause
from nuantu.audit.scope import covered_by
from nuantu.audit.tables import Records, list_rows
from nuantu.audit.truth import YES, possibly
from nuantu.core.errors import AgreementError
from nuantu.core.times import local_day_bounds_s, local_midnight_s

ENDS = ("delivered", "cancelled", "reassigned")
#: Longer than any rest: no rest is left out of working time.
NEVER_S = 1_000_000_000
#: Two terms of working time on one day are each rounded down; this is more than both roundings.
SLACK_S = 2
#: Later than any log.
FOREVER_S = 10**12


class Spells:
    """Intervals of one log, each computed once.

    Columns are ``worker_id`` and UTC seconds ``start_s`` (inclusive), ``end_s`` (exclusive) unless told otherwise.
    """

    def __init__(self, records: Records, definitions: Sequence[Clause] = ()) -> None:
        self.records = records
        self.definitions = definitions

    def require_worktime(self, clause: Clause) -> None:
        """Refuse a clause that counts working time for a worker whom no definition covers."""
        covered = set(covered_by(clause, self.records))
        bare = sorted(worker for first, last in self.stretches if meets(clause, first, last)
                      for worker in covered - self._gather_terms(first, last).keys())
        if bare:
            raise AgreementError(
                f"clause {clause.id} ({clause.type.name}) counts working time, and no worktime_definition (R01) in "
                f"force covers worker {bare[0]}", field="type", fix="state what counts as working time")

    @cached_property
    def terms(self) -> ir.Table:
        """How working time counts for each worker: worker_id, allowance_pm, exclude_rest_s (``NEVER_S``: none), and
        ``from_s`` (inclusive), ``until_s`` (exclusive) between which it does.

        Of several definitions that cover one worker the more favourable figure of each holds.
        """
        rows: list[tuple[str, int, int, int, int]] = []
        for first, last in self.stretches:
            from_s = 0 if first == date.min else local_midnight_s(first, self.records.tz)
            until_s = FOREVER_S if last == date.max else local_day_bounds_s(last, self.records.tz)[1]
            rows += [(worker, *terms, from_s, until_s) for worker, terms in self._gather_terms(first, last).items()]
        names = ("allowance_pm", "exclude_rest_s", "from_s", "until_s")
        told = list_rows({"worker_id": "string", **dict.fromkeys(names, "int64")}, rows)
        return self.records.keep(self.records.workers.select("worker_id").inner_join(told, "worker_id"))

    @cached_property
    def stretches(self) -> tuple[tuple[date, date], ...]:
        """Local days between which no definition begins or ends, first and last included."""
        turns = {day for one in self.definitions if one.days is not None
                 for day in (one.days[0], one.days[1] + timedelta(days=1))}
        begins = [date.min, *sorted(turns)]
        return tuple(zip(begins, [*(day - timedelta(days=1) for day in begins[1:]), date.max], strict=True))

    def _gather_terms(self, first: date, last: date) -> dict[str, tuple[int, int]]:
        """allowance_pm and exclude_rest_s of each worker whom a definition in force on these days covers."""
        found: dict[str, tuple[int, int]] = {}
        for definition in self.definitions:
            if not meets(definition, first, last):
                continue
            exclude_s = definition.optional_int("exclude_rest")
            own = (definition.int_param("allowance_pm"), NEVER_S if exclude_s is None else exclude_s)
            for worker in covered_by(definition, self.records):
                found[worker] = tuple(map(max, own, found.get(worker, own)))  # type: ignore[assignment]
        return found

    def add_terms(self, table: ir.Table, at: str) -> ir.Table:
        """Rows (worker_id and the moment ``at``) of workers with a definition then, with its ``allowance_pm``."""
        if len(self.stretches) == 1:
            return table.inner_join(self.terms.select("worker_id", "allowance_pm"), "worker_id")
        terms = self.terms.select("allowance_pm", "from_s", "until_s", own_id="worker_id")
        joined = table.inner_join(terms, [table.worker_id == terms.own_id, table[at] >= terms.from_s,
                                          table[at] < terms.until_s])
        return joined.drop("own_id", "from_s", "until_s")

    @cached_property
    def engaged(self) -> ir.Table:
        """One row an acceptance: worker_id, order_id, accept_id, start_s, end_id, end_s, end_kind.

        An order that never ends is in hand to the end of the log; then end_id and end_kind are null.
        """
        hands, odd = self.records.hands, self.records.odd_hands
        plain = hands.filter(hands.plain).select(
            "worker_id", "order_id", accept_id="accepted_id", start_s="accepted_s", end_id="delivered_id",
            end_s="delivered_s", end_kind=ibis.literal("delivered"))
        return self._hold(plain if odd is None else plain.union(self._pair_ends(odd)))

    def _pair_ends(self, steps: ir.Table) -> ir.Table:
        """Each acceptance with the next end of that order in that hand, or in nobody's."""
        events = steps.filter(steps.kind.isin(("accepted", *ENDS)))
        named = events.filter(events.worker_id.notnull())
        holders = named.filter(named.kind == "accepted").select("worker_id", "order_id").distinct()
        nameless = events.filter(events.worker_id.isnull()).drop("worker_id").inner_join(holders, "order_id")
        stream = named.union(nameless.select(*named.columns))
        window = ibis.window(group_by=["worker_id", "order_id"], order_by="event_id")
        paired = stream.mutate(
            end_id=stream.event_id.lead().over(window),
            end_s=stream.at_s.lead().over(window),
            end_kind=stream.kind.lead().over(window),
        )
        return paired.filter(paired.kind == "accepted").select(
            "worker_id", "order_id", accept_id=paired.event_id, start_s=paired.at_s, end_id=paired.end_id,
            end_s=paired.end_s.fill_null(self.records.last_s), end_kind=paired.end_kind,
        )

    @cached_property
    def deliveries(self) -> ir.Table:
        """One row a delivery: worker_id, order_id, deliver_id, deliver_s, day_s (of the delivery), accept_id, accept_s
        (null where no acceptance precedes it)."""
        hands, odd = self.records.hands, self.records.odd_hands
        done = hands.filter(hands.plain).select(
            "worker_id", "order_id", deliver_id="delivered_id", deliver_s="delivered_s", accept_id="accepted_id",
            accept_s="accepted_s")
        if odd is not None:
            last = odd.filter(odd.kind == "delivered").select(
                "worker_id", "order_id", deliver_id="event_id", deliver_s="at_s")
            taken = self.engaged.select("accept_id", accept_s="start_s", deliver_id="end_id")
            done = done.union(last.left_join(taken, "deliver_id").select(*done.columns))
        told = self.records.add_day(done, "deliver_s").select(
            "worker_id", "order_id", "day_s", "deliver_id", "deliver_s", "accept_id", "accept_s")
        return self._hold(told)

    def _hold(self, told: ir.Table) -> ir.Table:
        """Keep what many questions are about; for few plain hands are read from where they stand."""
        return told if self.records.scanned and self.records.odd_hands is None else self.records.keep(told)

    @cached_property
    def pickups(self) -> ir.Table:
        """One row a pick-up: worker_id, order_id, pick_id, pick_s, arrived_s (that worker's last arrival for the order;
        null without one), ``last`` (no later pick-up of the order by that worker)."""
        lives, odd = self.records.lives, self.records.odd_steps
        picked = lives.filter(lives.plain).select(
            "worker_id", "order_id", pick_id="picked_up_id", pick_s="picked_up_s", arrived_s="merchant_arrived_s",
            last=YES)
        if odd is not None:
            keys = ["worker_id", "order_id"]
            own = odd.filter(odd.kind == "picked_up").select(*keys, pick_id="event_id", pick_s="at_s")
            came = odd.filter(odd.kind == "merchant_arrived")
            came = came.group_by(keys).agg(arrived_s=came.at_s.max())
            told = own.left_join(came, keys).drop("worker_id_right", "order_id_right")
            final = told.pick_id.max().over(ibis.window(group_by=keys))
            picked = picked.union(told.mutate(last=told.pick_id == final).select(*picked.columns))
        return self.records.keep(picked)

    @cached_property
    def spells(self) -> ir.Table:
        """Working spells: the union of engaged intervals, touching ones merged."""
        hands = self.engaged.filter(self.engaged.start_s < self.engaged.end_s).select("worker_id", "start_s", "end_s")
        earlier = ibis.window(group_by="worker_id", order_by="start_s", rows=(None, -1))
        reached = hands.mutate(reach_s=hands.end_s.max().over(earlier))
        begun = reached.filter(possibly(reached.start_s > reached.reach_s))
        # A spell ends where all that was in hand before the next one reaches; the last one where everything does.
        last = hands.group_by("worker_id").agg(last_s=hands.end_s.max())
        following = ibis.window(group_by="worker_id", order_by="start_s")
        ended = begun.mutate(next_s=begun.reach_s.lead().over(following)).inner_join(last, "worker_id")
        return self.records.keep(ended.select("worker_id", "start_s", end_s=ended.next_s.fill_null(ended.last_s)))

    @cached_property
    def engaged_by_day(self) -> ir.Table:
        """Working spells cut at local midnights: worker_id, day_s, start_s, end_s."""
        return self.records.keep(self._cut(self.spells))

    @cached_property
    def online_by_day(self) -> ir.Table:
        """Union of online..offline intervals, cut at local midnights: worker_id, day_s, start_s, end_s."""
        steps = step_along(self._between("online", "offline"), "busy").union(self._steps_midnight())
        return self.records.keep(self.records.add_day(sweep(steps), "start_s"))

    @cached_property
    def on_call_by_day(self) -> ir.Table:
        """Union of online time and engaged intervals, cut at local midnights: worker_id, day_s, start_s, end_s."""
        online = step_along(self._between("online", "offline"), "busy")
        return self.records.keep(self.records.add_day(
            sweep(self._steps_engaged().union(online).union(self._steps_midnight())), "start_s"))

    @cached_property
    def pieces(self) -> ir.Table:
        """Engaged time that counts as working time: spells less long rests, cut at local midnights.

        Columns worker_id, day_s, start_s, end_s, allowance_pm, ``before_s`` (engaged seconds earlier that day) and
        ``before_all_s`` (earlier in the log).
        """
        pieces = self.engaged_by_day
        if self.records.value(self.records.of_kind("rest_start").count()):
            spells = step_along(self.spells, "busy")
            steps = spells.union(self._steps_midnight()).union(step_along(self.long_rests, "rest"))
            pieces = self.records.add_day(sweep(steps), "start_s")
        return self.records.keep(add_running_sums(self.add_terms(pieces, "start_s")))

    @cached_property
    def worked_by_day(self) -> ir.Table:
        """Working time of each worker and day: worker_id, day_s, counted_s."""
        total = self.pieces.group_by("worker_id", "day_s", "allowance_pm").agg(
            raw_s=(self.pieces.end_s - self.pieces.start_s).sum())
        return total.select("worker_id", "day_s", counted_s=count_worktime(total.raw_s, total.allowance_pm))

    def list_long_days(self, worked_s: int) -> ir.Table:
        """Workers and days whose working time comes to this much: worker_id, day_s."""
        days = self.worked_by_day
        total = days.group_by("worker_id", "day_s").agg(counted_s=days.counted_s.sum())
        return total.filter(total.counted_s + SLACK_S >= worked_s).select("worker_id", "day_s")

    def add_worked(self, points: ir.Table) -> ir.Table:
        """Points (event_id, worker_id, day_s, at_s and more) with ``worked_s``: working time of that day up to at_s."""
        raw = self._raw_of_day(points)
        joined = self.add_terms(points, "at_s").inner_join(raw, "event_id")
        return joined.mutate(worked_s=count_worktime(joined.raw_s, joined.allowance_pm)).drop("raw_s", "allowance_pm")

    def add_rolling(self, points: ir.Table, span_s: int) -> ir.Table:
        """Points with ``worked_s``: working time of the last ``span_s`` seconds up to at_s."""
        now = self._raw_at(points).rename(now_s="raw_s")
        then = self._raw_at(points.mutate(at_s=points.at_s - span_s))
        joined = self.add_terms(points, "at_s").inner_join(now, "event_id").inner_join(
            then.rename(then_s="raw_s"), "event_id")
        return joined.mutate(worked_s=count_worktime(joined.now_s - joined.then_s, joined.allowance_pm)).drop(
            "now_s", "then_s", "allowance_pm")

    def crossings(self, targets_s: Sequence[int]) -> ir.Table:
        """Moments at which working time of a day reaches a target: worker_id, day_s, target_s, at_s.

        What is reached at the stroke of midnight is not reached: the day is over, and the count begins anew.
        """
        done = self.pieces
        worked_s = count_worktime(done.before_s + done.end_s - done.start_s, done.allowance_pm)
        most_s = self.records.value(worked_s.max()) or 0
        wanted = list_rows({"target_s": "int64"}, [(target_s,) for target_s in targets_s if target_s <= most_s])
        crossed = self.pieces.inner_join(self.records.days.select("day_s", "day_end_s"), "day_s").cross_join(wanted)
        crossed = crossed.mutate(needed_s=raw_for(crossed.target_s, crossed.allowance_pm))
        reached = crossed.filter(crossed.before_s < crossed.needed_s,
                                 crossed.needed_s <= crossed.before_s + crossed.end_s - crossed.start_s)
        moments = reached.select("worker_id", "day_s", "day_end_s", "target_s",
                                 at_s=reached.start_s + reached.needed_s - reached.before_s)
        return moments.filter(moments.at_s < moments.day_end_s).drop("day_end_s")

    def _raw_of_day(self, points: ir.Table) -> ir.Table:
        """Counted seconds of its day up to each point: event_id, raw_s. The pieces of a day are few."""
        pieces = self.pieces.select("worker_id", "day_s", "start_s", "end_s")
        asked = points.select("event_id", "worker_id", "day_s", "at_s")
        pairs = asked.left_join(pieces, ["worker_id", "day_s"])
        passed = ibis.greatest(ibis.least(pairs.at_s, pairs.end_s) - pairs.start_s, 0)
        return pairs.group_by("event_id").agg(raw_s=passed.sum().fill_null(0))

    def _raw_at(self, points: ir.Table) -> ir.Table:
        """Counted seconds of the log up to each point (event_id, raw_s): the last begun piece, carried on by running
        maxima."""
        by = ["worker_id"]
        begun = self.pieces.select(*by, "start_s", "end_s", before_s="before_all_s", at_s="start_s",
                              event_id=ibis.null("int64"), asks=ibis.literal(0, "int64"))
        asked = points.select(*by, start_s=ibis.null("int64"), end_s=ibis.null("int64"),
                              before_s=ibis.null("int64"), at_s=points.at_s, event_id=points.event_id,
                              asks=ibis.literal(1, "int64"))
        stream = begun.union(asked.select(*begun.columns))
        window = ibis.cumulative_window(group_by=by, order_by=["at_s", "asks"])
        carried = stream.mutate(last_start_s=stream.start_s.max().over(window),
                                last_end_s=stream.end_s.max().over(window),
                                sum_s=stream.before_s.max().over(window))
        answers = carried.filter(carried.asks == 1)
        worked = answers.sum_s + ibis.least(answers.at_s, answers.last_end_s) - answers.last_start_s
        return answers.select("event_id", raw_s=worked.fill_null(0))

    def _cut(self, spans: ir.Table) -> ir.Table:
        """Spans (worker_id, start_s, end_s) cut at local midnights: worker_id, day_s, start_s, end_s."""
        days = self.records.days.select("day_s", "day_end_s")
        parts = spans.inner_join(days, [spans.start_s < days.day_end_s, spans.end_s > days.day_s])
        return parts.select("worker_id", "day_s", start_s=ibis.greatest(parts.start_s, parts.day_s),
                            end_s=ibis.least(parts.end_s, parts.day_end_s))

    def _steps_engaged(self) -> ir.Table:
        return step_along(self.engaged.select("worker_id", "start_s", "end_s"), "busy")

    def _steps_midnight(self) -> ir.Table:
        """Points at which nothing changes but the date."""
        workers = self.records.events.select("worker_id").filter(lambda t: t.worker_id.notnull()).distinct()
        crossed = workers.cross_join(self.records.days.select(at_s="day_s"))
        return crossed.mutate(busy=ibis.literal(0, "int64"), rest=ibis.literal(0, "int64"))

    def _between(self, opens: str, closes: str) -> ir.Table:
        """From each opening event to the next of the two (or the end of the log): worker_id, start_s, end_s."""
        events = self.records.of_kind(opens, closes).select("event_id", "at_s", "kind", "worker_id")
        window = ibis.window(group_by="worker_id", order_by="event_id")
        paired = events.mutate(end_s=events.at_s.lead().over(window).fill_null(self.records.last_s))
        return paired.filter(paired.kind == opens).select("worker_id", "end_s", start_s="at_s")

    @cached_property
    def long_rests(self) -> ir.Table:
        """Rests inside working spells, as long as the definition asks: worker_id, start_s, end_s."""
        rests = self._between("rest_start", "rest_end").rename(rest_from_s="start_s", rest_to_s="end_s")
        terms = self.terms.rename(term_from_s="from_s", term_until_s="until_s")
        inside = rests.inner_join(self.spells, "worker_id").inner_join(terms, "worker_id")
        cut = inside.mutate(from_s=ibis.greatest(inside.rest_from_s, inside.start_s),
                            to_s=ibis.least(inside.rest_to_s, inside.end_s))
        long = cut.filter(cut.from_s < cut.to_s, cut.to_s - cut.from_s >= cut.exclude_rest_s)
        # A rest over a midnight at which the definition changes is long or short for each side by its whole length.
        own = long.select("worker_id", start_s=ibis.greatest(long.from_s, long.term_from_s),
                          end_s=ibis.least(long.to_s, long.term_until_s))
        return own.filter(own.start_s < own.end_s)


def meets(clause: Clause, first: date, last: date) -> bool:
    """Whether the clause holds on one of these days."""
    return clause.days is None or (clause.days[0] <= last and first <= clause.days[1])


def count_worktime(raw_s: ir.IntegerValue, allowance_pm: ir.IntegerValue) -> ir.IntegerValue:
    """Working time of this much counted engaged time: with the allowance, whole seconds, rounded down."""
    return raw_s * (allowance_pm + 1000) // 1000


def raw_for(worked_s: ir.IntegerValue, allowance_pm: ir.IntegerValue) -> ir.IntegerValue:
    """The least engaged time that counts as this much working time."""
    return (worked_s * 1000 + allowance_pm + 999) // (allowance_pm + 1000)


def step_along(spans: ir.Table, which: str) -> ir.Table:
    """Steps up at each start and down at each end: worker_id, at_s, busy, rest."""
    other = "rest" if which == "busy" else "busy"
    columns = ["worker_id", "at_s", "busy", "rest"]
    sides = [spans.select("worker_id", at_s=at, **{which: ibis.literal(step, "int64"), other: ibis.literal(0, "int64")})
             for at, step in (("start_s", 1), ("end_s", -1))]
    return sides[0].select(*columns).union(sides[1].select(*columns))


def sweep(steps: ir.Table) -> ir.Table:
    """Stretches between steps in which something is in hand and no rest runs: worker_id, start_s, end_s."""
    merged = steps.group_by("worker_id", "at_s").agg(busy=steps.busy.sum(), rest=steps.rest.sum())
    running = ibis.cumulative_window(group_by="worker_id", order_by="at_s")
    following = ibis.window(group_by="worker_id", order_by="at_s")
    swept = merged.mutate(hands=merged.busy.sum().over(running), rests=merged.rest.sum().over(running),
                          end_s=merged.at_s.lead().over(following))
    kept = swept.filter(swept.hands > 0, swept.rests <= 0, swept.end_s.notnull())
    return kept.select("worker_id", "end_s", start_s="at_s").select("worker_id", "start_s", "end_s")


def add_running_sums(pieces: ir.Table) -> ir.Table:
    """Pieces with the seconds of earlier pieces, of the day and of the whole log."""
    length = pieces.mutate(length_s=pieces.end_s - pieces.start_s)
    by_day = ibis.cumulative_window(group_by=["worker_id", "day_s"], order_by="start_s")
    by_log = ibis.cumulative_window(group_by="worker_id", order_by="start_s")
    return length.mutate(
        before_s=length.length_s.sum().over(by_day) - length.length_s,
        before_all_s=length.length_s.sum().over(by_log) - length.length_s,
    ).drop("length_s")
