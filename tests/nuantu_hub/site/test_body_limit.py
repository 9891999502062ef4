"""What is larger than any form needs is turned away unread."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from nuantu_hub.site.body_limit import MOST_BYTES, BodyLimitMiddleware


def _answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse("read", status=200)


@pytest.mark.parametrize(("headers", "status"), [
    ({}, 200), ({"CONTENT_LENGTH": str(MOST_BYTES)}, 200), ({"CONTENT_LENGTH": str(MOST_BYTES + 1)}, 413),
    ({"CONTENT_LENGTH": "-1"}, 413), ({"CONTENT_LENGTH": "²"}, 413), ({"HTTP_TRANSFER_ENCODING": "Chunked"}, 411),
])
def test_a_request_is_judged_by_what_it_says_of_its_size(
    rf: RequestFactory, headers: dict[str, str], status: int,
) -> None:
    request = rf.get("/")
    request.META.update(headers)

    answer = BodyLimitMiddleware(_answer)(request)

    assert answer.status_code == status
    assert ("文件太大" in answer.content.decode()) == (status == 413)
