"""A view that does not say who may open it is opened by nobody."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from nuantu_hub.people.models import Account
from nuantu_hub.site.guards import GuardMiddleware, guard, open_to_all, read_guard

pytestmark = pytest.mark.django_db


def _bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("seen")


@open_to_all
def _open(request: HttpRequest) -> HttpResponse:
    return HttpResponse("seen")


@guard("people.be_worker")
def _for_workers(request: HttpRequest) -> HttpResponse:
    return HttpResponse("seen")


def _find(request: HttpRequest, key: str) -> Account:
    found = Account.objects.filter(login=key).first()
    if found is None:
        raise Http404
    return found


@guard("people.see_own", find=_find)
def _own(request: HttpRequest, key: str) -> HttpResponse:
    return HttpResponse("seen")


def _ask(rf: RequestFactory, view: object, account: object, **words: str) -> object:
    request = rf.get("/somewhere/")
    request.user = account  # type: ignore[assignment]
    middleware = GuardMiddleware(lambda request: HttpResponse())
    return middleware.process_view(request, view, (), words)  # type: ignore[arg-type]


def test_a_view_without_a_guard_is_an_error(rf: RequestFactory, steward: Account) -> None:
    with pytest.raises(ImproperlyConfigured, match="says not who may open it"):
        _ask(rf, _bare, steward)


def test_an_open_view_is_open_to_strangers(rf: RequestFactory) -> None:
    assert _ask(rf, _open, AnonymousUser()) is None


def test_a_stranger_is_sent_to_sign_in_whatever_the_address(rf: RequestFactory) -> None:
    answers = [_ask(rf, _for_workers, AnonymousUser()), _ask(rf, _own, AnonymousUser(), key="nobody")]

    assert [answer["Location"] for answer in answers] == ["/sign-in/?next=/somewhere/"] * 2  # type: ignore[index]


def test_who_may_not_hears_that_there_is_none(rf: RequestFactory, rider: Account, steward: Account) -> None:
    assert _ask(rf, _for_workers, rider) is None
    with pytest.raises(Http404):
        _ask(rf, _for_workers, steward)


def test_a_thing_is_found_before_it_is_judged(rf: RequestFactory, rider: Account, other_rider: Account) -> None:
    assert _ask(rf, _own, rider, key=rider.login) is None
    for key in (other_rider.login, "nobody"):
        with pytest.raises(Http404):
            _ask(rf, _own, rider, key=key)


def test_a_guard_is_read_under_decorators() -> None:
    told = read_guard(_own)

    assert told is not None
    assert (told.permission, told.find) == ("people.see_own", _find)
    assert read_guard(_bare) is None
