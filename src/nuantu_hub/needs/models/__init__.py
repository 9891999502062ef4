"""Tables of what riders say."""

from nuantu_hub.needs.models.deliberation import Deliberation, DeliberationChange
from nuantu_hub.needs.models.deliberation_run import DeliberationRun, RoutingRound
from nuantu_hub.needs.models.cluster_run import ClusterRun
from nuantu_hub.needs.models.coordination import CoordinationMeeting, MeetingOutcome, MeetingParty
from nuantu_hub.needs.models.need import Need, NeedStep, Reply, Told
from nuantu_hub.needs.models.problem import Problem
from nuantu_hub.needs.models.problem_clock import ProblemClock, ProblemPause
from nuantu_hub.needs.models.problem_member import ProblemMember
from nuantu_hub.needs.models.problem_reply import ProblemReply
from nuantu_hub.needs.models.problem_start import ProblemStart
from nuantu_hub.needs.models.problem_step import ProblemStep
from nuantu_hub.needs.models.referral import Department, Referral
from nuantu_hub.needs.models.opinion_vote import OpinionVote, OpinionVoter
from nuantu_hub.needs.models.statement import ModerationStep, Statement

__all__ = [
    "ClusterRun",
    "CoordinationMeeting",
    "Deliberation",
    "DeliberationChange",
    "DeliberationRun",
    "Department",
    "MeetingOutcome",
    "MeetingParty",
    "ModerationStep",
    "Need",
    "NeedStep",
    "OpinionVote",
    "OpinionVoter",
    "Problem",
    "ProblemClock",
    "ProblemMember",
    "ProblemPause",
    "ProblemReply",
    "ProblemStart",
    "ProblemStep",
    "Referral",
    "Reply",
    "RoutingRound",
    "Statement",
    "Told",
]
