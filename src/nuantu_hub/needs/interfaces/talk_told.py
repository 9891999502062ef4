"""What the page on which people vote needs: the next statements, how far one is, and the words of its script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from nuantu_hub.needs.domain.opinion_votes import list_own, may_vote
from nuantu_hub.needs.domain.vote_routing import list_next
from nuantu_hub.needs.models import Deliberation, Statement
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.site.crypto import blind_index

#: So many statements travel with the page: what a phone can show without a network.
AHEAD = 30


@dataclass(frozen=True, slots=True)
class Talk:
    """How a participant stands in a deliberation: statements ahead in the own order, how many are done and stand."""

    ahead: list[dict[str, Any]]
    done: int
    total: int
    mark: str

    @property
    def left(self) -> int:
        """How many are still to be voted on."""
        return max(0, self.total - self.done)


def tell_statement(statement: Statement) -> dict[str, Any]:
    """A statement as the card shows it; every sentence of a participant comes "from another participant"."""
    return {"number": statement.number, "text": str(statement.text), "source": statement.source if statement.is_seed
            else "", "seed": statement.is_seed}


def tell_talk(account: Any, deliberation: Deliberation) -> Talk | None:
    """How somebody stands; None for whoever is not asked, and where nothing is open."""
    if not isinstance(account, Account) or not deliberation.is_open(now()) or not may_vote(account, deliberation):
        return None
    total = deliberation.statements.filter(state=Statement.State.SHOWN).count()
    done = len([own for own in list_own(account, deliberation) if own.shown])
    ahead = [tell_statement(one) for one in list_next(account, deliberation, AHEAD)]
    return Talk(ahead, done, total, blind_index(f"{account.pk}:{deliberation.pk}", "talk outbox")[:16])


def tell_words() -> dict[str, str]:
    """The words of the script; ``~`` is filled in by it."""
    return {"seed": _("开头的看法"), "other": _("来自另一位参加者"), "from": _("来自：~"),
            "waits": _("~ 句表态在手机里，有网就自动交"), "refused": _("没有收下：~"),
            "signin": _("登录过期了，登录一次再回来")}
