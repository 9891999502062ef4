"""What the deeds about passes are called where they are listed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nuantu_hub.passes.models import Compound
from nuantu_hub.people.domain.verbs import FAMILIES, VERBS

WORDS: dict[str, object] = {
    # --- ISSUE
    "passes reported lost": _("报失手机，停掉速通码"),
    "passes withdrawn": _("替本人停掉速通码"),
    "passes suspended": _("停用速通码"),
    "suspension ended": _("提前恢复速通码"),
    "suspension appealed": _("对停码申诉"),
    "suspension appeal answered": _("答复停码申诉"),
    "share holder entered": _("登记名单钥匙的保管人"),
    "share holder released": _("结束名单钥匙的保管"),
    "paper codes printed": _("打印纸质通行码"),
    # --- GUARD
    "guard code drawn": _("出门岗手机登记码"),
    "guard phone bound": _("登记门岗手机"),
    "guard phone released": _("解除门岗手机"),
    # --- KEYS
    "incident reported": _("报告小区事件"),
    "incident share handed over": _("打开自己那一份，封给第二方"),
    "incident searched": _("两方一起查名单"),
    "incident dropped": _("不再查"),
    # --- COMPOUND
    "compound registered": _("登记小区"),
    "compound changed": _("修改小区登记"),
    "baseline measured": _("登记没有码时的进门时间"),
    "compounds exported": _("导出小区表"),
    "party invited": _("请一方派代表"),
    "party ended": _("结束一方的代表"),
    "step signed": _("签字"),
    "signature taken back": _("收回签字"),
    "share key kept": _("登记保管钥匙份的公钥"),
    "policy proposed": _("提出约定"),
    "policy agreed to": _("同意约定"),
    "policy refused": _("不同意约定"),
    "policy agreed": _("约定商定"),
    "policy withdrawn": _("撤回约定"),
    "pass gate added": _("登记用码的门"),
    "pass gate changed": _("修改用码的门"),
    "pass gate closed": _("注销用码的门"),
    "map published": _("发布小区地图"),
    "map taken over": _("导入小区地图"),
    "resident complained": _("居民投诉"),
    "complaint answered": _("答复居民投诉"),
}


def register_verbs() -> None:
    """Give words to the verbs of passes; once, at start."""
    VERBS.update(WORDS)
    FAMILIES["compound "] = (_("速通码小区"), Compound.State)
