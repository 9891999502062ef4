"""Addresses of one's own data, of files, of accounts and of what was recorded."""

from __future__ import annotations

from allauth.account import views as account_views
from django.urls import URLPattern, path

from nuantu_hub.people.views import accounts, erasing, files, own_data, recorded
from nuantu_hub.site.guards import open_to_all

urlpatterns: list[URLPattern] = [
    path("me/", own_data.own_data, name="settings"),
    path("me/leave-device/", open_to_all(account_views.logout), name="sign_out"),
    path("me/register/", own_data.field_register, name="field_register"),
    path("me/readings/", own_data.own_readings, name="own_readings"),
    path("me/export/", own_data.export, name="own_export"),
    path("me/name/", own_data.name, name="own_name"),
    path("me/phone/", own_data.phone, name="own_phone"),
    path("me/phone/code/", own_data.phone_code, name="own_phone_code"),
    path("me/consents/<slug:purpose>/give/", own_data.give, name="give_consent"),
    path("me/consents/<slug:purpose>/withdraw/", own_data.withdraw, name="withdraw_consent"),
    path("me/erase/", erasing.erase, name="erase"),
    path("me/erase/drop/", erasing.drop, name="drop_erasure"),
    path("me/erase/confirm/", erasing.confirm, name="confirm_erasure"),
    path("me/files/", files.own_files, name="own_files"),
    path("files/", files.files, name="files"),
    path("files/<uuid:key>/", files.file, name="file"),
    path("files/<uuid:key>/remove/", files.remove, name="remove_file"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/add/", accounts.add, name="add_account"),
    path("accounts/<uuid:key>/invite/", accounts.invite, name="invite_account"),
    path("accounts/<uuid:key>/close/", accounts.close, name="close_account"),
    path("accounts/<uuid:key>/open/", accounts.reopen, name="reopen_account"),
    path("deeds/", recorded.deeds, name="deeds"),
    path("readings/", recorded.readings, name="readings"),
]
