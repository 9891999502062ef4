"""What the pages of key holders say, by the codes of their modules."""

from __future__ import annotations

from django.utils.translation import gettext as _


def tell_words() -> dict[str, str]:
    """A sentence for each code."""
    return {
        "old": _("这个浏览器太旧，开不了钥匙；换新的，或用命令 nuantu keys"), "file": _("先选自己的钥匙文件"),
        "form": _("这不是钥匙文件"), "role": _("这不是保管人的钥匙"), "sealed": _("这个钥匙文件没有口令保护，不能用"),
        "passphrase": _("口令不对，或者文件被改过"), "short": _("口令至少 12 个字"), "twice": _("两次输入的口令不一样"),
        "no_share": _("这把钥匙在这一次没有份"), "share": _("这把钥匙打不开那一份"),
        "window": _("交来的那一份不是这四个小时的"),
        "minute": _("那一分钟不在这四个小时里"), "incident": _("门交来的字抄错了"),
        "two_riders": _("一个痕迹对上了两个人：这份名单不能用，先告诉工会"), "offline": _("取不到名单，等一下再试"),
        "busy": _("正在打开……"), "drawn": _("钥匙文件已下载。复制一份放进保险柜，口令写在纸上放到别处。"),
    }
