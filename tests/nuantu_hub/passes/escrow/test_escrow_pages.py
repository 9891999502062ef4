"""Opening a sealed list in the browser: what Python seals the page's modules open, and the other way round."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from tests.node import STATIC, ask_module

from nuantu.core.errors import InputError
from nuantu.passes.escrow import (
    WINDOW_S,
    EscrowWindow,
    Incident,
    Issuance,
    Seat,
    hand_share,
    open_share,
    open_window,
    seal_issuance,
    take_share,
)
from nuantu.passes.escrow_file import HandedShare, read_handed_share, write_handed_share, write_window_file
from nuantu.passes.key_file import label_holder_key, open_key_file, place_new_file, save_key_file
from nuantu.passes.sealing import seal, unseal
from nuantu.passes.trace import derive_trace

START_S = 1_795_305_600
WORDS = "seven lamps by the river"
DAY_KEY = b"the gate's key of this very day."
INCIDENT = Incident(DAY_KEY, derive_trace(DAY_KEY, b"batch207"), START_S + 3_600)
UNION, STREET, COMMITTEE = (X25519PrivateKey.generate() for _ in range(3))
LOAD = ("const key = await import(given.base + 'holder_key.js'); const {readPrivate} = await import(given.base + "
        "'sealing.js'); const holder = async (one) => readPrivate(key.decode(one));")
SEARCH = "(async () => {" + LOAD + """
  const bytes = (one) => key.decode(one);
  const asked = {dayKey: bytes(given.day_key), trace: bytes(given.trace), minute: given.minute};
  try {
    return await it.searchWindow(it.readWindow(given.window), given.handed, await holder(given.holder), asked);
  } catch (error) { return error.code ?? String(error); }
})()"""


def code(data: bytes) -> str:
    """Bytes as they stand in files."""
    return base64.b64encode(data).decode()


def public(holder: X25519PrivateKey) -> bytes:
    """The public half."""
    return holder.public_key().public_bytes_raw()


def draw_window(start_s: int = START_S) -> tuple[EscrowWindow, list[bytes]]:
    """A window with four riders' rows and one that does not open."""
    window = open_window(7, start_s, [Seat(name, (public(one),)) for name, one in
                                      (("union", UNION), ("street", STREET), ("committee", COMMITTEE))])
    rows = [seal_issuance(window, Issuance(f"rider-{who}", START_S - 60, tuple(b"batch%d%02d" % (who, n)
                                                                               for n in range(24))))
            for who in (1, 2, 3, 4)]
    return window, [*rows, b"rubbish"]


def ask_search(window: EscrowWindow, rows: list[bytes], handed: dict[str, Any], holder: X25519PrivateKey,
               incident: Incident = INCIDENT) -> Any:
    """What the page's module answers the second holder."""
    return ask_module("escrow/escrow.js", SEARCH, {
        "base": f"{STATIC.as_uri()}/escrow/", "window": json.loads(write_window_file(window, rows)), "handed": handed,
        "holder": code(holder.private_bytes_raw()), "day_key": code(incident.day_key), "trace": code(incident.trace),
        "minute": incident.minute_s})


def hand(window: EscrowWindow, first: X25519PrivateKey, to: X25519PrivateKey) -> dict[str, Any]:
    """A share on its way, as the command writes it."""
    (sealed,) = [one for one in window.shares if one.holder == public(first)]
    share = open_share(window, sealed, first)
    return json.loads(write_handed_share(HandedShare(window.public, share.point, public(to),
                                                     hand_share(window, share, public(to)))))


def test_the_second_holder_finds_the_rider_in_the_browser() -> None:
    """From either seat, with the row that does not open told."""
    window, rows = draw_window()
    found = {"found": {"rider": "rider-2", "issued": START_S - 60}, "rows": 5, "unreadable": 1}

    assert ask_search(window, rows, hand(window, UNION, STREET), STREET) == found
    assert ask_search(window, rows, hand(window, STREET, COMMITTEE), COMMITTEE) == found
    nobody = ask_search(window, rows, hand(window, UNION, STREET), STREET, replace(INCIDENT, trace=bytes(8)))
    assert nobody == {"found": None, "rows": 5, "unreadable": 1}


def test_nothing_opens_with_one_share_or_in_another_window() -> None:
    """One's own share handed to oneself, another's holder, another window, a minute outside, a mark cut short."""
    window, rows = draw_window()
    later, _ = draw_window(START_S + WINDOW_S)
    planted, own = hand(window, UNION, STREET), hand(window, STREET, STREET)

    answers = [ask_search(window, rows, own, STREET), ask_search(window, rows, planted, COMMITTEE),
               ask_search(window, rows, hand(later, UNION, STREET), STREET),
               ask_search(window, rows, planted, X25519PrivateKey.generate()),
               ask_search(window, rows, planted, STREET, replace(INCIDENT, minute_s=START_S - 600)),
               ask_search(window, rows, planted, STREET, replace(INCIDENT, trace=bytes(7)))]

    assert answers == ["share", "share", "window", "share", "minute", "incident"]


