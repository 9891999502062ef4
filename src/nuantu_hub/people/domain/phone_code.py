"""The code that shows that somebody holds a new phone: sent once, good for five minutes and three tries."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import MutableMapping
from datetime import datetime, timedelta
from typing import Any

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy

from nuantu_hub.people.interfaces.sms import choose_gateway
from nuantu_hub.people.models import Account
from nuantu_hub.site.clock import now
from nuantu_hub.site.crypto import blind_index
from nuantu_hub.site.errors import Refused

GOOD_FOR = timedelta(minutes=5)
TRIES = 3
#: Where a session keeps what was asked; sessions are encrypted.
SLOT = "new_phone"


def _index(account: Account, phone: str, code: str) -> str:
    return blind_index(f"{account.pk}:{phone}:{code}", "new_phone")


def send_phone_code(request: HttpRequest, *, account: Account, phone: str) -> None:
    """Send a code to a new phone and keep in the session what it must match.

    Raises Refused where too many were asked for, NotSentError where the gateway fails.
    """
    if not consume(request, app="allauth.account", action="request_login_code", key=phone, user=account):
        raise Refused(gettext_lazy("试得太多了"), gettext_lazy("请过一会儿再试"), field="phone")
    code = f"{secrets.randbelow(10**6):06d}"
    text = gettext("【暖途】更换手机号验证码 %(code)s，5分钟内有效。不要告诉任何人。") % {"code": code}
    choose_gateway().send(phone, text)
    request.session[SLOT] = {"phone": phone, "index": _index(account, phone, code),
                             "until": (now() + GOOD_FOR).isoformat(), "tries": 0}


def check_phone_code(session: MutableMapping[str, Any], *, account: Account, code: str) -> str:
    """The phone that the code stands for. Raises Refused for a wrong code, an old one and after three wrong ones."""
    asked = session.get(SLOT)
    if asked is None or now() > datetime.fromisoformat(asked["until"]) or asked["tries"] >= TRIES:
        session.pop(SLOT, None)
        raise Refused(gettext_lazy("验证码过期了"), gettext_lazy("请重新发送"), field="code")
    if not hmac.compare_digest(asked["index"], _index(account, asked["phone"], code.strip())):
        session[SLOT] = {**asked, "tries": asked["tries"] + 1}
        raise Refused(gettext_lazy("验证码不对"), gettext_lazy("照最新一条短信再写一次"), field="code")
    session.pop(SLOT)
    return str(asked["phone"])
