#!/usr/bin/env python3
"""Tables of 100 000 rows as files: rows, bytes and seconds of each, and by how much the server's memory grew for it at most. CSV goes
out batch by batch, a workbook is written to a file first (goal: memory does not grow with the rows).

Memory is what the kernel counts as resident. Its highest mark is put back before each file, so that what a file took is not
hidden by what was taken before; the first look at the records has filled the database's cache by then.

Usage: exports.py  (environment: SHANGLIANG, BENCHMARKS: the two programs; ROWS; DATA, a folder that was filled before)
"""
import datetime, io, os, pathlib, tempfile, time, zipfile

from served import Served, fill_large

ROWS = int(os.environ.get("ROWS", "100000"))
FORMATS = ("csv", "xlsx")


def rows_of(file, body):
    """How many rows a table has, without its titles."""
    if file == "csv":
        return body.count(b"\r\n") - 1
    with zipfile.ZipFile(io.BytesIO(body)) as book, book.open("xl/worksheets/sheet1.xml") as sheet:
        count, tail = 0, b""
        while part := sheet.read(1 << 20):
            part = tail + part
            # What might be the beginning of a row is counted with the next part.
            count += part.count(b"<row ")
            tail = part[-4:]
    return count - 1


def export(server, path, query, file):
    server.forget_peak()
    before, began = server.resident_megabytes(), time.perf_counter()
    status, headers, body = server.send("GET", f"{path}?format={file}&{query}")
    seconds = time.perf_counter() - began
    assert status == 200, (path, file, status, body[:300])
    assert int(headers.get("Content-Length", len(body))) == len(body), "a file that broke off"
    rows = rows_of(file, body)
    assert rows == ROWS, f"{path} as {file}: {rows} rows instead of {ROWS}"
    print(f"{path} as {file}: {rows} rows, {len(body)} bytes in {seconds:.1f} s; resident memory {before:.0f} MB before, "
          f"at most {server.peak_megabytes() - before:.0f} MB more", flush=True)


def measure(data):
    server = Served(["--data", data])
    try:
        server.sign_in("bench", "bench-bench")
        # Pages know who asks by the cookie.
        server.headers["Cookie"] = f"sign_in={server.headers['Authorization'].removeprefix('Bearer ')}"
        # The county may have tomorrow already.
        query = f"from=2020-01-01&to={datetime.date.today() + datetime.timedelta(days=1)}"
        found = server.call("GET", f"/api/v1/desk/board/topics?limit=50&{query}")
        assert found["count"] == ROWS, f"{found['count']} topics lie in the period instead of {ROWS}"
        # Twice: what the first one of a kind takes and keeps is not what each takes.
        for file in FORMATS * 2:
            export(server, "/desk/board/topics/table", query, file)
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
