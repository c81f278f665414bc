"""List the licence of every package in this environment, as its own metadata states it.

usage: python scripts/licences.py [--fail-on-unknown]
"""

from __future__ import annotations

import sys
from importlib.metadata import Distribution, distributions

COPYLEFT = ("GPL", "AGPL", "SSPL", "EUPL")


def licence_of(package: Distribution) -> str:
    """The SPDX expression if there is one, else the classifiers, else the free-text field."""
    about = package.metadata
    if expression := about.get("License-Expression"):
        return str(expression)
    classifiers = [
        line.split(" :: ")[-1]
        for line in about.get_all("Classifier") or []
        if line.startswith("License ::") and line != "License :: OSI Approved"
    ]
    if classifiers:
        return " / ".join(classifiers)
    text = (about.get("License") or "").strip()
    return text.splitlines()[0][:60] if text else "unknown"


def main() -> int:
    """Print a table; exit 1 on an unknown licence when asked to."""
    rows = sorted(
        {(str(p.metadata["Name"]), p.version, licence_of(p)) for p in distributions()},
        key=lambda row: row[0].casefold(),
    )
    for name, version, licence in rows:
        mark = " *" if any(word in licence for word in COPYLEFT) else ""
        print(f"{name:36} {version:16} {licence}{mark}")
    unknown = [name for name, _, licence in rows if licence == "unknown"]
    print(f"{len(rows)} packages, {len(unknown)} without a stated licence: {', '.join(unknown)}")
    return 1 if unknown and "--fail-on-unknown" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
