"""The limits of one's own side: a page for those who speak for it, and for nobody else."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuantu_hub.bargaining.domain.outcomes import OUTCOMES
from nuantu_hub.bargaining.domain.side_limits import end_limit, set_limit
from nuantu_hub.bargaining.interfaces.effect_words import say_change, say_level
from nuantu_hub.bargaining.interfaces.try_forms import LimitForm
from nuantu_hub.bargaining.models import Delegate, SideLimit, Talk
from nuantu_hub.bargaining.permissions import find_side
from nuantu_hub.bargaining.views.tries import find_talk_of
from nuantu_hub.people.interfaces.carried import carry_out, status_of
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.guards import guard


def find_limit(request: HttpRequest, key: int) -> SideLimit:
    """A limit of the side that the account speaks for; there is no other one."""
    limit = get_object_or_404(SideLimit.objects.select_related("talk__unit"), pk=key)
    if find_side(request.user, limit) != limit.side:
        raise Http404
    return limit


@guard("bargaining.speak", find=find_talk_of)
@never_cache
def limits(request: GuardedRequest, key: int) -> HttpResponse:
    """What one's side has set, and setting one."""
    talk: Talk = request.found
    side = find_side(request.user, talk)
    form = LimitForm(request.POST or None)
    if request.method == "POST" and carry_out(
            form, lambda told: set_limit(by=request.user, talk=talk, **told)) is not None:
        messages.success(request, _("已设，只有本方代表看得到"))
        return redirect("bargaining:limits", key)
    rows = list(SideLimit.objects.of_side(talk, side).select_related("by"))
    return render(request, "bargaining/limits.html", {
        "talk": talk, "form": form, "side": Delegate.Side(side).label, "rows": [(row, say_limit(row)) for row in rows]},
        status=status_of(form))


def say_limit(limit: SideLimit) -> str:
    """A limit in words: 最低一成每小时至少 ¥28.80/小时."""
    outcome = OUTCOMES[limit.outcome]
    changes = limit.measure == SideLimit.Measure.DIFF
    amount = say_change(outcome, limit.value) if changes else say_level(outcome, limit.value)
    said = {"name": outcome.name, "sense": limit.get_sense_display(), "amount": amount}
    return _("%(name)s的变化%(sense)s %(amount)s") % said if changes else _("%(name)s%(sense)s %(amount)s") % said


@guard("bargaining.speak", find=find_limit)
@require_POST
def end(request: GuardedRequest, key: int) -> HttpResponse:
    """Let one go."""
    del key
    end_limit(by=request.user, limit=request.found)
    messages.info(request, _("已取消这条限度"))
    return redirect("bargaining:limits", request.found.talk_id)
