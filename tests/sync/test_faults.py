"""The old site or the new one, never half: a fault at every call of the system that publishing makes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(folder: Path, *arguments: str) -> list[dict]:
    program = [sys.executable, Path(__file__).with_name("faults.py"), folder, *arguments]
    ended = subprocess.run(
        program, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=120, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return [json.loads(line) for line in ended.stdout.splitlines()]


ENDS = {
    "kill": {"killed"},
    "EIO": {"refused", "survived"},
    "full": {"refused", "survived"},
    "interrupt": {"interrupted"},
}


@pytest.mark.parametrize(
    ("scenario", "fault", "way"),
    [
        *(("later", fault, way) for fault in ENDS for way in ("", "--renames")),
        *(("first", fault, "") for fault in ("kill", "full")),
        *(("storm", "kill", way) for way in ("", "--renames")),
    ],
)
def test_a_fault_at_every_call_leaves_the_old_site_or_the_new(tmp_path: Path, scenario: str, fault: str, way: str) -> None:
    told = run(tmp_path, scenario, fault, *filter(None, [way]))
    whole = {"absent", "new"} if scenario == "first" else {"old", "new"}
    assert len(told) > 20  # else the calls were not counted
    assert {one["ended"] for one in told[:-1]} <= ENDS[fault]
    for one in told:
        assert one["recovered"] in whole, one
        # Without the exchange in one step, a kill between two renames leaves the name free until the next start.
        assert one["left"] in whole or (way and fault == "kill" and one["left"] == "absent"), one
    if scenario != "storm":
        assert {one["recovered"] for one in told} == whole
    for one in told if scenario != "storm" else told[-1:]:
        assert one["next"] == "new", one
        assert one["spare"] in ({"old", "new", "absent"} if scenario == "first" else {"old", "new"}), one
        assert set(one["beside"]) <= {"site", ".site-spare"}, one
        assert one["after"] == "old", one


@pytest.mark.parametrize("way", ["", "--renames"])
@pytest.mark.parametrize("fault", ENDS)
def test_a_file_put_there_by_hand_outlives_every_fault(tmp_path: Path, fault: str, way: str) -> None:
    told = run(tmp_path, "strange", fault, *filter(None, [way]))
    assert len(told) > 10
    for one in told:
        assert one["kept"] == [True, True], one
        assert (one["left"], one["next"], one["after"]) == ("old", "new", "old"), one
