"""The forms of signing in, in our words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as step_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Account

CODE_FIELD = {"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}


class PhoneForm(account_forms.RequestLoginCodeForm):  # type: ignore[misc]
    """Which phone a worker signs in with."""


class CodeForm(account_forms.ConfirmLoginCodeForm):  # type: ignore[misc]
    """The code that was sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("短信验证码")
        self.fields["code"].widget = forms.TextInput(attrs=CODE_FIELD)


class StaffForm(account_forms.LoginForm):  # type: ignore[misc]
    """Login name and password of staff."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("登录名")
        self.fields["login"].widget = forms.TextInput(attrs={"autocomplete": "username"})
        self.fields["password"].label = _("密码")
        self.fields["password"].help_text = ""
        self.fields["password"].widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})


class AgainForm(account_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something delicate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("密码")
        self.fields["password"].widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})


class StepForm(step_forms.AuthenticateForm):  # type: ignore[misc]
    """A one-time or recovery code as the second step."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("动态口令或备用码")
        self.fields["code"].widget = forms.TextInput(attrs=CODE_FIELD)


class StepAgainForm(step_forms.ReauthenticateForm):  # type: ignore[misc]
    """A one-time code once more, before something delicate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("动态口令或备用码")
        self.fields["code"].widget = forms.TextInput(attrs=CODE_FIELD)


class ActivateForm(totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    """The first one-time code of a new secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("应用里显示的6位数字")
        self.fields["code"].widget = forms.TextInput(attrs=CODE_FIELD)


class PasskeyForm(passkey_forms.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey: always one that signs in by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("给这把密钥起个名字")
        self.fields["name"].initial = ""
        self.fields["passwordless"].label = _("可以单独用来登录")
        self.fields["passwordless"].help_text = ""
        self.fields["passwordless"].initial = True


class InvitedForm(forms.Form):
    """The first password of an invited member of staff."""

    password = forms.CharField(label=_("设置密码"), min_length=12, max_length=200,
                               help_text=_("至少12个字。可以是一句话。"),
                               widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))
    again = forms.CharField(label=_("再输入一次"), max_length=200,
                            widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def __init__(self, account: Account, *args: Any, **kwargs: Any) -> None:
        self.account = account
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        """A password that is not among the usual ones."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.account)
        return password

    def clean_again(self) -> str:
        """The same once more."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password"):
            raise forms.ValidationError(_("两次输入的不一样。"))
        return again
