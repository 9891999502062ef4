"""Tables of what riders say."""

from nuantu_hub.needs.models.ballot import OpenedBallot, PaperBallot, SealedBallot
from nuantu_hub.needs.models.candidacy import Candidacy
from nuantu_hub.needs.models.cluster_run import ClusterRun
from nuantu_hub.needs.models.constituency import Constituency
from nuantu_hub.needs.models.coordination import CoordinationMeeting, MeetingOutcome, MeetingParty
from nuantu_hub.needs.models.deliberation import Deliberation, DeliberationChange
from nuantu_hub.needs.models.deliberation_run import DeliberationRun, RoutingRound
from nuantu_hub.needs.models.election import Contest, Election, ElectionWatcher, WatcherRemark
from nuantu_hub.needs.models.need import Need, NeedStep, Reply, Told
from nuantu_hub.needs.models.opinion_vote import OpinionVote, OpinionVoter
from nuantu_hub.needs.models.problem import Problem
from nuantu_hub.needs.models.problem_clock import ProblemClock, ProblemPause
from nuantu_hub.needs.models.problem_member import ProblemMember
from nuantu_hub.needs.models.problem_reply import ProblemReply
from nuantu_hub.needs.models.problem_start import ProblemStart
from nuantu_hub.needs.models.problem_step import ProblemStep
from nuantu_hub.needs.models.referral import Department, Referral
from nuantu_hub.needs.models.representative import (
    Mandate,
    MandateSupport,
    RecallName,
    RecallPetition,
    Representative,
    Vacancy,
)
from nuantu_hub.needs.models.statement import ModerationStep, Statement
from nuantu_hub.needs.models.trial import TRIAL_ROLES, Trial, TrialStep
from nuantu_hub.needs.models.trial_feedback import TrialFeedback, TrialHazard
from nuantu_hub.needs.models.trial_purchase import TrialBudget, TrialDecision, TrialLot, TrialOrder, TrialResult
from nuantu_hub.needs.models.trial_sample import TrialSample
from nuantu_hub.needs.models.trial_spec import Criterion, TrialSpec
from nuantu_hub.needs.models.trial_stock import RecallNotice, StockMove, TrialHandout, TrialRecall
from nuantu_hub.needs.models.trial_tester import Sex, TrialDraw, TrialTester, TrialTurn, TrialWish, Vehicle
from nuantu_hub.needs.models.voter_roll import RollEntry, Turnout

__all__ = [
    "TRIAL_ROLES",
    "Candidacy",
    "ClusterRun",
    "Constituency",
    "Contest",
    "CoordinationMeeting",
    "Criterion",
    "Deliberation",
    "DeliberationChange",
    "DeliberationRun",
    "Department",
    "Election",
    "ElectionWatcher",
    "Mandate",
    "MandateSupport",
    "MeetingOutcome",
    "MeetingParty",
    "ModerationStep",
    "Need",
    "NeedStep",
    "OpenedBallot",
    "OpinionVote",
    "OpinionVoter",
    "PaperBallot",
    "Problem",
    "ProblemClock",
    "ProblemMember",
    "ProblemPause",
    "ProblemReply",
    "ProblemStart",
    "ProblemStep",
    "RecallName",
    "RecallNotice",
    "RecallPetition",
    "Referral",
    "Reply",
    "Representative",
    "RollEntry",
    "RoutingRound",
    "SealedBallot",
    "Sex",
    "Statement",
    "StockMove",
    "Told",
    "Trial",
    "TrialBudget",
    "TrialDecision",
    "TrialDraw",
    "TrialFeedback",
    "TrialHandout",
    "TrialHazard",
    "TrialLot",
    "TrialOrder",
    "TrialRecall",
    "TrialResult",
    "TrialSample",
    "TrialSpec",
    "TrialStep",
    "TrialTester",
    "TrialTurn",
    "TrialWish",
    "Turnout",
    "Vacancy",
    "Vehicle",
    "WatcherRemark",
]
