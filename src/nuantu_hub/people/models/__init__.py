"""Tables of people and unions."""

from nuantu_hub.people.models.account import Account
from nuantu_hub.people.models.claim import Claim
from nuantu_hub.people.models.deed import Deed, Reading
from nuantu_hub.people.models.enterprise import FOUNDED, Enterprise, Stage
from nuantu_hub.people.models.headcount import Headcount
from nuantu_hub.people.models.post import Post
from nuantu_hub.people.models.step import Step
from nuantu_hub.people.models.unit import Unit
from nuantu_hub.people.models.unit_change import UnitChange

__all__ = ["Account", "Claim", "Deed", "Enterprise", "FOUNDED", "Headcount", "Post", "Reading", "Stage", "Step", "Unit", "UnitChange"]
