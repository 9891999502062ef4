"""Addresses of compounds, their gates, maps and policies."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.passes.views import complaints, compound_gates, compound_maps, compounds, policies, public_compounds

urlpatterns: list[URLPattern] = [
    path("compounds/", compounds.compounds, name="compounds"),
    path("compounds/table/", compounds.export_compounds, name="compounds_table"),
    path("compounds/add/", compounds.add, name="compound_add"),
    path("compounds/<int:key>/", compounds.compound, name="compound"),
    path("compounds/<int:key>/edit/", compounds.edit, name="compound_edit"),
    path("compounds/<int:key>/sides/", compounds.parties, name="parties"),
    path("compounds/sides/<int:key>/end/", compounds.dismiss_party, name="party_end"),
    path("compounds/<int:key>/sign/", compounds.sign, name="compound_sign"),
    path("compounds/<int:key>/state/", compounds.change_state, name="compound_state"),
    path("compounds/<int:key>/gates/", compound_gates.gates, name="compound_gates"),
    path("compounds/gates/<int:key>/", compound_gates.edit_gate, name="compound_gate"),
    path("compounds/gates/<int:key>/close/", compound_gates.close, name="compound_gate_close"),
    path("compounds/gates/<int:key>/poster/", compound_gates.poster, name="gate_poster"),
    path("compounds/<int:key>/map/", compound_maps.compound_map, name="compound_map"),
    path("compounds/<int:key>/map/save/", compound_maps.save_map, name="compound_map_save"),
    path("compounds/<int:key>/map/publish/", compound_maps.publish, name="compound_map_publish"),
    path("compounds/<int:key>/map/upload/", compound_maps.upload, name="compound_map_upload"),
    path("compounds/<int:key>/map/fit/", compound_maps.fit, name="compound_plan_fit"),
    path("compounds/<int:key>/map/plan/", compound_maps.picture, name="compound_plan_picture"),
    path("compounds/<int:key>/map/file/", compound_maps.map_file, name="compound_map_file"),
    path("compounds/<int:key>/policies/", policies.policies, name="policies"),
    path("compounds/<int:key>/policies/propose/", policies.propose, name="policy_propose"),
    path("compounds/policies/<int:key>/", policies.policy, name="policy"),
    path("compounds/policies/<int:key>/say/", policies.say, name="policy_say"),
    path("compounds/<int:key>/complaints/", complaints.complaints, name="complaints"),
    path("compounds/complaints/<int:key>/", complaints.complaint, name="complaint"),
    path("c/", public_compounds.open_compounds, name="open_compounds"),
    path("c/<slug:sign>/", public_compounds.open_compound, name="open_compound"),
    path("c/<slug:sign>/complain/", complaints.complain_here, name="complain"),
    path("c/<slug:sign>/complaints/<slug:receipt>/", complaints.followed_complaint, name="followed_complaint"),
]
