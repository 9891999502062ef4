"""Computing groups: on a frozen snapshot, by a job; at the end once, published as it comes, and the votes forgotten."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from nuantu_hub.needs.domain.vote_export import Frozen, freeze, unpack
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Deliberation, DeliberationRun
from nuantu_hub.people.domain.publication import LEAST
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.seam.deliberating import deliberate
from nuantu_hub.seam.errors import RunError
from nuantu_hub.site.clock import now

State = DeliberationRun.State
#: Groups that may be asked for.
FEWEST, MOST = 2, 5
#: How long the journal's clearing may make others wait; what is left then goes with the next one.
TRAIL_WAIT_MS = 2_000
#: Snapshots of computings before the end that are kept, the newest.
KEPT = 3


@transaction.atomic
def ask_run(*, by: Account, deliberation: Deliberation, forced_groups: int | None, token: UUID) -> DeliberationRun:
    """Have the votes so far computed; the same token is the same run. Once counted, the final snapshot is used again.

    Raises NeedRefused with too few participants, while one is under way, and for a number of groups out of range.
    """
    known = DeliberationRun.objects.filter(token=token).first()
    if known is not None:
        return known
    held = Deliberation.objects.select_for_update(of=("self",)).select_related("unit").get(pk=deliberation.pk)
    if forced_groups is not None and not FEWEST <= forced_groups <= MOST:
        raise NeedRefused(_("群数要在 2 到 5 之间"), _("改群数，或留空让程序选"), field="forced_groups")
    if held.announced_at is None or held.called_off_at is not None:
        raise NeedRefused(_("还没有表态可算"), _("公布以后再算"))
    if held.runs.filter(state__in=(State.WAITING, State.RUNNING)).exists():
        raise NeedRefused(_("已经有一份在算"), _("等它算完"))
    frozen = _choose_snapshot(held)
    if frozen.voters < LEAST:
        raise NeedRefused(_("参加的人还不到 10 个"), _("人太少，分群会指向个人"))
    run = DeliberationRun.objects.create(
        token=token, deliberation=held, seed=held.seed, forced_groups=forced_groups, voters=frozen.voters,
        votes=frozen.votes, snapshot=frozen.archive, asked_by=by, asked_at=now())
    record_deed(by, "deliberation computed", run, held.unit, voters=frozen.voters)
    _drop_old(held)
    transaction.on_commit(lambda: run_later.enqueue(run.pk))
    return run


def _choose_snapshot(held: Deliberation) -> Frozen:
    """The final votes once they are frozen; before, those of now, or the last snapshot until ten more people came.

    Between two computings lie ten people at least: the difference is never what one of them said.
    """
    last = held.runs.filter(is_final=True).first() or held.runs.order_by("-asked_at", "-pk").first()
    if last is not None and bytes(last.snapshot) and (last.is_final or held.voters.count() < last.voters + LEAST):
        return Frozen(bytes(last.snapshot), last.voters, last.votes)
    return freeze(held)


def _drop_old(held: Deliberation) -> None:
    """An earlier snapshot beside a later one would show who changed what in between."""
    keys = list(held.runs.filter(is_final=False).order_by("-asked_at", "-pk").values_list("pk", flat=True))
    DeliberationRun.objects.filter(pk__in=keys[1:]).update(snapshot=b"")
    DeliberationRun.objects.filter(pk__in=keys[KEPT:]).delete()


@task()
def run_later(key: int) -> str:
    """The job; done again after a fall it computes again."""
    run = DeliberationRun.objects.select_related("deliberation__unit").filter(pk=key).first()
    if run is None:
        return "gone"
    return run.state if run.state == State.DONE else compute_run(run).state


def compute_run(run: DeliberationRun) -> DeliberationRun:
    """Compute a snapshot, keep the answer or why there is none. Long: never inside a transaction."""
    DeliberationRun.objects.filter(pk=run.pk).update(state=State.RUNNING)
    try:
        run.result = {} if run.voters < LEAST else deliberate(unpack(bytes(run.snapshot)), run.seed, run.forced_groups)
        run.inputs_sha256 = str(run.result.get("inputs_sha256", ""))
        run.state, run.why_failed = State.DONE, ""
    except RunError as error:
        run.state, run.why_failed = State.FAILED, str(error)[:300]
    run.done_at = now()
    _settle(run)
    return run


@transaction.atomic
def _settle(run: DeliberationRun) -> None:
    """Keep the answer; with the final one everything that leads from a vote to a person goes."""
    run.save(update_fields=["state", "why_failed", "result", "inputs_sha256", "done_at"])
    if not run.is_final or run.state != State.DONE:
        return
    held = run.deliberation
    held.counted_at = run.done_at
    held.save(update_fields=["counted_at"])
    held.voters.all().delete()
    transaction.on_commit(clear_trail)
    held.runs.filter(is_final=False).update(snapshot=b"")
    if run.voters < LEAST:
        held.rounds.all().delete()
        DeliberationRun.objects.filter(pk=run.pk).update(snapshot=b"")
    record_deed(None, "deliberation counted", held, held.unit, voters=run.voters)


def clear_trail() -> None:
    """Let go of what the database keeps of deleted rows: SQLite's journal of writes, PostgreSQL's dead rows.

    Left to itself PostgreSQL removes them within minutes; nothing is done inside a transaction.
    """
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA busy_timeout")
            usual = int(cursor.fetchone()[0])
            cursor.execute(f"PRAGMA busy_timeout={TRAIL_WAIT_MS}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.fetchall()
            cursor.execute(f"PRAGMA busy_timeout={usual}")
        else:
            cursor.execute("VACUUM needs_opinionvote, needs_opinionvoter")


@transaction.atomic
def close_deliberation(deliberation: Deliberation) -> DeliberationRun | None:
    """Freeze the votes of one whose time is over and have them computed; None where that was done already."""
    held = Deliberation.objects.select_for_update(of=("self",)).select_related("unit").filter(
        pk=deliberation.pk).due_to_close(now()).first()
    if held is None:
        return None
    frozen = freeze(held)
    held.closed_at = now()
    held.save(update_fields=["closed_at"])
    run = DeliberationRun.objects.create(
        token=uuid5(held.token, "final"), deliberation=held, is_final=True, seed=held.seed, voters=frozen.voters,
        votes=frozen.votes, snapshot=frozen.archive, asked_at=held.closed_at)
    record_deed(None, "deliberation closed", held, held.unit, voters=frozen.voters)
    transaction.on_commit(lambda: run_later.enqueue(run.pk))
    return run


def close_due() -> int:
    """Close every deliberation whose time is over; called every half minute. Gives their number."""
    return sum(close_deliberation(one) is not None for one in Deliberation.objects.due_to_close(now()))


@transaction.atomic
def retry_run(*, by: Account, run: DeliberationRun) -> DeliberationRun:
    """Put a run that failed in line again; nothing for another one."""
    held = DeliberationRun.objects.select_for_update(of=("self",)).select_related("deliberation__unit").get(pk=run.pk)
    if held.state != State.FAILED:
        return held
    held.state = State.WAITING
    held.save(update_fields=["state"])
    record_deed(by, "deliberation computed", held, held.unit, voters=held.voters)
    transaction.on_commit(lambda: run_later.enqueue(held.pk))
    return held
