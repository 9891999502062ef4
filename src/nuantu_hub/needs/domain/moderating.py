"""Moderation: each decision names its rule and stands in a log that everybody reads."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import ModerationStep, Statement
from nuantu_hub.needs.models.deliberation import ROLES
from nuantu_hub.people.domain.grouping import measure_likeness
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.people.permissions import list_posts
from nuantu_hub.site.clock import now

Rule, Verdict, State = ModerationStep.Rule, ModerationStep.Verdict, Statement.State
#: From this share of common pairs of signs on, a moderator is shown that two statements may say the same.
ALIKE = 0.5
SHOWN_ALIKE = 3


@transaction.atomic
def moderate(*, by: Account, statement: Statement, verdict: str, rule: str, reason: str = "",
             same_as: int | None = None) -> ModerationStep:
    """Show a statement or take it out, by a rule; the same decision said twice is one.

    Raises NeedRefused without a fitting rule, without a reason where it goes out, where it is said to be the same as
    none, and once the votes are frozen: what was counted stays counted.
    """
    held = Statement.objects.select_for_update(of=("self",)).select_related("deliberation__unit").get(pk=statement.pk)
    if held.deliberation.closed_at is not None or held.deliberation.called_off_at is not None:
        raise NeedRefused(_("已经截止，不能再改"), _("结果按截止时的样子算"))
    if verdict not in Verdict.values or rule not in Rule.values or (verdict == Verdict.SHOWN) != (rule == Rule.FITS):
        raise NeedRefused(_("决定和规则对不上"), _("放出来选“符合规则”，不放出来选一条别的规则"), field="rule")
    if verdict == Verdict.OUT and not reason.strip():
        raise NeedRefused(_("没有写理由"), _("写一句，大家都看得到"), field="reason")
    same = _find_same(held, rule, same_as)
    last = held.steps.last()
    if last is not None and (last.verdict, last.rule) == (verdict, rule) and held.state == verdict:
        return last
    step = ModerationStep.objects.create(
        statement=held, at=now(), verdict=verdict, rule=rule, reason=reason.strip()[:200], same_as=same, by=by,
        role=find_role(by, held))
    held.state = State.SHOWN if verdict == Verdict.SHOWN else State.OUT
    held.save(update_fields=["state"])
    record_deed(by, "statement moderated", held, held.unit, verdict=verdict, rule=rule)
    return step


def _find_same(held: Statement, rule: str, number: int | None) -> Statement | None:
    if rule != Rule.SAME:
        return None
    found = None if number is None else Statement.objects.filter(
        deliberation=held.deliberation, number=number, state=State.SHOWN).exclude(pk=held.pk).first()
    if found is None:
        raise NeedRefused(_("没有写和哪一句相同"), _("写那一句的编号"), field="same_as")
    return found


def find_role(by: Account, statement: Statement) -> str:
    """In which role somebody decides: of the posts that reach the unit, that held longest."""
    posts = list_posts(by, *ROLES).select_related("unit").order_by("since", "pk")
    return next((str(post.role) for post in posts if statement.unit.path.startswith(post.unit.path)), "")


def list_alike(statement: Statement, others: Iterable[Statement]) -> list[tuple[float, Statement]]:
    """Shown statements whose words are most like this one's, the most alike first."""
    scored = [(measure_likeness(statement.text, other.text), other) for other in others if other.pk != statement.pk]
    return sorted((pair for pair in scored if pair[0] >= ALIKE), key=lambda pair: (-pair[0], pair[1].number)
                  )[:SHOWN_ALIKE]
