"""A small hub with problems in several states and a meeting: run as a process with a folder, prints its pages."""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from tests.nuantu_hub.needs.prepare_town import prepare_town


def prepare_problems(folder: Path) -> dict[str, object]:
    """The sessions by login and the pages worth looking at."""
    told = prepare_town(folder, 1)
    from tests.nuantu_hub.needs.problem_cast import make_problem, say

    from nuantu_hub.needs.domain.coordination import Seat, call_meeting
    from nuantu_hub.needs.domain.problem_answers import answer_problem
    from nuantu_hub.needs.domain.problems import open_problem
    from nuantu_hub.needs.domain.referrals import enter_department, refer_problem
    from nuantu_hub.people.models import Account, Unit
    from nuantu_hub.site.clock import now

    unit, officer = Unit.objects.get(pk=told["unit"]), Account.objects.get(login="officer")
    found = open_problem(needs=[say(unit, "取餐柜打不开"), say(unit, "取餐柜的门打不开")], label="取餐柜打不开")
    problem = make_problem(unit, officer, [say(unit, words, place="望和驿站") for words in (
        "驿站没有热水", "热水器坏了", "驿站接不到热水")], "望和驿站没有热水")
    office = enter_department(by=officer, unit=unit, kind="property", name="望和物业", contact="", token=uuid4())
    referral = refer_problem(by=officer, problem=problem, department=office, asked="修热水器", token=uuid4())
    meeting = call_meeting(by=officer, unit=unit, problems=[problem], title="热水怎么办", place="街道三楼",
                           starts_at=now() + timedelta(days=1), token=uuid4(),
                           seats=[Seat("骑手代表", "riders", "要有热水"), Seat("望和物业", "other")])
    answered = make_problem(unit, officer, [say(unit, f"楼道灯不亮{n}") for n in range(6)], "楼道灯不亮")
    answer_problem(by=officer, problem=answered, text="换了灯", result="done", token=uuid4())
    pages = ["/problems/", "/problems/?view=board", "/problems/?view=map", f"/problems/{found.pk}/",
             f"/problems/{problem.pk}/", f"/problems/{answered.pk}/", "/problems/referrals/",
             f"/problems/referrals/{referral.pk}/", "/problems/departments/", "/problems/meetings/",
             "/problems/meetings/call/", f"/problems/meetings/{meeting.pk}/", "/said/", f"/said/{answered.pk}/"]
    return {"sessions": told["sessions"], "pages": pages, "found": found.pk}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(prepare_problems(Path(sys.argv[1]))))
