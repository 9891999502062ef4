"""Tables of people and unions."""

from nuantu_hub.people.models.account import Account
from nuantu_hub.people.models.attendance import Attendance
from nuantu_hub.people.models.claim import Claim
from nuantu_hub.people.models.deed import Deed, Reading
from nuantu_hub.people.models.enterprise import FOUNDED, Enterprise, Stage
from nuantu_hub.people.models.follow_up import FollowUp
from nuantu_hub.people.models.headcount import Headcount
from nuantu_hub.people.models.meeting import Elected, FoundingMeeting
from nuantu_hub.people.models.post import Post
from nuantu_hub.people.models.question import Question, QuestionGroup, Topic
from nuantu_hub.people.models.step import Step
from nuantu_hub.people.models.unit import Unit
from nuantu_hub.people.models.unit_change import UnitChange
from nuantu_hub.people.models.visit import Visit, VisitGuest, VisitMove

__all__ = [
    "FOUNDED",
    "Account",
    "Attendance",
    "Claim",
    "Deed",
    "Elected",
    "Enterprise",
    "FollowUp",
    "FoundingMeeting",
    "Headcount",
    "Post",
    "Question",
    "QuestionGroup",
    "Reading",
    "Stage",
    "Step",
    "Topic",
    "Unit",
    "UnitChange",
    "Visit",
    "VisitGuest",
    "VisitMove",
]
