"""Ctrl-C, a folder that cannot be written to, a full disk: one line, and nothing half-written."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from mapper.gazetteer import Gazetteer
from mapper.store import open_store
from tests.builders import make_readings
from tests.hardening.conftest import Command
from tests.hardening.killing import check_farewell

STORY = "Russian jets bombed Rastan on 30 September 2015, killing 12 civilians, activists said.\n"


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder of more reports than are read in a second."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(600):
        text = "\n\n".join(f"{STORY} Report {number}, part {part}." for part in range(30))
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def interrupt(folder: Path, arguments: list[str], *, after_s: float) -> tuple[int, str]:
    """Start a command, press Ctrl-C while it works, and return its exit code and stderr.

    As from a terminal, the key reaches the command and every program that it started.
    """
    child = subprocess.Popen(
        [sys.executable, "-m", "mapper", *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    time.sleep(after_s)
    if child.poll() is not None:
        pytest.fail(f"the command was done too soon: {child.communicate()[1]}")
    os.killpg(child.pid, signal.SIGINT)
    _, err = child.communicate(timeout=120)
    return child.returncode, err


@pytest.mark.parametrize(
    "arguments",
    [
        ["map", "reports", "-o", "map.html"],
        ["query", "reports", "--near", "34.9,36.7", "--radius", "9km", "--map", "map.html"],
        ["plot", "map", "reports", "-o", "map.png"],
        ["ingest", "reports", "--store", "store.gpkg"],
        ["archive", "reports", "--out", "archive", "--workers", "0"],
        ["archive", "reports", "--out", "archive", "--workers", "2"],
    ],
    ids=lambda arguments: f"{arguments[0]}{arguments[-1] if arguments[0] == 'archive' else ''}",
)
@pytest.mark.parametrize("after_s", [0.4, 1.5, 6.0])
@pytest.mark.slow
def test_an_interrupt_ends_with_one_line(
    many: Path, gazetteer: Gazetteer, arguments: list[str], after_s: float
) -> None:
    """While it is loading, while it begins, and in the middle; `killing.py` seeks the rest."""
    folder = many.parent
    code, err = interrupt(folder, arguments, after_s=after_s)
    check_farewell(code, err)
    assert err.strip().splitlines()[-1].startswith("stopped")
    left = {one.name for one in folder.iterdir()} - {"reports", "store.gpkg", "archive"}
    assert left == set()
    if (folder / "store.gpkg").exists():
        with open_store(folder / "store.gpkg", create=True) as store:
            assert store.inspect() == []
            assert store.verify() == []


def test_a_key_that_a_collection_swallows_is_pressed_again() -> None:
    """Dask watches Python's collections; a key that falls into its watching is not lost."""
    program = """
import gc, os, signal, time
from mapper.cli.stopping import StopKey
key = StopKey()
def watch(phase, info):
    gc.callbacks.remove(watch)
    os.kill(os.getpid(), signal.SIGINT)
gc.callbacks.append(watch)
try:
    gc.collect()
    time.sleep(10)
except KeyboardInterrupt:
    print("stopped", key.pressed)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout, done.stderr) == ("stopped True\n", "")


LOADED = """
import os, signal, sys
from mapper.cli.stopping import StopKey
key = StopKey()
try:
    import pressing
    while True:
        pass
except KeyboardInterrupt:
    print("loaded" if "pressing" in sys.modules and pressing.DONE else "half loaded", key.pressed)
