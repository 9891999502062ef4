"""Requests that are owed an answer stand in staff's today."""

from __future__ import annotations

import uuid

import pytest

from nuantu_hub.days.domain.asking import Ground, claim_request, open_request, withdraw_request
from nuantu_hub.days.due import list_due_requests
from nuantu_hub.days.models import Link, Run
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now

pytestmark = pytest.mark.django_db


def test_an_open_request_is_due_for_those_who_owe_it(link: Link, run: Run, rider: Account, officer: Account,
                                                    other_officer: Account) -> None:
    made = open_request(account=rider, run=run, ground=Ground("YG-piece-rate", "P21"), words="少了",
                        token=uuid.uuid4())
    due = list(list_due_requests(officer, now()))
    assert [(one.due, one.owner, one.clause_id) for one in due] == [(made.due_at, None, "P21")]
    assert str(made.pk) in due[0].url
    assert rider.name not in f"{due[0].title}{due[0].detail}"
    claim_request(by=officer, request=made)
    assert [one.owner for one in list_due_requests(officer, now())] == [officer.name]
    assert list(list_due_requests(other_officer, now())) == []
    withdraw_request(request=made)
    assert list(list_due_requests(officer, now())) == []
