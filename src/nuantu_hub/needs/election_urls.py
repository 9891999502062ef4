"""Addresses of representatives and their elections."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.needs.views import booths, box_keys, election_desk, election_pages, representatives, voting

urlpatterns: list[URLPattern] = [
    # open to everybody
    path("elections/", election_pages.open_elections, name="open_elections"),
    path("elections/<int:key>/", election_pages.open_election, name="open_election"),
    path("elections/<int:key>/list/", election_pages.ballot_list, name="ballot_list"),
    path("elections/<int:key>/list.csv", election_pages.ballot_table, name="ballot_table"),
    path("elections/<int:key>/record.pdf", election_pages.election_record, name="election_record"),
    path("elections/box/<int:key>/", voting.ballot_box, name="ballot_box"),
    path("representatives/", representatives.register, name="representatives"),
    path("representatives/<int:key>/", representatives.constituency, name="constituency"),
    # on the phone
    path("my/elections/", voting.own_elections, name="own_elections"),
    path("my/elections/<int:key>/", voting.own_contest, name="own_contest"),
    path("my/elections/<int:key>/paper/", voting.ballot_paper, name="ballot_paper"),
    path("my/nominations/<int:key>/", voting.own_nomination, name="own_nomination"),
    path("my/representatives/", representatives.own_representatives, name="own_representatives"),
    path("my/mandates/<int:key>/", representatives.own_mandate, name="own_mandate"),
    path("my/recalls/<int:key>/", representatives.own_recall, name="own_recall"),
    path("my/representatives/<int:key>/recall/", representatives.ask_recall, name="ask_recall"),
    # at the desk
    path("desk/elections/", election_desk.elections, name="elections"),
    path("desk/elections/new/", election_desk.add_election, name="add_election"),
    path("desk/elections/constituencies/", election_desk.constituencies, name="constituencies"),
    path("desk/elections/<int:key>/", election_desk.election, name="election"),
    path("desk/elections/<int:key>/act/", election_desk.act, name="election_act"),
    path("desk/elections/<int:key>/watchers/", election_desk.watchers, name="election_watchers"),
    path("desk/elections/<int:key>/remark/", election_desk.remark, name="election_remark"),
    path("desk/elections/candidates/<int:key>/", election_desk.candidate, name="candidate"),
    path("desk/elections/contests/<int:key>/roll/", election_desk.roll, name="contest_roll"),
    path("desk/elections/<int:key>/key/", box_keys.own_key, name="box_key"),
    path("desk/elections/<int:key>/box/", box_keys.box, name="box"),
    path("desk/booths/", booths.booths, name="booths"),
    path("desk/booths/<int:key>/", booths.booth, name="booth"),
    path("desk/booths/<int:key>/ballot/", booths.booth_ballot, name="booth_ballot"),
    path("desk/booths/<int:key>/paper/", booths.booth_paper, name="booth_paper"),
    path("desk/booths/<int:key>/papers/", booths.papers, name="papers"),
    path("desk/representatives/", representatives.desk, name="representatives_desk"),
    path("desk/representatives/<int:key>/", representatives.seat, name="representative"),
    path("desk/representatives/vacancies/<int:key>/", representatives.vacancy, name="vacancy"),
    path("desk/representatives/recalls/<int:key>/", representatives.recall_vote, name="recall_vote"),
]
