#!/usr/bin/env python3
"""The opinion map over votes of three sizes, from votes in memory to the map, beside a reference in the same run.

The reference and its votes lie beside the project (numpy and scipy, one thread); where they do not, votes are made here and
only the program is measured. Rounds alternate between the two, and medians count.
Usage: opinion_map.py  (environment: SHANGLIANG, BENCHMARKS: the two programs; OPINION_DATA: the folder of the reference)
"""
import csv, json, os, pathlib, random, statistics, subprocess, sys, tempfile, time

PROGRAM = os.environ.get("SHANGLIANG", ".build-release/release/shangliang")
BENCH = os.environ.get("BENCHMARKS", ".build-release/release/benchmarks")
ROUNDS = int(os.environ.get("ROUNDS", "3"))
DATA = pathlib.Path(os.environ.get("OPINION_DATA", pathlib.Path(__file__).resolve().parents[2] / "shared/data/opinion"))
SIZES = [(1_921, 197, .13), (5_000, 500, .1), (12_500, 1_000, .05), (25_000, 1_000, .05), (50_000, 1_000, .05)]

# Run by itself for each round, so that its memory is its own.
REFERENCE = """
import csv, sys, time
sys.path.insert(0, sys.argv[1])
import numpy, reference
def peak(): return next(int(l.split()[1]) for l in open("/proc/self/status") if l.startswith("VmHWM")) / 1024
rows = numpy.loadtxt(sys.argv[2], delimiter=",", skiprows=1, dtype=numpy.int64)
P, S, V = (rows[:, i].copy() for i in range(3))
del rows
open("/proc/self/clear_refs", "w").write("5")
before = peak()
start = time.perf_counter()
reference.pipeline(P, S, V)
print(time.perf_counter() - start, peak() - before)
"""
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}


def made_here(people, statements, density, dice):
    """Three camps; a tenth of the statements is shared by all; few people answer much, most little."""
    lean = [[dice.gauss(1.5, .3) if s < statements // 10 else dice.gauss(0, 1) for s in range(statements)] for _ in range(3)]
    activity = [dice.paretovariate(1.5) - .7 for _ in range(people)]
    mean = sum(activity) / people
    for person in range(people):
        camp = lean[dice.choices(range(3), [.5, .3, .2])[0]]
        count = min(statements, max(1, int(activity[person] / mean * density * statements)))
        for s in dice.sample(range(statements), count):
            x = camp[s] + dice.gauss(0, .8)
            yield person, s, 1 if x > .35 else -1 if x < -.35 else 0


def write_votes(path, people, statements, density):
    """The reference's votes of this size where there are any, vTaiwan's for the first; answers how many."""
    if has_reference() and (people, statements) == (1_921, 197):
        path.write_bytes((DATA / "vtaiwan-uberx/votes.csv").read_bytes())
    elif has_reference():
        code = (f"import sys; sys.path.insert(0, {str(DATA)!r}); import numpy, votes\n"
                f"numpy.savetxt({str(path)!r}, numpy.stack(votes.synthetic({people}, {statements}, {density}), 1), '%d', "
                "',', header='participant,statement,vote', comments='')")
        subprocess.run([sys.executable, "-c", code], check=True)
    else:
        with open(path, "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["participant", "statement", "vote"])
            writer.writerows(made_here(people, statements, density, random.Random(7)))
    with open(path, "rb") as file:
        return sum(1 for _ in file) - 1


def has_reference():
    return (DATA / "reference.py").exists()


def measure(people, statements, density, folder):
    path = folder / "votes.csv"
    count = write_votes(path, people, statements, density)
    full, anew, update, whole, theirs, ours_megabytes, their_megabytes = [], [], [], [], [], [], []
    for _ in range(ROUNDS):
        answer = json.loads(subprocess.run([BENCH, "map-opinions", path], capture_output=True, check=True).stdout)
        full.append(statistics.median(answer["full"]))
        anew.append(statistics.median(answer["anew"]))
        update.append(statistics.median(answer["update"]))
        ours_megabytes.append(answer["megabytes"])
        start = time.perf_counter()
        subprocess.run([PROGRAM, "opinion-map", path, "--json"], stdout=subprocess.DEVNULL, check=True)
        whole.append(time.perf_counter() - start)
        if has_reference():
            said = subprocess.run([sys.executable, "-c", REFERENCE, str(DATA), str(path)], env=os.environ | ONE_THREAD,
                                  capture_output=True, text=True, check=True).stdout.split()
            theirs.append(float(said[0])), their_megabytes.append(float(said[1]))
    full, anew, update, whole, megabytes = map(statistics.median, (full, anew, update, whole, ours_megabytes))
    print(f"opinion map: {people} × {statements}, {count} votes: {full * 1e3:.1f} ms ({full / count * 1e9:.0f} ns a vote), "
          f"{megabytes:.0f} MB over the votes; update after 1000 votes {update * 1e3:.1f} ms, {update / full:.3f} of that and "
          f"{update / anew:.3f} of the {anew * 1e3:.0f} ms for votes as they come in (goal ≤ 0.1); the command, from file to "
          f"JSON, {whole * 1e3:.0f} ms", flush=True)
    if theirs:
        reference, memory = statistics.median(theirs), statistics.median(their_megabytes)
        print(f"  reference {reference * 1e3:.0f} ms, {memory:.0f} MB: time {full / reference:.3f} (goal ≤ 0.25), memory "
              f"{megabytes / memory:.2f} (goal ≤ 0.5 at the largest), the whole command {whole / reference:.2f}, update "
              f"{update / reference:.3f}", flush=True)
    return full / count


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="opinions-") as folder:
        costs = [measure(*size, pathlib.Path(folder)) for size in SIZES]
        print(f"opinion map: a vote among 50 000 people costs {costs[-1] / costs[-3]:.2f} of one among 12 500 (linear: 1)")
