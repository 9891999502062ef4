"""What the deeds at stations are called where they are listed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.verbs import VERBS


def register_verbs() -> None:
    """Give words to the verbs of stations; once, at start."""
    VERBS.update({
        "station opened": _("登记驿站"),
        "station changed": _("修改驿站登记"),
        "station moved": _("驿站搬迁"),
        "station paused": _("驿站暂停"),
        "station resumed": _("驿站恢复使用"),
        "station closed": _("撤销驿站"),
        "keeper appointed": _("安排值守人"),
        "keeper released": _("结束值守"),
        "notice written": _("写驿站公告"),
        "notice approved": _("公告通过"),
        "notice refused": _("公告没有通过"),
        "notice withdrawn": _("撤回公告"),
        "stations handed in": _("交来驿站名单"),
        "stations taken over": _("导入驿站"),
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
