"""No pattern of the program hangs on a text that makes it begin, or split, everywhere."""

from __future__ import annotations

import importlib
import pkgutil
import re
from itertools import pairwise
from re import _parser as sre  # type: ignore[attr-defined]

import pytest

import mapper
from mapper.reports.documents import split_front_matter
from tests.hardening.growth import measure, measure_growth, yardstick

pytestmark = pytest.mark.slow

_LENGTHS = (6, 12, 24, 48, 100, 400, 2_000, 16_000)
"""An exponential pattern hangs on a few dozen characters already, so that lengths are climbed."""
_FREE = 1_500
"""Whatever takes less than so many plain walks through 16,000 characters is no danger yet."""
_FASTER = 2.5
"""So many times as long as its length would tell: a square grows at least fourfold for double."""
_SHORT = 400
# these never see more than a few hundred characters, as a name, an argument, a line's beginning;
# or they are asked once, at the start of a text, and not at each place in it
_BOUNDED = (
    "mapper.gazetteer.composite.", "mapper.reports.documents._HTML_START",
    "mapper.reports.documents._HEADING", "mapper.reports.documents._PAIR",
    "mapper.reports.tables._TAGGED", "mapper.geodesy._RADIUS", "mapper.query.centres._POINT",
    "mapper.independence.sheets._CREDIT", "mapper.recognizer.features._LINK",
    "mapper.recognizer.spans._PART", "mapper.resolver.levels.",
    "mapper.resolver.naming._ENDING", "mapper.readings._OPEN",
    "mapper.render.wording._END",
)  # fmt: skip
# text that makes a pattern begin everywhere, or split in many ways, and end in nothing
_FILLINGS = (
    " ", "a", "A", "1", ".", ",", "-", "'", '"', "\n", "(", "<", "a ", "A ", "1 ", "1,", "a-", "a.",
    "A.", "A. ", "aA", "a1", "the ", "and ", "of ", "a, ", "Al-", "\r\n", "\t", "é", "=", ":", "/",
)  # fmt: skip


def find_patterns() -> dict[str, re.Pattern[str] | re.Pattern[bytes]]:
    """Return every compiled pattern that a module of the program holds, by where it is."""
    found: dict[str, re.Pattern[str] | re.Pattern[bytes]] = {}
    for info in pkgutil.walk_packages(mapper.__path__, "mapper."):
        if info.name.endswith(("__main__", "make_basemap")):
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            values = value.values() if isinstance(value, dict) else [value]
            for one in values if not isinstance(value, tuple | list) else value:
                for pattern in one if isinstance(one, tuple) else (one,):
                    if isinstance(pattern, re.Pattern):
                        found.setdefault(f"{info.name}.{name}:{pattern.pattern[:40]!r}", pattern)
    return found


def words_of(pattern: str | bytes) -> list[str]:
    """Return the literal stretches of a pattern: texts made of them get furthest into it."""
    text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    words: list[str] = []

    def walk(parts: object) -> None:
        literal = ""
        for operation, value in parts:  # type: ignore[attr-defined]
            if str(operation) == "LITERAL":
                literal += chr(value)
                continue
            if literal:
                words.append(literal)
                literal = ""
            for inner in value if isinstance(value, tuple) else (value,):
                if isinstance(inner, sre.SubPattern):
                    walk(inner)
                elif isinstance(inner, list):
                    for branch in inner:
                        if isinstance(branch, sre.SubPattern):
                            walk(branch)
        if literal:
            words.append(literal)

    walk(sre.parse(text))
    return list(dict.fromkeys(words))


def attacks(pattern: re.Pattern[str] | re.Pattern[bytes]) -> list[tuple[str, str]]:
    """Return (beginning, filling) pairs: each is tried as beginning + filling * n + an end."""
    words = words_of(pattern.pattern)[:12]
    fillings = [*_FILLINGS, *words, *(f"{word} " for word in words)]
    starts = ["", *words[:2]]
    return [(start, filling) for start in starts for filling in fillings]


def go_through(pattern: re.Pattern[str] | re.Pattern[bytes], text: str) -> None:
    """Look for a pattern everywhere in a text, and for the text to be one."""
    given = text.encode("utf-8") if isinstance(pattern.pattern, bytes) else text
    for _ in pattern.finditer(given):  # type: ignore[arg-type]
        pass
    pattern.fullmatch(given)  # type: ignore[arg-type]


def find_slow(pattern: re.Pattern[str] | re.Pattern[bytes], longest: int) -> str | None:
    """Return the text on which a pattern takes long and ever longer, or None."""
    free = _FREE * yardstick()
    for start, filling in attacks(pattern):
        texts = [start + (filling * length)[:length] + "\x00" for length in _LENGTHS]
        for short, text in pairwise(texts[: _LENGTHS.index(longest) + 1]):
            if measure(lambda text=text: go_through(pattern, text)) < free:
                continue
            bound = _FASTER * len(text) / len(short)
            growth = measure_growth(
                lambda short=short: go_through(pattern, short),
                lambda text=text: go_through(pattern, text),
                bound=bound,
                tries=3,
            )
            if growth > bound:
                return f"{start!r} + {filling!r} * … to {len(text)} characters"
    return None


def test_no_pattern_of_the_program_backtracks_without_bound() -> None:
    patterns = find_patterns()
    assert len(patterns) > 60
    slow = {
        name: found
        for name, one in patterns.items()
        if (found := find_slow(one, _SHORT if name.startswith(_BOUNDED) else _LENGTHS[-1]))
    }
    assert slow == {}


@pytest.mark.parametrize("pattern", [r"(?:a+)+b", r"(?:\w+\s?)*:", r"\bai[aik]*k[aik]*\b"])
def test_a_pattern_that_does_would_be_found(pattern: str) -> None:
    assert find_slow(re.compile(pattern), 24 if "+" in pattern else 16_000) is not None


def split_line(spaces: int) -> None:
    """Split a front matter of one line that has no colon."""
    split_front_matter(f"---\na{' ' * spaces}b\n---\ntext")


def test_a_line_of_front_matter_without_a_colon_takes_time_by_its_length() -> None:
    growth = measure_growth(lambda: split_line(2_000), lambda: split_line(64_000), bound=160)
    assert growth <= 160  # 1,024 where spaces could be shared out two ways


def test_growth_with_the_square_would_be_found() -> None:
    shared = re.compile(r"a[ ]*[ ]*:")
    grown = measure_growth(
        lambda: shared.match("a" + " " * 100), lambda: shared.match("a" + " " * 3_200), bound=160
    )
    assert grown > 160
