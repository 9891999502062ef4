"""Addresses of the day."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from nuantu_hub.days.views import agreement, clause, links, own, requests, runs

app_name = "days"
urlpatterns: list[URLPattern] = [
    path("", own.home, name="home"),
    path("my/orders/", own.orders, name="orders"),
    path("my/orders/<str:order_id>/", own.payslip, name="payslip"),
    path("my/rights/", own.fired, name="fired"),
    path("my/requests/", requests.own_requests, name="own_requests"),
    path("my/requests/new/<str:clause_id>/", requests.ask, name="ask"),
    path("my/requests/<uuid:pk>/", requests.own_request, name="own_request"),
    re_path(r"^my/requests/(?P<pk>[0-9a-f-]{36})/(?P<act>accept|appeal|withdraw)/$", requests.act_on_own,
            name="act_on_own"),
    path("my/links/", links.links, name="links"),
    path("my/links/code/", links.link_code, name="link_code"),
    path("my/links/export/", links.link_export, name="link_export"),
    path("my/links/<int:pk>/withdraw/", links.withdraw, name="withdraw"),
    path("clauses/<str:run_id>/<str:clause_id>/", clause.clause, name="clause"),
    path("runs/", runs.runs, name="runs"),
    path("runs/<str:run_id>/", runs.replay, name="replay"),
    path("runs/<str:run_id>/slices/<int:number>.json", runs.cut_slice, name="slice"),
    path("runs/<str:run_id>/orders/<str:order_id>/", runs.decision, name="decision"),
    path("runs/<str:run_id>/agreement/", agreement.agreement, name="agreement"),
    path("requests/", requests.queue, name="queue"),
    path("requests/<uuid:pk>/", requests.desk_request, name="request"),
    re_path(r"^requests/(?P<pk>[0-9a-f-]{36})/(?P<act>claim|release|answer)/$", requests.act_at_desk,
            name="act_at_desk"),
    path("link-codes/", links.codes, name="codes"),
]
