"""The maker of test opinions: the same from the same seed, of 200 types, in many ways, and hard for plain counting."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
import pytest
from scipy.cluster.vq import kmeans2
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds

from nuantu.deliberation.needs.made.opinions import Opinion, load_vocabulary, make_opinions
from nuantu.deliberation.needs.slots import KINDS, load_anchors
from nuantu.deliberation.needs.wording import normalise
from nuantu.deliberation.rand_index import measure_agreement


def test_the_same_seed_makes_the_same_opinions_and_another_seed_others() -> None:
    once = list(make_opinions(50, 3))
    assert once == list(make_opinions(50, 3))
    assert once != list(make_opinions(50, 4))


def test_a_longer_file_begins_as_a_shorter_one() -> None:
    assert list(make_opinions(40, 9))[:15] == list(make_opinions(15, 9))


def test_200_types_come_up_each_said_in_many_ways() -> None:
    opinions = list(make_opinions(10_000, 1))
    texts = defaultdict(set)
    for opinion in opinions:
        texts[opinion.label].add(opinion.text)
    sizes = Counter(opinion.label for opinion in opinions).values()
    assert len(texts) == 200
    assert max(sizes) > 3 * min(sizes)
    assert min(len(said) for said in texts.values()) >= 10


def test_times_only_go_forward_and_ids_are_distinct() -> None:
    opinions = list(make_opinions(300, 2))
    assert [one.at for one in opinions] == sorted(one.at for one in opinions)
    assert len({one.id for one in opinions}) == 300


def test_both_scripts_pictures_and_typing_errors_are_in_it() -> None:
    opinions = list(make_opinions(2_000, 5))
    texts = "".join(opinion.text for opinion in opinions)
    known = {word for words in load_vocabulary().places.values() for word in words}
    assert [part for part in ("門", "门", "电", "電", "😭", "[捂脸]") if part not in texts] == []
    assert any(not any(word in normalise(opinion.text) for word in known) for opinion in opinions)


def test_no_wording_of_a_place_or_matter_is_among_what_the_grouping_was_taught() -> None:
    """What fixes the directions of meaning names no place and no matter of the measuring set."""
    vocabulary = load_vocabulary()
    anchors = load_anchors()
    taught = {phrase for kind in KINDS if kind != "talk" for phrase in anchors[kind]}
    said = {word for words in vocabulary.places.values() for word in words}
    said |= {word.replace("{p}", "") for words in vocabulary.issues.values() for word in words}
    assert taught & said == set()


@pytest.mark.slow
def test_plain_counting_of_signs_finds_at_most_14_percent() -> None:
    """TF-IDF of runs of one to three signs, 50 directions, 200 means: the figure that makes the set a hard one."""
    opinions = list(make_opinions(5_000, 6))
    assert measure_plainly(opinions) <= 0.14


def measure_plainly(opinions: list[Opinion]) -> float:
    """Agreement of 200 means of 50 directions of TF-IDF with the types."""
    runs = [Counter(one.text[at:at + length] for length in (1, 2, 3) for at in range(len(one.text) - length + 1))
            for one in opinions]
    held = Counter(run for counted in runs for run in counted)
    column = {run: number for number, run in enumerate(sorted(run for run, count in held.items() if count > 1))}
    rows = [(row, column[run], (1 + np.log(count)) * np.log(len(opinions) / held[run]))
            for row, counted in enumerate(runs) for run, count in counted.items() if run in column]
    places = np.array([row[:2] for row in rows]).T
    table = csr_matrix((np.array([row[2] for row in rows]), places), shape=(len(opinions), len(column)))
    left, size, _ = svds(table, 50, random_state=0)
    points = left * size
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    found = kmeans2(points, 200, seed=0, minit="++", iter=20)[1]
    labels = np.unique([opinion.label for opinion in opinions], return_inverse=True)[1]
    return measure_agreement(labels.astype(np.int64), found.astype(np.int64))
