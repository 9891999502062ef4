"""The verifier: one pure function from a text, a gate's context and a moment to a verdict.

It asks no network, reads no clock and writes nothing but one use into the gate's memory, and that only for a token
that is otherwise good. Rules are looked at in a fixed order, so that both verifiers (this one and the twin in
JavaScript) give the same verdict where a token breaks several.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nuantu.passes.algorithms import is_es256, read_point
from nuantu.passes.credential import LIFE_MAX_S, Credential
from nuantu.passes.descriptor import Descriptor
from nuantu.passes.policy import Policy, evaluate_policy
from nuantu.passes.presentation import STEP_S, Presentation, build_message, find_step
from nuantu.passes.reading import Reading, read_token
from nuantu.passes.replay import Replay, ReplayFullError
from nuantu.passes.status_list import StatusList
from nuantu.passes.trust_list import AHEAD_MAX_S, TrustList
from nuantu.passes.verdict import Code, PassError, Verdict

#: Steps that a phone's clock may be off: 30 seconds, or 90 where the gate itself was never told the time.
STEPS_OFF, STEPS_OFF_UNSYNCED = 2, 6
#: Seconds that a gate's clock may lie behind the newest time it saw signed.
FLOOR_SLACK_S = 90
#: Up to this age of a status list (s) it counts as fresh; beyond it, credentials begun this long ago (s) still pass.
STATUS_FRESH_S, STATUS_YOUNG_S = 24 * 3600, 4 * 3600
#: Seconds that a use is remembered beyond its step; a challenge lives no longer.
REMEMBER_S = 120
#: Why a code is refused that does not answer what the gate asks for.
NOT_ANSWERED = "not the challenge that is shown"
_FINE = Verdict(Code.OK)


@dataclass(frozen=True, slots=True)
class GateContext:
    """What a gate holds when somebody stands before it.

    Parameters
    ----------
    descriptor
        Its own: gate id, zone, class.
    trust
        The list of whom to trust, checked when it came in; None where the gate never had one.
    status
        Status lists by number, checked when they came in.
    policy
        The compound's policy in force; None takes every hour (a station's door has its own).
    floor_s
        The newest moment (UTC seconds) that a signed list told; the clock is never believed below it.
    synced
        Whether the gate's clock was ever compared with the hub's.
    challenge
        The challenge that is shown to the rider now, 4 to 8 bytes; None outside challenge mode. The gate draws another
        one after every token that it let pass.
    """

    descriptor: Descriptor
    trust: TrustList | None
    status: Mapping[int, StatusList] = field(default_factory=dict)
    policy: Policy | None = None
    floor_s: int = 0
    synced: bool = True
    challenge: bytes | None = None


def verify(text: str, gate: GateContext, now_s: int, replay: Replay) -> Verdict:
    """What a gate says of a text that somebody shows it.

    Parameters
    ----------
    text
        What the scanner read, as it read it.
    gate
        What the gate holds.
    now_s
        The gate's clock, UTC seconds.
    replay
        The memory of uses, shared by the lanes of a gate.

    Returns
    -------
    Verdict
        Never an exception, whatever the text is.
    """
    try:
        return _judge(text, gate, now_s, replay)
    except PassError as error:
        return Verdict(error.code, error.reason)


def _judge(text: str, gate: GateContext, now_s: int, replay: Replay) -> Verdict:
    behind = now_s < gate.floor_s - FLOOR_SLACK_S
    now_s = max(now_s, gate.floor_s)
    read = read_token(text)
    credential, shown = read.credential, read.presentation
    _check_signatures(read, gate, now_s)
    _check_life(credential, now_s)
    _check_place(credential, shown, gate)
    _check_moment(shown, gate, now_s, behind=behind)
    degraded = _check_status(credential, gate, now_s)
    if gate.policy is not None:
        ruling = evaluate_policy(gate.policy, gate.policy.find_local(now_s), credential.kind, credential.key_level)
        if not ruling.allowed:
            raise PassError(Code.E_SCOPE, ruling.code)
    _take_use(credential, shown, replay, now_s)
    if behind:
        return Verdict(Code.E_CLOCK, "the gate's clock is behind")
    return Verdict(Code.OK_DEGRADED, degraded) if degraded else _FINE


def _check_signatures(read: Reading, gate: GateContext, now_s: int) -> None:
    """All has been read before anything is computed; then the issuer's signature, then the device's."""
    try:
        device = read_point(read.credential.device_key)
    except ValueError as error:
        raise PassError(Code.E_FORMAT, "the device's key is no point of the curve") from error
    if gate.trust is None or now_s >= gate.trust.expires_s:
        raise PassError(Code.E_TRUST_EXPIRED, "the list of whom to trust is over")
    issuer = gate.trust.find_signer(read.envelope, "credential", now_s)
    token = read.token
    if not is_es256(device, token.signature, build_message(token.credential, token.presentation)):
        raise PassError(Code.E_SIG, "the device did not sign this")
    if read.credential.kind not in issuer.classes:
        raise PassError(Code.E_SCOPE, "the issuer may not sign this class")


def _check_life(credential: Credential, now_s: int) -> None:
    if not 0 < credential.expires_s - credential.not_before_s <= LIFE_MAX_S:
        raise PassError(Code.E_LIFE, "a life longer than six hours")
    if credential.not_before_s > now_s + AHEAD_MAX_S:
        raise PassError(Code.E_NBF, "not valid yet")
    if now_s >= credential.expires_s:
        raise PassError(Code.E_EXP, "no longer valid")


def _check_place(credential: Credential, shown: Presentation, gate: GateContext) -> None:
    if shown.gate != gate.descriptor.gate:
        raise PassError(Code.E_AUD, "made for another gate")
    if credential.kind != gate.descriptor.kind:
        raise PassError(Code.E_SCOPE, "another class of pass")
    if gate.descriptor.zone not in credential.zones:
        raise PassError(Code.E_SCOPE, "another zone")


def _check_moment(shown: Presentation, gate: GateContext, now_s: int, *, behind: bool) -> None:
    """In challenge mode the challenge says that it is now, and no clock is asked."""
    if gate.challenge is not None:
        if shown.nonce != gate.challenge:
            raise PassError(Code.E_REPLAY, NOT_ANSWERED)
        return
    off = shown.step - find_step(now_s)
    most = STEPS_OFF if gate.synced else STEPS_OFF_UNSYNCED
    if off < -most:
        raise PassError(Code.E_STALE, "an old code")
    if off > most and not behind:
        raise PassError(Code.E_FUTURE, "a code of the future")


def _check_status(credential: Credential, gate: GateContext, now_s: int) -> str:
    """Why the answer is amber, or nothing; a list that is old or missing cannot say that nothing was revoked."""
    held = gate.status.get(credential.status_list)
    if held is not None and held.is_revoked(credential.status_index):
        raise PassError(Code.E_REVOKED, "revoked")
    if held is not None and now_s - held.issued_s <= STATUS_FRESH_S:
        return ""
    if now_s - credential.not_before_s > STATUS_YOUNG_S:
        raise PassError(Code.E_STATUS_STALE, "the list of revoked passes is too old")
    return "the list of revoked passes is old"


def _take_use(credential: Credential, shown: Presentation, replay: Replay, now_s: int) -> None:
    until_s = max(now_s, (shown.step + 1) * STEP_S) + REMEMBER_S
    try:
        first = replay.take_first(credential.id, shown.step, now_s, min(until_s, credential.expires_s + REMEMBER_S))
    except ReplayFullError as error:
        raise PassError(Code.E_RATE, "too many at once") from error
    if not first:
        raise PassError(Code.E_REPLAY, "shown here before")
