"""What testers tell: scores, words, a picture; and that a sample is dangerous, which stops it for everybody at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.trial_samples import put_out
from nuantu_hub.needs.domain.trials import lock_trial
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Criterion, Trial, TrialFeedback, TrialHazard, TrialSample, TrialTurn
from nuantu_hub.people.domain.files import PICTURES, store_file
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, StoredFile
from nuantu_hub.site.clock import now

State = Trial.State
MOST_WORDS = 400
#: On a criterion of safety this score says: dangerous.
DANGEROUS = 1


@transaction.atomic
def give_feedback(*, account: Account, turn: TrialTurn, scores: Mapping[str, int], words: str, token: UUID,
                  photo: UploadedFile[Any] | None = None) -> TrialFeedback:
    """Tell how a sample was; told again before it is weighed it replaces what was told.

    The same token is the same feedback. A 1 on a criterion of safety reports a danger at the same time. Raises
    NeedRefused from anybody else, before the first day, for missing scores, and once it is weighed.
    """
    known = TrialFeedback.objects.filter(token=token).first()
    if known is not None:
        return known
    held, found = _lock_turn(account, turn)
    spec = held.specs.first()
    assert spec is not None  # nothing is drawn without one
    asked = [one.key for one in spec.criteria.all()]
    if set(scores) != set(asked) or not all(score in range(1, 6) for score in scores.values()):
        raise NeedRefused(_("还有没打分的"), _("每一项点 1 到 5"))
    if localdate(now()) < found.first_day:
        raise NeedRefused(_("还没轮到这一款"), _("从 %(day)s 开始试") % {"day": found.first_day.isoformat()})
    before = TrialFeedback.objects.filter(turn=found).first()
    kept = _keep_photo(photo, found, account)
    told: dict[str, Any] = {"scores": dict(scores), "words": words.strip()[:MOST_WORDS], "at": now()}
    if before is None:
        made = TrialFeedback.objects.create(token=token, turn=found, photo=kept, **told)
        record_deed(account, "trial feedback given", made, held.unit)
    else:
        made = before
        made.token, made.changed = token, before.changed + 1
        made.scores, made.words, made.at = told["scores"], told["words"], told["at"]
        made.photo = kept or before.photo
        made.save()
        record_deed(account, "trial feedback changed", made, held.unit, times=made.changed)
    for key in Criterion.SAFETY:
        if scores.get(key) == DANGEROUS and not found.hazards.filter(criterion=key).exists():
            _open_hazard(found, key, words.strip() or str(_("打分时选了“危险”")), kept, uuid4())
    return made


@transaction.atomic
def report_hazard(*, account: Account, turn: TrialTurn, criterion: str, words: str, token: UUID,
                  photo: UploadedFile[Any] | None = None) -> TrialHazard:
    """Say that a sample is dangerous: everybody stops trying it now. The same token is the same report."""
    known = TrialHazard.objects.filter(token=token).first()
    if known is not None:
        return known
    _held, found = _lock_turn(account, turn)
    if criterion not in Criterion.SAFETY:
        raise NeedRefused(_("没有选是哪种危险"), _("选一项"), field="criterion")
    if not words.strip():
        raise NeedRefused(_("没有写发生了什么"), _("写一句：在哪、怎么回事"), field="words")
    return _open_hazard(found, criterion, words.strip(), _keep_photo(photo, found, account), token)


@transaction.atomic
def settle_hazard(*, by: Account, hazard: TrialHazard, confirmed: bool, found: str) -> TrialHazard:
    """Say what was found: confirmed, the sample is out for good; otherwise trying goes on.

    Raises NeedRefused without words.
    """
    held = lock_trial(hazard.sample.trial)
    open_ = TrialHazard.objects.select_for_update(of=("self",)).select_related("sample__trial__unit").get(pk=hazard.pk)
    if open_.state != TrialHazard.State.OPEN:
        return open_
    if not found.strip():
        raise NeedRefused(_("没有写怎么查的"), _("写明谁看了、怎么试的、看到什么"), field="found")
    open_.state = TrialHazard.State.CONFIRMED if confirmed else TrialHazard.State.LIFTED
    open_.found, open_.settled_at, open_.settled_by = found.strip()[:300], now(), by
    open_.save(update_fields=["state", "found", "settled_at", "settled_by"])
    record_deed(by, "trial danger settled", open_, held.unit, state=open_.state)
    if confirmed:
        put_out(by=by, sample=open_.sample, why=found)
    return open_


def is_stopped(sample: TrialSample) -> bool:
    """Whether nobody should use a sample now: it is out, or a danger is not looked into yet."""
    return sample.is_out or sample.hazards.filter(state=TrialHazard.State.OPEN).exists()


def _lock_turn(account: Account, turn: TrialTurn) -> tuple[Trial, TrialTurn]:
    """The trial and the turn, held. Raises NeedRefused for another's, for one that fell away, and after the trying."""
    found = TrialTurn.objects.select_related("tester__trial", "sample").get(pk=turn.pk)
    held = lock_trial(found.tester.trial, State.TRYING)
    if found.tester.account_id != account.pk:
        raise NeedRefused(_("这一款不是分给你的"), _("从“我的试用”里点进来"))
    if found.void:
        raise NeedRefused(_("这一款不用试了"), _("样品已经停用，或者你已经退出"))
    return held, found


def _keep_photo(photo: UploadedFile[Any] | None, about: models.Model, account: Account) -> StoredFile | None:
    if photo is None:
        return None
    file = store_file(by=account, upload=photo, about=about)
    if file.kind not in PICTURES:
        raise NeedRefused(_("这里只收照片"), _("拍一张，或选一张图片"), field="photo")
    return file


def _open_hazard(turn: TrialTurn, criterion: str, words: str, photo: StoredFile | None, token: UUID) -> TrialHazard:
    made = TrialHazard.objects.create(token=token, sample=turn.sample, turn=turn, criterion=criterion,
                                      words=words[:MOST_WORDS], photo=photo, at=now())
    record_deed(turn.tester.account, "trial danger reported", made, turn.unit, criterion=criterion)
    return made
