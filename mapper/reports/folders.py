"""Files and folders as given -> the files to read, and those that are refused."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mapper.errors import ReportError
from mapper.model import Reject
from mapper.reports.documents import SUFFIXES
from mapper.reports.tables import TABLE_SUFFIXES

__all__ = ["Found", "find_files", "tell_name", "walk_folder"]

# what lies beside reports in any folder and is none: passed over without a word
_COMPANIONS = {"readme", "license", "licence", "copying", "changelog", "contributing", "notice"}
_STDIN = "-"


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read. `explicit` when the user named it, so that its failure is told louder."""

    path: Path
    name: str
    """Bare file name."""
    relative: str
    """Path below the folder given; the bare name for a file given."""
    explicit: bool


def find_files(paths: Iterable[Path]) -> tuple[list[Found], list[Reject]]:
    """Return the files below `paths`, each once, in the order given and by name in a folder.

    Raises
    ------
    ReportError
        When a path does not exist or a folder holds no report at all.
    """
    found: dict[str, Found] = {}
    rejects: list[Reject] = []
    for path in paths:
        if str(path) != _STDIN and not path.exists():
            raise ReportError(f"no such file or folder: {str(path)!r}")
        if path.is_dir():
            below = list(walk_folder(path))
            files = [item for item in below if isinstance(item, Found)]
            refused = [item for item in below if isinstance(item, Reject)]
            if not files:
                hint = f" ({len(refused)} other files)" if refused else ""
                raise ReportError(f"no reports in folder {str(path)!r}{hint}")
            rejects.extend(refused)
        else:
            name = tell_name(path.name)
            files = [Found(path, name, name, True)]
        for file in files:
            found.setdefault(os.path.realpath(file.path), file)
    return list(found.values()), rejects


def tell_name(name: str) -> str:
    """Return a file's name as text; bytes of it that are no UTF-8 become question marks."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def walk_folder(root: Path, suffixes: Iterable[str] = ()) -> Iterator[Found | Reject]:
    """Yield every report file below `root` in the order of its path, and a Reject for the rest.

    Hidden files and folders and companions such as README are passed over. A link that leads
    out of `root` is refused: an archive must not pull in what was never put there.

    Parameters
    ----------
    suffixes
        Further suffixes to accept besides those of single reports and tables.
    """
    accepted = {*SUFFIXES, *TABLE_SUFFIXES, *suffixes}
    home = os.path.realpath(root)
    for folder, names, files in os.walk(root, followlinks=False):
        names[:] = sorted(name for name in names if not name.startswith((".", "__")))
        for name in list(names):
            inner = os.path.join(folder, name)  # noqa: PTH118 - a million files: no Path each
            if os.path.islink(inner):  # noqa: PTH114
                names.remove(name)
                if not _inside(inner, home):
                    told = tell_name(os.path.relpath(inner, root))
                    yield Reject(told, "a link that leads out of the folder")
        for name in sorted(files):
            if name.startswith((".", "~$")):
                continue
            inner = os.path.join(folder, name)  # noqa: PTH118
            told = tell_name(os.path.relpath(inner, root))
            item = _judge(inner, tell_name(name), told, home, accepted)
            if item is not None:
                yield item


def _judge(
    inner: str, name: str, relative: str, home: str, accepted: set[str]
) -> Found | Reject | None:
    stem, suffix = os.path.splitext(name)  # noqa: PTH122
    suffix = suffix.lower()
    if stem.casefold() in _COMPANIONS:
        return None
    status = os.lstat(inner)
    if stat.S_ISLNK(status.st_mode):
        return _judge_link(inner, relative, home)
    if not stat.S_ISREG(status.st_mode):
        return Reject(relative, "not a regular file")
    if suffix not in accepted and not any(name.lower().endswith(s) for s in accepted):
        return Reject(relative, f"not a kind of report: {suffix or 'no suffix'!s}")
    return Found(Path(inner), name, relative, False)


def _judge_link(inner: str, relative: str, home: str) -> Reject | None:
    if not _inside(inner, home):
        return Reject(relative, "a link that leads out of the folder")
    if not os.path.exists(inner):  # noqa: PTH110
        return Reject(relative, "a link that leads nowhere")
    return None  # its target is read under its own name


def _inside(path: str, home: str) -> bool:
    target = os.path.realpath(path)
    return target == home or target.startswith(home.rstrip(os.sep) + os.sep)
