"""A deliberation as JSON: plain values, the same for the same votes and seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nuantu.deliberation.bridges import Bridge, Rift
from nuantu.deliberation.deliberation import FEWEST_VOTERS, Deliberation
from nuantu.deliberation.grouping import Grouping
from nuantu.deliberation.representative import Trait
from nuantu.deliberation.stability import Stability
from nuantu.deliberation.votes import AGREE, DISAGREE, PASS

FORMAT = "nuantu-deliberation/1"
ANSWERS = {AGREE: "agree", DISAGREE: "disagree", PASS: "pass"}
#: Digits after the point of what was estimated; a consensus is a quotient of whole numbers and is told whole.
DIGITS = 6


def tell_deliberation(result: Deliberation, notes: Sequence[str] = (),
                      checks: Mapping[str, int] | None = None) -> dict[str, Any]:
    """The whole result. Keys of people, statements and groups are their names in the export."""
    votes, division = result.votes, result.division
    return {
        "format": FORMAT, "inputs_sha256": result.digest, "seed": result.seed, "chosen_by": division.chosen_by,
        "voters": len(votes.voters), "taking_part": int(result.taking_part.sum()), "last_votes": len(votes.value),
        "all_votes": None if votes.every is None else int(votes.every.sum()), "notes": [*notes, *_warn(result)],
        "checks": dict(checks or {}), "groups": _tell_groups(result), "sizes": _tell_sizes(result),
        "comments": _tell_comments(result),
        "representative": {name: [_tell_trait(result, one) for one in traits]
                           for name, traits in zip(division.names, result.traits, strict=True)},
        "unites": [_tell_bridge(result, one) for one in result.bridges],
        "splits": [_tell_rift(result, one) for one in result.rifts],
        "stability": _tell_stability(result),
        "numbers_of_groups": {str(number): _tell_grouping(one, result.stability.get(number))
                              for number, one in division.groupings.items()},
        "picture": _tell_picture(result)}


def _warn(result: Deliberation) -> list[str]:
    people = int(result.taking_part.sum())
    return [f"only {people} people take part: groups of so few say little of anybody else"] * (people < FEWEST_VOTERS)


def _tell_name(name: str) -> int | str:
    return int(name) if name.isascii() and name.isdigit() else name


def _tell_groups(result: Deliberation) -> dict[str, int | str]:
    names = [_tell_name(name) for name in result.division.names]
    told = {who: names[group] for who, group in zip(result.votes.voters, result.group.tolist(), strict=True)
            if group >= 0}
    return told | {who: _tell_name(name) for who, name in result.silent.items()}


def _tell_sizes(result: Deliberation) -> dict[str, int]:
    sizes = result.division.grouping.label.tolist()
    return {name: sizes.count(place) for place, name in enumerate(result.division.names)}


def _tell_comments(result: Deliberation) -> dict[str, dict[str, Any]]:
    told = {}
    counts, every = result.counts.tolist(), result.votes.every
    for place, one in enumerate(result.votes.statements):
        by_group: dict[str, Any] = {
            words: {name: counts[group][place][answer] for group, name in enumerate(result.division.names)}
            for answer, words in ANSWERS.items()}
        told[one.id] = {
            "text": "" if one.is_out else one.text, "moderated": one.moderated, "meta": one.meta,
            "group_informed_consensus": result.consensus[place], **by_group,
            "all_votes": None if every is None else {words: int(every[place, answer])
                                                       for answer, words in ANSWERS.items()}}
    return told


def _tell_trait(result: Deliberation, one: Trait) -> dict[str, Any]:
    return {"comment": result.votes.statements[one.statement].id, "answer": ANSWERS[one.answer], "said": one.said,
            "seen": one.seen, "share": _round(one.share), "others": _round(one.others), "ratio": _round(one.ratio),
            "sureness": _round(one.sureness), "difference": _round(one.difference), "sure": one.is_sure}


def _tell_bridge(result: Deliberation, one: Bridge) -> dict[str, Any]:
    return {"comment": result.votes.statements[one.statement].id, "answer": ANSWERS[one.answer],
            "consensus": one.consensus, "least_share": _round(one.least)}


def _tell_rift(result: Deliberation, one: Rift) -> dict[str, Any]:
    names = result.division.names
    return {"comment": result.votes.statements[one.statement].id, "agrees_most": _tell_name(names[one.most]),
            "agrees_least": _tell_name(names[one.least]), "gap": _round(one.gap)}


def _tell_stability(result: Deliberation) -> dict[str, Any]:
    held = result.stability.get(result.division.chosen)
    return {"runs": result.runs, "measure": "adjusted_rand_index",
            "mean": None if held is None else _round(held.mean), "low": None if held is None else _round(held.low),
            "groups": {} if held is None else {name: _round(one) for name, one in zip(result.division.names,
                                                                                        held.groups, strict=True)}}


def _tell_grouping(one: Grouping, held: Stability | None) -> dict[str, Any]:
    sizes = one.label.tolist()
    return {"silhouette": _round(one.silhouette), "sizes": [sizes.count(group) for group in range(one.groups)],
            "stability": None if held is None else {"mean": _round(held.mean), "low": _round(held.low),
                                                      "groups": [_round(value) for value in held.groups]}}


def _tell_picture(result: Deliberation) -> dict[str, Any]:
    grouping = result.division.grouping
    names = [_tell_name(name) for name in result.division.names]
    return {"shares_of_variance": [_round(one) for one in result.axes.shares],
            "points": [{"x": _round(x), "y": _round(y), "voters": voters, "group": names[group]}
                       for (x, y), voters, group in zip(grouping.points.tolist(), grouping.point_weight.tolist(),
                                                        grouping.point_group.tolist(), strict=True)],
            "comments": {one.id: [_round(value) for value in row]
                         for one, row in zip(result.votes.statements, result.axes.loadings.tolist(), strict=True)}}


def _round(value: float) -> float:
    return round(value, DIGITS) + 0.0
