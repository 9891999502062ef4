"""Taking down what is asked at visits; the same question at many places becomes one group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, Min, Q
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.grouping import find_like
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account, Attendance, Question, QuestionGroup, Topic, Visit
from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused


@dataclass(frozen=True, slots=True)
class Asked:
    """A group as an account may see it: its first question, how often it was asked, at how many visits."""

    group: QuestionGroup
    text: str
    times: int
    visits: int
    first_at: datetime
    last_at: datetime
    open: int
    done: int

    @property
    def topic(self) -> str:
        """What it is about, in words."""
        return str(Topic(self.group.topic).label)


@transaction.atomic
def capture_question(*, visit: Visit, topic: str, text: str, token: UUID, by: Account | None = None,
                     asker: Attendance | None = None, at: datetime | None = None) -> Question:
    """Take a question down and put it with those that ask the same, in the whole city.

    ``asker`` is told only by who wishes to hear back. Raises Refused for an empty question or a topic that is none.
    """
    known = Question.objects.filter(token=token).first()
    if known is not None:
        return known
    if topic not in Topic.values:
        raise Refused(_("没有选主题"), _("选最接近的一个"), field="topic")
    text = " ".join(text.split())
    if not text:
        raise Refused(_("没有写问题"), _("用提问的人自己的话写一句"), field="text")
    moment = at or now()
    like = find_like(text, Question.objects.filter(topic=topic).order_by("pk").values_list("group_id", "text"))
    group = QuestionGroup.objects.get(pk=like) if like else QuestionGroup.objects.create(topic=topic, opened_at=moment)
    asked = Question.objects.create(token=token, visit=visit, group=group, topic=topic, text=text[:300], asker=asker,
                                    at=moment, by=by)
    record_deed(by, "question captured", asked, visit.unit, topic=topic, group=group.pk)
    return asked


@transaction.atomic
def part_question(*, by: Account, question: Question) -> Question:
    """Take a question out of its group into one of its own, where the words were alike and the matter is not."""
    if not Question.objects.filter(group=question.group).exclude(pk=question.pk).exists():
        return question
    before = question.group_id
    question.group = QuestionGroup.objects.create(topic=question.topic, opened_at=question.at)
    question.save(update_fields=["group"])
    record_deed(by, "question parted", question, question.visit.unit, before=before)
    return question


@transaction.atomic
def fold_question(*, by: Account, question: Question, group: QuestionGroup) -> Question:
    """Put a question into another group of its topic, where the words differ and the matter is the same."""
    if question.group_id == group.pk:
        return question
    if group.topic != question.topic:
        raise Refused(_("两个问题的主题不同"), _("只合并同一主题的问题"), field="group")
    before, question.group = question.group_id, group
    question.save(update_fields=["group"])
    record_deed(by, "question folded", question, question.visit.unit, before=before, group=group.pk)
    return question


def list_asked(account: Account, topic: str = "") -> list[Asked]:
    """The groups that an account may see, most visits first; counts are of the questions it may see."""
    seen = Question.objects.visible_to(account)
    if topic:
        seen = seen.filter(topic=topic)
    rows = {row["group"]: row for row in seen.values("group").annotate(
        times=Count("pk"), visits=Count("visit", distinct=True), first=Min("pk"), first_at=Min("at"),
        last_at=Max("at"))}
    groups = QuestionGroup.objects.filter(pk__in=rows).annotate(
        open=Count("follow_ups", filter=Q(follow_ups__done_at=None), distinct=True),
        done=Count("follow_ups", filter=~Q(follow_ups__done_at=None), distinct=True))
    first = [row["first"] for row in rows.values()]
    texts = dict(Question.objects.filter(pk__in=first).values_list("group_id", "text"))
    made = [Asked(group, texts[group.pk], row["times"], row["visits"], row["first_at"], row["last_at"], group.open,
                  group.done) for group in groups for row in (rows[group.pk],)]
    return sorted(made, key=lambda one: (-one.visits, -one.times, one.group.pk))
