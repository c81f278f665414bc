"""What every test needs: one thread for the language model, no clock over property tests, and a
key that can be pressed."""

from __future__ import annotations

import os
import signal

# before numpy is imported: its threads would wait for each other and triple the time
for _library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")

from hypothesis import settings  # noqa: E402 - after the threads are set

# a busy machine is no fault of the program; a run for all to see tries the same cases each time
settings.register_profile("ours", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("ours")

# a shell gives what it starts in the background no ear for Ctrl-C, and that is inherited
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
