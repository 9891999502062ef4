"""The posts of whoever asks, read once in a request: the rail alone asks a dozen times what an account may open."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse

#: By account, the role and the unit's path of each post that is held; None outside a request, where nothing is kept.
HELD: ContextVar[dict[UUID, list[tuple[str, str]]] | None] = ContextVar("held_posts", default=None)


class HeldPostsMiddleware:
    """Keeps what was read of posts until the request is answered. A post given or ended counts from the next one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on with nothing kept yet."""
        kept = HELD.set({})
        try:
            return self.get_response(request)
        finally:
            HELD.reset(kept)
