"""Addresses of what is issued, the lists that gates fetch, and what passes earned."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.passes.views import earnings, gate_intake, issuing, paper_codes, published, suspensions

urlpatterns: list[URLPattern] = [
    path("passes/v1/time", published.show_time, name="time"),
    path("passes/v1/trust", published.show_trust, name="trust"),
    path("passes/v1/status", published.show_statuses, name="statuses"),
    path("passes/v1/status/<int:number>", published.show_status, name="status"),
    path("passes/v1/bundle/<int:compound>", published.show_bundle, name="bundle"),
    path("passes/v1/gate/<int:gate>/descriptor", published.show_descriptor, name="descriptor"),
    path("passes/v1/gate/<int:gate>/counts", gate_intake.counts, name="counts"),
    path("passes/v1/verify", gate_intake.verify, name="verify"),
    path("passes/v1/credentials", issuing.credentials, name="credentials"),
    path("figures/passes/", earnings.show_earned, name="earned"),
    path("figures/passes/table.csv", earnings.earned_table, name="earned_table"),
    path("pass/lost/", suspensions.lost, name="lost"),
    path("pass/suspension/", suspensions.own_suspension, name="own_suspension"),
    path("passes/paper/", paper_codes.paper, name="paper"),
    path("suspensions/", suspensions.suspensions, name="suspensions"),
    path("suspensions/new/", suspensions.add_suspension, name="add_suspension"),
    path("suspensions/withdraw/", suspensions.withdraw, name="withdraw"),
    path("suspensions/<int:key>/", suspensions.suspension, name="suspension"),
    path("passes/holders/", suspensions.holders, name="holders"),
    path("passes/holders/<int:key>/end/", suspensions.release, name="release_holder"),
]
