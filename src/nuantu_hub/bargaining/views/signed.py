"""Signed agreements, open to everybody: the list, one beside its terms and dates, its machine form, its proof."""

from __future__ import annotations

import json

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache

from nuantu_hub.bargaining.domain.procedure_clocks import measure_clocks
from nuantu_hub.bargaining.domain.procedures import find_procedure
from nuantu_hub.bargaining.domain.signed_files import name_signed_alteration
from nuantu_hub.bargaining.domain.talk_facts import gather_facts
from nuantu_hub.bargaining.interfaces.signing_told import (
    compare_with_base,
    count_changes,
    count_untabled,
    group_digest,
    list_changed,
    list_parties,
    list_untabled,
)
from nuantu_hub.bargaining.interfaces.talk_course import tell_clock
from nuantu_hub.bargaining.models import FrozenText, Ratification, SignedAgreement
from nuantu_hub.people.domain.demo import is_demo
from nuantu_hub.seam.signing import tell_text
from nuantu_hub.site.clock import now
from nuantu_hub.site.guards import open_to_all

ROWS = 50
#: Clocks of a procedure that run once a text is signed.
AFTERWARDS = ("file", "review", "publish", "renewal")


def find_signed(sign: str) -> SignedAgreement:
    """The signed agreement that the address names."""
    return get_object_or_404(SignedAgreement.objects.select_related("text__talk__unit"), sign=sign)


def find_ratification(text: FrozenText) -> Ratification | None:
    """How a text was ratified, with the vote and the meeting; None where it was not, or need not be."""
    return Ratification.objects.select_related("vote__meeting").filter(text=text).first()


@open_to_all
@never_cache
def signed_agreements(request: HttpRequest) -> HttpResponse:
    """Every signed agreement, those that begin last first."""
    rows = SignedAgreement.objects.select_related("text__talk__unit")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    return render(request, "bargaining/signed_agreements.html", {
        "page": page, "today": localdate(now()), "demo": is_demo()})


@open_to_all
@never_cache
def signed_agreement(request: HttpRequest, sign: str) -> HttpResponse:
    """One signed agreement: provisions beside terms beside dates, who signed; without them where it was altered."""
    found, today = find_signed(sign), localdate(now())
    talk, altered = found.talk, name_signed_alteration(found)
    profile, difference = find_procedure(talk.procedure), None if altered else compare_with_base(found)
    clocks = [tell_clock(one) for one in measure_clocks(profile, gather_facts(talk), today) if one.step in AFTERWARDS]
    return render(request, "bargaining/signed_agreement.html", {
        "agreement": found, "text": found.text, "talk": talk, "today": today, "altered": altered, "clocks": clocks,
        "told": None if altered else tell_text(found.data), "parties": list_parties(talk, found.text),
        "digest": group_digest(found.text.digest), "difference": difference, "counts": count_changes(difference),
        "changed": list_changed(difference), "untabled": list_untabled(difference),
        "untabled_count": count_untabled(difference),
        "ratification": find_ratification(found.text), "demo": is_demo()},
        status=409 if altered else 200)


@open_to_all
@never_cache
def signed_file(request: HttpRequest, sign: str) -> HttpResponse:
    """The machine form: the signed bytes; refused with the altered part where they were altered."""
    found = find_signed(sign)
    altered = name_signed_alteration(found)
    if altered:
        return render(request, "bargaining/altered.html", {"altered": altered}, status=409)
    answer = HttpResponse(found.data, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.text.agreement_id}.yaml"'
    return answer


@open_to_all
@never_cache
def signed_proof(request: HttpRequest, sign: str) -> HttpResponse:
    """Digests, dates and signatures as JSON; refused with the altered part where something was altered."""
    found = find_signed(sign)
    altered = name_signed_alteration(found)
    if altered:
        return render(request, "bargaining/altered.html", {"altered": altered}, status=409)
    text = found.text
    return JsonResponse({
        "agreement": text.agreement_id, "title": text.title, "effective_on": found.effective_on.isoformat(),
        "ends_on": found.ends_on and found.ends_on.isoformat(), "published_at": found.published_at.isoformat(),
        "digest": text.digest, "text_sha256": text.text_sha256, "terms_sha256": text.terms_sha256,
        "parts": text.parts, "log_leaf": found.log_leaf, "signatures": [
            {"side": one.side, "name": one.name, "office": one.office, "public_key": one.public_key,
             "key_id": one.key_id, "signed_at": one.signed_at.isoformat(), "signature": one.signature}
            for one in text.signatures.all()]}, json_dumps_params={"ensure_ascii": False})


@open_to_all
@never_cache
def signed_receipt(request: HttpRequest, sign: str) -> HttpResponse:
    """The receipt of its leaf in the log of agreements, as ``nuantu agreement verify --receipt`` takes it."""
    found = find_signed(sign)
    if found.log_entry is None:
        raise Http404
    altered = name_signed_alteration(found)
    if altered:
        return render(request, "bargaining/altered.html", {"altered": altered}, status=409)
    answer = HttpResponse(json.dumps(found.log_entry, ensure_ascii=False, indent=1) + "\n",
                          content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{found.text.agreement_id}-receipt.json"'
    return answer
