"""`mapper resolve`, run as people run it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest


def _run(*args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mapper", *args],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


def test_json_has_the_keys_of_the_contract() -> None:
    done = _run("resolve", "Zaafaraniya", "Qwrtzplimski", "--country", "SY", "--format", "json")
    assert done.returncode == 0
    found, missing = json.loads(done.stdout)
    first = found["candidates"][0]
    keys = {"id", "name", "lat", "lon", "country", "admin1", "kind", "population", "score",
            "accepted", "reasons", "source"}  # fmt: skip
    assert keys <= first.keys()
    assert (first["name"], first["accepted"]) == ("Zafaraneh", True)
    assert first["reasons"]
    assert missing["candidates"] == [] or not missing["candidates"][0]["accepted"]


def test_batch_keeps_the_order_and_answers_every_line() -> None:
    asked = [{"name": "Homs"}, {"name": "", "country": "SY"}, {"name": "Talbisa", "admin1": "Homs"}]
    done = _run("resolve", "--batch", "-", stdin="".join(json.dumps(a) + "\n" for a in asked))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["name"] for a in answers] == ["Homs", "", "Talbisa"]
    assert "empty" in answers[1]["reason_if_empty"]
    assert answers[2]["candidates"][0]["name"] == "Talbiseh"


@pytest.mark.parametrize(
    ("args", "stdin", "code", "said"),
    [
        (["resolve"], "", 2, "names or --batch"),
        (["resolve", "X", "--near", "abc"], "", 2, "LAT,LON"),
        (["resolve", "X", "--near", "120,36"], "", 2, "out of range"),
        (["resolve", "X", "--gazetteer", "absent.gaz"], "", 1, "no gazetteer file"),
        (["resolve", "--batch", "-"], "not json\n", 1, "line 1"),
    ],
)
def test_what_a_person_gets_wrong_is_one_clear_line(args, stdin, code, said) -> None:
    done = _run(*args, stdin=stdin)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
