"""Beginning a trial from a common problem: the entry that trials put into the registry of starts."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.trials import TrialPlan, begin_trial
from nuantu_hub.needs.interfaces.trial_forms import BeginForm
from nuantu_hub.needs.models import TRIAL_ROLES
from nuantu_hub.people.models import Account
from nuantu_hub.people.permissions import units_of
from nuantu_hub.site.gathering import Begun, Matter, Start


def make_form(account: Account, matter: Matter, data: Any) -> BeginForm:
    """The form of a new trial, with what the problem says filled in."""
    units = units_of(account, *TRIAL_ROLES).filter(closed_on=None).order_by("path")
    why = _("%(people)d 人说过：%(name)s") % {"people": matter.people, "name": matter.name}
    return BeginForm(data, units=units, initial={"unit": matter.unit, "why": why})


def begin(account: Account, matter: Matter, told: dict[str, Any]) -> Begun:
    """Begin it; the trial keeps where it came from."""
    unit, token = told.pop("unit"), told.pop("token")
    made = begin_trial(by=account, unit=unit, plan=TrialPlan(**told, origin=matter.address), token=token)
    return Begun(made.name, reverse("needs:trial", args=[made.pk]))


START = Start("trial", _("先试后买"), _("请骑手先试几款样品，再决定买哪一款"), "bag", "needs.see_trials", make_form,
              begin)
