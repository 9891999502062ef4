"""The API: reading what the pages show, for whoever the pages show it to. Nothing is open that does not say so.

Each app's ``api.py`` has a ``router`` and a ``PREFIX``, found here at start. It describes itself at
``/api/openapi.json``.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.http import HttpRequest, JsonResponse
from ninja import NinjaAPI, Router, Schema
from ninja.security.base import AuthBase

from nuantu_hub.site.guards import open_to_all

PAGE = 50
#: Larger than any key of the embedded database: what lies beyond names nothing.
LARGEST_KEY = 2**63 - 1
MOST_PAGES = 100_000


class Holds(AuthBase):
    """Lets holders of a permission in, by the session they signed in with; nobody else."""

    openapi_type = "apiKey"
    openapi_in = "cookie"
    openapi_name = "sessionid"

    def __init__(self, permission: str | None) -> None:
        self.permission = permission
        super().__init__()

    def __call__(self, request: HttpRequest) -> Any:
        """The account, or None for who may not."""
        account: Any = request.user
        if self.permission is None or not account.is_authenticated or not account.has_perm(self.permission):
            return None
        return account


class Health(Schema):
    """Whether the hub answers."""

    ready: bool


class Trouble(Schema):
    """Why there is no answer."""

    detail: str


#: An operation that names no permission is closed to everybody.
api = NinjaAPI(title="Nuantu hub", version="1", auth=Holds(None), docs_url=None, openapi_url=None,
               urls_namespace="api")


@api.get("/health", auth=None, response=Health)
def health(request: HttpRequest) -> Health:
    """Whether the hub answers."""
    del request
    return Health(ready=True)


@cache
def add_routers() -> None:
    """Add what the apps offer; once, when the addresses are put together."""
    for config in apps.get_app_configs():
        name = f"{config.name}.api"
        if config.name.startswith("nuantu_hub.") and config.label != "site" and find_spec(name):
            module = import_module(name)
            router: Router = module.router
            api.add_router(module.PREFIX, router)


@open_to_all
def describe_api(request: HttpRequest) -> JsonResponse:
    """The OpenAPI description."""
    del request
    return JsonResponse(api.get_openapi_schema())
