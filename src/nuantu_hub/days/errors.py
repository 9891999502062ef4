"""What the verbs of the day refuse, and what of the seam is told to people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from nuantu_hub.seam.errors import RunError
from nuantu_hub.site.errors import Refused


class RunRefused(Refused):
    """A run or an export cannot be used; what the engine says of it stands in its own words."""


class LinkRefused(Refused):
    """A pseudonym is not linked."""


class RequestRefused(Refused):
    """A request is not taken, or not in this state."""


@contextmanager
def tell_refusals(field: str | None = None) -> Iterator[None]:
    """Say what the engine refuses as a refusal of the hub."""
    try:
        yield
    except RunError as error:
        raise RunRefused(f"{error.where}: {error.what}" if error.where else error.what, error.fix,
                         field=field) from error
