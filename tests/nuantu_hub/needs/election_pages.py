"""What tests of elections' pages do again and again: read a page, hand in a form, vote as a phone does."""

from __future__ import annotations

import base64
import json
import secrets

from django.test import Client
from django.urls import reverse
from tests.nuantu_hub.needs.election_scene import Scene

from nuantu_hub.needs.domain.ballot_form import Ballot, draw_code, fill_ballot
from nuantu_hub.needs.domain.ballot_papers import blind_ticket, unblind
from nuantu_hub.seam.ballot_box import seal_ballot


def read(client: Client, name: str, *args: object, status: int = 200) -> str:
    """The page of an address."""
    answer = client.get(reverse(f"needs:{name}", args=args))
    assert answer.status_code == status, (name, answer.status_code)
    return answer.content.decode()


def post(client: Client, where: str, *args: object, **words: object) -> int:
    """The status of a form that is handed in."""
    return client.post(reverse(f"needs:{where}", args=args), words).status_code


def cast_by_pages(scene: Scene, client: Client, marks: list[int]) -> tuple[int, int]:
    """What the phone's module does, by the same two requests; the second without any cookie."""
    contest, ticket = scene.contest(), secrets.token_bytes(32)
    blinded, factor = blind_ticket(contest.ticket_public, ticket)
    paper = client.post(reverse("needs:ballot_paper", args=[contest.pk]), content_type="application/json",
                        data=json.dumps({"blinded": base64.b64encode(blinded).decode()}))
    if paper.status_code != 200:
        return paper.status_code, 0
    signed = base64.b64decode(paper.json()["signed"])
    body = seal_ballot(base64.b64decode(scene.election.box_public), contest.pk,
                       fill_ballot(Ballot(draw_code(), tuple(marks))))
    parts = {"ticket": ticket, "signature": unblind(contest.ticket_public, ticket, signed, factor), "body": body}
    box = Client(enforce_csrf_checks=True).post(
        reverse("needs:ballot_box", args=[contest.pk]), content_type="application/json",
        data=json.dumps({name: base64.b64encode(part).decode() for name, part in parts.items()}))
    return paper.status_code, box.status_code
