"""The whole demonstration: people and unions, and a replayed day with a rider linked to it."""

from __future__ import annotations

from pathlib import Path

from nuantu_hub.days.domain.seed import SeededDay, seed_day
from nuantu_hub.people.domain.demo import MORE_SEEDS, choose_cast, is_demo, list_cast, open_demo
from nuantu_hub.people.domain.seed import seed
from nuantu_hub.people.models import Account, Post, Unit
from nuantu_hub.site import clock
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
    brought = None if run is None else _bring_day(run, day, agreements)
    more = [fill(clock.now()) for fill in MORE_SEEDS]
    told = "; ".join([f"{Account.objects.count()} accounts, {Unit.objects.count()} units", *filter(None, more)])
    if brought is None:
        open_demo(choose_cast())
        return f"{told}; no replayed day, since none was named with --run"
    rider = _find_rider()
    open_demo([rider, *(account for account in choose_cast() if account != rider)])
    stands = f"{told}; {brought.run}, {brought.run.orders:,} orders"
    code = f"  一次性验证码，给还没有关联的骑手 one-time code for a rider not yet linked: {brought.spare_code}"
    return "\n".join([stands, *list_doors(), code])


def _find_rider() -> Account:
    return next(account for account in choose_cast() if account.kind == Account.WORKER)


def _bring_day(run: Path, day: Path | None, agreements: Path | None) -> SeededDay:
    unit = Unit.objects.filter(kind=Unit.Kind.DISTRICT, place_code=PLACE_CODE).order_by("path").first()
    if unit is None:
        raise Refused("没有这一天所在区的工会", "换一个空的文件夹再装演示数据")
    return seed_day(unit=unit, rider=_find_rider(), source=run, day=day, agreements=agreements)


def list_doors() -> list[str]:
    """Whom a visitor may be, and where to choose, in lines for the screen."""
    roles: dict[str, str] = {role.value: f"{role.label} {role.value}" for role in Post.Role}
    # Whoever speaks for a side of a compound is staff and holds no post of the union.
    roles |= {Account.WORKER: "骑手 rider", Account.STAFF: "外来的一方 outside party"}
    lines = ["在 /demo/ 点一个名字就能进去；没有密码 choose a name at /demo/ to come in, without a password:"]
    seen: set[str] = set()
    for account in list_cast():
        post = account.posts.order_by("pk").first()
        role = post.role if post else account.kind
        if role not in seen:
            seen.add(role)
            lines.append(f"  {account.name}  {roles[role]}")
    return lines
