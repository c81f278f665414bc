"""Score our own seeds with the scorer of the real reports, which they retell.

usage: score_own_seeds.py [--verbose]

The five bodies are laid out under the file names of their reports, beside the gold of those,
in a folder of their own; the last line is that of score_seeds.py.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"


def main() -> None:
    """Lay the seeds out and call the scorer."""
    scorer = SHARED / "tools" / "score_seeds.py"
    if not scorer.exists():
        sys.exit("the shared scorer is not beside this checkout (../shared/tools)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in sorted((ROOT / "seeds").glob("*.md")):
            _, head, body = path.read_text("utf-8").split("---\n", 2)
            report = re.search(r"^based_on: (\S+)$", head, re.MULTILINE)
            if report:
                (folder / report[1]).write_text(body, "utf-8")
        for beside in ("gold.json", "manifest.csv"):
            shutil.copy(SHARED / "seeds" / beside, folder / beside)
        done = subprocess.run(
            [sys.executable, str(scorer), "--seeds", name, *sys.argv[1:]], check=False
        )
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
