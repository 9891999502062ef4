"""The tables of bargaining."""

from nuantu_hub.bargaining.models.agenda_item import AgendaItem
from nuantu_hub.bargaining.models.ambiguity import TalkAmbiguity
from nuantu_hub.bargaining.models.attendance import MeetingSeat
from nuantu_hub.bargaining.models.caucus_note import CaucusNote
from nuantu_hub.bargaining.models.day_set import DaySet
from nuantu_hub.bargaining.models.delegate import Delegate
from nuantu_hub.bargaining.models.frozen_text import FrozenText
from nuantu_hub.bargaining.models.letter import TalkLetter
from nuantu_hub.bargaining.models.limit_consent import LimitConsent
from nuantu_hub.bargaining.models.live_vote import LiveVote
from nuantu_hub.bargaining.models.meeting import TalkMeeting
from nuantu_hub.bargaining.models.offer import Offer
from nuantu_hub.bargaining.models.offer_try import OfferTry
from nuantu_hub.bargaining.models.official_answer import OfficialAnswer
from nuantu_hub.bargaining.models.party_signature import PartySignature
from nuantu_hub.bargaining.models.promise import Promise, PromiseEvidence
from nuantu_hub.bargaining.models.ratification import Ratification
from nuantu_hub.bargaining.models.secret_ballot import OpenedVote, SecretBallot
from nuantu_hub.bargaining.models.secret_box import SecretBox
from nuantu_hub.bargaining.models.side_limit import SideLimit
from nuantu_hub.bargaining.models.signed_agreement import SignedAgreement
from nuantu_hub.bargaining.models.speech_turn import SpeechTurn
from nuantu_hub.bargaining.models.talk import TALK_ROLES, Talk
from nuantu_hub.bargaining.models.topic import Topic
from nuantu_hub.bargaining.models.venue import Venue
from nuantu_hub.bargaining.models.vote_cast import VoteCast

__all__ = [
    "TALK_ROLES", "AgendaItem", "CaucusNote", "DaySet", "Delegate", "FrozenText", "LimitConsent", "LiveVote",
    "MeetingSeat", "Offer", "OfferTry", "OfficialAnswer", "OpenedVote", "PartySignature", "Promise", "PromiseEvidence",
    "Ratification", "SecretBallot", "SecretBox", "SideLimit", "SignedAgreement", "SpeechTurn", "Talk", "TalkAmbiguity",
    "TalkLetter", "TalkMeeting", "Topic", "Venue", "VoteCast",
]
