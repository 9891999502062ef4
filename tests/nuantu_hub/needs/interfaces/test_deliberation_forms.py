"""Forms of deliberations: what a moderator's form says becomes a verdict; pages count from one."""

from __future__ import annotations

import uuid

import pytest

from nuantu_hub.needs.interfaces.deliberation_forms import FollowForm, ModerateForm, RunForm, StatementForm


@pytest.mark.parametrize(("rule", "number", "told"), [("fits", "", ("shown", None)), ("same", "3", ("out", 2))])
def test_a_rule_becomes_a_verdict(rule: str, number: str, told: tuple[str, int | None]) -> None:
    form = ModerateForm({"rule": rule, "same_as": number, "reason": "一"})
    assert form.is_valid()
    decision = form.tell_decision()
    assert (decision["verdict"], decision["same_as"]) == told


def test_the_number_of_groups_may_be_left_out_but_not_be_one() -> None:
    token = str(uuid.uuid4())
    assert RunForm({"token": token}).is_valid()
    assert not RunForm({"token": token, "forced_groups": "1"}).is_valid()


def test_a_sentence_needs_a_token_and_words() -> None:
    assert set(StatementForm({}).errors) == {"token", "text"}
    assert set(FollowForm({}).errors) == {"code"}
