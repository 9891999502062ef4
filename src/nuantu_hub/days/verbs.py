"""What the deeds of the day are called where they are listed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nuantu_hub.days.models import RequestStep
from nuantu_hub.people.domain.verbs import FAMILIES, VERBS


def register_verbs() -> None:
    """Give words to the verbs of the day; once, at start."""
    VERBS.update({
        "link codes imported": _("导入一次性连接码"),
        "link made": _("连接平台化名"),
        "link withdrawn": _("撤回化名连接"),
        "run imported": _("导入重放的一天"),
    })
    FAMILIES["request "] = (_("异议"), RequestStep.Kind)
