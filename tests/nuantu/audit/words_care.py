"""Sentences of care, career and governance that only an auditor looks at:

    10:00 Wang's aid is granted 7000.00 (or: is refused)         11:00 Wang gets aid of 7000.00
    10:00 Wang files an injury claim                             11:00 Wang's claim moves on
    10:00 3.00 is deducted from Wang for helmet (or: for nothing)
    10:00 Wang is handed 2 x helmet (and: , charged 9.90)
    10:00 warm_meal is held for 600                              10:00 warm_meal is held
    10:00 talk with 7 representatives from Beijing Wuhan         10:00 talk with 7 representatives
    10:00 Wang calls for help                                    10:05 person answers Wang's call (somebody, system)
    10:00 A1 of Wang is rated bad                                11:00 the rating of A1 is removed
    10:00 Wang is trained in safety until 11:30, paid 36.00 (or: unpaid; or: for some time)
    Wang began 3 days ago                                        10:00 Li becomes mentor of Wang (or: somebody)
    10:00 Wang becomes station_head, internal (external, from somewhere)
    10:00 Wang asks for a copy                                   11:00 Wang gets a csv copy of hours, income
    10:00 rule r1 on dispatch is published (and: , naming purpose, version; and: in plain words)
    11:00 rule r1 on dispatch takes effect (and: , unpublished; some rule)
    10:00 consultation on r1 opens          11:00 consultation on r1 closes, 12 opinions, 3 answered
    10:00 Wang asks why                                          11:00 Wang is told why
    10:00 person Zhao suspends Wang (system, somebody; and: for fraud; and: from 12:00)
    10:00 person Zhao warns Wang                                 10:00 Wang loses 2 points for fraud (or: for nothing)
    11:00 the reasons are given to Wang
    10:00 Wang asks for review        11:00 person Qian upholds it for Wang, examined track, photo (overturns)
    10:00 Wang complains about pay    11:00 Wang's complaint is upheld (rejected)
    10:00 location of Wang is collected                          10:00 dispatch is evaluated with 3 representatives
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.nuantu.settle.sentence_parts import CLOCK, NAME, ORDER, UNTIL
from tests.nuantu.settle.words_care import AMOUNT, read_minor, recall, remember

Words = Mapping[str, Any]
Act = Callable[[Any, Any], None]
NAMING = r"(?:, naming (?P<fields>\w+(?:, \w+)*))?"
ACTOR = r"(?P<actor>person|system|somebody)(?: (?P<named>[A-Z][a-z]+))?"


def _add(kind: str, mark: str | None = None, ref: str | None = None, **columns: str) -> Act:
    """An event of this kind; ``columns`` name the part of the sentence that each holds, ``=word`` stands for itself."""

    def act(teller: Any, words: Words) -> None:
        values = {name: part[1:] if part.startswith("=") else words.get(part) for name, part in columns.items()}
        for name in ("amount_minor",):
            if name in values:
                values[name] = read_minor(values[name])
        for name in ("count", "score_delta"):
            if values.get(name) is not None:
                values[name] = int(values[name])
        event = teller.log.add(kind, words["at"], worker_id=words.get("who"), order_id=words.get("order"),
                               ref=None if ref is None else recall(teller, ref.format(**words)), **values)
        if mark is not None:
            remember(teller, mark.format(**words), event)

    return act


def _list(text: str | None, by: str = ", ") -> list[str] | None:
    return None if text is None else text.split(by)


def _act_of(words: Words) -> dict[str, Any]:
    actor = None if words["actor"] == "somebody" else words["actor"]
    return {"actor": actor, "actor_id": words["named"]}


def _decide_aid(teller: Any, words: Words) -> None:
    granted = words["amount"] is not None
    event = teller.log.add(
        "aid_decided", words["at"], worker_id=words["who"], outcome="granted" if granted else "refused",
        ref=recall(teller, f"aid {words['who']}"), amount_minor=read_minor(words["amount"]))
    remember(teller, f"decision {words['who']}", event)


def _deduct(teller: Any, words: Words) -> None:
    thing = None if words["thing"] == "nothing" else words["thing"]
    event = teller.log.add("deduction_line", words["at"], worker_id=words["who"], component="deduction", reason=thing,
                           amount_minor=-int(read_minor(words["amount"]) or 0))
    remember(teller, f"act {words['who']}", event)


def _meet(teller: Any, words: Words) -> None:
    teller.log.add("meeting_held", words["at"], reason=words["topic"], count=int(words["count"]),
                   fields=_list(words["regions"], " "))


def _answer_call(teller: Any, words: Words) -> None:
    teller.log.add("help_answered", words["at"], worker_id=words["who"], ref=recall(teller, f"call {words['who']}"),
                   **_act_of({**words, "named": None}))


def _train(teller: Any, words: Words) -> None:
    span = {} if words["until"] is None else {name: teller.log.at(words[part])
                                              for name, part in (("from_s", "at"), ("to_s", "until"))}
    teller.log.add("training_held", words["at"], worker_id=words["who"], reason=words["subject"],
                   amount_minor=read_minor(words["amount"]), **span)


def _begin(teller: Any, words: Words) -> None:
    teller.introduce(words["person"], tenure_days=int(words["days"]))


def _mentor(teller: Any, words: Words) -> None:
    other = None if words["other"] == "somebody" else words["other"]
    teller.log.add("mentor_assigned", words["at"], worker_id=words["who"], other_id=other)


def _promote(teller: Any, words: Words) -> None:
    origin = None if words["origin"] == "from somewhere" else words["origin"]
    teller.log.add("promoted", words["at"], worker_id=words["who"], component=words["post"], outcome=origin)


def _copy(teller: Any, words: Words) -> None:
    teller.log.add("export_sent", words["at"], worker_id=words["who"], level=words["form"],
                   ref=recall(teller, f"copy {words['who']}"), fields=_list(words["fields"]))


def _publish(teller: Any, words: Words) -> None:
    event = teller.log.add("rule_published", words["at"], clause_id=words["rule"], component=words["topic"],
                           fields=_list(words["fields"]), outcome="plain" if words["plain"] else None)
    remember(teller, f"rule {words['rule']}", event)


def _take_effect(teller: Any, words: Words) -> None:
    rule = words["rule"]
    teller.log.add("rule_effective", words["at"], clause_id=None if words["nameless"] else rule,
                   component=words["topic"], ref=None if words["bare"] else recall(teller, f"rule {rule}"))


def _close(teller: Any, words: Words) -> None:
    answers = [f"subject {number}" for number in range(int(words["answers"]))]
    teller.log.add("consult_closed", words["at"], clause_id=words["rule"], count=int(words["count"]), fields=answers,
                   ref=recall(teller, f"consultation {words['rule']}"))


def _suspend(teller: Any, words: Words) -> None:
    begin = {} if words["until"] is None else {"from_s": teller.log.at(words["until"])}
    event = teller.log.add("suspension", words["at"], worker_id=words["who"], reason=words["reason"], **_act_of(words),
                           **begin)
    remember(teller, f"act {words['who']}", event)


def _warn(teller: Any, words: Words) -> None:
    event = teller.log.add("measure_taken", words["at"], worker_id=words["who"], level="warning", **_act_of(words))
    remember(teller, f"act {words['who']}", event)


def _lose(teller: Any, words: Words) -> None:
    reason = None if words["reason"] == "nothing" else words["reason"]
    event = teller.log.add("score_change", words["at"], worker_id=words["who"], reason=reason,
                           score_delta=-int(words["points"]))
    remember(teller, f"act {words['who']}", event)


def _review(teller: Any, words: Words) -> None:
    outcome = {"upholds": "upheld", "overturns": "overturned"}[words["verb"]]
    teller.log.add("review_decided", words["at"], worker_id=words["who"], outcome=outcome, **_act_of(words),
                   fields=_list(words["fields"]), ref=recall(teller, f"review {words['who']}"))


SENTENCES: tuple[tuple[str, Act], ...] = (
    (rf"{CLOCK} {NAME}'s aid is (?:granted {AMOUNT}|refused)", _decide_aid),
    (rf"{CLOCK} {NAME} gets aid of {AMOUNT}", _add("aid_paid", ref="decision {who}", amount_minor="amount")),
    (rf"{CLOCK} {NAME} files an injury claim", _add("claim_filed", mark="claim {who}")),
    (rf"{CLOCK} {NAME}'s claim moves on", _add("claim_step", ref="claim {who}", outcome="=materials")),
    (rf"{CLOCK} {AMOUNT} is deducted from {NAME} for (?P<thing>\w+)", _deduct),
    (rf"{CLOCK} {NAME} is handed (?P<count>\d+) x (?P<thing>\w+)(?:, charged {AMOUNT})?",
     _add("supply_issued", component="thing", count="count", amount_minor="amount")),
    (rf"{CLOCK} (?P<what>\w+) is held(?: for (?P<count>\d+))?", _add("activity_held", reason="what", count="count")),
    (rf"{CLOCK} (?P<topic>\w+) with (?P<count>\d+) representatives(?: from (?P<regions>[\w ]+))?", _meet),
    (rf"{CLOCK} {NAME} calls for help", _add("emergency_help", mark="call {who}")),
    (rf"{CLOCK} (?P<actor>person|system|somebody) answers {NAME}'s call", _answer_call),
    (rf"{CLOCK} {ORDER} of {NAME} is rated (?P<level>\w+)", _add("rating_given", mark="rating {order}", level="level")),
    (rf"{CLOCK} the rating of {ORDER} is removed", _add("rating_removed", ref="rating {order}", reason="=weather")),
    (rf"{CLOCK} {NAME} is trained in (?P<subject>\w+) (?:until {UNTIL}|for some time), (?:paid {AMOUNT}|unpaid)",
     _train),
    (r"(?P<person>[A-Z][a-z]+) began (?P<days>\d+) days ago", _begin),
    (rf"{CLOCK} (?P<other>[A-Z][a-z]+|somebody) becomes mentor of {NAME}", _mentor),
    (rf"{CLOCK} {NAME} becomes (?P<post>\w+), (?P<origin>internal|external|from somewhere)", _promote),
    (rf"{CLOCK} {NAME} asks for a copy", _add("export_requested", mark="copy {who}")),
    (rf"{CLOCK} {NAME} gets a (?P<form>\w+) copy of (?P<fields>[\w, ]+)", _copy),
    (rf"{CLOCK} rule (?P<rule>\w+) on (?P<topic>\w+) is published{NAMING}(?P<plain> in plain words)?", _publish),
    (rf"{CLOCK} (?P<nameless>some )?rule (?P<rule>\w+) on (?P<topic>\w+) takes effect(?P<bare>, unpublished)?",
     _take_effect),
    (rf"{CLOCK} consultation on (?P<rule>\w+) opens", _add("consult_opened", mark="consultation {rule}",
                                                          clause_id="rule")),
    (rf"{CLOCK} consultation on (?P<rule>\w+) closes, (?P<count>\d+) opinions, (?P<answers>\d+) answered", _close),
    (rf"{CLOCK} {NAME} asks why", _add("explanation_requested", mark="why {who}")),
    (rf"{CLOCK} {NAME} is told why", _add("explanation_sent", ref="why {who}")),
    (rf"{CLOCK} {ACTOR} suspends {NAME}(?: for (?P<reason>\w+))?(?: from {UNTIL})?", _suspend),
    (rf"{CLOCK} {ACTOR} warns {NAME}", _warn),
    (rf"{CLOCK} {NAME} loses (?P<points>\d+) points for (?P<reason>[a-z_]+)", _lose),
    (rf"{CLOCK} the reasons are given to {NAME}", _add("explanation_sent", ref="act {who}")),
    (rf"{CLOCK} {NAME} asks for review", _add("review_requested", mark="review {who}", ref="act {who}")),
    (rf"{CLOCK} {ACTOR} (?P<verb>upholds|overturns) it for {NAME}(?:, examined (?P<fields>\w+(?:, \w+)*))?", _review),
    (rf"{CLOCK} {NAME} complains about (?P<topic>\w+)", _add("complaint_filed", mark="complaint {who}",
                                                            component="topic")),
    (rf"{CLOCK} {NAME}'s complaint is (?P<outcome>upheld|rejected)",
     _add("complaint_answered", ref="complaint {who}", outcome="outcome", actor="=person")),
    (rf"{CLOCK} (?P<field>\w+) of {NAME} is collected", _add("data_collected", component="field")),
    (rf"{CLOCK} (?P<system>\w+) is evaluated with (?P<count>\d+) representatives",
     _add("evaluation_done", reason="system", count="count")),
)
