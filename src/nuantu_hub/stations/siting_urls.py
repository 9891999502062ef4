"""Addresses of where the next stations go."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.stations.views import site_places, site_wishes, siting

urlpatterns: list[URLPattern] = [
    path("siting/", siting.siting, name="siting"),
    path("siting/plans/", siting.plans, name="site_plans"),
    path("siting/plans/<int:key>/", siting.plan, name="site_plan"),
    path("siting/plans/<int:key>/progress/", siting.progress, name="site_plan_progress"),
    path("siting/plans/<int:key>/publish/", siting.publish, name="site_plan_publish"),
    path("siting/plans/<int:key>/withdraw/", siting.withdraw, name="site_plan_withdraw"),
    path("siting/plans/<int:key>/trucks/", siting.trucks, name="site_trucks"),
    path("siting/plans/<int:key>/sites.csv", siting.table, name="site_plan_table"),
    path("siting/plans/<int:key>/problem.json", siting.problem, name="site_plan_problem"),
    path("siting/units/<int:key>/ask/", siting.ask, name="site_plan_ask"),
    path("siting/units/<int:key>/candidates/add/", site_places.add_candidate, name="site_candidate_add"),
    path("siting/units/<int:key>/gates/add/", site_places.add_gate, name="compound_gate_add"),
    path("siting/wishes/", site_wishes.desk_wishes, name="desk_wishes"),
    path("siting/wishes/<int:key>/", site_wishes.desk_wish, name="desk_wish"),
    path("siting/wishes/<int:key>/answer/", site_wishes.answer, name="answer_wish"),
    path("siting/candidates/", site_places.candidates, name="site_candidates"),
    path("siting/candidates.csv", site_places.candidates_table, name="site_candidates_table"),
    path("siting/candidates/<int:key>/drop/", site_places.drop, name="site_candidate_drop"),
    path("siting/gates/", site_places.gates, name="compound_gates"),
    path("siting/gates.csv", site_places.gates_table, name="compound_gates_table"),
    path("siting/gates/<int:key>/close/", site_places.close, name="compound_gate_close"),
    path("where-next/", siting.where_next, name="where_next"),
    path("where-next/data.json", siting.where_next_file, name="where_next_file"),
    path("wishes/", site_wishes.wishes, name="wishes"),
    path("wishes/new/", site_wishes.ask_wish, name="wish_new"),
    path("wishes/<int:key>/", site_wishes.wish, name="wish"),
    path("wishes/<int:key>/support/", site_wishes.support, name="wish_support"),
]
