"""Addresses of talks: letters, clocks, delegates."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.bargaining.views import own_talks, talk_records, talk_seats, talks

urlpatterns: list[URLPattern] = [
    path("bargained/", talk_records.open_talks, name="open_talks"),
    path("bargaining/", talks.talks, name="talks"),
    path("bargaining/mine/", own_talks.own_talks, name="own_talks"),
    path("bargaining/add/", talks.talk_add, name="talk_add"),
    path("bargaining/<int:key>/", talks.talk, name="talk"),
    path("bargaining/<int:key>/seats/", talk_seats.talk_seats, name="talk_seats"),
    path("bargaining/<int:key>/record.json", talk_records.talk_record, name="talk_record"),
    path("bargaining/<int:key>/letters.csv", talk_records.talk_letters, name="talk_letters"),
]
