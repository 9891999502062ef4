"""The specification: what is asked, the highest price, and the weights of the criteria, dated before anybody tries."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.trials import lock_trial, move_on
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Criterion, Trial, TrialFeedback, TrialSpec
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

State = Trial.State
#: Safety weighs at least so much together, over and above that it can put a sample out.
LEAST_SAFETY = 30


@transaction.atomic
def set_spec(*, by: Account, trial: Trial, words: str, cap_minor: int, weights: Mapping[str, int]) -> TrialSpec:
    """Publish a version of the specification; the same one again changes nothing.

    Raises NeedRefused once somebody has told how a sample was, for weights that do not sum up to 100, and where safety
    weighs next to nothing.
    """
    held = lock_trial(trial, State.SURVEY, State.SAMPLING, State.TRYING)
    if TrialFeedback.objects.filter(turn__tester__trial=held).exists():
        raise NeedRefused(_("已经有人交了反馈，标准不能再改"), _("谁好谁差已经看得出来，这时改标准就是改结果"))
    clean = {key: weight for key, weight in weights.items() if weight}
    _check_weights(clean)
    if not words.strip() or cap_minor <= 0:
        raise NeedRefused(_("没有写要求和单价上限"), _("写清楚要什么、最多多少钱一件"), field="words")
    last = held.specs.first()
    if last is not None and (last.words, last.cap_minor) == (words.strip(), cap_minor) and read_weights(last) == clean:
        return last
    made = TrialSpec.objects.create(trial=held, version=last.version + 1 if last else 1, words=words.strip()[:600],
                                    cap_minor=cap_minor, at=now(), by=by)
    Criterion.objects.bulk_create(Criterion(spec=made, key=key, weight=clean[key]) for key in Criterion.Key.values
                                  if key in clean)
    record_deed(by, "trial specified", made, held.unit, version=made.version)
    if held.state == State.SURVEY:
        move_on(held, State.SAMPLING, by=by)
    return made


def read_weights(spec: TrialSpec) -> dict[str, int]:
    """Percents by criterion."""
    return {one.key: one.weight for one in spec.criteria.all()}


def _check_weights(weights: Mapping[str, int]) -> None:
    if set(weights) - set(Criterion.Key.values) or any(weight < 0 for weight in weights.values()):
        raise NeedRefused(_("标准不对"), _("从列出的里面选"))
    if sum(weights.values()) != 100:
        raise NeedRefused(_("各项加起来是 %(sum)d%%") % {"sum": sum(weights.values())}, _("要正好 100%"))
    if sum(weights.get(key, 0) for key in Criterion.SAFETY) < LEAST_SAFETY:
        raise NeedRefused(_("安全的几项不到 %(least)d%%") % {"least": LEAST_SAFETY},
                          _("离车轮、视线、防火加起来至少占这么多"))
