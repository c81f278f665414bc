"""Imports go one way; the order below is the order of the rooms, lowest first."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "mapper"

# A room may import itself and the rooms before it. Rooms on one line do not import each other.
ORDER: list[set[str]] = [
    {"errors", "display", "months"},
    {"model"},
    {"files", "shipped", "datelines", "listings"},
    {"transliteration"},
    {"toponyms"},
    {"likeness", "readings"},
    {"language", "gate", "geodesy"},
    {"reports"},
    {"spatial_index"},
    {"gazetteer"},
    {"recognizer"},
    {"resolver"},
    {"claims"},
    {"glance", "independence", "events"},
    {"weighing", "ledger", "reach"},
    {"assessment", "casualties"},
    {"strikes"},
    {"catalog"},
    {"contract"},
    {"pipeline"},
    {"frames"},
    {"regrouping"},
    {"query"},
    {"corrections"},
    {"styles"},
    {"exports"},
    {"store"},
    {"render"},
    {"plots"},
    {"archive"},
    {"cli"},
]
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}

# The rooms inside claims/, lowest first, by the same rule.
CLAIMS: list[set[str]] = [
    {"tables", "dates"},
    {"page"},
    {"grammar"},
    {"quantities", "gaps", "speakers"},
    {"counts", "casualties", "sides", "speech"},
    {"events"},
    {"later_days"},
    {"timeline", "targets", "attackers", "roles"},
    {"assembly", "tellings"},
    {"powers", "theatre"},
    {"reader"},
]
CLAIMS_RANK = {room: rank for rank, rooms in enumerate(CLAIMS) for room in rooms}


def rooms(package: Path = PACKAGE) -> list[str]:
    return sorted(
        path.stem if path.is_file() else path.name
        for path in package.iterdir()
        if (path.suffix == ".py" and not path.stem.startswith("__"))
        or (path / "__init__.py").is_file()
    )


def files_of(room: str) -> list[Path]:
    folder = PACKAGE / room
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / f"{room}.py"]


def imported_rooms(source: str) -> Iterator[str]:
    """Every room of ours that a source imports, inside functions too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full, so that they can be searched for"
            names = [node.module or ""]
            if node.module == "mapper":
                names = [f"mapper.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (name.split(".")[1] for name in names if name.startswith("mapper."))


def wrong_imports(room: str, source: str) -> list[str]:
    known = [name for name in imported_rooms(source) if name in RANK]
    return [name for name in known if name != room and RANK[name] >= RANK[room]]


def test_every_room_has_its_place_in_the_order() -> None:
    assert set(rooms()) == set(RANK)


@pytest.mark.parametrize("room", sorted(RANK))
def test_imports_go_one_way(room: str) -> None:
    wrong = {
        path.name: found
        for path in files_of(room)
        if (found := wrong_imports(room, path.read_text(encoding="utf-8")))
    }
    assert not wrong


def files_imported(source: str) -> set[str]:
    """Every file of ours that a source imports from, as `mapper.claims.page`."""
    return {
        node.module
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mapper.")
    }


def test_the_rooms_of_claims_import_one_way() -> None:
    assert set(rooms(PACKAGE / "claims")) == set(CLAIMS_RANK)
    wrong = []
    for path in (PACKAGE / "claims").rglob("*.py"):
        room = path.relative_to(PACKAGE / "claims").parts[0].removesuffix(".py")
        for name in files_imported(path.read_text(encoding="utf-8")):
            other = [*name.split("."), ""][2] if name.startswith("mapper.claims.") else room
            if other != room and CLAIMS_RANK[other] >= CLAIMS_RANK.get(room, len(CLAIMS)):
                wrong.append((str(path), name))
    assert not wrong


def test_no_two_files_of_claims_import_each_other() -> None:
    graph = {
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): files_imported(
            path.read_text(encoding="utf-8")
        )
        for path in (PACKAGE / "claims").rglob("*.py")
    }
    assert tuple(TopologicalSorter(graph).static_order())


def test_the_check_sees_an_import_the_wrong_way() -> None:
    hidden = "def draw():\n    from mapper.render import render_map\n"
    assert wrong_imports("claims", hidden) == ["render"]
    assert wrong_imports("claims", "from mapper import render") == ["render"]
    assert wrong_imports("render", "from mapper.claims import read_claims") == []


def test_no_public_function_has_its_modules_name() -> None:
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        assert path.stem not in names, path
        assert path.stem != "utils"


@pytest.mark.parametrize("call", ["eval", "exec", "__import__"])
def test_nothing_in_the_package_runs_text_as_code(call: str) -> None:
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != call, path


def test_no_pickle_and_no_shell_in_the_package() -> None:
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                assert not {alias.name for alias in node.names} & {"pickle", "marshal"}, path
            if isinstance(node, ast.keyword) and node.arg == "shell":
                assert isinstance(node.value, ast.Constant) and not node.value.value, path


def test_strikes_are_grouped_and_asked_for_without_the_rules_that_read_them() -> None:
    """Loading the rules takes ten times as long as all that a question of a store needs."""
    program = (
        "import sys, mapper.catalog, mapper.query\n"
        "print(*[name for name in sys.modules if name.startswith('mapper.claims')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.split() == []
