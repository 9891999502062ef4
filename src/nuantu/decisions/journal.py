"""Many callers, one writer: decisions are gathered into groups, made durable together, and only then told.

A caller hands in what one round decided; while one group is on its way to the disk the next gathers (group commit). A
decision's ``tell`` is called after its
receipt exists, so nothing can be shown to a rider that the log does not hold. Where writing fails nothing is told, and
the journal refuses everything after.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Self

from nuantu.core.errors import InputError
from nuantu.decisions.leaf import Decision
from nuantu.decisions.log import CHECKPOINT_LEAVES, CHECKPOINT_S, CheckpointState, DecisionLog, Issued, WriteError

#: Most decisions that become durable together.
GROUP_MAX = 512

Tell = Callable[[Decision, Issued], None]


@dataclass(frozen=True, slots=True)
class _Waiting:
    decisions: tuple[Decision, ...]
    receipts: Future[list[Issued]]
    tell: Tell | None


class Journal:
    """The writer's thread over an open log, and beside it the thread that has checkpoints witnessed.

    Parameters
    ----------
    log
        The log, which the journal uses alone from now on.
    on_checkpoint
        Called with each checkpoint that was tried.
    """

    def __init__(self, log: DecisionLog, on_checkpoint: Callable[[CheckpointState], None] | None = None) -> None:
        self._log, self._on_checkpoint = log, on_checkpoint
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._grown, self._closing, self._tried = threading.Event(), threading.Event(), log.size
        self._gate, self._closed = threading.Lock(), False
        self._writer = threading.Thread(target=self._write, name="decision-log-writer")
        self._herald = threading.Thread(target=self._have_witnessed, name="decision-log-herald")
        self._writer.start()
        self._herald.start()

    def submit(self, decisions: Sequence[Decision], tell: Tell | None = None) -> Future[list[Issued]]:
        """Hand in decisions that stand or fall together; the future holds their receipts once they are durable.

        ``tell`` is called with each decision and its receipt before that.
        """
        waiting = _Waiting(tuple(decisions), Future(), tell)
        with self._gate:
            if self._closed:
                raise InputError("the journal is closed")
            self._queue.put(waiting)
        return waiting.receipts

    def close(self) -> None:
        """Write what was handed in, try a last checkpoint, and end both threads."""
        with self._gate:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._writer.join()
        self._closing.set()
        self._grown.set()
        self._herald.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    def _write(self) -> None:
        going = True
        while going:
            group, going = self._gather()
            if group:
                self._write_group(group)

    def _gather(self) -> tuple[list[_Waiting], bool]:
        """Everything that is waiting, up to a group, and whether more may come; waits for the first."""
        group: list[_Waiting] = []
        count = 0
        one = self._queue.get()
        while one is not None:
            group.append(one)
            count += len(one.decisions)
            if count >= GROUP_MAX:
                return group, True
            try:
                one = self._queue.get_nowait()
            except Empty:
                return group, True
        return group, False

    def _write_group(self, group: list[_Waiting]) -> None:
        """Append a group; where some of it is refused, each part by itself, so that a bad one fails alone."""
        try:
            issued = self._log.append([decision for one in group for decision in one.decisions])
        except WriteError as error:
            for one in group:
                one.receipts.set_exception(error)
            return
        except InputError as error:
            if len(group) > 1:
                for one in group:
                    self._write_group([one])
            else:
                group[0].receipts.set_exception(error)
            return
        except Exception as error:
            for one in group:
                one.receipts.set_exception(error)
            return
        begin = 0
        for one in group:
            _hand_over(one, issued[begin:begin + len(one.decisions)])
            begin += len(one.decisions)
        if self._log.size - self._tried >= CHECKPOINT_LEAVES:
            self._grown.set()

    def _have_witnessed(self) -> None:
        """A checkpoint after 256 leaves or ten seconds, as long as the journal is open, and one at the end."""
        closing = False
        while not closing:
            self._grown.wait(CHECKPOINT_S)
            closing = self._closing.is_set()
            self._grown.clear()
            if self._log.size == 0:
                continue
            try:
                state = self._log.checkpoint()
            except Exception as error:
                state = CheckpointState(self._log.size, published=False, refusals=(f"{type(error).__name__}: {error}",))
            self._tried = state.size
            if self._on_checkpoint is not None:
                self._on_checkpoint(state)


def _hand_over(waiting: _Waiting, issued: list[Issued]) -> None:
    """Tell decisions and fulfil their future; a teller that fails is the caller's affair."""
    try:
        if waiting.tell is not None:
            for decision, receipt in zip(waiting.decisions, issued, strict=True):
                waiting.tell(decision, receipt)
    except Exception as error:
        waiting.receipts.set_exception(error)
    else:
        waiting.receipts.set_result(issued)
