"""Which needs belong together: asked of the engine in the background; identities stay, people have the last word.

The engine gets the needs that have no problem yet, and the problems as they stand with what is in them. It places a
need in one of these or opens a new one, and never takes anything out: what people put together or apart stays so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from uuid import UUID, uuid4

from django.db import transaction
from django_tasks import task

from nuantu_hub.needs.domain.problem_answers import hear_again
from nuantu_hub.needs.domain.problem_clocks import note, pull_start
from nuantu_hub.needs.domain.problems import find_unit_over, open_problem, place_needs
from nuantu_hub.needs.models import ClusterRun, Need, Problem, ProblemStep
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.seam.errors import RunError
from nuantu_hub.seam.need_clusters import Known, Told, cluster_needs
from nuantu_hub.site.clock import now

State = ClusterRun.State
#: At most so many at once; the others wait for the next run.
MOST = 20_000
#: A problem that ended longer ago takes no more needs: what is said then is a new one.
TAKES_FOR = timedelta(days=365)
#: The engine is asked by itself when something waits, this long after it was asked last.
EVERY = timedelta(minutes=5)


def list_unplaced() -> Iterator[Need]:
    """Needs in words that belong to no problem yet; "me too" goes where its original is, a recording is typed first."""
    waiting = Need.objects.filter(problem_member=None, echo_of=None).exclude(state__in=(
        Need.State.ASIDE, Need.State.ANSWERED, Need.State.CLOSED)).select_related("unit").order_by("pk")
    return (need for need in waiting.iterator(chunk_size=500) if need.words)


@transaction.atomic
def ask_clustering(*, by: Account | None, token: UUID) -> ClusterRun:
    """Have the needs without a problem placed in the background; the same token, or one under way, is the same run."""
    known = ClusterRun.objects.filter(token=token).first() or ClusterRun.objects.filter(
        state__in=(State.WAITING, State.RUNNING)).first()
    if known is not None:
        return known
    run = ClusterRun.objects.create(token=token, asked_at=now(), asked_by=by)
    record_deed(by, "clustering asked", run)
    transaction.on_commit(lambda: cluster_later.enqueue(run.pk))
    return run


@task()
def cluster_later(key: int) -> str:
    """The job; done again after a fall it computes again."""
    run = ClusterRun.objects.get(pk=key)
    return run.state if run.state == State.DONE else run_clustering(run).state


def ask_when_waiting() -> ClusterRun | None:
    """Ask the engine by itself where something waits; called every half minute."""
    last = ClusterRun.objects.first()
    if last is not None and now() - last.asked_at < EVERY:
        return None
    return ask_clustering(by=None, token=uuid4()) if any(list_unplaced()) else None


def run_clustering(run: ClusterRun) -> ClusterRun:
    """Gather, ask the engine, place. Long: the engine is never asked inside a transaction."""
    run.state = State.RUNNING
    run.save(update_fields=["state"])
    fresh = list(islice(list_unplaced(), MOST))
    try:
        if fresh:
            told = cluster_needs([_tell(need) for need in fresh], _list_known())
            run.inputs_sha256 = told.inputs_sha256
            run.placed, run.opened = _place(told.clusters, {str(need.pk): need for need in fresh})
        run.state, run.why_failed = State.DONE, ""
    except RunError as error:
        run.state, run.why_failed = State.FAILED, str(error)[:300]
    run.needs, run.done_at = len(fresh), now()
    run.save()
    return run


def _tell(need: Need) -> Told:
    """A need as the engine reads it: words with the place, the hour; nobody's name, account or channel."""
    place = need.place if need.place and need.place not in need.words else ""
    return Told(str(need.pk), f"{place} {need.words}".strip(), need.at)


def _list_known() -> list[Known]:
    """The problems that take needs, with the needs that are in them."""
    standing = Problem.objects.standing().exclude(settled_at__lt=now() - TAKES_FOR)
    members: dict[int, list[Told]] = defaultdict(list)
    for need in Need.objects.filter(problem_member__problem__in=standing).select_related("problem_member").order_by(
            "pk"):
        if need.words:
            members[need.problem_member.problem_id].append(_tell(need))
    return [Known(one.cluster, one.title, tuple(members[one.pk])) for one in standing.order_by("pk") if members[one.pk]]


@transaction.atomic
def _place(clusters: list[tuple[str, str, list[str]]], fresh: dict[str, Need]) -> tuple[int, int]:
    """Place what is new of each cluster; gives how many were placed and how many problems opened for them."""
    placed = opened = 0
    known = {one.cluster: one for one in Problem.objects.select_related("unit", "merged_into")}
    for cluster, label, members in clusters:
        needs = [fresh[key] for key in members if key in fresh]
        if not needs:
            continue
        placed += len(needs)
        problem = known.get(cluster)
        while problem is not None and problem.merged_into is not None:
            problem = problem.merged_into
        if problem is None:
            known[cluster] = open_problem(needs=needs, label=label, cluster=cluster)
            opened += 1
        else:
            join_problem(problem, needs)
    return placed, opened


def join_problem(problem: Problem, needs: list[Need]) -> None:
    """Add later voices to a problem: its clocks run from the first of all, ended ones hear them again."""
    place_needs(problem, needs, by=None)
    note(problem, ProblemStep.Kind.JOINED, count=len(needs))
    if problem.state == Problem.State.FOUND:
        unit = find_unit_over([problem.unit, *(need.unit for need in needs)])
        if unit.pk != problem.unit_id:
            problem.unit = unit
            problem.save(update_fields=["unit"])
        pull_start(problem, min(need.at for need in needs))
    hear_again(problem, needs)
