# SPDX-License-Identifier: Apache-2.0
"""`shangliang similar`: anybody can measure over files what the pages find, without a data folder."""

import json
import subprocess

from installation import PROGRAM

CORPUS = """id,text
a,南门外的路灯坏了两个月，走夜路要打手电
b,"一下大雨就积水，
老人出不了门"
c,３号楼Ａ栋电梯常坏，老人上下楼不方便
"""
QUERIES = """text,id
請問南門外的路燈壞了誰來修,1
下大雨就積水怎麼辦,2
没有人说过的事,3
"""


def run(folder, *more):
    return subprocess.run(
        [PROGRAM, "similar", folder / "corpus.csv", folder / "queries.csv", *more], capture_output=True, text=True, timeout=60)


def test_each_query_has_its_line(tmp_path):
    (tmp_path / "corpus.csv").write_text(CORPUS, encoding="utf-8")
    (tmp_path / "queries.csv").write_text(QUERIES, encoding="utf-8")
    done = run(tmp_path, "--top", "2", "--json")
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["query"] for line in lines] == ["1", "2", "3"]
    assert [line["matches"][0]["id"] for line in lines[:2]] == ["a", "b"]
    for line in lines:
        assert set(line) == {"query", "matches", "milliseconds"} and line["milliseconds"] >= 0
        scores = [match["score"] for match in line["matches"]]
        assert len(scores) <= 2 and scores == sorted(scores, reverse=True) and all(0 <= score <= 1 for score in scores)
    people = run(tmp_path)
    assert people.returncode == 0 and people.stdout.startswith("1：a（")


def test_files_without_the_columns_are_told(tmp_path):
    (tmp_path / "corpus.csv").write_text("id,words\na,路灯\n", encoding="utf-8")
    (tmp_path / "queries.csv").write_text(QUERIES, encoding="utf-8")
    done = run(tmp_path, "--json")
    assert done.returncode != 0 and "corpus.csv" in done.stderr and "id 和 text" in done.stderr
    missing = run(tmp_path / "nowhere")
    assert missing.returncode != 0 and "corpus.csv" in missing.stderr
