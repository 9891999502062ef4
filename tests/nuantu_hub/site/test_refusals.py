"""A refusal that no form shows becomes a page with its words; a fault stays a fault."""

from __future__ import annotations

from django.test import RequestFactory

from nuantu_hub.site.errors import Refused
from nuantu_hub.site.refusals import RefusalMiddleware


def test_a_refusal_is_answered_with_its_words_and_its_status(rf: RequestFactory) -> None:
    answer = RefusalMiddleware(lambda request: None).process_exception(  # type: ignore[arg-type, return-value]
        rf.get("/somewhere/"), Refused("这一天已经结束", "请选另一天"))

    assert answer is not None
    assert answer.status_code == 422
    assert "这一天已经结束" in answer.content.decode()
    assert "请选另一天" in answer.content.decode()


def test_a_fault_is_left_alone(rf: RequestFactory) -> None:
    middleware = RefusalMiddleware(lambda request: None)  # type: ignore[arg-type, return-value]

    assert middleware.process_exception(rf.get("/"), ValueError("broken")) is None
