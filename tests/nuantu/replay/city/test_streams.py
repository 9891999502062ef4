"""Streams of chance by topic."""

from __future__ import annotations

from nuantu.replay.city.streams import TOPICS, Streams


def test_a_topic_begins_anew_at_every_call_and_no_two_topics_share_draws() -> None:
    """Eleven topics, eleven first draws, twice the same."""
    first = [Streams(7).of(topic).integers(1 << 60) for topic in TOPICS]

    assert first == [Streams(7).of(topic).integers(1 << 60) for topic in TOPICS]
    assert len({int(value) for value in first}) == len(TOPICS)


def test_another_seed_draws_otherwise() -> None:
    """The seed reaches every topic."""
    assert all(Streams(7).of(topic).integers(1 << 60) != Streams(8).of(topic).integers(1 << 60) for topic in TOPICS)


def test_parts_of_a_topic_are_independent_of_how_often_they_are_asked_for() -> None:
    """Spawning twice gives the same parts; parts differ from each other."""
    streams = Streams(7)
    first = [int(rng.integers(1 << 60)) for rng in streams.spawn("orders", 5)]

    assert first == [int(rng.integers(1 << 60)) for rng in streams.spawn("orders", 5)]
    assert len(set(first)) == 5
