"""What the verbs of recorded deeds are called on the page. A deed keeps its verb; only the words may change."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.models import Membership, ReviewStep, Stage, Transfer, UnitChange

#: Words by verb. Other apps add theirs when they start.
VERBS: dict[str, Any] = {
    "account closed": _("停用账号"),
    "account made": _("开通账号"),
    "account opened again": _("恢复账号"),
    "application.filled_in": _("补充入会申请"),
    "application.submitted": _("提交入会申请"),
    "application.withdrawn": _("撤回入会申请"),
    "asked to be erased": _("申请删除个人信息"),
    "claim given up": _("放弃认领"),
    "claimed": _("认领待办"),
    "confirmed to be erased": _("确认删除个人信息"),
    "consented": _("同意"),
    "corrected a name": _("更正姓名"),
    "corrected a phone": _("更换手机号"),
    "dropped the wish to be erased": _("撤回删除申请"),
    "enterprise entered": _("登记企业"),
    "enterprise in federation": _("企业加入行业工会联合会"),
    "enterprise struck off": _("企业移出台账"),
    "erased": _("删除个人信息"),
    "exported own data": _("导出自己的数据"),
    "follow-up answered": _("答复跟进事项"),
    "follow-up given up": _("放下跟进事项"),
    "follow-up opened": _("交办跟进事项"),
    "follow-up taken": _("接手跟进事项"),
    "founding meeting held": _("召开成立大会"),
    "handed in a file": _("交来文件"),
    "headcount recorded": _("记下从业人数"),
    "members.exported": _("导出会员名册"),
    "members seeded": _("放入演示会员"),
    "merge.asked": _("请求合并两份登记"),
    "merge.done": _("合并两份登记"),
    "merge.refused": _("不同意合并登记"),
    "merge.undone": _("撤销合并登记"),
    "person.claimed": _("领取会员登记"),
    "phone.release_asked": _("请求让出手机号"),
    "phone.release_refused": _("不同意让出手机号"),
    "phone.released": _("让出手机号"),
    "post ended": _("结束岗位"),
    "post given": _("任职"),
    "poster.put_up": _("张贴海报"),
    "poster.taken_down": _("撤下海报"),
    "question captured": _("记下问题"),
    "question folded": _("归并问题"),
    "question parted": _("拆开问题"),
    "register.handed_in": _("交来名册"),
    "register.taken": _("名册入库"),
    "register.taking": _("开始名册入库"),
    "removed a file": _("删除文件"),
    "set a password": _("设置密码"),
    "transfer.accepted": _("同意转接"),
    "transfer.asked": _("申请转接"),
    "transfer.withdrawn": _("撤回转接"),
    "transfer.worker_agreed": _("本人同意转接"),
    "visit called off": _("取消双沟通"),
    "visit held": _("完成双沟通"),
    "visit moved": _("双沟通改期"),
    "visit planned": _("安排双沟通"),
    "visit sheet taken": _("录入签到表"),
    "visit signed in": _("双沟通签到"),
    "withdrew consent": _("撤回同意"),
}
#: Verbs that end in a state: the words of the verb and those of the state.
FAMILIES: dict[str, tuple[Any, Any]] = {
    "application.": (_("入会申请"), ReviewStep.Verdict),
    "founding ": (_("建会"), Stage),
    "membership.ended.": (_("会籍结束"), Membership.Ended),
    "membership.": (_("会籍开始"), Membership.Began),
    "transfer.": (_("会籍转接"), Transfer.State),
    "unit ": (_("工会单位"), UnitChange.What),
}

def say_verb(verb: str) -> str:
    """The words of a verb in the language of the page. Raises KeyError for one that nobody gave words to."""
    if verb in VERBS:
        return str(VERBS[verb])
    for beginning, (words, states) in FAMILIES.items():
        state = verb.removeprefix(beginning)
        if state != verb and state in states.values:
            return f"{words} · {states(state).label}"
    raise KeyError(verb)
