"""What the deeds at stations are called where they are listed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.verbs import VERBS


def register_verbs() -> None:
    """Give words to the verbs of stations; once, at start."""
    VERBS.update({
        "station opened": _("登记驿站"),
        "site wish made": _("提出建站地点"),
        "site wish voted": _("支持建站地点"),
        "site wish vote taken back": _("收回对建站地点的支持"),
        "site wish answered": _("答复建站地点"),
        "site candidate entered": _("登记可以建站的地方"),
        "site candidate dropped": _("划掉可以建站的地方"),
        "site candidates taken over": _("导入可以建站的地方"),
        "sites asked": _("计算选址建议"),
        "sites published": _("公布选址建议"),
        "sites withdrawn": _("撤回选址建议"),
        "sites exported": _("导出选址建议"),
        "compound gate entered": _("登记小区的门"),
        "compound gate closed": _("注销小区的门"),
        "compound gates taken over": _("导入小区的门"),
    })
