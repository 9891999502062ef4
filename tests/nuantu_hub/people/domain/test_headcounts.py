"""A number of workers is kept with its source, its day and how it was counted, or not at all."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from nuantu_hub.people.domain.headcounts import record_headcount
from nuantu_hub.people.models import Account, Headcount, Unit
from nuantu_hub.site.errors import Refused

pytestmark = pytest.mark.django_db
TOLD = {"people": 800, "as_of": date(2025, 6, 30), "source": "区人社局登记", "method": "登记，按证件号去重"}


def test_one_token_is_one_number(officer: Account, district: Unit) -> None:
    token = uuid4()
    for _turn in range(2):
        record_headcount(by=officer, unit=district, token=token, **TOLD)  # type: ignore[arg-type]
    kept = Headcount.objects.get()
    assert {name: getattr(kept, name) for name in TOLD} == TOLD


@pytest.mark.parametrize(("field", "value"), [
    ("people", 0), ("source", " "), ("method", ""), ("as_of", date(9999, 1, 1))])
def test_a_number_without_grounds_is_refused(officer: Account, district: Unit, field: str, value: object) -> None:
    with pytest.raises(Refused) as refusal:
        record_headcount(by=officer, unit=district, token=uuid4(), **TOLD | {field: value})  # type: ignore[arg-type]
    assert (refusal.value.field, Headcount.objects.count()) == (field, 0)
