"""Options of one order: the nearest workers, and stops laid out from trips."""

from __future__ import annotations

import numpy as np
from tests.nuantu.dispatch.random_fleet import draw_case, draw_stops, pack_case, pack_stops
from tests.oracles.slow_routes import ride, time_stops

from nuantu.dispatch.kernels.options import lay_stops, nearest_workers, read_option


def test_the_chosen_worker_comes_first_and_then_those_who_are_there_soonest() -> None:
    """Only workers on duty, each once."""
    case = draw_case(4, 7, 1, minutes=True)
    workers, orders, physics = pack_case(case)
    on_duty = np.array([1, 1, 0, 1, 1, 1, 1])
    arrive = [max(w["free"], 6000) + ride(w["place"], case[1][0]["from"], case[2]) for w in case[0]]

    near = nearest_workers(0, on_duty, 5, 4, workers, orders, physics).tolist()

    rest = sorted(arrive[w] for w in (0, 1, 3, 4, 6))[:3]
    assert near[0] == 5
    assert [arrive[w] for w in near[1:]] == rest


def test_an_option_is_read_off_the_timed_route() -> None:
    """Pick-up and delivery of the order and the sum of the others' deliveries agree with the slow twin."""
    for seed in range(40):
        case = draw_case(seed, 1, 4, minutes=False)
        stops = draw_stops(seed, case, 4)
        o = next((o for word, o in stops if word == "P"), None)
        if o is None:
            continue
        order, kind = pack_stops(stops, 10)
        acts = dict(zip(stops, time_stops(case[0][0], stops, case[1], case[2]), strict=True))

        arrive, pick, deliver, others = read_option(0, o, order, kind, len(stops), *pack_case(case))

        assert (pick, deliver) == (acts["P", o], acts["D", o])
        assert others == sum(act for (word, p), act in acts.items() if word == "D" and p != o)
        assert arrive <= pick


def test_trips_are_laid_out_as_stops() -> None:
    """Pick-ups of a trip before its deliveries."""
    stops, kinds = np.zeros(8, np.int64), np.zeros(8, np.int64)

    n = lay_stops(np.array([4, 2, 7]), np.array([1, 0, 1]), 3, stops, kinds)

    assert (n, stops[:6].tolist(), kinds[:6].tolist()) == (6, [4, 2, 4, 2, 7, 7], [0, 0, 1, 1, 0, 1])
