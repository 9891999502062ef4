"""Tables of people and unions."""

from nuantu_hub.people.models.account import Account
from nuantu_hub.people.models.application import Application, ReviewStep
from nuantu_hub.people.models.attendance import Attendance
from nuantu_hub.people.models.bulk_import import BulkImport, ImportRow
from nuantu_hub.people.models.claim import Claim
from nuantu_hub.people.models.consent import Consent
from nuantu_hub.people.models.deed import Deed, Reading
from nuantu_hub.people.models.engagement import Engagement
from nuantu_hub.people.models.enterprise import FOUNDED, Enterprise, Stage
from nuantu_hub.people.models.erasure import Erasure
from nuantu_hub.people.models.follow_up import FollowUp
from nuantu_hub.people.models.headcount import Headcount
from nuantu_hub.people.models.meeting import Elected, FoundingMeeting
from nuantu_hub.people.models.membership import Membership, Standing
from nuantu_hub.people.models.merge import Merge
from nuantu_hub.people.models.person import Person
from nuantu_hub.people.models.phone_release import PhoneRelease
from nuantu_hub.people.models.post import Post
from nuantu_hub.people.models.poster import Poster
from nuantu_hub.people.models.question import Question, QuestionGroup, Topic
from nuantu_hub.people.models.sheet import Sheet
from nuantu_hub.people.models.step import Step
from nuantu_hub.people.models.stored_file import StoredFile
from nuantu_hub.people.models.transfer import Transfer
from nuantu_hub.people.models.unit import Unit
from nuantu_hub.people.models.unit_change import UnitChange
from nuantu_hub.people.models.visit import Visit, VisitGuest, VisitMove

__all__ = [
    "FOUNDED",
    "Account",
    "Application",
    "Attendance",
    "BulkImport",
    "Claim",
    "Consent",
    "Deed",
    "Elected",
    "Engagement",
    "Enterprise",
    "Erasure",
    "FollowUp",
    "FoundingMeeting",
    "Headcount",
    "ImportRow",
    "Membership",
    "Merge",
    "Person",
    "PhoneRelease",
    "Post",
    "Poster",
    "Question",
    "QuestionGroup",
    "Reading",
    "ReviewStep",
    "Sheet",
    "Stage",
    "Standing",
    "Step",
    "StoredFile",
    "Topic",
    "Transfer",
    "Unit",
    "UnitChange",
    "Visit",
    "VisitGuest",
    "VisitMove",
]
