"""The voter's modules in JavaScript and the hub in Python: what one blinds, signs or seals the other takes."""

from __future__ import annotations

import base64
import secrets
from atexit import register
from functools import cache
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import mkdtemp
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from tests.node import ask_module

import nuantu_hub
from nuantu_hub.needs.domain.ballot_form import read_ballot, read_code
from nuantu_hub.needs.domain.ballot_papers import draw_paper_key, is_paper, sign_blinded
from nuantu_hub.seam.ballot_box import draw_box, hand_share, open_ballot, open_share, read_box_key, recover_key

HUB = Path(nuantu_hub.__file__).parent


@cache
def gather_static() -> Path:
    """The modules of both apps under one folder, as they are served."""
    folder = Path(mkdtemp(prefix="nuantu-static-"))
    register(rmtree, folder)
    for app in ("needs", "passes"):
        copytree(HUB / app / "static" / app, folder / app)
    return folder


def ask(name: str, expression: str, given: Any) -> Any:
    """The value of an expression with one of the elections' modules."""
    return ask_module(str(gather_static() / "needs" / "elections" / name), expression, given)


def code(data: bytes) -> str:
    """Bytes as text."""
    return base64.b64encode(data).decode()


TO_BYTES = "const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));"
TO_TEXT = "const text = (data) => btoa(String.fromCharCode(...data));"


def test_the_hub_signs_what_the_browser_blinds_and_sees_nothing_of_it() -> None:
    stored, public = draw_paper_key()
    ticket = secrets.token_bytes(32)
    asked = ask("paper.js", "(async () => {" + TO_BYTES + TO_TEXT + """
      const {blinded, factor} = await it.blindTicket(given.public, bytes(given.ticket));
      return {blinded: text(blinded), factor: text(factor)}; })()""", {"public": public, "ticket": code(ticket)})
    signed = sign_blinded(stored, base64.b64decode(asked["blinded"]))

    signature = ask("paper.js", "(async () => {" + TO_BYTES + TO_TEXT + """
      return text(await it.unblind(given.public, bytes(given.ticket), bytes(given.signed), bytes(given.factor)));
      })()""", {"public": public, "ticket": code(ticket), "signed": code(signed), "factor": asked["factor"]})

    assert is_paper(public, ticket, base64.b64decode(signature))
    assert not is_paper(public, secrets.token_bytes(32), base64.b64decode(signature))
    assert not is_paper(draw_paper_key()[1], ticket, base64.b64decode(signature))


def test_the_browser_refuses_a_paper_for_another_ticket() -> None:
    stored, public = draw_paper_key()
    said = ask("paper.js", "(async () => {" + TO_BYTES + TO_TEXT + """
      const {blinded, factor} = await it.blindTicket(given.public, bytes(given.ticket));
      return {blinded: text(blinded), factor: text(factor)}; })()""",
               {"public": public, "ticket": code(bytes(32))})
    signed = sign_blinded(stored, base64.b64decode(said["blinded"]))

    answer = ask("paper.js", "(async () => {" + TO_BYTES + """
      const parts = [given.other, given.signed, given.factor].map(bytes);
      try { await it.unblind(given.public, ...parts); return "taken"; }
      catch (error) { return error.message; } })()""", {
        "public": public, "other": code(b"x" * 32), "signed": code(signed), "factor": said["factor"]})

    assert answer == "another ticket"


def test_a_ballot_that_the_browser_fills_opens_for_its_contest() -> None:
    private = X25519PrivateKey.generate()
    told = ask("ballot.js", "(async () => {" + TO_BYTES + TO_TEXT + """
      const made = it.drawCode(), plain = it.fillBallot(made, [3, 1, 3]);
      return {made, body: text(await it.sealBallot(bytes(given.box), given.contest, plain))}; })()""",
               {"box": code(private.public_key().public_bytes_raw()), "contest": 81})

    ballot = read_ballot(open_ballot(private, 81, base64.b64decode(told["body"])))

    assert (ballot.code, ballot.marks) == (told["made"], (1, 3))
    assert read_code(told["made"]) == told["made"]
    assert len(base64.b64decode(told["body"])) == 560


def test_two_holders_open_a_box_in_the_browser_as_in_python() -> None:
    holders = {seat: X25519PrivateKey.generate() for seat in (1, 2, 3)}
    box = draw_box({seat: key.public_key().public_bytes_raw() for seat, key in holders.items()})
    share = open_share(box, 1, holders[1].private_bytes_raw())
    handed = hand_share(box, share, holders[3].public_key().public_bytes_raw())

    secret = ask("box.js", "(async () => {" + TO_BYTES + TO_TEXT + """
      const {readPrivate} = await import(given.sealing);
      const box = {publicBytes: bytes(given.box), shares: {3: bytes(given.share)}};
      const holder = await readPrivate(bytes(given.key));
      const brought = await it.takeShare(box, bytes(given.handed), holder);
      return text(await it.recoverKey(box, brought, await it.openShare(box, 3, holder))); })()""", {
        "sealing": (gather_static() / "passes/escrow/sealing.js").as_uri(), "box": code(box.public),
        "share": code(box.shares[3]), "key": code(holders[3].private_bytes_raw()), "handed": code(handed)})

    assert base64.b64decode(secret) == recover_key(box, share, open_share(box, 3, holders[3].private_bytes_raw()))
    assert read_box_key(box.public, base64.b64decode(secret)).public_key().public_bytes_raw() == box.public
