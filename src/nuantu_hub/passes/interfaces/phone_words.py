"""What the rider's page says: every sentence of its scripts, in its language. Scripts fill in ``~`` and ``#``."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def tell_words() -> dict[str, Any]:
    """The words of the scripts by their names."""
    return {**_tell_home(), **_tell_code(), "refused": _tell_refusals(), "camera": _tell_camera(),
            "rules": _tell_rules(), "map": _tell_map(), "ruling": _tell_rulings(), "brief": _tell_brief(),
            "stop": pgettext("between two clauses of a sentence", "，")}


def _tell_home() -> dict[str, str]:
    return {
        "ready": _("没有网络也能用到 ~"), "short": _("凭证只够用到 ~，连一次网会自动补"),
        "none": _("这部手机里还没有凭证，连一次网会自动领"),
        "lost": _("这部手机里的凭证不见了，多半是浏览器的数据被清过。连着网会重新领；旧的几小时内自己失效。"),
        "clock": _("手机时间偏了 ~，已按工会的时间校正"), "seconds": _("~ 秒"), "door": _("驿站的门"),
        "unsafe": _("这个浏览器不能安全地保管钥匙，请换系统自带的浏览器，并用 https 打开。"),
        "offline": _("现在没有网络"), "signin": _("登录过期了，登录一次再回来。"), "signIn": _("去登录"),
        "object": _("去申诉"), "why": _("看原因"), "suspended": _("你的速通码停用了，原因和怎么申诉在这里。"),
    }


def _tell_code() -> dict[str, str]:
    return {
        "in": _("~进"), "to": _("~进 · 送 #"),
        "noCredential": _("没有能用的凭证了，连一次网再来；急着进门就请门卫人工登记。"),
        "wrongZone": _("你的凭证不管这一片，请门卫人工登记。"), "tooLarge": _("码画不出来，请门卫人工登记。"),
        "bright": _("屏幕调亮，正对镜头"),
    }


def _tell_rulings() -> dict[str, str]:
    return {
        "closed_day": _("约定今天不通行，门卫会看到红色。"),
        "closed_hour": _("现在不在约定的通行时间里，门卫会看到红色。"),
        "wrong_class": _("这个门不收这一类码。"), "weak_key": _("约定要求的钥匙这部手机没有，请门卫人工登记。"),
    }


def _tell_brief() -> dict[str, str]:
    return {"speed": _("车速上限"), "stay": _("停留时间"), "closed": _("禁行"), "see": _("看地图"),
            "hours": _("今天通行时间")}


def _tell_refusals() -> dict[str, str]:
    return {
        "not_poster": _("这不是门口的海报码。请扫小区门口或驿站门口贴的那张。"),
        "own_code": _("这是一张通行码，不是海报。要扫的是门口贴的海报。"),
        "address": _("这个码里是一个网址，不是门口的海报。别打开，也别在里面填姓名电话。"),
        "forged": _("这张海报没有可信的签名，可能是假的。别用它，告诉门卫或工会。"),
        "expired": _("这张海报过期了，请门卫换新的。"), "future": _("这张海报还没到生效的时候。"),
        "moved": _("海报写的是“~”，离你现在的位置 #，可能被人挪过来的。别用它，告诉门卫或工会。"),
        "trust": _("手机里的可信名单过期了，连一次网再扫。"), "no_trust": _("第一次用要连一次网，领可信名单。"),
        "no_gate": _("没有这个编号的门。"), "offline_gate": _("没有网络，只能打开来过的门。"),
        "no_rules": _("这个小区的约定还没存在手机里，连一次网再来；急着进门就请门卫人工登记。"),
        "paused": _("这个小区现在不收通行码，请门卫人工登记。"),
        "photo": _("照片里没有找到码，靠近一点、拍正一点再试。"),
    }


def _tell_camera() -> dict[str, str]:
    return {
        "insecure": _("相机只能在 https 的页面上用。可以选一张照片，或输入门的编号。"),
        "absent": _("没有找到相机。可以选一张照片，或输入门的编号。"),
        "denied": _("没有允许用相机。在浏览器设置里打开，或选一张照片，或输入门的编号。"),
        "busy": _("相机正被别的应用占着，关掉它再试。"), "broken": _("读码的部件没有装上，连一次网再打开这一页。"),
    }


def _tell_rules() -> dict[str, Any]:
    return {
        "speed": _("~ 公里/小时"), "stay": _("~ 分钟内"), "closedToday": _("今天不通行"),
        "allDay": _("全天"), "vehicles": {"ebike": _("电动自行车"), "moped": _("轻便摩托"), "bicycle": _("自行车"),
                                       "foot": _("步行"), "car": _("汽车")},
        "and": pgettext("between things of a list", "、"), "closedWay": _("有禁行路段"),
        "days": [_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日")],
        "everyDay": _("每天"), "through": _("~至#"),
        "version": _("第 ~ 版约定，# 商定"), "agreed": _("~ 商定的各方：#"), "again": _("约定更新了，请再看一遍"),
    }


def _tell_map() -> dict[str, Any]:
    return {
        "here": _("~，你在这里"), "north": pgettext("a compass on a map", "北"), "lift": _("梯"),
        "building": _("~ 号楼"),
        "way": _("~，约 # 分钟"), "leave": _("最后 ~ 走路，车停在圆点处"), "choose": _("点一座楼，看怎么走"),
        "missing": {"gate": _("这个门还没画在图上"), "entrance": _("这座楼的入口还没画在图上"),
                    "way": _("没有能走的路通到这座楼")},
    }
