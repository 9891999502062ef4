"""Addresses of meetings: the list, the chair's screen, venues, live votes, minutes, and the page of watchers."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.bargaining.views import (
    live_votes,
    meeting_files,
    meeting_minutes,
    meeting_room,
    meeting_venue,
    secret_votes,
    talk_meetings,
    watching,
)

urlpatterns: list[URLPattern] = [
    path("bargaining/<int:key>/meetings/", talk_meetings.meetings, name="meetings"),
    path("bargaining/<int:key>/meetings/new/", talk_meetings.call, name="call_meeting"),
    path("bargaining/meetings/<int:key>/", meeting_room.meeting, name="meeting"),
    path("bargaining/meetings/<int:key>/do/<str:act>/", meeting_room.step, name="meeting_step"),
    path("bargaining/meetings/<int:key>/add/<str:kind>/", meeting_room.add, name="meeting_add"),
    path("bargaining/meetings/<int:key>/floor/", meeting_room.floor, name="meeting_floor"),
    path("bargaining/meetings/<int:key>/here/", meeting_room.here, name="meeting_here"),
    path("bargaining/meetings/<int:key>/minutes/", meeting_minutes.minutes, name="minutes"),
    path("bargaining/meetings/<int:key>/minutes/approve/", meeting_minutes.approve, name="approve_minutes"),
    path("bargaining/meetings/<int:key>/roll.csv", meeting_files.roll, name="meeting_roll"),
    path("bargaining/meetings/<int:key>/votes.csv", meeting_files.votes, name="meeting_votes"),
    path("bargaining/meetings/<int:key>/venue/<int:venue>/", meeting_venue.venue, name="venue"),
    path("bargaining/meetings/<int:key>/venue/<int:venue>/<int:seat>/<str:act>/", meeting_venue.call_roll,
         name="call_roll"),
    path("bargaining/agenda/<int:key>/<str:act>/", meeting_room.agenda_step, name="agenda_step"),
    path("bargaining/turns/<int:key>/<str:act>/", meeting_room.turn_step, name="turn_step"),
    path("bargaining/answers/<int:key>/", meeting_room.answer, name="official_answer"),
    path("bargaining/votes/<int:key>/", live_votes.vote, name="live_vote"),
    path("bargaining/votes/<int:key>/text/", live_votes.text, name="live_vote_text"),
    path("bargaining/votes/<int:key>/close/", live_votes.close, name="close_live_vote"),
    path("bargaining/votes/<int:key>/result.json", live_votes.result, name="live_vote_result"),
    path("bargaining/votes/<int:key>/paper/", secret_votes.paper, name="secret_paper"),
    path("bargaining/votes/<int:key>/ballots.csv", secret_votes.ballots, name="secret_ballots"),
    path("bargaining/votes/box/<int:key>/", secret_votes.box, name="secret_box"),
    path("watch/<str:sign>/", watching.watch, name="watch"),
    path("watch/<str:sign>/now/", watching.watch_now, name="watch_now"),
]
