"""Addresses of joining, membership and the register."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.people.views import joining, members, moves, my_union, posters, registers, reviewing

urlpatterns: list[URLPattern] = [
    path("join/", joining.join, name="join"),
    path("join/confirm/<uuid:token>/", joining.join_confirm, name="join_confirm"),
    path("join/confirm/<uuid:token>/again/", joining.join_again, name="join_again"),
    path("join/done/<uuid:token>/", joining.joined, name="joined"),
    path("join/done/<uuid:token>/details/", joining.join_details, name="join_details"),
    path("join/done/<uuid:token>/resubmit/", joining.join_resubmit, name="join_resubmit"),
    path("join/done/<uuid:token>/withdraw/", joining.join_withdraw, name="join_withdraw"),
    path("join/<slug:code>/", joining.join, name="join_poster"),
    path("card/<str:signed>/", my_union.show_checked_card, name="check_card"),
    path("union/", my_union.my_union, name="my_union"),
    path("union/card/", my_union.my_card, name="my_card"),
    path("union/transfer/", my_union.my_transfer, name="my_transfer"),
    path("union/transfer/<int:key>/", my_union.answer_my_transfer, name="answer_my_transfer"),
    path("union/leave/", my_union.my_leave, name="my_leave"),
    path("union/merge/<int:key>/", my_union.answer_my_merge, name="answer_my_merge"),
    path("union/release/<int:key>/", my_union.answer_my_release, name="answer_my_release"),
    path("members/all/", members.members, name="members"),
    path("members/export/", members.export, name="export_members"),
    path("members/", reviewing.review_queue, name="review_queue"),
    path("members/review/approve/", reviewing.approve_many, name="approve_many"),
    path("members/review/<int:key>/", reviewing.review_one, name="review_one"),
    path("members/transfers/", moves.transfers, name="transfers"),
    path("members/transfers/<int:key>/", moves.answer_transfer, name="answer_transfer"),
    path("members/merges/", moves.merges, name="merges"),
    path("members/merges/<int:key>/", moves.answer_merge, name="answer_merge"),
    path("members/registers/", registers.registers, name="registers"),
    path("members/registers/template/", registers.template, name="register_template"),
    path("members/registers/<int:key>/", registers.register, name="register"),
    path("members/registers/<int:key>/progress/", registers.register_progress, name="register_progress"),
    path("members/registers/<int:key>/take/", registers.take, name="take_register"),
    path("members/registers/<int:key>/bad/", registers.bad_rows, name="bad_rows"),
    path("members/<uuid:key>/", members.member, name="member"),
    path("posters/", posters.posters, name="posters"),
    path("posters/<int:key>/", posters.poster, name="poster"),
    path("posters/<int:key>/down/", posters.take_down, name="take_down_poster"),
]
