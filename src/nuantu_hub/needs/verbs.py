"""What the deeds about needs are called where they are listed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.verbs import VERBS

WORDS: dict[str, object] = {
    # --- NEED
    # --- PROBLEM
    # --- VOTE
    "deliberation drafted": _("起草议事"),
    "deliberation changed": _("修改议事"),
    "deliberation announced": _("公布议事"),
    "deliberation moved": _("改议事的截止时间"),
    "deliberation called off": _("取消议事"),
    "deliberation closed": _("议事截止，封存表态"),
    "deliberation computed": _("算一次议事的分群"),
    "deliberation counted": _("议事出结果，删除表态"),
    "statement put": _("放入开头的看法"),
    "statement moderated": _("审看一句看法"),
    # --- ELECT
    # --- TRIAL
}


def register_verbs() -> None:
    """Give words to the verbs of needs; once, at start."""
    VERBS.update(WORDS)
