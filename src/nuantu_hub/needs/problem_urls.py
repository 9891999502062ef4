"""Addresses of common problems, referrals and coordination meetings."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.needs.views import meetings, open_problems, problem, problems, referrals

urlpatterns: list[URLPattern] = [
    path("problems/", problems.problems, name="problems"),
    path("problems/table/", problems.export, name="problems_table"),
    path("problems/group/", problems.cluster, name="group_needs"),
    path("problems/<int:key>/", problem.problem, name="problem"),
    path("problems/<int:key>/do/<slug:act>/", problem.act, name="problem_act"),
    path("problems/<int:key>/start/<slug:kind>/", problem.start, name="problem_start"),
    path("problems/referrals/", referrals.referrals, name="referrals"),
    path("problems/referrals/<int:key>/", referrals.referral, name="referral"),
    path("problems/departments/", referrals.departments, name="departments"),
    path("problems/meetings/", meetings.meetings, name="meetings"),
    path("problems/meetings/call/", meetings.call, name="meeting_call"),
    path("problems/meetings/<int:key>/", meetings.meeting, name="meeting"),
    path("problems/meetings/<int:key>/do/<slug:act>/", meetings.act, name="meeting_act"),
    path("problems/meetings/sides/<int:key>/", meetings.position, name="meeting_position"),
    path("problems/meetings/agreed/<int:key>/", meetings.end, name="outcome_end"),
    path("said/", open_problems.open_problems, name="open_problems"),
    path("said/table/", open_problems.open_table, name="open_problems_table"),
    path("said/<int:key>/", open_problems.open_problem, name="open_problem"),
]
