"""The documentation is built without a warning, and what it tells people to run does run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = sorted((ROOT / "docs").glob("*.md"))
BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)
RUN_BY_HAND = {"archives.md"}
"""Pages whose commands need archives of the reader's own; tests/archive runs the same commands."""

LOADS = re.compile(r"""<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)=["']?(?:https?:)?//""")
"""What would have a reader's browser ask another site."""


def blocks(page: Path) -> list[tuple[str, str]]:
    return BLOCK.findall(page.read_text(encoding="utf-8"))


def run_block(kind: str, code: str, folder: Path) -> str:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    command = [sys.executable, "-c", code] if kind == "python" else ["bash", "-euc", code]
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, f"{code}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if blocks(page) and page.name not in RUN_BY_HAND],
    ids=lambda page: page.stem,
)
def test_every_code_block_of_a_page_runs(page: Path, tmp_path: Path) -> None:
    for kind, code in blocks(page):
        run_block(kind, code, tmp_path)


@pytest.mark.parametrize(
    ("kind", "code"),
    [("sh", "mapper no-such-command"), ("python", "import mapper; mapper.no_such")],
)
def test_a_code_block_that_is_wrong_is_found(kind: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"no.such"):
        run_block(kind, code, tmp_path)


@pytest.mark.slow
def test_the_commands_of_the_readme_run(tmp_path: Path) -> None:
    readme = ROOT / "README.md"
    (manifest,) = re.findall(r"```text\n(file,.*?)```", readme.read_text("utf-8"), re.DOTALL)
    (tmp_path / "articles.csv").write_text(manifest, encoding="utf-8")
    (tmp_path / "my-articles").mkdir()
    (tmp_path / "my-articles" / "market.txt").write_text(
        "Jets of the Saudi-led coalition bombed Haydan in Yemen on Thursday, residents said.",
        encoding="utf-8",
    )
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    for kind, code in blocks(readme):
        if "pip install" in code:
            continue  # CI's own script and tests/test_wheel.py install it
        before, explain, after = code.replace(".venv/bin/", "").partition("STRIKE_ID")
        if explain:
            run_block(kind, before.rpartition("\n")[0], tmp_path)
            told = run_block(kind, "mapper strikes --store war.gpkg --format json", tmp_path)
            strike = json.loads(told)[0]["id"]
            run_block(kind, before.rpartition("\n")[2] + strike + after, tmp_path)
        else:
            run_block(kind, before, tmp_path)


def test_the_command_reference_is_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "command_reference.py", "--check"], check=False
    )
    assert done.returncode == 0, "run scripts/command_reference.py and commit docs/commands.md"


def build_site(folder: Path, **environment: str) -> Path:
    pytest.importorskip("material", reason="building the docs needs the docs extra")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    site = build_site(tmp_path / "site", NOTEBOOKS="unrun")
    for name in ("index", "limits/index", "notebooks/1-from-reports-to-a-map/index"):
        assert (site / f"{name}.html").is_file()


@pytest.mark.slow
def test_the_notebooks_stand_in_the_site_with_what_they_show(tmp_path: Path) -> None:
    """Two are run, with every kind of output; tests/test_wheel.py runs all six."""
    site = build_site(tmp_path / "site", NOTEBOOKS="1,5")
    shown = {path.name[0]: path for path in (site / "notebooks").iterdir()}
    assert sorted(shown) == list("123456")
    for number in "15":
        page = (shown[number] / "index.html").read_text(encoding="utf-8")
        assert '<img src="' in page, f"notebook {number} draws a picture"
        assert '<iframe src="' in page
        for name in re.findall(r'<(?:img|iframe) src="([^"]+)"', page):
            assert (shown[number] / name).stat().st_size > 5_000, name
    pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    assert not [found[0] for page in pages for found in LOADS.finditer(page)]


@pytest.mark.parametrize("cell", ["1 / 0", "!mapper map there-is-no-such-folder"])
def test_a_cell_that_fails_stops_the_build(cell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("nbclient", reason="notebooks need the notebooks extra")
    exceptions = pytest.importorskip("mkdocs.exceptions")
    monkeypatch.syspath_prepend(ROOT / "scripts")
    import nbformat
    import notebook_pages

    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell)])
    with pytest.raises(exceptions.PluginError, match=r"broken\.ipynb"):
        notebook_pages.run(notebook, "broken.ipynb")


def test_every_option_of_every_command_is_explained() -> None:
    import click

    from mapper.cli import cli

    def walk(command: click.Command, name: str) -> None:
        assert command.help, name
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help, f"{name} {option.opts}"
        if isinstance(command, click.Group):
            for sub in command.list_commands(click.Context(command)):
                found = command.get_command(click.Context(command), sub)
                assert found is not None
                walk(found, f"{name} {sub}")

    walk(cli, "mapper")
