"""Addresses of organising: the tree of unions, enterprises, rates, visits, questions, and staff's today."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.people.views import enterprises, questions, rates, scan_in, today, units, visits

urlpatterns: list[URLPattern] = [
    path("today/", today.show_today, name="today"),
    path("today/claim/", today.claim, name="claim"),
    path("search/", today.search, name="search"),
    path("units/", units.show_tree, name="units"),
    path("units/<int:key>/", units.show_unit, name="unit"),
    path("units/<int:key>/add/", units.add_unit, name="unit_add"),
    path("units/<int:key>/change/", units.change_unit, name="unit_change"),
    path("units/<int:key>/posts/add/", units.add_post, name="unit_post"),
    path("units/<int:key>/headcounts/add/", units.add_headcount, name="unit_headcount"),
    path("units/<int:key>/enterprises/add/", enterprises.add_enterprise, name="enterprise_add"),
    path("units/<int:key>/visits/add/", visits.add_visit, name="visit_add"),
    path("units/<int:key>/rates/", rates.show_rates, name="rates_of"),
    path("posts/<int:key>/end/", units.finish_post, name="post_end"),
    path("enterprises/", enterprises.list_enterprises, name="enterprises"),
    path("enterprises/printed/", enterprises.show_printed, name="printed"),
    path("enterprises/<int:key>/", enterprises.show_enterprise, name="enterprise"),
    path("enterprises/<int:key>/step/", enterprises.step_enterprise, name="enterprise_step"),
    path("enterprises/<int:key>/decide/", enterprises.decide_enterprise, name="enterprise_decide"),
    path("enterprises/<int:key>/meeting/", enterprises.meet_enterprise, name="enterprise_meeting"),
    path("enterprises/<int:key>/federation/", enterprises.federate_enterprise, name="enterprise_federation"),
    path("enterprises/<int:key>/strike-off/", enterprises.strike_enterprise, name="enterprise_strike"),
    path("rates/", rates.show_own_rates, name="rates"),
    path("figures/", rates.show_figures, name="figures"),
    path("visits/", visits.list_visits, name="visits"),
    path("visits/<int:key>/", visits.show_visit, name="visit"),
    path("visits/<int:key>/change/", visits.change_visit, name="visit_change"),
    path("visits/<int:key>/close/", visits.finish_visit, name="visit_close"),
    path("visits/<int:key>/ask/", visits.ask_at_visit, name="visit_ask"),
    path("visits/<int:key>/people/", visits.show_attendances, name="visit_people"),
    path("visits/<int:key>/sheets/", visits.add_sheet, name="visit_sheet"),
    path("visits/<int:key>/sign/", visits.show_sign, name="visit_sign"),
    path("v/<slug:code>/", scan_in.sign_in_at, name="sign_in_at"),
    path("v/<slug:code>/ask/", scan_in.ask_here, name="ask_here"),
    path("questions/", questions.list_questions, name="questions"),
    path("questions/<int:key>/", questions.show_question, name="question"),
    path("questions/<int:key>/follow-ups/add/", questions.add_follow_up, name="follow_up_add"),
    path("questions/<int:key>/regroup/", questions.regroup, name="regroup"),
    path("follow-ups/<int:key>/take/", questions.take_on, name="follow_up_take"),
    path("follow-ups/<int:key>/answer/", questions.answer, name="follow_up_answer"),
]
