"""What the guard's page says: for every verdict a sentence and what to do next, in the reader's language."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

#: Verdict -> sentence. ``%n`` is how many seconds ago the code was made.
SENTENCES: Final[dict[str, Any]] = {
    "OK": _("码有效"),
    "OK_DEGRADED": _("码有效；名单有些旧，请连一次网"),
    "a code on paper": _("纸质码有效，这一小时只能用这一次"),
    "not the challenge that is shown": _("码里没有现在的口令"),
    "E_FORMAT": _("这不是速通码"),
    "E_NONCANON": _("这张码写得不合规矩"),
    "E_ALG": _("这张码用了不认的签名方式"),
    "E_KID": _("发码方不在信任名单里"),
    "E_SIG": _("签名对不上，码可能被改过"),
    "E_NBF": _("这张码还没到生效的时间"),
    "E_EXP": _("这张码已经过了有效期"),
    "E_LIFE": _("这张码的有效期长得不合规定"),
    "E_SCOPE": _("这张码不是给这类门的"),
    "E_AUD": _("这张码是给另一个门的"),
    "E_STALE": _("这张码已过 %n 秒，像是截图"),
    "E_FUTURE": _("骑手手机的时间快了"),
    "E_REPLAY": _("这张码刚刚用过"),
    "E_REVOKED": _("这张码已经停用"),
    "E_STATUS_STALE": _("名单一天多没更新，不能判断"),
    "E_TRUST_EXPIRED": _("信任名单过期了，不能判断"),
    "E_CLOCK": _("码没有问题，但本机时间不对"),
    "E_RATE": _("一下子扫得太多"),
    # what the compound and the union agreed says no
    "closed_day": _("按约定今天不通行"),
    "closed_hour": _("现在不在约定的通行时间里"),
    "wrong_class": _("约定不接受这类码"),
    "weak_key": _("约定要求手机把钥匙锁在里面，这部没有"),
}
#: Verdict -> what to do; every other red verdict asks for a fresh code.
ADVICE: Final[dict[str, Any]] = {
    "": _("请骑手打开应用，出示会变的新码"),
    "E_KID": _("请骑手联网刷新；还不行，点下面更新名单"),
    "E_NBF": _("请骑手看看手机时间对不对，再出示"),
    "E_EXP": _("请骑手连一次网，领新的码"),
    "E_SCOPE": _("请骑手在速通码页面选小区的门"),
    "E_AUD": _("请骑手扫一下本门的码牌，再出示"),
    "E_FUTURE": _("请骑手联网对一下时间，再出示"),
    "E_REPLAY": _("请等十五秒，扫下一张新码"),
    "E_REVOKED": _("请骑手问工会；码停用了，人可以走人工通道"),
    "E_STATUS_STALE": _("请给本机连一次网，再扫"),
    "E_TRUST_EXPIRED": _("请给本机连一次网，再扫"),
    "closed_day": _("请和骑手说明约定的时间"),
    "closed_hour": _("请和骑手说明约定的时间"),
    "weak_key": _("请骑手换用较新的手机浏览器"),
    "not the challenge that is shown": _("请骑手在速通码页面输入口令，再出示"),
    "E_RATE": _("请等几秒再扫"),
    "E_CLOCK": _("请把本机的时间调准，或者连一次网"),
}
#: Why somebody is let in by hand.
REASONS: Final[tuple[tuple[str, Any], ...]] = (
    ("slip", _("看过取餐小票，楼号对得上")),
    ("phone", _("骑手的手机没电或没网")),
    ("here", _("本机扫不出或名单旧了")),
    ("resident", _("住户来接或打了电话")),
    ("other", _("其他")),
)
#: Everything else that the page says.
PAGE: Final[dict[str, Any]] = {
    # in the rail the same word names the service
    "green": pgettext_lazy("guard", "通行"), "amber": pgettext_lazy("guard", "通行"),
    "red": pgettext_lazy("guard", "不通行"), "look": _("请看一眼"),
    "stay": _("，请在 %n 分钟内离开"),
    "age": _("名单 %n 更新"), "age_old": _("名单 %n 的，请连网"), "age_none": _("还没有名单"),
    "line": _("今天 通行 %a · 人工 %b · 未通行 %c"),
    "manual_done": _("已记一次人工放行"),
    "enrol_title": _("登记这部手机"),
    "enrol_sentence": _("登记以后，这部手机就能在这个门验码，没有网络也可以。"),
    "enrol_wrong": _("没有登记上。"),
    "enrol_offline": _("登记要连网。请连上网再试。"),
    "enrol_old": _("这个浏览器太旧，做不了验码要的签名。请更新浏览器。"),
    "released_title": _("这部手机已不再登记"),
    "released_sentence": _("这个门换了别的手机。要用这部，请小区办公室再出一个码。"),
    "lists_title": _("还差名单"),
    "lists_sentence": _("第一次要连一次网，取来信任名单和门的资料。"),
    "paused_title": _("这个门暂停使用速通码"),
    "paused_sentence": _("门的资料过期了。请连一次网；还不行，请问小区办公室。"),
    "camera_denied": _("浏览器没有准许用相机。请在地址栏旁的设置里打开。"),
    "camera_absent": _("这部设备没有相机。"),
    "camera_busy": _("相机正被别的应用占用。关掉它再试。"),
    "camera_insecure": _("要用 https 打开这个页面，相机才能用。"),
    "camera_broken": _("读码的部分没有装好。请连网后重新打开这个页面。"), "camera_title": _("相机用不了"),
    "roots": _("已登记。信任指纹 %n，应和电脑上的一样"),
    "hint": _("请骑手亮出速通码，对准方框"), "asked": _("口令 %n，请骑手输入后亮码"),
    "fetched": _("名单已更新"), "fetch_failed": _("没有连上，名单还是原来的"),
    "incident_none": _("那一分钟没有扫过码。"), "incident_minute": _("分钟"), "incident_mark": _("痕迹"),
    "incident_key": _("当天的钥匙"), "incident_verdict": _("结果"),
    "incident_gone": _("那一天的钥匙已经销毁，再也查不到。"),
}


def tell_guard_words() -> dict[str, Any]:
    """All words of the page in the language of now, as its script reads them."""
    groups = {"sentences": SENTENCES, "advice": ADVICE, "page": PAGE}
    return {name: {key: str(words) for key, words in group.items()} for name, group in groups.items()}