def test_one_trace_of_two_riders_is_refused_in_the_browser() -> None:
    """As in the command."""
    window, rows = draw_window()
    again = seal_issuance(window, Issuance("rider-9", START_S, (b"batch207",)))

    assert ask_search(window, [*rows, again], hand(window, UNION, STREET), STREET) == "two_riders"


def test_a_share_handed_over_in_the_browser_is_taken_by_the_command(tmp_path: Path) -> None:
    """And only by whom it was meant for."""
    window, rows = draw_window()
    told = ask_module("escrow/escrow.js", f"""(async () => {{{LOAD}
      const window = it.readWindow(given.window), first = await holder(given.holder);
      const stranger = await it.handShare(window, first, new Uint8Array(32)).catch((error) => error.code);
      return [stranger, await it.handShare(window, first, key.decode(given.to))];
    }})()""", {"base": f"{STATIC.as_uri()}/escrow/", "window": json.loads(write_window_file(window, rows)),
               "holder": code(UNION.private_bytes_raw()), "to": code(public(STREET))})
    (tmp_path / "handed.json").write_text(json.dumps(told[1]))

    handed = read_handed_share(tmp_path / "handed.json")

    assert told[0] == "no_share"
    assert (handed.window, handed.seat, handed.to) == (window.public, 1, public(STREET))
    assert take_share(window, handed.sealed, STREET).point == 1
    with pytest.raises(InputError):
        take_share(window, handed.sealed, COMMITTEE)


def test_a_holders_key_is_the_same_file_here_and_there(tmp_path: Path) -> None:
    """Drawn by Python, opened in the browser, and the other way round; wrong words open neither."""
    private = X25519PrivateKey.generate()
    path = tmp_path / "holder.key"
    save_key_file(path, label_holder_key(private, "望京街道 \"street\"", START_S), private, WORDS)
    told = ask_module("escrow/holder_key.js", """(async () => {
      const opened = await it.openHolder(given.text, given.words);
      const fault = async (text, words) => it.openHolder(text, words).catch((error) => error.code);
      const changed = JSON.stringify({...JSON.parse(given.text), name: "somebody"});
      return [it.encode(opened.publicBytes), opened.office, await fault(given.text, "wrong words here"),
        await fault(changed, given.words), await fault("{", "x"), await fault("{}", "x"),
        (await it.drawHolder("居委会 office", given.words, given.now)).text,
        await it.drawHolder("x", "short", 1).catch((error) => error.code)];
    })()""", {"text": path.read_text(), "words": WORDS, "now": START_S})
    place_new_file(tmp_path / "drawn.key", told[6].encode(), 0o600)

    drawn = open_key_file(tmp_path / "drawn.key", lambda: WORDS, "holder")

    assert told[:6] == [code(public(private)), "望京街道 \"street\"", "passphrase", "passphrase", "form", "form"]
    assert told[7] == "short"
    assert (drawn.label.name, drawn.label.made_s) == ("居委会 office", START_S)
    assert drawn.label.public == public(drawn.holder)


def test_sealing_agrees_with_the_standard_and_with_python() -> None:
    """RFC 9180's example (appendix A.1.1), and both directions with fresh keys; changed bytes and bad keys refused."""
    private = X25519PrivateKey.generate()
    told = ask_module("escrow/sealing.js", """(async () => {
      const hex = (text) => Uint8Array.from(text.match(/../g), (two) => parseInt(two, 16));
      const show = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
      const words = (text) => new TextEncoder().encode(text), read = (bytes) => new TextDecoder().decode(bytes);
      const standard = await it.unseal(hex(given.sealed), await it.readPrivate(hex(given.standard)),
        words("Ode on a Grecian Urn"), words("Count-0"));
      const holder = await it.readPrivate(hex(given.private)), sealed = hex(given.python);
      const fault = async (act) => act.then(() => "opened", (error) => error.message);
      const bad = sealed.slice();
      bad[40] ^= 1;
      return [read(standard), read(await it.unseal(sealed, holder, words("row"))),
        await fault(it.unseal(bad, holder, words("row"))), await fault(it.unseal(sealed, holder, words("share"))),
        await fault(it.seal(words("x"), new Uint8Array(32), words("row"))),
        show(await it.seal(words("from the page"), holder.publicBytes, words("row")))];
    })()""", {
        "standard": "4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8",
        "sealed": "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"
                  "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a",
        "private": private.private_bytes_raw().hex(), "python": seal(b"from the hub", public(private), b"row").hex()})

    assert told[:5] == ["Beauty is truth, truth beauty", "from the hub", "this key does not open it",
                        "this key does not open it", "this cannot be sealed to that key"]
    assert unseal(bytes.fromhex(told[5]), private, b"row") == b"from the page"
