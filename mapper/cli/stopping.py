"""Ctrl-C: pressed once, it ends a command in an orderly way, whatever is running."""

from __future__ import annotations

import _thread
import contextlib
import signal
import sys
import threading
import time
from collections.abc import Iterator
from types import FrameType

__all__ = ["StopKey", "left_to_child"]

_NERVOUS_S = 2.0
"""A key that is pressed again so soon is the same wish; tidying up is not disturbed by it."""

_AGAIN_S = 0.05
"""Seconds until a swallowed key is pressed again: the callback is over by then."""


class StopKey:
    """Remembers that Ctrl-C was pressed, which an extension may turn into any other error."""

    def __init__(self) -> None:
        self.pressed = False
        self._first = 0.0
        # a command that was started with the key ignored, as `nohup` does, goes on ignoring it
        self._heard = (
            threading.current_thread() is threading.main_thread()
            and signal.getsignal(signal.SIGINT) is not signal.SIG_IGN
        )
        self._complain = sys.unraisablehook
        self._quiet = False
        if self._heard:
            signal.signal(signal.SIGINT, self._press)
            sys.unraisablehook = self._hear_again

    def _press(self, number: int, frame: FrameType | None) -> None:
        now = time.monotonic()
        if self.pressed and now - self._first < _NERVOUS_S:
            return
        if _is_importing(frame):
            # an extension that is being loaded prints the error as a fault of its own
            self._press_later()
            return
        self.pressed, self._first, self._quiet = True, now, True
        raise KeyboardInterrupt

    def _press_later(self) -> None:
        again = threading.Timer(_AGAIN_S, _thread.interrupt_main)
        again.daemon = True
        again.start()

    def _hear_again(self, lost: sys.UnraisableHookArgs) -> None:
        """Press the key again where a callback swallowed it, as those of a collection do."""
        if isinstance(lost.exc_value, KeyboardInterrupt):
            self.pressed = False
            self._press_later()
        elif not self._quiet:
            self._complain(lost)

    def release(self) -> None:
        """Hear no more of it: the command is over, and Python's own end would only complain."""
        if self._heard:
            signal.signal(signal.SIGINT, signal.SIG_IGN)


def _is_importing(frame: FrameType | None) -> bool:
    """Whether a module is being loaded: it is in a moment, and the key can wait for it."""
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


@contextlib.contextmanager
def left_to_child() -> Iterator[None]:
    """Leave Ctrl-C to another program for a while, which gets it from the terminal as well."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
