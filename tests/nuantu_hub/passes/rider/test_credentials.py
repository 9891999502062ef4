"""Which credential a phone shows where: nothing is common to two compounds while there are enough, and none is old."""

from __future__ import annotations

from typing import Any

from tests.node import ask_module

WINDOW_S = 4 * 3600
NOON_S = 1_795_320_000 - 1_795_320_000 % WINDOW_S


def make_rows(count: int, window: int = 0, kind: int = 1, zones: tuple[int, ...] = (1,)) -> list[dict[str, Any]]:
    """Credentials of a window as the phone keeps them, without their keys."""
    start = NOON_S + window * WINDOW_S
    return [{"id": 100 * window + place + 1000 * kind, "kind": kind, "start": start, "notBefore": start,
             "expires": start + WINDOW_S, "zones": list(zones), "compound": None} for place in range(count)]


def pass_gates(rows: list[dict[str, Any]], gates: list[dict[str, Any]], at_s: int) -> list[int | None]:
    """The id of what is shown at one gate after another; a claimed credential is remembered as the page does."""
    return list(ask_module("rider/credentials.js", """(async () => {
        const store = { credentials: { put: async () => {} } }, shown = [];
        for (const gate of given.gates) {
            const row = it.choose(given.rows, gate, given.at);
            if (row?.id) await it.claim(store, row, gate.compound);
            shown.push(row?.id ?? (row?.wrongZone ? "zone" : null));
        }
        return shown;
    })()""", {"rows": rows, "gates": gates, "at": at_s}))


def gate(compound: int, kind: int = 1, zone: int = 1) -> dict[str, Any]:
    """What the phone knows of a gate."""
    return {"compound": compound, "kind": kind, "zone": zone}


def test_each_compound_sees_one_credential_and_no_two_the_same() -> None:
    """Eighteen compounds twice over: the same one at the same compound, eighteen different ones in all."""
    there = [gate(compound) for compound in range(18)]

    shown = pass_gates(make_rows(18), there + there, NOON_S + 60)

    assert shown[:18] == shown[18:]
    assert len(set(shown[:18])) == 18


def test_in_the_next_window_a_compound_sees_another_one() -> None:
    rows = make_rows(3) + make_rows(3, window=1)

    first, = pass_gates(rows, [gate(7)], NOON_S + 60)
    second, = pass_gates(rows, [gate(7)], NOON_S + WINDOW_S + 60)

    assert first != second


def test_beyond_the_last_fresh_one_the_least_shown_is_shown_again() -> None:
    shown = pass_gates(make_rows(2), [gate(1), gate(2), gate(3), gate(4), gate(5)], NOON_S + 60)

    assert sorted(shown.count(one) for one in set(shown)) == [2, 3]


def test_a_door_s_credential_is_never_shown_at_a_gate_nor_the_other_way() -> None:
    rows = make_rows(1) + make_rows(1, kind=2)

    assert pass_gates(rows, [gate(5), gate(5, kind=2)], NOON_S + 60) == [1000, 2000]
    assert pass_gates(make_rows(1), [gate(5, kind=2)], NOON_S + 60) == [None]
    assert pass_gates(make_rows(1, kind=2), [gate(5)], NOON_S + 60) == [None]


def test_none_is_shown_that_is_over_not_begun_or_for_another_zone() -> None:
    rows = make_rows(2)

    assert pass_gates(rows, [gate(5)], NOON_S - 1) == [None]
    assert pass_gates(rows, [gate(5)], NOON_S + WINDOW_S - 4) == [None]
    assert pass_gates(rows, [gate(5, zone=9)], NOON_S + 60) == ["zone"]


def test_after_a_fetch_just_before_a_window_ends_twelve_hours_are_left() -> None:
    rows = [row for window in range(4) for row in make_rows(18, window)]
    last_s = NOON_S + WINDOW_S - 1

    told = ask_module("rider/credentials.js",
                      "[it.findEnd(given.rows, 1, given.at), it.listMissing(given.rows, 1, given.at)]",
                      {"rows": rows, "at": last_s})

    assert told == [last_s + 1 + 12 * 3600, []]
    assert len(rows) == 72


def test_a_gap_between_windows_ends_what_the_phone_promises() -> None:
    rows = make_rows(1) + make_rows(1, window=2)

    assert ask_module("rider/credentials.js", f"it.findEnd(given, 1, {NOON_S + 5})", rows) == NOON_S + WINDOW_S


def test_a_key_is_a_point_in_its_short_form_and_cannot_be_read() -> None:
    told = ask_module("rider/credentials.js", """(async () => {
        const one = await it.makeKey();
        const read = await crypto.subtle.exportKey("pkcs8", one.key).then(() => true, () => false);
        return [one.point.length, one.point[0] === 2 || one.point[0] === 3, one.key.extractable, read];
    })()""")

    assert told == [33, True, False, False]


def test_one_step_has_one_text_and_the_next_another() -> None:
    """Its parts are read by the other verifier's own decoders."""
    from nuantu.passes.presentation import decode_presentation, split_token

    texts = ask_module("rider/credentials.js", """(async () => {
        const { key } = await it.makeKey();
        const present = it.openPresenter({ key, credential: new Uint8Array(180) }, 77);
        return [await present(150), await present(164.9), await present(165)];
    })()""")

    assert (texts[0] == texts[1], texts[1] == texts[2]) == (True, False)
    shown = [decode_presentation(split_token(text).presentation) for text in texts[1:]]
    assert [(one.step, one.gate, len(one.nonce)) for one in shown] == [(10, 77, 4), (11, 77, 4)]


def test_a_number_that_a_gate_asks_for_stands_in_the_code_at_once_and_no_longer_than_it_is_asked() -> None:
    from nuantu.passes.presentation import decode_presentation, split_token

    texts = ask_module("rider/credentials.js", """(async () => {
        const { key } = await it.makeKey();
        let asked = null;
        const present = it.openPresenter({ key, credential: new Uint8Array(180) }, 77, () => asked);
        const told = [await present(150)];
        asked = new TextEncoder().encode("482719");
        told.push(await present(151), await present(152));
        asked = null;
        return [...told, await present(153)];
    })()""")

    assert (texts[1] == texts[2], len(set(texts))) == (True, 3)
    nonces = [decode_presentation(split_token(text).presentation).nonce for text in texts]
    assert ([len(one) for one in nonces], nonces[1]) == ([4, 6, 6, 4], b"482719")
