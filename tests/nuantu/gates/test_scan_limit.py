"""Limits of a lane: refusals beyond a rate are counted only, good codes are read as long as a camera could read."""

from __future__ import annotations

from nuantu.gates.scan_limit import BURST, READ_MAX_PER_S, Bucket, ScanLimit


def test_turns_are_used_up_and_come_back_with_time() -> None:
    bucket = Bucket(2, 0.5)

    assert [bucket.take(at) for at in (0.0, 0.0, 0.0, 1.9, 2.1, 2.1, 100.0, 100.0, 100.0)] == [
        True, True, False, False, True, False, True, True, False]


def test_a_clock_that_stands_gives_nothing_back() -> None:
    bucket = Bucket(1, 1)

    assert [bucket.take(5.0), bucket.take(5.0), bucket.take(4.0)] == [True, False, False]


def test_refusals_run_out_long_before_reading_does() -> None:
    limit = ScanLimit()
    refused = sum(limit.may_refuse(0.0) for _ in range(150))
    read = sum(limit.may_read(0.0) for _ in range(1_000))

    assert (refused, read) == (BURST, READ_MAX_PER_S)