"""


def test_a_key_pressed_while_a_module_is_loaded_waits_for_it(tmp_path: Path) -> None:
    module = "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nDONE = len('x' * 99)\n"
    (tmp_path / "pressing.py").write_text(module, encoding="utf-8")
    paths = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2])])
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        check=False,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.stdout.strip(), done.stderr) == ("loaded True", "")


@pytest.mark.slow
def test_a_key_pressed_twice_is_pressed_once(many: Path, gazetteer: Gazetteer) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "mapper", "ingest", "reports", "--store", "store"],
        cwd=many.parent,
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(4)
    for _ in range(5):
        child.send_signal(signal.SIGINT)
        time.sleep(0.01)
    check_farewell(child.wait(timeout=60), child.communicate()[1])
    assert child.returncode == 130


def wait_for_answer(address: str) -> None:
    """Wait until a server on loopback answers: it names its address before it listens to keys."""
    for _ in range(300):
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.1)
    pytest.fail(f"nobody answers at {address}")


@pytest.mark.slow
def test_jupyterlab_gets_the_key_and_the_command_waits_for_it(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "mapper", "notebooks", "--no-browser", "--", "--allow-root"],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "HOME": str(tmp_path), "JUPYTER_PREFER_ENV_PATH": "0"},
    )
    assert child.stderr
    said = ""
    while "http://127.0.0.1" not in said and child.poll() is None:
        said += child.stderr.readline()
    wait_for_answer(next(word for word in said.split() if word.startswith("http://127")))
    for _ in range(2):  # it asks after the first, and takes the second for a yes
        os.killpg(child.pid, signal.SIGINT)
        time.sleep(1)
    said += child.communicate(timeout=60)[1]
    assert child.returncode == 0, said
    assert "Traceback" not in said, said
    assert len(list((tmp_path / "mapper-notebooks").glob("*.ipynb"))) >= 6


@pytest.mark.slow
@pytest.mark.parametrize("after_s", [0.4, 1.5, 4.0])
def test_an_interrupted_import_leaves_the_old_gazetteer(
    tmp_path: Path, gazetteer: Gazetteer, after_s: float
) -> None:
    (tmp_path / "few.csv").write_text("name,lat,lon\nKarvel,35,37\n", encoding="utf-8")
    rows = "".join(f"Place{n} of Karvel,{n % 90},{n % 180}\n" for n in range(400_000))
    (tmp_path / "many.csv").write_text("name,lat,lon\n" + rows, encoding="utf-8")
    first = [sys.executable, "-m", "mapper", "gazetteer", "import", "few.csv", "--into", "own.gaz"]
    subprocess.run([*first, "--no-defaults"], cwd=tmp_path, check=True, capture_output=True)
    before = (tmp_path / "own.gaz").read_bytes()
    code, err = interrupt(
        tmp_path, ["gazetteer", "import", "many.csv", "--into", "own.gaz"], after_s=after_s
    )
    check_farewell(code, err)
    assert "stopped; " in err
    assert (tmp_path / "own.gaz").read_bytes() == before
    left = {one.name for one in tmp_path.iterdir()} - {"few.csv", "many.csv", "own.gaz"}
    assert not {one for one in left if not one.endswith(".lock")}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.gpkg"
    with open_store(path, create=True) as opened:
        opened.ingest(make_readings(60, seed=8))
    return path


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    folder = tmp_path / "full"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small disk is not permitted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture
def locked_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that even root cannot write to: a mount that is read-only."""
    folder = tmp_path / "locked"
    folder.mkdir()
    if os.geteuid():
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)
        return
    mount = ["mount", "-t", "tmpfs", "-o", "ro,size=64k", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a disk is not permitted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


OUTPUTS = ["map.html", "out.geojson", "out.csv", "out.kml", "out.gpkg", "out.parquet"]


def write(mapper: Command, store: Path, path: Path) -> subprocess.CompletedProcess[str]:
    if path.suffix == ".html":
        return mapper("map", "--store", store, "-o", path)
    return mapper("export", "--store", store, path)


def check_refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    said = [line for line in done.stderr.splitlines() if line.startswith("mapper: ")]
    assert len(said) == 1
    assert any(word in said[0] for word in words), said


@pytest.mark.slow
@pytest.mark.parametrize("name", OUTPUTS)
def test_a_full_disk_leaves_nothing(
    mapper: Command, store: Path, full_disk: Path, name: str
) -> None:
    fill(full_disk)
    done = write(mapper, store, full_disk / name)
    check_refused(done, "No space left", "full", "cannot write")
    assert [one.name for one in full_disk.iterdir()] == ["filler"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        "ingest reports --store full/new.gpkg",
        "ingest reports --store full/new",
        "archive reports --out full/archive --workers 0",
        "gazetteer import places.csv --into full/own.gaz --no-defaults",
        "plot map --store store.gpkg -o full/plot.png",
        "correct note STRIKE seen --store full/store.gpkg",
        "rebuild --store full/store.gpkg --gazetteer own.gaz",
    ],
)
def test_a_full_disk_leaves_the_old_state(
    mapper: Command, store: Path, full_disk: Path, command: str
) -> None:
    folder = store.parent
    (folder / "reports").mkdir()
    (folder / "reports" / "a.txt").write_text(STORY * 20, encoding="utf-8")
    (folder / "places.csv").write_text("name,lat,lon\nRastan,34.9,36.7\n" * 3000, encoding="utf-8")
    shutil.copy(store, full_disk / "store.gpkg")
    with open_store(store) as opened:
        strike = opened.catalog().strikes[0].id
    if "own.gaz" in command and "rebuild" in command:
        into = ["--into", "own.gaz", "--no-defaults"]
        assert mapper("gazetteer", "import", "places.csv", *into).returncode == 0
    fill(full_disk)
    check_refused(
        mapper(*command.replace("STRIKE", strike).split()),
        *("No space left", "full", "cannot write", "disk I/O", "unable to open"),
    )
    with open_store(full_disk / "store.gpkg") as opened:
        assert opened.inspect() == []
        assert len(opened.known()) == 60
    hidden = {one.name for one in full_disk.rglob(".*")} - {".mapper-lock"}
    assert not hidden
    assert not (full_disk / "plot.png").exists()
    assert not (full_disk / "own.gaz").exists()


def fill(disk: Path) -> None:
    """Leave hardly a page of a disk free."""
    with contextlib.suppress(OSError), (disk / "filler").open("wb", buffering=0) as filler:
        while True:
            filler.write(b"x" * 4096)


@pytest.mark.parametrize("name", ["map.html", "out.gpkg"])
def test_a_folder_that_cannot_be_written_to(
    mapper: Command, store: Path, locked_folder: Path, name: str
) -> None:
    check_refused(write(mapper, store, locked_folder / name), "cannot write", "Read-only", "denied")


def test_a_report_that_is_a_folder_a_pipe_or_nothing(mapper: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name in ("empty", "loop", "none.txt"):
        check_refused(mapper("claims", tmp_path / name), "no", "cannot")
