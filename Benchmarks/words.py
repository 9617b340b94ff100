#!/usr/bin/env python3
"""Looking for words, and for similar texts, through the server over texts that differ as people's do, on each engine.

Words of one to four characters are drawn from the texts; the truth is which texts hold them, newest first (goal: the first
twenty are the truth's, recall 1.000). Beside it, over the same texts and in the same run: a full-text index of pairs asked for a
phrase (goal from two characters on: 99 in 100 no slower) and a scan by LIKE (goal for one character: at most a tenth).

Usage: words.py [TEXTS]  (environment: SHANGLIANG, BENCHMARKS; the cluster of Scripts/with-postgres, if there is one)
Ends with 1 where a word was not answered as the truth says, or too few copies find their text first.
"""
import json, pathlib, random, sqlite3, statistics, sys, tempfile, time, urllib.parse

from served import Served, fill, new_database, print_machine, took, wait_until_still
from similar import corpus, noisy, traditional

WORDS, COPIES, PAGE = 100, 400, 20


def drawn(texts, length, dice):
    words = set()
    while len(words) < WORDS:
        text = dice.choice(texts)
        start = dice.randrange(len(text))
        word = text[start:start + length]
        if len(word) == length and word.isalnum():
            words.add(word)
    return sorted(words)


def pairs(text):
    return " ".join(a + b for a, b in zip(text, text[1:]) if a.isalnum() and b.isalnum())


def beside(texts):
    """The same texts in tables of their own, with a full-text index of pairs."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE text (id INTEGER PRIMARY KEY, said TEXT)")
    base.execute("CREATE VIRTUAL TABLE pair USING fts5(said, content='', tokenize='unicode61')")
    base.executemany("INSERT INTO text VALUES (?, ?)", enumerate(texts))
    base.executemany("INSERT INTO pair (rowid, said) VALUES (?, ?)", ((i, pairs(text)) for i, text in enumerate(texts)))
    return base


def timed(base, statement, value):
    began = time.perf_counter()
    base.execute(statement, (value,)).fetchall()
    return (time.perf_counter() - began) * 1000


def asked(server, path):
    spent, body = took(server, path)
    return spent, json.loads(body)


def told(name, times):
    times = sorted(times)
    return f"{name} {statistics.median(times):.2f} ms, 99 in 100 {times[int(len(times) * .99)]:.2f}"


def look_for_words(engine, server, texts, base):
    """The words that were not answered as the truth says."""
    dice, missed = random.Random(20260302), []
    for length in (1, 2, 3, 4):
        wrong, own, phrase, scan = [], [], [], []
        for word in drawn(texts, length, dice):
            spent, answer = asked(server, f"/api/v1/topics?limit={PAGE}&q={urllib.parse.quote(word)}")
            truth = [text for text in reversed(texts) if word in text][:PAGE]
            if [topic["text"] for topic in answer["items"]] != truth:
                wrong.append(word)
            own.append(spent)
            scan.append(timed(base, "SELECT COUNT(*) FROM text WHERE said LIKE ?", f"%{word}%"))
            if length > 1:
                phrase.append(timed(base, f"SELECT rowid FROM pair WHERE pair MATCH ? ORDER BY rowid DESC LIMIT {PAGE}",
                                    f'"{pairs(word)}"'))
        print(f"[{engine}] words of {length}: {WORDS - len(wrong)} of {WORDS} as the truth; " + "; ".join(
            told(name, times) for name, times in (("ours", own), ("phrase", phrase), ("scan", scan)) if times), flush=True)
        missed += wrong
    if missed:
        print(f"[{engine}] not as the truth: {' '.join(missed)}", flush=True)
    return missed


def look_for_similar(engine, server, texts):
    dice = random.Random(20260303)
    characters, script = sorted(set("".join(texts[:5000]))), traditional()
    first, times = 0, []
    for text in dice.sample(texts, COPIES):
        copy = noisy(text, characters, script, dice)
        spent, answer = asked(server, f"/api/v1/topics/similar?text={urllib.parse.quote(copy)}")
        times.append(spent)
        first += [found["topic"]["text"] for found in answer["items"]][:1] == [text]
    print(f"[{engine}] similar: hit@1 {first / COPIES:.3f} (goal ≥ .94); {told('ours', times)}", flush=True)
    return first / COPIES


def measure(engine, place, texts, base):
    """Whether everything was found."""
    server = Served(place)
    try:
        wait_until_still(server)
        missed, first = look_for_words(engine, server, texts, base), look_for_similar(engine, server, texts)
        print_machine(server)
        return not missed and first >= .94
    finally:
        server.end()


def main():
    texts = [text.replace("\n", " ") for text in corpus(int(sys.argv[1]) if len(sys.argv) > 1 else 77_500, random.Random(20260301))]
    # Each stands once, so that which topic was found is told by its text.
    base, found = beside(texts), True
    with tempfile.TemporaryDirectory(prefix="words-") as folder:
        lines = pathlib.Path(folder, "texts")
        lines.write_text("\n".join(texts), encoding="utf-8")
        for engine, database in (("sqlite", None), ("postgres", new_database("words"))):
            if engine == "postgres" and not database:
                continue
            place = ["--data", f"{folder}/{engine}"] + (["--database", database] if database else [])
            began = time.perf_counter()
            fill(place[1], 400, len(texts), "--texts", str(lines), *place[2:])
            print(f"[{engine}] {len(texts)} topics filled in {time.perf_counter() - began:.0f} s", flush=True)
            found &= measure(engine, place, texts, base)
    sys.exit(not found)


if __name__ == "__main__":
    main()
