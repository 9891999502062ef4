"""Statements: seeds of whoever asks, sentences of whoever answers; who wrote one is recorded nowhere."""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from nuantu_hub.needs.domain.claims import draw_code, index_code, index_token, read_code
from nuantu_hub.needs.domain.quiet_limits import QuietLimit
from nuantu_hub.needs.errors import NeedRefused
from nuantu_hub.needs.models import Deliberation, Statement
from nuantu_hub.needs.models.need import floor_hour
from nuantu_hub.people.domain.grouping import fold_text
from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

State = Statement.State
#: A statement is one sentence: as long as fits a phone's card.
SHORTEST, LONGEST = 4, 140
#: Somebody looks at it within a day.
LOOK_HOURS = 24
KEPT = timedelta(days=365)
MOST_STATEMENTS = 2_000
#: So many of one person within an hour, over all deliberations, counted where nothing is written.
PACE = QuietLimit(10)
_REACH = re.compile(r"\d{7,}|https?:|www\.|@")


def check_words(text: str) -> str:
    """The words as they will stand. Raises NeedRefused for what is too short, too long or names a way to reach one."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    if len(plain) < SHORTEST:
        raise NeedRefused(_("太短了，别人看不懂"), _("写成一句完整的话"), field="text")
    if len(plain) > LONGEST:
        raise NeedRefused(_("太长了"), _("不超过 140 个字，一句只说一件事"), field="text")
    if _REACH.search(unicodedata.normalize("NFKC", plain)):
        raise NeedRefused(_("里面有电话、网址或号码"), _("去掉以后再提，大家都看得到这句话"), field="text")
    return plain


@transaction.atomic
def put_seed(*, by: Account | None, deliberation: Deliberation, text: str, source: str, token: UUID) -> Statement:
    """A statement of whoever holds the deliberation, with its source; the same token is the same one.

    Raises NeedRefused for words that cannot stand, for one that is there already, and once votes are frozen.
    """
    index = index_token(token)
    known = Statement.objects.filter(token_index=index).first()
    if known is not None:
        return known
    held = _hold_open(deliberation, drafting=True)
    known = Statement.objects.filter(token_index=index).first()  # the same form a moment before, by another thread
    if known is not None:
        return known
    made = _add(held, check_words(text), token_index=index, is_seed=True, source=source.strip()[:80],
                state=State.SHOWN)
    record_deed(by, "statement put", made, held.unit, number=made.number)
    return made


def write_statement(*, account: Account, deliberation: Deliberation, text: str, token: UUID) -> tuple[Statement, str]:
    """A participant's sentence and the code by which only the writer finds it again.

    Nothing that is written down leads to ``account``. The same token gives the same statement and the same code.
    Raises NeedRefused as ``put_seed`` does, and when it is too often.
    """
    index, code = index_token(token), draw_code(token)
    known = Statement.objects.filter(token_index=index).first()
    if known is not None:
        return known, code
    words = check_words(text)
    if not PACE.take_one(str(account.pk)):
        raise NeedRefused(_("一小时里写得太多了"), _("过一会儿再写，先看看别人的"))
    with transaction.atomic():
        held = _hold_open(deliberation)
        known = Statement.objects.filter(token_index=index).first()  # the same form a moment before
        if known is not None:
            return known, code
        strict = held.moderation == Deliberation.Moderation.STRICT
        hour = floor_hour(now())
        made = _add(held, words, token_index=index, code_index=index_code(code), hour=hour,
                    due_at=hour + timedelta(hours=LOOK_HOURS + 1), state=State.WAITING if strict else State.SHOWN)
    return made, code


def find_followed(code: str) -> Statement | None:
    """The statement of a code, with its deliberation and what was decided of it; None for every other text."""
    read = read_code(code)
    return Statement.objects.filter(code_index=index_code(read)).select_related(
        "deliberation__unit").prefetch_related("steps__same_as").first() if read else None


def forget_statements() -> int:
    """Blank the words of statements that were left out a year ago or more; called once an hour. Gives their number."""
    before = now() - KEPT
    over = Statement.objects.filter(deliberation__closes_at__lt=before).exclude(state=State.SHOWN)
    # Asked here: the database cannot tell an empty text from an encrypted one.
    keys = [key for key, text in over.values_list("pk", "text") if text]
    return Statement.objects.filter(pk__in=keys).update(text="")


def _add(held: Deliberation, words: str, **more: object) -> Statement:
    rows = list(held.statements.all())
    if len(rows) >= MOST_STATEMENTS:
        raise NeedRefused(_("看法已经太多了"), _("先对已有的表态"))
    folded = fold_text(words)
    same = next((one for one in rows if one.state != State.OUT and fold_text(one.text) == folded), None)
    if same is not None:
        raise NeedRefused(_("已经有一样的看法：第 %(n)d 句") % {"n": same.number + 1}, _("直接对它表态"), field="text")
    last = held.statements.aggregate(last=Max("number"))["last"]
    return Statement.objects.create(deliberation=held, number=0 if last is None else last + 1, text=words,
                                    **more)


def _hold_open(deliberation: Deliberation, *, drafting: bool = False) -> Deliberation:
    held = Deliberation.objects.select_for_update(of=("self",)).select_related("unit").get(pk=deliberation.pk)
    state = held.tell_state(now())
    allowed = {Deliberation.State.OPEN} | (
        {Deliberation.State.DRAFT, Deliberation.State.AHEAD} if drafting else set())
    if state not in allowed:
        raise NeedRefused(_("现在不收看法"), _("看看它的开始和截止时间"))
    return held
