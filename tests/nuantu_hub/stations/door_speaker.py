"""A controller's side of the protocol, as short as it can be: a key of its own, events, signed requests."""

from __future__ import annotations

import base64
import json
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.http import HttpResponse
from django.test import Client

from nuantu_hub.seam.door_signing import build_message
from nuantu_hub.site.clock import now
from nuantu_hub.stations.models import Door, Station

SYNC, ENROL = "/doors/v1/sync", "/doors/v1/enrol"


def write_event(seq: int, at: datetime, kind: str = "entered", **more: Any) -> dict[str, Any]:
    """One event as a controller writes it."""
    return {"id": str(uuid.uuid4()), "seq": seq, "at": int(at.timestamp()), "kind": kind, **more}


@dataclass
class Speaker:
    """A controller with a key; ``door`` is the id that the hub gave."""

    door: str = "new"
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    client: Client = field(default_factory=Client)

    @property
    def public_key(self) -> str:
        """Its public key, base64."""
        return base64.b64encode(self.key.public_key().public_bytes_raw()).decode()

    def sign(self, path: str, body: bytes, at_s: int | None = None) -> dict[str, str]:
        """The headers of a request."""
        time = int(now().timestamp()) if at_s is None else at_s
        signature = self.key.sign(build_message("POST", path, time, body))
        return {"Nuantu-Door": self.door, "Nuantu-Time": str(time),
                "Nuantu-Signature": base64.b64encode(signature).decode()}

    def post(self, path: str, told: Any, at_s: int | None = None, **headers: str) -> HttpResponse:
        """Send something signed; ``headers`` go in the place of its own."""
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        signed = self.sign(path, body, at_s) | {name.replace("_", "-"): value for name, value in headers.items()}
        answer: HttpResponse = self.client.post(path, body, content_type="application/json", headers=signed)
        return answer

    def enrol(self, station: Station, **more: Any) -> HttpResponse:
        """Ask to be let in."""
        return self.post(ENROL, {"station": station.code, "public_key": self.public_key, "name": "东门",
                                 "protocol": 1, **more})

    def sync(self, *events: dict[str, Any], first: int | None = None, **state: Any) -> Any:
        """Tell events and a state; the answer as data."""
        told: dict[str, Any] = {"events": list(events), "state": state}
        if first is not None:
            told["first"] = first
        answer = self.post(SYNC, told)
        assert answer.status_code == 200, answer.content
        return answer.json()


def make_speaker(station: Station) -> Speaker:
    """A controller whose door stands at the station and was let in."""
    speaker = Speaker()
    door = Door.objects.create(station=station, device_key=speaker.public_key, enrolled_at=now(),
                               state=Door.State.APPROVED, approved_at=now())
    speaker.door = str(door.pk)
    return speaker
