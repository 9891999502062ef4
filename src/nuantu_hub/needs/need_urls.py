"""Addresses of what riders say: the phone's, the desk's."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.needs.views import need_desk, need_files, own_needs, saying, taking_in

urlpatterns: list[URLPattern] = [
    path("say/", saying.say, name="say"),
    path("say/at/<slug:sign>/", saying.say, name="say_at"),
    path("say/near/", saying.near, name="near"),
    path("say/join/<int:key>/", saying.join, name="join"),
    path("say/mine/", own_needs.own_needs, name="own_needs"),
    path("say/mine/<int:key>/", own_needs.own_need, name="own_need"),
    path("say/mine/<int:key>/judge/", own_needs.judge_own, name="judge_own"),
    path("say/code/", own_needs.claimed_need, name="claimed_need"),
    path("needs/", need_desk.needs, name="needs"),
    path("needs/table/", need_desk.export, name="needs_table"),
    path("needs/figures/", need_desk.figures, name="need_figures"),
    path("needs/receive/", need_desk.receive_all, name="receive_all"),
    path("needs/take/", taking_in.take_in, name="take_in"),
    path("needs/take/question/<int:key>/", taking_in.take_question, name="take_question"),
    path("needs/<int:key>/", need_desk.need, name="need"),
    path("needs/<int:key>/photo/", need_files.photo, name="need_photo"),
    path("needs/<int:key>/voice/", need_files.voice, name="need_voice"),
    path("needs/<int:key>/<slug:act>/", need_desk.act, name="need_act"),
]
