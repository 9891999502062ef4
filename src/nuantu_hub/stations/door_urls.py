"""Addresses of doors: codes, opening, what a door tells."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.stations.views import door_opening, doors, own_keys

urlpatterns: list[URLPattern] = [
    path("s/<str:sign>/open/", door_opening.open_door, name="open_door"),
    path("s/<str:sign>/help/", door_opening.ask_help, name="ask_help"),
    path("s/<str:sign>/help/over/", door_opening.take_help_back, name="take_help_back"),
    path("s/<str:sign>/key/", own_keys.keep_key, name="keep_key"),
    path("my/keys/", own_keys.own_keys, name="own_keys"),
    path("my/keys/<int:key>/seeds/", own_keys.renew_seeds, name="renew_seeds"),
    path("my/keys/<int:key>/withdraw/", own_keys.withdraw, name="withdraw_key"),
    path("doors/", doors.doors, name="doors"),
    path("doors/<int:key>/", doors.door, name="door"),
    path("doors/<int:key>/approve/", doors.approve, name="approve_door"),
    path("doors/<int:key>/revoke/", doors.revoke, name="revoke_door"),
    path("doors/<int:key>/set/", doors.change, name="set_door"),
    path("doors/<int:key>/unlock/", doors.unlock, name="unlock_door"),
    path("doors/<int:key>/keys/", doors.withdraw_keys, name="withdraw_keys"),
    path("alarms/<int:key>/close/", doors.close, name="close_alarm"),
]
