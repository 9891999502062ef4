"""Addresses of deliberations: the phone's and everybody's under ``talks/``, the desk's under ``deliberations/``."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.needs.views import deliberation_results, deliberations_desk, statements_desk, talks

urlpatterns: list[URLPattern] = [
    path("talks/", talks.talks, name="talks"),
    path("talks/followed/", talks.followed, name="talk_followed"),
    path("talks/<str:sign>/", talks.talk, name="talk"),
    path("talks/<str:sign>/vote/", talks.vote, name="talk_vote"),
    path("talks/<str:sign>/say/", talks.write, name="talk_write"),
    path("talks/<str:sign>/own/", talks.own_votes, name="talk_own"),
    path("talks/<str:sign>/result/", deliberation_results.result, name="talk_result"),
    path("talks/<str:sign>/result.json", deliberation_results.result_file, name="talk_result_file"),
    path("talks/<str:sign>/votes.zip", deliberation_results.archive, name="talk_archive"),
    path("talks/<str:sign>/log/", deliberation_results.log, name="talk_log"),
    path("talks/<str:sign>/log.csv", deliberation_results.log_file, name="talk_log_file"),
    path("deliberations/", deliberations_desk.deliberations, name="deliberations"),
    path("deliberations/new/", deliberations_desk.add_deliberation, name="add_deliberation"),
    path("deliberations/<int:key>/", deliberations_desk.deliberation, name="deliberation"),
    path("deliberations/<int:key>/edit/", deliberations_desk.edit_deliberation, name="edit_deliberation"),
    path("deliberations/<int:key>/announce/", deliberations_desk.announce_deliberation, name="announce_deliberation"),
    path("deliberations/<int:key>/move/", deliberations_desk.move_deliberation, name="move_deliberation"),
    path("deliberations/<int:key>/off/", deliberations_desk.call_off_deliberation, name="call_off_deliberation"),
    path("deliberations/<int:key>/statements/", statements_desk.statements, name="deliberation_statements"),
    path("deliberations/statements/<int:key>/", statements_desk.statement, name="statement"),
    path("deliberations/<int:key>/run/", deliberation_results.ask, name="run_deliberation"),
    path("deliberations/runs/<int:key>/", deliberation_results.run, name="deliberation_run"),
    path("deliberations/runs/<int:key>/progress/", deliberation_results.progress, name="deliberation_progress"),
    path("deliberations/runs/<int:key>/again/", deliberation_results.retry, name="retry_deliberation_run"),
]
