"""What every test needs: one thread for the language model, and no clock over property tests."""

from __future__ import annotations

import os

# before numpy is imported: its threads would wait for each other and triple the time
for _library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")

from hypothesis import settings  # noqa: E402 - after the threads are set

# a busy machine is no fault of the program; a run for all to see tries the same cases each time
settings.register_profile("ours", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("ours")
