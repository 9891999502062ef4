"""Samples."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.nuantu_hub.needs.trial_cast import begin, collect

from nuantu_hub.needs.models import TrialSample
from nuantu_hub.people.models import Account, Unit

pytestmark = pytest.mark.django_db


def test_a_letter_stands_once_and_a_report_holds_until_its_day(officer: Account, district: Unit) -> None:
    sample = collect(officer, begin(officer, district), 1).samples.get()
    assert (sample.unit, sample.is_out, sample.is_certified(date(2099, 1, 1))) == (district, False, True)
    assert not sample.is_certified(date(2099, 1, 2))
    sample.pk, sample.token = None, "0" * 32
    with pytest.raises(IntegrityError), transaction.atomic():
        sample.save(force_insert=True)
    assert TrialSample.objects.count() == 1
