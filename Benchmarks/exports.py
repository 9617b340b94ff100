#!/usr/bin/env python3
"""Tables of 100 000 rows as files: seconds of each, and how much more memory the server took for it. CSV goes out batch by
batch, a workbook is written to a file first (goal: memory does not grow with the rows).

Usage: exports.py  (environment: SHANGLIANG, BENCHMARKS: the two programs; ROWS; DATA, a folder that was filled before)
"""
import datetime, os, pathlib, tempfile, time

from served import Served, fill_large

ROWS = int(os.environ.get("ROWS", "100000"))


def measure(data):
    server = Served(["--data", data])
    try:
        server.sign_in("bench", "bench-bench")
        # Pages know who asks by the cookie.
        server.headers["Cookie"] = f"sign_in={server.headers['Authorization'].removeprefix('Bearer ')}"
        years = f"from=2020-01-01&to={datetime.date.today()}"
        for path in ["/api/v1/desk/board/topics?limit=50", "/desk/board/topics/table?format=csv", "/desk/board/topics/table?format=xlsx"]:
            joint = "&" if "?" in path else "?"
            before, began = server.peak_megabytes(), time.perf_counter()
            status, headers, body = server.send("GET", path + joint + years)
            assert status == 200, (path, status, body[:300])
            rows = body.count(b"\r\n") - 1 if "csv" in path else ROWS
            print(f"{path}: {rows} rows, {len(body) / 1e6:.1f} MB in {time.perf_counter() - began:.1f} s, "
                  f"memory at most {before:.0f} MB before and {server.peak_megabytes():.0f} MB after", flush=True)
    finally:
        server.end()


def main():
    if "DATA" in os.environ:
        return measure(os.environ["DATA"])
    with tempfile.TemporaryDirectory() as folder:
        data = str(pathlib.Path(folder, "data"))
        fill_large(data, 400, ROWS)
        measure(data)


if __name__ == "__main__":
    main()
