"""Where the sign-in package meets the hub's accounts, gateway and encryption."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.interfaces.sms import choose_gateway
from nuantu_hub.people.models import Account
from nuantu_hub.people.phone import PhoneField
from nuantu_hub.site.crypto import decrypt_text, encrypt_text

#: Staff sign in again each working day, workers each month.
STAFF_SESSION_S = 12 * 3600
WORKER_SESSION_S = 30 * 86_400
SECRET_PLACE = "mfa_authenticator|data"  # noqa: S105 (the name of a column)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts by phone. A phone that is not known is treated in every visible way like one that is."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("这个账号已停用。"),
        "incorrect_code": _("验证码不对。"),
        "incorrect_password": _("密码不对。"),
        "too_many_login_attempts": _("试得太多了，请过一会儿再试。"),
        "rate_limited": _("试得太多了，请过一会儿再试。"),
        "username_password_mismatch": _("登录名或密码不对。"),
        "phone_password_mismatch": _("登录名或密码不对。"),
        "invalid_login": _("登录名或密码不对。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account by signing in: workers join, staff are invited."""
        del request
        return False

    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        """A field for a mobile number."""
        return PhoneField(**kwargs)

    def get_user_by_phone(self, phone: str) -> Account | None:
        """The open account of a phone; a closed one is as good as unknown."""
        found = Account.objects.find_by_phone(phone)
        return found if found and found.is_active else None

    def get_phone(self, user: Account) -> tuple[str, bool] | None:
        """The phone of an account. Entering the code that was sent there is what verifies it."""
        return (str(user.phone), True) if user.phone else None

    def set_phone(self, user: Account, phone: str, verified: bool) -> None:
        """Take a new phone."""
        del verified
        user.set_phone(phone)
        user.save(update_fields=["phone", "phone_index"])

    def set_phone_verified(self, user: Account, phone: str) -> None:
        """Nothing to keep: see ``get_phone``."""

    def send_verification_code_sms(self, user: Account, phone: str, code: str, **kwargs: Any) -> None:
        """Send the code to sign in with."""
        del user, kwargs
        text = gettext("【暖途】登录验证码 %(code)s，5分钟内有效。不要告诉任何人。") % {"code": code}
        choose_gateway().send(phone, text)

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        """Tell the owner of a phone that is not known how to join; the page shows nothing of it."""
        del kwargs
        choose_gateway().send(phone, gettext("【暖途】这个号码还没有加入工会。扫描站点海报上的二维码即可入会。"))

    def login(self, request: HttpRequest, user: Account) -> None:
        """Sign in, for as long as this kind of account stays signed in."""
        super().login(request, user)
        request.session.set_expiry(STAFF_SESSION_S if user.kind == Account.STAFF else WORKER_SESSION_S)


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Passkeys and one-time codes; their secrets lie encrypted."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("验证码不对。"),
        "cannot_delete_authenticator": _("这是最后一种登录方式，不能删除。"),
        "cannot_generate_recovery_codes": _("先设置通行密钥或动态口令。"),
    }

    def encrypt(self, text: str) -> str:
        """A secret as it is stored."""
        return encrypt_text(text, SECRET_PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        """A secret as it is used."""
        return decrypt_text(encrypted_text, SECRET_PLACE)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The hub as passkeys know it."""
        return {**super().get_public_key_credential_rp_entity(), "name": gettext("暖途")}

    def get_totp_issuer(self) -> str:
        """The hub as the app for one-time codes shows it."""
        return "Nuantu"
