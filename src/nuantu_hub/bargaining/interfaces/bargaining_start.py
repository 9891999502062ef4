"""The entry "bargain about it" among what can be started from a common problem."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nuantu_hub.bargaining.domain.talks import TalkPlan, ask_for_talks
from nuantu_hub.bargaining.errors import TalkRefused
from nuantu_hub.bargaining.interfaces.talk_forms import PlanFields, list_bases
from nuantu_hub.bargaining.interfaces.topic_start import register_topic_start
from nuantu_hub.people.models import Unit
from nuantu_hub.site.clock import now
from nuantu_hub.site.gathering import STARTS, Begun, Matter, Start

KEY = "bargaining"


def make_bargaining_form(account: Any, matter: Matter, data: Any) -> PlanFields:
    """The form of a written request about the problem, handed over now."""
    del account, matter
    return PlanFields(data, initial={"at": now()})


def begin_bargaining(account: Any, matter: Matter, told: dict[str, Any]) -> Begun:
    """The talk and its page. Raises TalkRefused for whoever is no officer of the problem's unit, and as the verb."""
    unit = Unit.objects.get(pk=matter.unit)
    if not account.has_perm("bargaining.keep_talk", unit):
        raise TalkRefused(_("这个工会的协商不归你管"), _("请它的干部提出"))
    rest = {name: value for name, value in told.items() if name not in ("token", "words", "at")}
    plan = TalkPlan(title=matter.name[:80], origin_name=matter.name, origin_address=matter.address, **rest)
    made = ask_for_talks(by=account, unit=unit, plan=plan, words=told["words"], at=told["at"], token=told["token"],
                         find_base=list_bases().__contains__)
    return Begun(made.title, reverse("bargaining:talk", args=[made.pk]))


START = Start(KEY, _("协商：和平台谈成条款"), _("要平台改规则、写进协议的"), "bargain", "bargaining.keep_talk",
              make_bargaining_form, begin_bargaining)


def register_start() -> None:
    """Fill the registry; once, at start."""
    if START not in STARTS:
        STARTS.append(START)
    register_topic_start()
