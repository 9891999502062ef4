"""People and unions in the API."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from nuantu_hub.people.domain.record import record_reading
from nuantu_hub.people.models import Account, Application, Unit, Visit
from nuantu_hub.people.permissions import list_posts
from nuantu_hub.people.phone import mask_phone
from nuantu_hub.site.api import LARGEST_KEY, MOST_PAGES, PAGE, Holds, Trouble

PREFIX = ""
router = Router()
Page = Annotated[int, Query(1, ge=1, le=MOST_PAGES)]
Key = Annotated[int, Field(ge=1, le=LARGEST_KEY)]


class UnitOut(Schema):
    """A union unit."""

    id: int
    parent_id: int | None
    kind: str
    name: str
    place_code: str


class PostOut(Schema):
    """A post that is held at this moment."""

    role: str
    unit_id: int


class MeOut(Schema):
    """Who is signed in."""

    id: UUID
    name: str
    kind: str
    posts: list[PostOut]


class ApplicationOut(Schema):
    """An application without the applicant's name."""

    id: int
    state: str
    unit_id: int
    occupation: str
    submitted_at: datetime | None
    due_at: datetime | None


class ApplicantOut(ApplicationOut):
    """An application with who handed it in."""

    name: str
    phone: str


class VisitOut(Schema):
    """A visit."""

    id: int
    unit_id: int
    title: str
    place: str
    state: str
    starts_at: datetime
    ends_at: datetime | None


def cut_page(rows: QuerySet[Unit] | QuerySet[Application] | QuerySet[Visit], page: int) -> list[object]:
    """One page of a list; beyond the last one there is nothing."""
    paginator = Paginator(rows, PAGE)
    return list(paginator.page(page).object_list) if page <= paginator.num_pages else []


@router.get("/units", auth=None, response=list[UnitOut])
def units(request: HttpRequest, parent: Annotated[int | None, Query(None, ge=1, le=LARGEST_KEY)],
          page: Page) -> list[object]:
    """The public tree: units under one, or all of them."""
    del request
    rows = Unit.objects.filter(closed_on=None).order_by("path")
    return cut_page(rows.filter(parent=parent) if parent else rows, page)


@router.get("/me", auth=Holds("people.be_signed_in"), response=MeOut)
def me(request: HttpRequest) -> dict[str, object]:
    """Who is signed in, and in which posts."""
    account = request.user
    assert isinstance(account, Account)
    return {"id": account.pk, "name": account.name, "kind": account.kind, "posts": list(list_posts(account))}


@router.get("/applications", auth=Holds("people.review"), response=list[ApplicationOut])
def applications(request: HttpRequest, page: Page) -> list[object]:
    """Applications to the units where whoever asks reviews, the oldest first."""
    assert isinstance(request.user, Account)
    return cut_page(Application.objects.visible_to(request.user).order_by("due_at", "pk"), page)


@router.get("/applications/{key}", auth=Holds("people.review"), response={200: ApplicantOut, 404: Trouble})
def application(request: HttpRequest, key: Key) -> dict[str, object]:
    """One application with the applicant's name; the reading is written down."""
    assert isinstance(request.user, Account)
    found = Application.objects.visible_to(request.user).filter(pk=key).first()
    if found is None:
        raise Http404
    record_reading(request.user, found, "api")
    return {**{name: getattr(found, name) for name in ApplicationOut.model_fields}, "name": found.name,
            "phone": mask_phone(found.phone)}


@router.get("/visits", auth=Holds("people.see_visits"), response=list[VisitOut])
def visits(request: HttpRequest, page: Page) -> list[object]:
    """Visits of the units that whoever asks looks after, the newest first."""
    assert isinstance(request.user, Account)
    return cut_page(Visit.objects.visible_to(request.user).order_by("-starts_at", "pk"), page)
