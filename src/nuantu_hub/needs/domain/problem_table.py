"""Problems as tables: everything for staff; for everybody with small numbers held back, so that rates recompute."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nuantu_hub.needs.domain.problem_rates import LEAST, ProblemFigures, measure_problems
from nuantu_hub.needs.models import Need, Problem, ProblemClock
from nuantu_hub.needs.models.problem import ProblemQuerySet
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.domain.register_file import write_table
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

#: What is counted of each problem, in the order of the columns: attribute of the figures.
COUNTS = ("people", "in_time", "late", "running", "solved", "reopened", "refused", "unjudged", "judging", "yes",
          "partly", "no", "silent", "not_asked")
#: Those that count people.
OF_PEOPLE = ("people", "yes", "partly", "no", "silent", "not_asked")


def head_counts() -> list[str]:
    """The headings of what is counted, in the language of the reader."""
    return [_("几个人说过"), _("按时答复"), _("没有按时答复"), _("答复没有到期"), _("评价后没有重开"), _("评价后重开"),
            _("办不了"), _("没有人评价"), _("还在评价"), _("解决了"), _("解决了一部分"), _("没解决"),
            _("问了没说"), _("还没有问")]


@transaction.atomic
def export_problems(*, by: Account, problems: ProblemQuerySet) -> bytes:
    """The problems of an account's reach, a line each; a deed says that it was taken along."""
    rows = list(problems.select_related("unit", "owner").order_by("pk"))
    figures = measure_problems(rows, now())
    record_deed(by, "problems exported", by, None, rows=len(rows))
    heading = [_("编号"), _("问题"), _("工会"), _("类别"), _("紧急程度"), _("状态"), _("责任人"), _("开始"),
               _("下一个期限"), _("答复"), _("办结"), _("重开几次"), *head_counts()]
    topics = dict(Need.Topic.choices)
    return write_table(heading, (
        [one.number, one.name, one.unit.name, str(topics.get(one.topic, "")), one.get_urgency_display(),
         one.get_state_display(), one.owner.name if one.owner else "", *(_say(when) for when in (
             one.opened_at, one.due_at, one.answered_at, one.settled_at)), str(one.reopened),
         *(str(getattr(figures[one.pk], name)) for name in COUNTS)] for one in rows))


def _say(moment: datetime | None) -> str:
    return f"{localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


def hold_back(figures: dict[int, ProblemFigures]) -> set[int]:
    """The problems of which no number of people is told: those that few said or judged, and what would give them away.

    What is held back is told together; where that would be few people too, the next larger problem is held back with
    it.
    """
    held = {key for key, one in figures.items() if one.people < LEAST or 0 < one.judged < LEAST}
    rest = sorted((key for key in figures if key not in held), key=lambda key: (figures[key].people, key))
    while held and rest and not _is_many(figures[key] for key in held):
        held.add(rest.pop(0))
    return held


def _is_many(figures: Iterable[ProblemFigures]) -> bool:
    whole = ProblemFigures()
    for one in figures:
        whole.add(one)
    return whole.people >= LEAST and not 0 < whole.judged < LEAST


def write_public_table(problems: Sequence[Problem], moment: datetime) -> bytes:
    """A line a problem that has a name; small ones tell no number of people, and stand together in a last line.

    The sums of the columns are those of the public page, and give its three rates.
    """
    figures = measure_problems(problems, moment)
    held = hold_back(figures)
    topics, withheld = dict(Need.Topic.choices), _("不到 %(least)d，不公布") % {"least": LEAST}
    heading = [_("编号"), _("问题"), _("工会"), _("类别"), _("紧急程度"), _("状态"), _("公布日"), _("答复期限"),
               _("答复日"), *head_counts()]
    due = dict(ProblemClock.objects.filter(problem__in=[one.pk for one in problems], step=ProblemClock.Step.ANSWERED)
               .order_by("round").values_list("problem_id", "due_at"))
    lines = []
    for one in problems:
        counts = [withheld if one.pk in held and name in OF_PEOPLE else str(getattr(figures[one.pk], name))
                  for name in COUNTS]
        lines.append([one.number, one.name, one.unit.name, str(topics.get(one.topic, "")), one.get_urgency_display(),
                      one.get_state_display(), *(_say_day(when) for when in (
                          one.public_at, due.get(one.pk), one.answered_at)), *counts])
    if held:
        whole = ProblemFigures()
        for key in held:
            whole.add(figures[key])
        told = _is_many([whole])
        lines.append(["", _("以上没有写人数的各件合计"), *[""] * 7, *(
            (str(getattr(whole, name)) if told else withheld) if name in OF_PEOPLE else "" for name in COUNTS)])
    return write_table(heading, lines)


def _say_day(moment: datetime | None) -> str:
    return f"{localtime(moment):%Y-%m-%d}" if moment else ""
