"""Addresses of equipment, faults, medicine, help, cameras."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.stations.views import cameras, equipment, fault_reports, faults, help_calls, keeper, medicine

urlpatterns: list[URLPattern] = [
    path("s/<str:sign>/report/", fault_reports.report, name="report"),
    path("s/<str:sign>/faults/<int:key>/", fault_reports.followed_fault, name="followed_fault"),
    path("s/<str:sign>/faults/<int:key>/works/", fault_reports.judge_repair, {"verdict": "works"}, name="repair_works"),
    path("s/<str:sign>/faults/<int:key>/again/", fault_reports.judge_repair, {"verdict": "again"}, name="repair_again"),
    path("s/<str:sign>/medicine/", medicine.box, name="medicine_box"),
    path("s/<str:sign>/medicine/<int:key>/", medicine.take, name="take_medicine"),
    path("s/<str:sign>/cameras/", cameras.camera_sign, name="camera_sign"),
    path("my-station/", keeper.my_station, name="my_station"),
    path("faults/", faults.faults, name="faults"),
    path("faults/export/", faults.export, name="export_faults"),
    path("faults/<int:key>/", faults.fault, name="fault"),
    path("faults/<int:key>/photo/<int:step>/", faults.photo, name="fault_photo"),
    path("faults/<int:key>/do/<str:act>/", faults.act, name="fault_act"),
    path("help/", help_calls.help_calls, name="help_calls"),
    path("help/phone/", help_calls.leave_own_phone, name="leave_own_phone"),
    path("help/phone/off/", help_calls.drop_own_phone, name="drop_own_phone"),
    path("help/<int:key>/", help_calls.help_call, name="help_call"),
    path("help/<int:key>/answer/", help_calls.answer, name="answer_help"),
    path("help/<int:key>/close/", help_calls.close, name="close_help"),
    path("stations/<str:code>/equipment/", equipment.equipment, name="equipment"),
    path("stations/<str:code>/equipment/add/", equipment.add, name="add_equipment"),
    path("equipment/<int:key>/", equipment.thing, name="equipment_one"),
    path("equipment/<int:key>/remove/", equipment.remove, name="remove_equipment"),
    path("stations/<str:code>/medicine/", medicine.medicine, name="medicine"),
    path("stations/<str:code>/medicine/add/", medicine.add, name="add_medicine"),
    path("stations/<str:code>/medicine/discard/", medicine.discard, name="discard_medicine"),
    path("medicine/<int:key>/fill/", medicine.fill, name="fill_medicine"),
    path("medicine/<int:key>/drop/", medicine.drop, name="drop_medicine"),
    path("medicine/lots/<int:key>/count/", medicine.count, name="count_medicine"),
    path("stations/<str:code>/cameras/", cameras.cameras, name="cameras"),
    path("stations/<str:code>/cameras/hang/", cameras.hang, name="hang_camera"),
    path("cameras/<int:key>/down/", cameras.take_down, name="take_camera_down"),
    path("cameras/<int:key>/look/", cameras.look, name="look_at_camera"),
]
