"""Addresses of inspections."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.stations.views import checklists, findings, inspection_plans, inspections, interests

urlpatterns: list[URLPattern] = [
    path("inspections/week/", inspections.week, name="week"),
    path("inspections/", inspections.inspections, name="inspections"),
    path("inspections/new/", inspections.add_inspection, name="inspection_new"),
    path("inspections/export/", inspections.export, name="export_inspections"),
    path("inspections/mine/", checklists.my_inspections, name="my_inspections"),
    path("inspections/plans/", inspection_plans.plans, name="inspection_plans"),
    path("inspections/plans/<int:key>/", inspection_plans.plan, name="inspection_plan"),
    path("inspections/interests/", interests.interests, name="interests"),
    path("inspections/interests/<int:key>/end/", interests.end, name="end_interest"),
    path("inspections/<int:key>/", inspections.show_inspection, name="inspection"),
    path("inspections/<int:key>/change/", inspections.change, name="change_inspection"),
    path("inspections/<int:key>/second/", inspections.look_again, name="second_inspection"),
    path("inspections/<int:key>/checklist/", checklists.checklist, name="checklist"),
    path("inspections/<int:key>/photos/new/", checklists.send_photo, name="send_photo"),
    path("inspections/<int:key>/photos/<int:photo>/", inspections.photo, name="inspection_photo"),
    path("findings/", findings.findings, name="findings"),
    path("findings/<int:key>/", findings.finding, name="finding"),
    path("findings/<int:key>/mended/", findings.mend, name="mend_finding"),
    path("findings/<int:key>/recheck/", findings.recheck, name="recheck_finding"),
]
