"""What the map editor's script says, in the language of the page."""

from __future__ import annotations

from django.utils.translation import gettext as _


def tell_editor() -> dict[str, str]:
    """Sentences of the editor by their word; ``~`` is what the script puts in."""
    return {
        "gate": _("门"), "building": _("楼"), "entrance": _("出入口"), "lift": _("电梯"), "parking": _("停车处"),
        "path": _("路"), "closed": _("禁行的路"), "green": _("绿地"), "boundary": _("边界"), "street": _("外面的街"),
        "name": _("名字"), "of": _("哪座楼的"), "none": _("没有选"), "remove": _("删去"), "why": _("为什么禁行"),
        "foot": _("只能步行"), "is_closed": _("骑手不能走"), "which_gate": _("登记的哪个门"),
        "saved": _("已保存 ~"), "saving": _("正在保存"), "unsaved": _("还没保存"), "failed": _("没存上：~"),
        "ready": _("可以发布了"), "lacks": _("还差 ~ 处"), "empty": _("还什么都没画"),
        "draw_point": _("在图上点一下放~"), "draw_line": _("一点一点画~，双击或按回车结束"),
        "draw_area": _("点四周画~，双击或按回车结束"), "choose": _("选"),
        "draw_house": _("点楼的两个对角；按空格在十字处点"), "west": _("向西移"), "east": _("向东移"),
        "north": _("向北移"), "south": _("向南移"), "pick": _("点图上的东西可以改；方向键移动，按住 Shift 移得快"),
        "corner": _("~ 个角"), "metres": _("~ 米"), "first": _("点图上的第一个已知点"), "second": _("点第二个已知点"),
        "told": _("已定位"), "copy": _("复制一个"), "at": _("东 ~ 米，北 ~ 米"),
    }
