"""Who may do what with days, links and requests. An account may do nothing that no rule here allows."""

from __future__ import annotations

from typing import Any

import rules

from nuantu_hub.days.models import Link, Request, Run
from nuantu_hub.days.models.request import own_key
from nuantu_hub.days.models.run import ROLES
from nuantu_hub.people.models import Account, Post
from nuantu_hub.people.permissions import holds_post, is_oneself, is_worker


@rules.predicate
def sees_run(account: Any, run: Run | None) -> bool:
    """Staff whose posts reach the run's unit; a worker who has linked a pseudonym of its platform."""
    if is_worker(account):
        return run is not None and account.links.filter(platform=run.platform).exists()
    return bool(holds_post(*ROLES)(account, run))


@rules.predicate
def owns_request(account: Any, request: Request | None) -> bool:
    """A worker who opened the request."""
    return bool(is_worker(account)) and request is not None and request.owner_key == own_key(account)


@rules.predicate
def owns_link(account: Any, link: Link | None) -> bool:
    """The worker whose link it is."""
    return bool(is_worker(account)) and isinstance(account, Account) and bool(is_oneself(account, link))


rules.add_perm("days.see_own_day", is_worker)
rules.add_perm("days.see_runs", holds_post(*ROLES))
rules.add_perm("days.see_clause", sees_run)
rules.add_perm("days.ask", is_worker)
rules.add_perm("days.see_own_request", owns_request)
rules.add_perm("days.withdraw_link", owns_link)
rules.add_perm("days.answer", holds_post(Post.Role.OFFICER))
rules.add_perm("days.import_codes", holds_post(Post.Role.OFFICER))
