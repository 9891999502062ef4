"""A deliberation worked out: who takes part, which groups there are, what they share, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nuantu.core.errors import InputError
from nuantu.core.ids import digest_json
from nuantu.deliberation.axes import FEWEST_VOTES, Axes, choose_ballots, find_axes
from nuantu.deliberation.bridges import Bridge, Rift, find_bridges, find_rifts
from nuantu.deliberation.consensus import count_consensus
from nuantu.deliberation.grouping import FEWEST_GROUPS, Bases, Grouping, describe_groups, find_groups, make_bases
from nuantu.deliberation.representative import Trait, find_traits
from nuantu.deliberation.stability import RUNS, Stability, measure_stability
from nuantu.deliberation.votes import AGREE, Bools, Ints, Votes, count_by_group, order_id

#: So many voters take part at least, those with most votes first, where fewer cast enough.
FEWEST_VOTERS = 15


@dataclass(frozen=True, eq=False)
class Division:
    """Voters in groups: ``groupings`` by number of groups, all that were thought of; ``chosen``: the number that
    holds, by ``chosen_by`` (silhouette, told, given); ``names`` of its groups."""

    groupings: Mapping[int, Grouping]
    chosen: int
    chosen_by: str
    names: Sequence[str]

    @property
    def grouping(self) -> Grouping:
        """The partition that holds."""
        return self.groupings[self.chosen]


@dataclass(frozen=True, eq=False)
class Deliberation:
    """The result.

    ``taking_part`` (voters,); ``axes`` of those; ``group`` (voters,): position among the names, -1 for none;
    ``counts`` (groups, statements, 3) of agree, disagree, pass from last votes; ``traits`` by group; ``stability`` by
    number of groups, from ``runs`` draws; ``silent``: given groups of participants without a vote; ``digest``: SHA-256
    of the votes, and of the groups where they were given.
    """

    votes: Votes
    seed: int
    taking_part: Bools
    axes: Axes
    division: Division
    group: Ints
    counts: Ints
    consensus: Sequence[float]
    traits: Sequence[Sequence[Trait]]
    bridges: Sequence[Bridge]
    rifts: Sequence[Rift]
    runs: int
    stability: Mapping[int, Stability]
    silent: Mapping[str, str]
    digest: str


def deliberate(votes: Votes, *, seed: int, groups: int | None = None, given: Mapping[str, str] | None = None,
               runs: int = RUNS) -> Deliberation:
    """Find opinion groups, or take the ``given`` ones (participant -> group), and say what they share.

    ``groups`` forces their number; without it the clearest partition into 2 to 5 holds. ``runs``: draws by which
    stability is measured; 0 leaves it out. The same votes and seed give the same result on every machine.
    """
    taking_part = choose_voters(votes) if given is None else np.array([one in given for one in votes.voters])
    if not taking_part.any():
        raise InputError("none of the participants with a group has voted", field="--groups-from",
                         fix="name the file of this deliberation")
    ballots = choose_ballots(votes, taking_part)
    weight = np.ones(ballots.voters, dtype=np.int64)
    axes = find_axes(ballots, weight)
    bases = make_bases(axes.positions, weight, np.random.default_rng([seed, 0]))
    if given is None:
        division = _divide(axes, weight, bases, groups, seed)
    else:
        division = _take(axes, weight, bases, [given[one] for one in votes.voters if one in given])
    group = np.full(len(votes.voters), -1, dtype=np.int64)
    group[taking_part] = division.grouping.label
    counts = count_by_group(votes, group, len(division.names))
    standing = [place for place, one in enumerate(votes.statements) if not one.is_out]
    opinions = [place for place in standing if not votes.statements[place].meta]
    labels = {number: one.label for number, one in division.groupings.items()}
    voted = set(votes.voters)
    return Deliberation(
        votes=votes, seed=seed, taking_part=taking_part, axes=axes, division=division, group=group, counts=counts,
        consensus=count_consensus(counts, AGREE), traits=find_traits(counts, standing),
        bridges=find_bridges(counts, opinions), rifts=find_rifts(counts, opinions), runs=runs,
        stability=measure_stability(ballots, axes, labels, seed, runs),
        silent={one: given[one] for one in sorted(given or {}, key=order_id) if given and one not in voted},
        digest=votes.digest if given is None else digest_json({"votes": votes.digest, "groups": dict(given)}))


def choose_voters(votes: Votes) -> Bools:
    """Who takes part, (voters,): whoever voted on seven statements, or on all where there are fewer, taken out or not.

    Where fewer than fifteen did, those with most votes join them, of equally many the first by name.
    """
    cast = votes.count_by_voter()
    asked = min(FEWEST_VOTES, len(votes.statements))
    chosen = cast >= asked
    if chosen.sum() < FEWEST_VOTERS:
        chosen[np.argsort(-cast, kind="stable")[:FEWEST_VOTERS]] = True
    return chosen


def _divide(axes: Axes, weight: Ints, bases: Bases, groups: int | None, seed: int) -> Division:
    """Every number of groups that is thought of, and the clearest; of equally clear ones the smallest."""
    if groups is not None and groups > len(bases.points):
        raise InputError(f"the voters stand at {len(bases.points)} places only", field="--groups",
                         fix=f"ask for at most {len(bases.points)} groups")
    wanted = [groups] if groups is not None else list(range(FEWEST_GROUPS, bases.most_groups + 1)) or [1]
    found = {number: find_groups(axes.positions, weight, bases, number, np.random.default_rng([seed, 2, number]))
             for number in wanted}
    chosen = max(found, key=lambda number: (found[number].silhouette, -number))
    names = [str(one) for one in range(found[chosen].groups)]
    return Division(found, chosen, "silhouette" if groups is None else "told", names)


def _take(axes: Axes, weight: Ints, bases: Bases, given: Sequence[str]) -> Division:
    """The groups as given, in the order of their names."""
    names = sorted(set(given), key=order_id)
    places = {name: place for place, name in enumerate(names)}
    label = np.array([places[name] for name in given], dtype=np.int64)
    return Division({len(names): describe_groups(axes.positions, weight, bases, label)}, len(names), "given", names)
