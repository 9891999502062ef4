"""What the hub says is read strictly, and a defect is named by its field."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from nuantu.core.errors import InputError
from nuantu.gates.wire import (
    AllowedKey,
    AllowList,
    Config,
    Enrolled,
    Hours,
    Order,
    SyncReply,
    read_allow_list,
    read_config,
    read_enrolled,
    read_sync_reply,
    write_allow_list,
    write_config,
)

REPLY: dict[str, Any] = {
    "through": 57, "time": 1_767_225_601,
    "config": {"version": 4, "seats": 12, "held_open_s": 60, "hours": {"spans": [[1, 2], [5, 9]], "end": 20}},
    "allow": {"version": 9, "keys": [{"number": 7, "kind": "standing", "from": 1, "until": 2}], "revoked": [3]},
    "orders": [{"id": "0e2b", "kind": "unlock", "until": 5}]}
CONFIG = Config(4, 12, 60, Hours(((1, 2), (5, 9)), 20))
ALLOW = AllowList(9, (AllowedKey(7, "standing", 1, 2),), frozenset({3}))


def test_an_answer_is_read_whole() -> None:
    assert read_sync_reply(REPLY) == SyncReply(57, 1_767_225_601, CONFIG, ALLOW, (Order("0e2b", "unlock", 5),))


def test_what_the_door_has_need_not_be_told_again() -> None:
    found = read_sync_reply({"through": 0, "time": 0, "orders": []})

    assert (found.config, found.allow) == (None, None)


def _damage(path: str, value: Any) -> dict[str, Any]:
    found: Any = json.loads(json.dumps(REPLY))
    *way, last = path.split(".")
    inner = found
    for part in way:
        inner = inner[int(part) if part.isdigit() else part]
    inner[last] = value
    return found  # type: ignore[no-any-return]


@pytest.mark.parametrize(("path", "value", "field"), [
    ("through", -1, "through"), ("through", True, "through"), ("through", 1.0, "through"), ("through", None, "through"),
    ("through", 2**53, "through"), ("time", "now", "time"), ("time", 2**40, "time"), ("config", [], "config"),
    ("config.seats", "many", "seats"), ("config.version", None, "version"),
    ("config.held_open_s", 90_000, "held_open_s"),
    ("config.hours", "24/7", "config.hours"), ("config.hours.spans", [[1]], "config.hours.spans"),
    ("config.hours.spans", [1], "config.hours.spans"), ("config.hours.end", None, "end"),
    ("allow.keys.0.kind", "master", "allow.keys.kind"), ("allow.keys.0.number", -7, "number"),
    ("allow.keys.0.from", 1.5, "from"), ("allow.keys", {}, "keys"), ("allow.revoked", ["3"], "revoked"),
    ("orders", None, "orders"), ("orders.0.id", "", "id"), ("orders.0.id", "x" * 65, "id"),
    ("orders.0.kind", 1, "kind"),
    ("orders.0.until", float("nan"), "until"),
])
def test_a_field_of_another_form_is_named(path: str, value: Any, field: str) -> None:
    with pytest.raises(InputError) as caught:
        read_sync_reply(_damage(path, value))

    assert caught.value.field == field


@pytest.mark.parametrize("body", [None, [], "text", 7])
def test_an_answer_that_is_no_object_is_refused(body: Any) -> None:
    with pytest.raises(InputError, match="no object"):
        read_sync_reply(body)


def test_an_enrolment_is_read_and_its_secret_shows_nowhere() -> None:
    found = read_enrolled({"door": "17", "secret": base64.b64encode(bytes(32)).decode(), "time": 5})

    assert found == Enrolled("17", bytes(32), 5)
    assert "secret" not in repr(found)


@pytest.mark.parametrize("secret", ["", "!!", base64.b64encode(bytes(31)).decode(), 7])
def test_a_secret_that_is_none_is_refused(secret: Any) -> None:
    with pytest.raises(InputError):
        read_enrolled({"door": "17", "secret": secret, "time": 5})


def test_what_was_told_is_kept_as_it_was_told() -> None:
    assert read_config(json.loads(write_config(CONFIG))) == CONFIG
    assert read_config(json.loads(write_config(Config()))) == Config()
    assert read_allow_list(json.loads(write_allow_list(ALLOW))) == ALLOW


def test_hours_are_half_open_and_known_up_to_their_end() -> None:
    assert [Hours(((1, 2), (5, 9)), 20).is_open(at) for at in (0, 1, 2, 4, 5, 8, 9, 19, 20, 99)] == [
        False, True, False, False, True, True, False, False, True, True]
