"""Addresses of trials before a purchase: the desk, the stations, phones, everybody."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.needs.views import trial_buying, trial_handing, trial_phone, trial_public, trial_tries, trials

urlpatterns: list[URLPattern] = [
    path("trials/", trials.trials, name="trials"),
    path("trials/add/", trials.trial_add, name="trial_add"),
    path("trials/<int:key>/", trials.trial, name="trial"),
    path("trials/<int:key>/samples/", trial_tries.trial_samples, name="trial_samples"),
    path("trials/<int:key>/testers/", trial_tries.trial_testers, name="trial_testers"),
    path("trials/<int:key>/result/", trial_tries.trial_result, name="trial_result"),
    path("trials/<int:key>/goods/", trial_buying.trial_goods, name="trial_goods"),
    path("trials/<int:key>/receipts/", trial_buying.trial_receipts, name="trial_receipts"),
    path("handing-out/", trial_handing.handing, name="handing"),
    path("handing-out/<int:key>/<int:station>/", trial_handing.hand_out_at, name="hand_out"),
    path("my/trials/", trial_phone.own_trials, name="own_trials"),
    path("my/trials/turns/<int:key>/", trial_phone.trial_turn, name="trial_turn"),
    path("my/trials/turns/<int:key>/danger/", trial_phone.trial_hazard, name="trial_hazard"),
    path("my/trials/<str:sign>/wish/", trial_phone.trial_wish, name="trial_wish"),
    path("my/trials/<str:sign>/quit/", trial_phone.trial_quit, name="trial_quit"),
    path("tried/", trial_public.open_trials, name="open_trials"),
    path("tried/<str:sign>/", trial_public.open_trial, name="open_trial"),
    path("tried/<str:sign>/account/", trial_public.open_trial_account, name="open_trial_account"),
    path("tried/<str:sign>/scores/", trial_public.open_trial_scores, name="open_trial_scores"),
]
