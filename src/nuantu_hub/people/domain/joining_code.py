"""The code that shows that an applicant holds the phone: sent once, good for five minutes and three tries."""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta

from django.db.models import F
from django.utils.translation import gettext as _

from nuantu_hub.people.interfaces.sms import choose_gateway
from nuantu_hub.people.models import Application
from nuantu_hub.site.clock import now
from nuantu_hub.site.crypto import blind_index
from nuantu_hub.site.errors import Refused

CODE_DIGITS = 6
GOOD_FOR = timedelta(minutes=5)
TRIES = 3


def _index(application: Application, code: str) -> str:
    """Stands for this code, sent for this application to this phone: told anew with another phone, it fits no more."""
    return blind_index(f"{application.token}:{application.phone}:{code}", "joining_code")


def send_code(application: Application) -> None:
    """Send a fresh code to the phone; an earlier one is void. Raises NotSentError."""
    code = "".join(str(secrets.randbelow(10)) for _place in range(CODE_DIGITS))
    application.code_index, application.code_tries = _index(application, code), 0
    application.code_until = now() + GOOD_FOR
    application.save(update_fields=["code_index", "code_tries", "code_until"])
    text = _("【暖途】入会验证码 %(code)s，5 分钟内有效。不要告诉任何人。") % {"code": code}
    choose_gateway().send(application.phone, text)


def check_code(application: Application, code: str) -> None:
    """Take a code. Raises Refused for a wrong one, an old one, and after three wrong ones.

    Every try is counted by the database before it is judged and stays counted, so it must not run inside a transaction
    that a refusal undoes.
    """
    if application.code_until is None or now() > application.code_until:
        raise Refused(_("验证码过期了"), _("点“重新发送”再收一次"), field="code")
    counted = Application.objects.filter(pk=application.pk, code_tries__lt=TRIES).update(code_tries=F("code_tries") + 1)
    if not counted:
        raise Refused(_("试错太多次，这个验证码作废了"), _("点“重新发送”再收一次"), field="code")
    if not hmac.compare_digest(_index(application, code.strip()), application.code_index):
        raise Refused(_("验证码不对"), _("照最新一条短信再写一次"), field="code")
