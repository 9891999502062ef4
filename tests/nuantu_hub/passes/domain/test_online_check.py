"""The online check reads publications at most every quarter of a minute, and is silent where there are none."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.nuantu_hub.passes.pass_cast import put_up_poster

from nuantu_hub.passes.domain.online_check import check_online, forget_contexts
from nuantu_hub.passes.domain.publishing import publish
from nuantu_hub.passes.models import Publication

pytestmark = pytest.mark.django_db


def test_publications_are_read_once_for_many_questions() -> None:
    forget_contexts()
    gate = put_up_poster()
    counts = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as asked:
            found = check_online("XT1:", gate.pk)
        assert found is not None
        assert (found.code, found.light) == ("E_FORMAT", "red")
        counts.append(len(asked))
    assert counts == [2, 0, 0]


def test_a_gate_without_a_poster_or_with_a_broken_bundle_has_no_answer() -> None:
    forget_contexts()
    gate = put_up_poster()
    publish(kind=Publication.Kind.BUNDLE, number=900_000 + gate.pk, version=1, body=b"XB1:broken")
    assert (check_online("XT1:", gate.pk), check_online("XT1:", 10**9)) == (None, None)
