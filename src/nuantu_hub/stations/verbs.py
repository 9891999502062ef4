"""What the deeds at stations are called where they are listed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.verbs import VERBS


def register_verbs() -> None:
    """Give words to the verbs of stations; once, at start."""
    VERBS.update({
        "station opened": _("登记驿站"),
    })
