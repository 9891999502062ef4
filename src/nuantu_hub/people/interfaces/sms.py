"""Short messages to phones, through a gateway that can be exchanged.

``NUANTU_HUB_SMS_URL`` names a gateway over HTTP; ``NUANTU_HUB_DEV_SMS=1`` writes messages into the data folder, where a
developer reads them. A hub with neither refuses to send, and says so.
"""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from nuantu_hub.site.clock import now
from nuantu_hub.site.errors import Refused

#: Only for development: messages are kept in the data folder and shown at /dev/outbox.
DEVELOPMENT = "NUANTU_HUB_DEV_SMS"
URL = "NUANTU_HUB_SMS_URL"
HOSTS = "NUANTU_HUB_SMS_HOSTS"
KEY = "NUANTU_HUB_SMS_KEY"
TIMEOUT = "NUANTU_HUB_SMS_TIMEOUT_S"
USUAL_TIMEOUT_S = 5.0
KEPT = 50


class NotSentError(Refused):
    """A message did not reach the gateway. The same words whoever it was for."""

    status = 503

    def __init__(self) -> None:
        super().__init__(_("短信没有发出"), _("请稍后再试，或到工会服务站办理"))


class Gateway(Protocol):
    """Sends one short message; raises NotSentError where it could not hand it over."""

    def send(self, phone: str, text: str) -> None:
        """Send a text to a phone (E.164)."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message in the development outbox."""

    at: datetime
    phone: str
    text: str


@dataclass(frozen=True, slots=True)
class DevelopmentGateway:
    """Keeps messages in a file of the data folder, the newest ``KEPT`` of them."""

    folder: Path

    def send(self, phone: str, text: str) -> None:
        """Add a message to the outbox."""
        rows = [*self._read_rows(), {"at": now().isoformat(), "phone": phone, "text": text}][-KEPT:]
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self.folder / f"outbox.{os.getpid()}.part"
        fresh.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        fresh.replace(self.folder / "outbox.json")

    def list_messages(self) -> list[Message]:
        """What was sent, the newest first."""
        return [Message(datetime.fromisoformat(row["at"]), row["phone"], row["text"])
                for row in reversed(self._read_rows())]

    def _read_rows(self) -> list[dict[str, str]]:
        path = self.folder / "outbox.json"
        if not path.is_file():
            return []
        rows: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
        return rows


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


@dataclass(frozen=True, slots=True)
class HttpGateway:
    """Posts ``{"phone": …, "text": …}`` as JSON to a gateway, with a bearer key.

    The host must be on the allow-list, the address https (http only on this machine), and no redirect is followed:
    a phone and a code go where the operator said and nowhere else.
    """

    url: str
    hosts: frozenset[str]
    key: str = ""
    timeout_s: float = USUAL_TIMEOUT_S

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        local = parts.hostname in ("127.0.0.1", "::1", "localhost")
        if parts.scheme != "https" and not (parts.scheme == "http" and local):
            raise ValueError(f"{URL} must begin with https://")
        if parts.hostname not in self.hosts:
            raise ValueError(f"the host {parts.hostname} of {URL} does not stand in {HOSTS}; name it there")

    def send(self, phone: str, text: str) -> None:
        """Hand a message to the gateway; anything but a status of 2xx within the time is a failure."""
        request = urllib.request.Request(  # noqa: S310 (the scheme was checked when the gateway was set up)
            self.url, method="POST", data=json.dumps({"phone": phone, "text": text}).encode(),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self.key}"},
        )
        opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=self.timeout_s):
                return
        except (urllib.error.URLError, TimeoutError, OSError) as fault:
            raise NotSentError from fault


def open_outbox() -> DevelopmentGateway | None:
    """The development gateway where it is switched on, else None."""
    return DevelopmentGateway(settings.DATA.root / "outbox") if os.environ.get(DEVELOPMENT) == "1" else None


def choose_gateway(environment: Mapping[str, str] = os.environ) -> Gateway:
    """The gateway that the environment names. Raises NotSentError where it names none."""
    url = environment.get(URL)
    if url:
        return HttpGateway(url, frozenset(environment.get(HOSTS, "").split(",")), environment.get(KEY, ""),
                           float(environment.get(TIMEOUT, USUAL_TIMEOUT_S)))
    if environment.get(DEVELOPMENT) == "1":
        return DevelopmentGateway(settings.DATA.root / "outbox")
    raise NotSentError
