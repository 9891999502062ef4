"""The signing room of a talk: the frozen text with its digest, three sides, ratification, publishing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from nuantu_hub.bargaining.domain.freezing import OPEN, find_standing, name_alteration
from nuantu_hub.bargaining.domain.party_signing import list_sides_taken_by
from nuantu_hub.bargaining.domain.procedures import find_procedure
from nuantu_hub.bargaining.domain.publishing import list_lacking
from nuantu_hub.bargaining.interfaces.signing_acts import list_signing_acts
from nuantu_hub.bargaining.interfaces.signing_told import group_digest, list_commands, list_parties
from nuantu_hub.bargaining.models import FrozenText, Talk
from nuantu_hub.bargaining.views.signed import find_ratification
from nuantu_hub.bargaining.views.talks import find_talk, frame_talk
from nuantu_hub.needs.interfaces.trial_acts import take_act
from nuantu_hub.people.interfaces.guarded import GuardedRequest
from nuantu_hub.site.guards import guard

SHOWN = 20


def find_text(request: HttpRequest, key: int) -> FrozenText:
    """The frozen text that the address names."""
    del request
    return get_object_or_404(FrozenText.objects.select_related("talk__unit"), pk=key)


@guard("bargaining.see_talk", find=find_talk)
@never_cache
def signing(request: GuardedRequest, key: int) -> HttpResponse:
    """The signing room."""
    del key
    talk: Talk = request.found
    text = find_standing(talk)
    if text is not None:
        text.talk = talk
    acted = take_act(request, list_signing_acts(request.user, talk, text))
    if acted.done:
        return redirect("bargaining:signing", talk.pk)
    told = {**frame_talk(talk, "signing"), "text": text, "forms": acted.forms,
            "vote": find_procedure(talk.procedure).step("vote"),
            "void": talk.frozen_texts.filter(state=FrozenText.State.VOID)[:SHOWN],
            "loose": talk.topics.filter(state__in=OPEN)[:SHOWN]}
    if text is not None:
        parties = list_parties(talk, text)
        told |= {"parties": parties, "digest": group_digest(text.digest), "altered": name_alteration(text, text.data),
                 "lacking": list_lacking(text, [one.row for one in parties if one.row is not None]),
                 "commands": list_commands(text, list_sides_taken_by(request.user, talk)),
                 "ratification": find_ratification(text), "talk_links": True,
                 "agreement": getattr(text, "in_force", None)}
    return render(request, "bargaining/signing.html", told, status=acted.status)


@guard("bargaining.see_talk", find=find_text)
@never_cache
def frozen_file(request: GuardedRequest, key: int) -> HttpResponse:
    """The frozen text's bytes, to sign away from the hub; refused with the altered part where it was altered."""
    del key
    text: FrozenText = request.found
    altered = name_alteration(text, text.data)
    if altered:
        return render(request, "bargaining/altered.html", {"altered": altered}, status=409)
    answer = HttpResponse(text.data, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{text.agreement_id}.yaml"'
    return answer
