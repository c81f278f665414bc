"""Archives: from five reports to millions, on one laptop or on a Dask cluster.

Two passes. The first looks at the words of every document and keeps the few that may tell of a
strike. The second reads those with the language model, each different text once. Both are pure
functions over small pieces, named by what goes into them and kept when they are done.
"""

from __future__ import annotations

from mapper.archive.run import Progress, read_archive

__all__ = ["Progress", "read_archive"]
