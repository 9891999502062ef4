"""What the deeds of bargaining are called where they are listed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.verbs import VERBS

WORDS: dict[str, object] = {
    # --- TALKS
    "talk asked for": _("提出协商"),
    "talk reply recorded": _("记下对方的答复"),
    "talk begun": _("开始协商"),
    "talk suspension proposed": _("提议中止协商"),
    "talk suspension agreed": _("同意中止协商"),
    "talk resumed": _("恢复协商"),
    "talk ended": _("协商没有谈成"),
    "talk step recorded": _("记下签署以后的一步"),
    "talk record exported": _("导出协商记录"),
    "delegate named": _("请代表到桌上"),
    "chief named": _("定首席代表"),
    "delegate ended": _("记下代表出缺"),
    # --- TABLE
    "topic raised": _("议题上桌"),
    "topic parked": _("搁置议题"),
    "topic taken up again": _("重新谈议题"),
    "topic withdrawn": _("撤回议题"),
    "topic reopening asked": _("请求重谈议题"),
    "topic opened again": _("双方同意重谈议题"),
    "offer drafted": _("写了报价草稿"),
    "offer put": _("报价放到桌上"),
    "offer withdrawn": _("撤回报价"),
    "offer accepted": _("接受报价"),
    "ambiguity entered": _("登记歧义"),
    "reading held": _("选了读法"),
    "caucus note written": _("在私下商议里写了话"),
    # --- TRIES
    "offer try asked": _("试算"),
    "offer try shared": _("公开一次试算"),
    "day set asked": _("生成一组日子"),
    "day set named": _("登记一组日子"),
    "side limit set": _("设本方的限度"),
    "side limit ended": _("取消本方的限度"),
    "limits put in": _("把限度放进一组试算"),
    "limit region opened": _("同意显示双方都满足的范围"),
    # --- AFTER
    "promises taken": _("把协议里的承诺记下来"),
    "promise evidence added": _("交承诺的证据"),
    "promise evidence accepted": _("认可承诺的证据"),
    "promise evidence disputed": _("不认可承诺的证据"),
    # --- SIGNING
    "text frozen": _("定稿"),
    "text voiding proposed": _("提议作废文本"),
    "text voided": _("作废文本"),
    "party signature taken": _("收下一方的签名"),
    "text ratified": _("记下文本通过"),
    "agreement published": _("公布签署的协议"),
    "agreement entered in log": _("签署的协议记入日志"),
    "entry in log asked again": _("再次请求把协议记入日志"),
    # --- MEETINGS
    "meeting of a talk called": _("召集协商会议"),
    "meeting of a talk opened": _("开会"),
    "meeting of a talk closed": _("散会"),
    "meeting of a talk cancelled": _("取消协商会议"),
    "venue added": _("加会场"),
    "meeting seat given": _("加一席"),
    "representatives asked to meeting": _("请当选代表入席"),
    "seat called in": _("点到"),
    "seat called twice": _("两个会场点到同一个人"),
    "seat left": _("销到"),
    "agenda item added": _("加议程"),
    "agenda item begun": _("开始一项议程"),
    "agenda item ended": _("结束一项议程"),
    "agenda item dropped": _("撤下一项议程"),
    "floor asked for": _("要求发言"),
    "speaker called": _("请人发言"),
    "speech begun": _("开始发言"),
    "speech ended": _("结束发言"),
    "floor given up": _("不再发言"),
    "official answer asked for": _("记下要正式答复的问题"),
    "official answer given": _("正式答复"),
    "live vote opened": _("开始表决"),
    "live vote cast": _("记名投票"),
    "live vote closed": _("结束表决"),
    "minutes written": _("写会议纪要"),
    "minutes approved": _("认可会议纪要"),
}


def register_verbs() -> None:
    """Fill the registry; once, at start."""
    VERBS.update(WORDS)
