"""Where days are lived: processes of this machine, or the same function through Ray."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from importlib import import_module
from multiprocessing import get_context
from typing import Any, Literal

from nuantu.core.errors import InputError
from nuantu.whatif.live import Job, LivedDay, live_day

Engine = Literal["local", "ray"]
#: Told how many jobs are done, and of how many.
Progress = Callable[[int, int], None]


def live_days(jobs: Sequence[Job], engine: Engine = "local", workers: int | None = None,
              progress: Progress | None = None) -> list[LivedDay]:
    """Live every job, in whatever order they end; the answers stand in the order of the jobs.

    ``workers`` are processes of this machine (as many as it has cores where not named), or tasks at a time on Ray.
    Raises whatever the first failing job raises; what has not begun then is not begun.
    """
    run = _run_on_ray if engine == "ray" else _run_here
    found: dict[int, LivedDay] = {}
    if progress is not None:
        progress(0, len(jobs))
    for number, lived in run(jobs, workers):
        found[number] = lived
        if progress is not None:
            progress(len(found), len(jobs))
    return [found[number] for number in range(len(jobs))]


def _run_here(jobs: Sequence[Job], workers: int | None) -> Iterator[tuple[int, LivedDay]]:
    count = min(workers or len(os.sched_getaffinity(0)), len(jobs))
    if count <= 1:
        yield from enumerate(map(live_day, jobs))
        return
    pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"))
    try:
        places = {pool.submit(live_day, job): number for number, job in enumerate(jobs)}
        for done in as_completed(places):
            yield places[done], done.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _run_on_ray(jobs: Sequence[Job], workers: int | None) -> Iterator[tuple[int, LivedDay]]:
    """The same function as tasks of a cluster, or of a Ray that is started here and ended again."""
    ray = _import_ray()
    own = not ray.is_initialized()
    if own:
        ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False)
    try:
        task = ray.remote(live_day)
        waiting = {task.remote(job): number for number, job in enumerate(jobs)}
        while waiting:
            (done, *_), _ = ray.wait(list(waiting), num_returns=1)
            try:
                lived = ray.get(done)
            except ray.exceptions.RayTaskError as error:
                raise error.cause from error
            yield waiting.pop(done), lived
    finally:
        if own:
            ray.shutdown()


def _import_ray() -> Any:
    try:
        return import_module("ray")
    except ImportError as error:
        raise InputError("Ray is not installed here", field="--engine",
                         fix="install it with: pip install 'nuantu[ray]', or leave --engine out") from error
