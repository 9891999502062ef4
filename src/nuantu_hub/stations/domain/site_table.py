"""A plan as a table: each site with what it newly reaches and why it is this one."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from nuantu_hub.people.domain.record import record_deed
from nuantu_hub.people.domain.register_file import write_table
from nuantu_hub.people.models import Account
from nuantu_hub.stations.domain.site_demand import SHARES
from nuantu_hub.stations.models import SitePlan


@transaction.atomic
def export_plan(*, by: Account, plan: SitePlan) -> bytes:
    """A CSV of a finished plan; the deed says that it was taken."""
    assert plan.result is not None
    result = plan.result
    heads = [_("顺序"), _("编号"), _("名称"), _("类型"), _("纬度"), _("经度"), _("新够着的点"), _("等单分钟"),
             _("取送次数"), _("票"), _("折算"), _("建成后累计"), _("总需求"), _("平均步行米"), _("只有它够着"),
             _("换成最近的另一处会少")]
    rows = [[site["rank"], site["id"], site["name"], site.get("kind", ""), site["lat_deg"], site["lon_deg"],
             site["newly_covered"]["points"], *(site["newly_covered"][name] for name in SHARES),
             site["newly_covered"]["weight"], site["covered_after"], result["total"], site["mean_walk_m"],
             site["only_here"]["weight"], site["worse_instead"]] for site in result["sites"]]
    record_deed(by, "sites exported", plan, plan.unit)
    return write_table(heads, rows)
