"""What the deeds about needs are called where they are listed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from nuantu_hub.people.domain.verbs import VERBS

WORDS: dict[str, object] = {
    # --- NEED
    "need said": _("说了一件事"),
    "need joined": _("加上自己"),
    "needs received": _("收到诉求"),
    "need shown": _("写了给别人看的话"),
    "need hidden": _("收回给别人看的话"),
    "need typed up": _("听写录音"),
    "need moved": _("转给别的工会"),
    "need put aside": _("不作诉求办理"),
    "need taken up again": _("重新办理诉求"),
    "needs answered": _("答复诉求"),
    "needs exported": _("导出诉求表"),
    # --- PROBLEM
    "clustering asked": _("归并诉求"),
    "problem opened": _("归并出一个问题"),
    "problem sorted": _("核对并命名问题"),
    "problem renamed": _("问题改名"),
    "problem urged": _("改问题的紧急程度"),
    "problem taken": _("认领问题"),
    "problem given": _("交办问题"),
    "problem moved": _("问题转给别的工会"),
    "problem split": _("拆开问题"),
    "problem merged": _("合并问题"),
    "problem needs moved": _("诉求换到别的问题"),
    "problem paused": _("问题停钟"),
    "problem resumed": _("问题的钟接着走"),
    "problem answered": _("答复问题"),
    "problem reopened": _("问题重开"),
    "problem settled": _("问题办结"),
    "problem referred": _("问题转办"),
    "problem answered by department": _("部门答复问题"),
    "problem returned": _("部门退回问题"),
    "problem recalled": _("收回转办"),
    "problem began something": _("由问题开始办事"),
    "problems exported": _("导出问题表"),
    "department entered": _("登记转办单位"),
    "meeting called": _("召集协调会"),
    "meeting party added": _("协调会加一方"),
    "meeting position stated": _("记下协调会主张"),
    "meeting held": _("写协调会纪要"),
    "meeting cancelled": _("协调会没开成"),
    "meeting outcome agreed": _("记下说定的事"),
    "meeting outcome ended": _("说定的事办完"),
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
    "constituency registered": _("登记选区"),
    "provinces registered": _("登记各省选区"),
    "constituency merged": _("合并选区"),
    "constituency parted": _("拆开选区"),
    "election prepared": _("筹备选举"),
    "election watcher named": _("请监票人"),
    "election key kept": _("登记票箱钥匙"),
    "election called": _("公布选举"),
    "polls opened": _("开始投票"),
    "polls closed": _("封箱"),
    "election voided": _("选举作废"),
    "election remark written": _("监票人记录"),
    "voter added": _("补录选民"),
    "voter struck": _("选民除名"),
    "candidate stood": _("本人参选"),
    "candidate put forward": _("提名候选人"),
    "nomination accepted": _("接受提名"),
    "nomination declined": _("不接受提名"),
    "candidate withdrew": _("退出参选"),
    "candidate found eligible": _("资格审查通过"),
    "candidate refused": _("资格审查不通过"),
    "box share handed over": _("交出票箱钥匙份"),
    "box opened": _("开箱计票"),
    "representative elected": _("当选代表"),
    "recall decided": _("罢免表决结束"),
    "recall asked": _("提出罢免"),
    "recall reached": _("罢免签名够数"),
    "recall replied to": _("代表说明"),
    "term ended": _("代表任期提前结束"),
    "vacancy filled by the next": _("由下一位递补"),
    "mandate reported on": _("代表回告"),
    "ballots printed": _("印纸票"),
    "paper ballot read": _("录入纸票"),
    # --- TRIAL
}


def register_verbs() -> None:
    """Give words to the verbs of needs; once, at start."""
    VERBS.update(WORDS)
