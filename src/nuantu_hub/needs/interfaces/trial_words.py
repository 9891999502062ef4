"""How sure the figures of a trial are, in words, and how far a trial is."""

from __future__ import annotations

from math import floor
from typing import Any

from django.utils.translation import gettext as _

from nuantu_hub.needs.domain.trial_scores import AHEAD, SURE
from nuantu_hub.needs.models import Trial

#: From so many testers on nobody has to be told that they are few.
MANY = 30
#: The tone in which a state is shown.
TONES = {"survey": "watch", "sampling": "watch", "trying": "watch", "weighing": "watch", "decided": "watch",
         "approved": "watch", "ordered": "watch", "handing": "kept", "closed": "kept", "dropped": "not_applicable"}


def say_certainty(told: dict[str, Any]) -> str:
    """Which sample is best, and how sure that is, in one sentence."""
    results = told["results"]
    if not results or not told["testers"]:
        return _("还没有人说怎么样")
    best = max(results, key=lambda one: one["first"])
    words = {"letter": best["letter"], "percent": floor(best["first"] * 100 + 1e-9)}
    if len(results) == 1:
        return _("只剩 %(letter)s 款，没有可比的") % words
    if best["first"] >= SURE:
        return _("%(letter)s 款最好，把握很大：重来一百次，有 %(percent)s 次它第一") % words
    if best["first"] >= AHEAD:
        return _("%(letter)s 款多半最好：重来一百次，有 %(percent)s 次它第一") % words
    return _("还分不出高下：%(letter)s 款略好，重来一百次只有 %(percent)s 次它第一") % words


def say_few(told: dict[str, Any]) -> str:
    """What a small number of testers means; empty where they are many."""
    if told["testers"] >= MANY:
        return ""
    return _("只有 %(n)s 个人试过，人少：横条是十次里有九次会落在的范围；横条叠在一起的，差别可能只是碰巧") % {
        "n": told["testers"]}


def list_course(trial: Trial) -> list[dict[str, Any]]:
    """The steps of a trial as marks of a way: done, now, to come; a trial that was given up ends where it stood."""
    course: list[str] = list(Trial.COURSE)
    reached = {step.state: step for step in trial.steps.all()}
    here = course.index(trial.state) if trial.state in course else max(
        (course.index(state) for state in reached if state in course), default=0)
    marks = []
    for place, state in enumerate(course):
        done = place < here or trial.state == Trial.State.CLOSED
        tone = "done" if done else "now" if place == here and trial.state != Trial.State.DROPPED else ""
        marks.append({"name": Trial.State(state).label, "tone": tone, "step": reached.get(state)})
    return marks
