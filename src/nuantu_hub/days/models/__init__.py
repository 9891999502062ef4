"""Tables of runs, links between a pseudonym and a person, and requests."""

from nuantu_hub.days.models.link import Link, LinkCode, LinkTry
from nuantu_hub.days.models.request import Request, RequestStep
from nuantu_hub.days.models.run import Run

__all__ = ["Link", "LinkCode", "LinkTry", "Request", "RequestStep", "Run"]
