"""Sentences about scores, payouts, deductions, measures and published rules:

    10:00 Wang begins with 70 points              11:00 Wang loses 2 points with A1 because of late, now 68
    11:00 Wang loses 2 points because of late, verified, by person (or: after declined, for the last such event)
    12:00 Wang gains 2 points after training_held 12:00 Wang is granted priority
    12:00 Wang redeems 30 points for gift         12:00 Wang redeems 30 points for cash worth 5.00
    09:00 Wang is paid 700.00 for 2026-11-02 to 2026-11-08 by partner with a fee
    12:00 5.00 is taken from Wang for damage with A1
    12:00 a bonus of 20.00 is booked for Wang     12:00 an adjustment of 5.00 for score is booked for Wang
    09:00 a rule on dispatch names distance, refusal_rate (or: names nothing known)
    15:00 Wang is given a warning by person       15:00 Wang is given a pause until 16:00 after violation
    12:00 Wang passes a course on safety          12:00 Wang fails a course on safety
    12:00 Wang complains                          12:00 Wang is suspended because of union
    14:00 Wang goes to rest                       10:00 Wang refuses A1 for safety
    10:06 Wang comes for A1                       10:12 A1 is cooked
    10:00 A1 is to arrive by 10:30                10:05 A1 may be 300 s later for merchant
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tests.nuantu.settle.sentence_parts import CLOCK, NAME, ORDER, UNTIL
from tests.nuantu.settle.words_score import MONEY, read_money

from nuantu.core.times import local_midnight_s

if TYPE_CHECKING:
    from tests.nuantu.settle.plain_words import Teller

Words = Mapping[str, Any]
WITH = rf"(?: with {ORDER})?"
WHY = r"(?: because of (?P<reason>\w+))?(?: after (?P<ref>\w+))?"
NOW = r"(?:, now (?P<count>\d+))?(?:, (?P<outcome>verified|claimed))?"
TAKEN = rf"{MONEY} is taken from {NAME} for (?P<reason>\w+)"
GIVEN = rf"{NAME} is given a (?P<level>reminder|warning|pause|training|fine)"
CYCLE = r"for (?P<first>\S+) to (?P<last>\S+)(?: by (?P<payer>platform|partner))?(?P<fee> with a fee)?"
BY = r"(?:,? by (?P<actor>person|system))?"


def _find(teller: Teller, kind: str | None, who: str) -> int | None:
    """The last event of the kind that was told of a worker."""
    places = [place for place, row in enumerate(teller.log._rows)
              if row["kind"] == kind and row.get("worker_id") == who]
    return places[-1] if places else None


def _begin(teller: Teller, words: Words) -> None:
    teller.log.add("score_change", words["at"], worker_id=words["who"], reason="start", count=int(words["points"]))


def _score(teller: Teller, words: Words) -> None:
    sign = -1 if words["sense"] == "loses" else 1
    teller.log.add("score_change", words["at"], worker_id=words["who"], order_id=words["order"],
                   score_delta=sign * int(words["points"]), reason=words["reason"], outcome=words["outcome"],
                   actor=words["actor"], count=None if words["count"] is None else int(words["count"]),
                   ref=_find(teller, words["ref"], words["who"]))


def _grant(teller: Teller, words: Words) -> None:
    teller.log.add("privilege_granted", words["at"], worker_id=words["who"], level=words["level"])


def _redeem(teller: Teller, words: Words) -> None:
    teller.log.add("score_redeemed", words["at"], worker_id=words["who"], score_delta=-int(words["points"]),
                   component=words["what"],
                   amount_minor=None if words["amount"] is None else read_money(words["amount"]))


def _pay(teller: Teller, words: Words) -> None:
    first, last = (date.fromisoformat(words[name]) for name in ("first", "last"))
    teller.log.add("payout", words["at"], worker_id=words["who"], amount_minor=read_money(words["amount"]),
                   from_s=local_midnight_s(first), to_s=local_midnight_s(last + timedelta(days=1)),
                   issued_by=words["payer"] or "platform", outcome="fee" if words["fee"] else "none")


def _book(kind: str, **fixed: Any) -> Callable[[Teller, Words], None]:
    def act(teller: Teller, words: Words) -> None:
        teller.log.add(kind, words["at"], worker_id=words["who"], order_id=words.get("order"),
                       amount_minor=read_money(words["amount"]), reason=words.get("reason"), **fixed)

    return act


def _publish(teller: Teller, words: Words) -> None:
    fields = None if words["fields"] == "nothing known" else words["fields"].split(", ")
    teller.log.add("rule_published", words["at"], component=words["topic"], fields=fields)


def _measure(teller: Teller, words: Words) -> None:
    bounds = {} if words["until"] is None else {"from_s": teller.log.at(words["at"]),
                                                "to_s": teller.log.at(words["until"])}
    teller.log.add("measure_taken", words["at"], worker_id=words["who"], level=words["level"], actor=words["actor"],
                   reason=words["reason"], ref=_find(teller, words["ref"], words["who"]), **bounds)


def _suspend(teller: Teller, words: Words) -> None:
    teller.log.add("suspension", words["at"], worker_id=words["who"], reason=words["reason"],
                   ref=_find(teller, words["ref"], words["who"]))


def _train(teller: Teller, words: Words) -> None:
    teller.log.add("training_held", words["at"], worker_id=words["who"], reason=words["course"],
                   outcome="passed" if words["sense"] == "passes" else "failed")


def _plain(kind: str, **names: str) -> Callable[[Teller, Words], None]:
    def act(teller: Teller, words: Words) -> None:
        if words.get("order"):
            teller.place(words["order"], words["at"])
        teller.log.add(kind, words["at"], worker_id=words.get("who"), order_id=words.get("order"),
                       **{column: words[word] for column, word in names.items()})

    return act


def _promise(teller: Teller, words: Words) -> None:
    teller.place(words["order"], words["at"])
    teller.log.add("eta_quoted", words["at"], order_id=words["order"], promised_s=teller.log.at(words["until"]))


def _extend(teller: Teller, words: Words) -> None:
    teller.log.add("eta_extended", words["at"], order_id=words["order"], added_s=int(words["added"]),
                   reason=words["cause"])


SENTENCES: tuple[tuple[str, Callable[[Teller, Words], None]], ...] = (
    (rf"{CLOCK} {NAME} begins with (?P<points>\d+) points", _begin),
    (rf"{CLOCK} {NAME} (?P<sense>loses|gains) (?P<points>\d+) points{WITH}{WHY}{NOW}{BY}", _score),
    (rf"{CLOCK} {NAME} is granted (?P<level>\w+)", _grant),
    (rf"{CLOCK} {NAME} redeems (?P<points>\d+) points for (?P<what>\w+)(?: worth {MONEY})?", _redeem),
    (rf"{CLOCK} {NAME} is paid {MONEY} {CYCLE}", _pay),
    (rf"{CLOCK} {TAKEN}{WITH}", _book("deduction_line", component="deduction")),
    (rf"{CLOCK} a bonus of {MONEY} is booked for {NAME}", _book("subsidy_line", component="bonus")),
    (rf"{CLOCK} an adjustment of {MONEY} for (?P<reason>\w+) is booked for {NAME}",
     _book("adjustment", component="adjustment")),
    (rf"{CLOCK} a rule on (?P<topic>\w+) names (?P<fields>.+)", _publish),
    (rf"{CLOCK} {GIVEN}{BY}(?: until {UNTIL})?{WHY}", _measure),
    (rf"{CLOCK} {NAME} is suspended{WHY}", _suspend),
    (rf"{CLOCK} {NAME} (?P<sense>passes|fails) a course on (?P<course>\w+)", _train),
    (rf"{CLOCK} {NAME} complains", _plain("complaint_filed")),
    (rf"{CLOCK} {NAME} goes to rest", _plain("rest_start")),
    (rf"{CLOCK} {NAME} refuses {ORDER} for (?P<reason>\w+)", _plain("declined", reason="reason")),
    (rf"{CLOCK} {NAME} comes for {ORDER}", _plain("merchant_arrived")),
    (rf"{CLOCK} {ORDER} is cooked", _plain("merchant_ready")),
    (rf"{CLOCK} {ORDER} is to arrive by {UNTIL}", _promise),
    (rf"{CLOCK} {ORDER} may be (?P<added>\d+) s later for (?P<cause>\w+)", _extend),
)
