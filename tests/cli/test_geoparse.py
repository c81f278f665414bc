"""`mapper geoparse` as scripts call it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest


def geoparse(*args: object, given: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mapper", "geoparse", *map(str, args)],
        check=False,
        input=given,
        capture_output=True,
        text=True,
        timeout=240,
    )


def test_a_text_gives_its_places(tmp_path: Path) -> None:
    path = tmp_path / "raid.txt"
    text = "Warplanes bombed the town of Rastan in Syria on Thursday.\n"
    path.write_text(text, encoding="utf-8")
    done = geoparse(path, "--format", "json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert [text[m["start"] : m["end"]] for m in answer] == ["Rastan", "Syria"]
    assert answer[0]["place"]["name"] == "Rastan"
    assert answer[0]["place"]["country"] == "SY"
    assert answer[0]["accepted"] is True


def test_a_batch_answers_line_by_line_in_order() -> None:
    text = "Fire crews in Paris, Texas saved a barn near Tyler."
    asked = [
        {"text": text, "spans": [[14, 19]]},
        {"text": ""},
        {"text": text, "spans": []},
        {"text": "Jets struck Homs and Hama in Syria."},
        {"text": text, "spans": [[21, 26], [14, 19]]},
    ]
    done = geoparse("--batch", "-", given="".join(json.dumps(line) + "\n" for line in asked))
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [[m["text"] for m in answer] for answer in answers] == [
        ["Paris"], [], [], ["Homs", "Hama", "Syria"], ["Texas", "Paris"],
    ]  # fmt: skip
    assert answers[4][1]["place"]["admin1"] == "Texas"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("no json", "line 1"),
        ("[1, 2]", "line 1"),
        ('{"spans": []}', "line 1"),
        ('{"text": "Homs", "spans": [[0, 99]]}', "[0, 99]"),
        ('{"text": "Homs", "spans": [["a", 2]]}', "line 1"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: str, said: str) -> None:
    done = geoparse("--batch", "-", given=line + "\n")
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_no_such_file_is_one_clear_line() -> None:
    for more in ((), ("--batch",)):
        done = geoparse("nowhere.txt", *more)
        assert done.returncode == 1
        assert "nowhere.txt" in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
