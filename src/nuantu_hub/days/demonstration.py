"""The whole demonstration: people and unions, and a replayed day with a rider linked to it."""

from __future__ import annotations

from pathlib import Path

from nuantu_hub.days.domain.seed import seed_day
from nuantu_hub.people.domain.demo import choose_cast, is_demo, list_cast, open_demo
from nuantu_hub.people.domain.seed import seed
from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.site.errors import Refused

#: Administrative code of the district whose minimum wage the generated city has.
PLACE_CODE = "110105"


def seed_demonstration(*, run: Path | None, day: Path | None, agreements: Path | None) -> str:
    """Fill the hub, once; bring a replayed day in where one is given. Gives a sentence about what stands.

    Raises Refused where the hub holds data that is no demonstration's.
    """
    if not is_demo():
        seed()
        open_demo(choose_cast())
    told = f"{Account.objects.count()} accounts, {Unit.objects.count()} units"
    if run is None:
        return f"{told}; no replayed day, since none was named with --run"
    rider = next(account for account in choose_cast() if account.kind == Account.WORKER)
    unit = Unit.objects.filter(kind=Unit.Kind.DISTRICT, place_code=PLACE_CODE).order_by("path").first()
    if unit is None:
        raise Refused("没有这一天所在区的工会", "换一个空的文件夹再装演示数据")
    brought = seed_day(unit=unit, rider=rider, source=run, day=day, agreements=agreements)
    open_demo([rider, *(account for account in choose_cast() if account != rider)])
    stands = f"{told}; {brought.run}, {brought.run.orders:,} orders"
    code = f"  一次性验证码，给还没有关联的骑手 one-time code for a rider not yet linked: {brought.spare_code}"
    return "\n".join([stands, *list_doors(), code])


def list_doors() -> list[str]:
    """Whom a visitor may be, and where to choose, in lines for the screen."""
    roles = {Account.WORKER: "骑手 rider", Post.Role.REVIEWER: "会籍审核 reviewer",
             Post.Role.OFFICER: "区级干部 officer", Post.Role.ORGANISER: "组建工会 organiser",
             Post.Role.STEWARD: "系统管理 steward"}
    lines = ["在 /demo/ 点一个名字就能进去；没有密码 choose a name at /demo/ to come in, without a password:"]
    seen: set[str] = set()
    for account in list_cast():
        post = account.posts.order_by("pk").first()
        role = post.role if post else account.kind
        if role not in seen:
            seen.add(role)
            lines.append(f"  {account.name}  {roles[role]}")
    return lines
