"""Requests: opened by a worker, claimed and answered by a union in time, appealed to the unit above, closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.days.errors import RequestRefused
from nuantu_hub.days.models import Request, RequestStep, Run
from nuantu_hub.days.models.request import own_key
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Unit
from nuantu_hub.site.clock import now

#: Where no clause says when a complaint is answered, the union says it.
SERVICE_S = 3 * 86_400
MOST_WORDS = 1000
State, Kind = Request.State, RequestStep.Kind


@dataclass(frozen=True, slots=True)
class Ground:
    """What a request is about: clause, order, the log's events, the sums as (Chinese, English) and the amount."""

    clause_id: str
    clause_type: str
    order_id: str = ""
    event_ids: list[int] = field(default_factory=list)
    arithmetic: list[list[str]] = field(default_factory=list)
    amount_minor: int | None = None


@transaction.atomic
def open_request(*, account: Account, run: Run, ground: Ground, words: str, token: UUID) -> Request:
    """Open a request with the unit that holds the run; the answer is due by the clause that says so, or in three days.

    The same token gives the same request. Nothing that is written down names the worker.
    """
    known = Request.objects.filter(token=token).first()
    if known is not None:
        return known
    _check_words(words)
    stated = run.view.facts["answer_within"]
    moment = now()
    request = Request.objects.create(
        token=token, owner_key=own_key(account), run=run, clause_id=ground.clause_id, clause_type=ground.clause_type,
        order_id=ground.order_id, event_ids=ground.event_ids, arithmetic=ground.arithmetic,
        amount_minor=ground.amount_minor, words=words.strip(), unit=run.unit, opened_at=moment,
        due_clause=stated[0] if stated else "", due_at=moment + timedelta(seconds=stated[1] if stated else SERVICE_S))
    _step(request, Kind.OPENED, None, words=words.strip())
    return request


@transaction.atomic
def claim_request(*, by: Account, request: Request) -> Request:
    """Take a request on; one that is on somebody's desk already stays there."""
    request = _lock(request, State.OPEN, State.CLAIMED)
    if request.state == State.CLAIMED:
        if request.claimed_by_id == by.pk:
            return request
        raise RequestRefused(_("%(name)s 已经认领") % {"name": request.claimed_by}, _("选下一件"))
    request.state, request.claimed_by = State.CLAIMED, by
    request.save(update_fields=["state", "claimed_by"])
    _step(request, Kind.CLAIMED, by)
    return request


@transaction.atomic
def release_request(*, by: Account, request: Request) -> Request:
    """Put a request back into the queue."""
    request = _lock(request, State.CLAIMED)
    _check_claim(by, request)
    request.state, request.claimed_by = State.OPEN, None
    request.save(update_fields=["state", "claimed_by"])
    _step(request, Kind.RELEASED, by)
    return request


@transaction.atomic
def answer_request(*, by: Account, request: Request, outcome: str, words: str) -> Request:
    """Answer a request that one has claimed; on an appeal, somebody else than the first time."""
    request = _lock(request, State.CLAIMED)
    _check_claim(by, request)
    _check_words(words)
    if outcome not in Request.Outcome.values:
        raise RequestRefused(_("没有选结论"), _("选一项"), field="outcome")
    if request.steps.filter(kind=Kind.ANSWERED, by=by).exists():
        raise RequestRefused(_("第一次是你答复的"), _("请另一位同事答复"))
    request.state = State.CLOSED if request.stage == 2 else State.ANSWERED
    request.save(update_fields=["state"])
    _step(request, Kind.ANSWERED, by, outcome=outcome, words=words.strip())
    return request


@transaction.atomic
def appeal_request(*, request: Request, words: str) -> Request:
    """Take an answer to the unit above, with a new term; once."""
    request = _lock(request, State.ANSWERED)
    _check_words(words)
    above = request.unit.parent
    if above is None:
        raise RequestRefused(_("上面没有工会了"), _("可以依法申请调解或仲裁"))
    stated = request.run.view.facts["answer_within"]
    request.state, request.stage, request.unit, request.claimed_by = State.OPEN, 2, above, None
    request.due_at = now() + timedelta(seconds=stated[1] if stated else SERVICE_S)
    request.save(update_fields=["state", "stage", "unit", "claimed_by", "due_at"])
    _step(request, Kind.APPEALED, None, words=words.strip())
    return request


@transaction.atomic
def accept_answer(*, request: Request) -> Request:
    """Say that the answer is enough."""
    request = _lock(request, State.ANSWERED)
    request.state = State.CLOSED
    request.save(update_fields=["state"])
    _step(request, Kind.ACCEPTED, None)
    return request


@transaction.atomic
def withdraw_request(*, request: Request) -> Request:
    """Take a request back before it is answered."""
    request = _lock(request, State.OPEN, State.CLAIMED)
    request.state = State.WITHDRAWN
    request.save(update_fields=["state"])
    _step(request, Kind.WITHDRAWN, None)
    return request


def _lock(request: Request, *states: str) -> Request:
    held = Request.objects.select_for_update(of=("self",)).select_related("unit__parent", "run", "claimed_by")
    locked = held.get(pk=request.pk)
    if locked.state not in states:
        raise RequestRefused(_("这件事现在是“%(state)s”") % {"state": locked.get_state_display()}, _("刷新页面再看"))
    return locked


def _check_claim(by: Account, request: Request) -> None:
    if request.claimed_by_id != by.pk:
        raise RequestRefused(_("这件不在你手里"), _("先认领"))


def _check_words(words: str) -> None:
    if not words.strip():
        raise RequestRefused(_("没有写理由"), _("写一句就行"), field="words")
    if len(words) > MOST_WORDS:
        raise RequestRefused(_("超过%(most)d字") % {"most": MOST_WORDS}, _("写短一些"), field="words")


def _step(request: Request, kind: str, by: Account | None, *, outcome: str = "", words: str = "") -> None:
    """Write down what happened, in the request and in the record of deeds; a worker's name in neither."""
    unit: Unit = request.unit
    RequestStep.objects.create(request=request, at=now(), kind=kind, by=by, unit=unit, outcome=outcome, words=words)
    record_deed(by, f"request {kind}", request, unit, stage=request.stage, outcome=outcome)
