"""What every test needs: the language model on one thread, as the command gives it."""

from __future__ import annotations

import os

# before numpy is imported: its threads would wait for each other and triple the time
for _library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")
