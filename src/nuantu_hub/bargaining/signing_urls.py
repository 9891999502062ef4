"""Addresses of the text that both sides froze, its signatures, what is in force."""

from __future__ import annotations

from django.urls import URLPattern, path

from nuantu_hub.bargaining.views import signed, signing

urlpatterns: list[URLPattern] = [
    path("bargaining/<int:key>/signing/", signing.signing, name="signing"),
    path("bargaining/texts/<int:key>/text.yaml", signing.frozen_file, name="frozen_file"),
    path("signed/", signed.signed_agreements, name="signed_agreements"),
    path("signed/<str:sign>/", signed.signed_agreement, name="signed_agreement"),
    path("signed/<str:sign>/agreement.yaml", signed.signed_file, name="signed_file"),
    path("signed/<str:sign>/proof.json", signed.signed_proof, name="signed_proof"),
    path("signed/<str:sign>/receipt.json", signed.signed_receipt, name="signed_receipt"),
]
