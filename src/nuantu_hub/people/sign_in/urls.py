"""Addresses of signing in; the names are those that the sign-in package asks for."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as step
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkey
from django.urls import path

from nuantu_hub.people.sign_in.invitations import invited
from nuantu_hub.people.views.demo import demo, enter_demo
from nuantu_hub.people.views.outbox import outbox
from nuantu_hub.site.guards import guard, open_to_all

as_staff = guard("people.set_second_step")
urlpatterns = [
    path("demo/", demo, name="demo"),
    path("demo/<uuid:key>/", enter_demo, name="enter_demo"),
    path("dev/outbox/", outbox, name="outbox"),
    path("sign-in/", open_to_all(account.request_login_code), name="account_request_login_code"),
    path("sign-in/code/", open_to_all(account.confirm_login_code), name="account_confirm_login_code"),
    path("sign-in/staff/", open_to_all(account.login), name="account_login"),
    path("sign-in/closed/", open_to_all(account.account_inactive), name="account_inactive"),
    path("sign-out/", open_to_all(account.logout), name="account_logout"),
    path("sign-in/invited/<uuid:key>/<str:token>/", invited, name="invited"),
    path("sign-in/again/", as_staff(account.reauthenticate), name="account_reauthenticate"),
    path("sign-in/second/", as_staff(step.index), name="mfa_index"),
    path("sign-in/second/step/", open_to_all(step.authenticate), name="mfa_authenticate"),
    path("sign-in/second/again/", as_staff(step.reauthenticate), name="mfa_reauthenticate"),
    path("sign-in/second/code/on/", as_staff(totp.activate_totp), name="mfa_activate_totp"),
    path("sign-in/second/code/off/", as_staff(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("sign-in/second/spare/", as_staff(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("sign-in/second/spare/new/", as_staff(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("sign-in/second/spare/file/", as_staff(recovery.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("sign-in/passkey/", open_to_all(passkey.login_webauthn), name="mfa_login_webauthn"),
    path("sign-in/passkeys/", as_staff(passkey.list_webauthn), name="mfa_list_webauthn"),
    path("sign-in/passkeys/add/", as_staff(passkey.add_webauthn), name="mfa_add_webauthn"),
    path("sign-in/passkeys/again/", as_staff(passkey.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("sign-in/passkeys/<int:pk>/off/", as_staff(passkey.remove_webauthn), name="mfa_remove_webauthn"),
    path("sign-in/passkeys/<int:pk>/", as_staff(passkey.edit_webauthn), name="mfa_edit_webauthn"),
]
