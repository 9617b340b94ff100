#!/usr/bin/env python3
"""The board and a clerk's inbox over ten years of a county: 12 000 topics, 10 000 sessions, a million events. Medians of 200
of the server's own time (goals on a quiet machine: board under 100 ms, inbox under 20 ms), beside a loop that says how fast
the machine is just now.

The year of the demo is played once and copied by SQL into the nine years before it.

Usage: years.py  (environment: SHANGLIANG, the program)
"""
import sqlite3, tempfile, time

from served import Served, database_of, make_demo, median, print_machine, wait_until_sealed

YEARS = 10
EVENTS = 1_000_000
YEAR_MS = 365 * 86_400_000
# Which columns name a record, and which a moment; days are found by their form.
SHIFTED = {
    "consultation_session": {"id"}, "session_participant": {"id", "session"},
    "topic": {"id", "previous_round", "next_round", "merged_into", "session", "escalated_into"},
    "suggestion_item": {"id", "session", "topic"}, "confirmation": {"id", "item", "voice_id"},
    "stay": {"subject"}, "event": {"id", "subject"},
}
MOMENTS = {"received_at", "first_answered_at", "entered_at", "left_at", "recorded_at"}
DAYS = {"starts_on", "due_on", "due_from", "closed_on", "next_milestone_on"}


def copied(column, table, year):
    """How a column of a copy is made."""
    if column in SHIFTED[table]:
        return f"{column} + {year} * 1099511627776"
    if column in MOMENTS:
        return f"{column} - {year} * {YEAR_MS}"
    if column in DAYS:
        return f"date({column}, '-{year} years')"
    if column in ("tracking_hash", "link_hash"):
        return f"CASE WHEN {column} IS NULL THEN NULL ELSE randomblob(length({column})) END"
    return "NULL" if column in ("position", "chain") else column


def multiply(path):
    store = sqlite3.connect(path)
    store.execute("PRAGMA synchronous = OFF")
    for table in SHIFTED:
        columns = [row[1] for row in store.execute(f"PRAGMA table_info({table})")]
        key = "id" if "id" in columns else "subject"
        last = store.execute(f"SELECT MAX({key}) FROM {table}").fetchone()[0]
        one_year = store.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
        copies = EVENTS // one_year if table == "event" else YEARS - 1
        for year in range(1, copies + 1):
            values = ", ".join(copied(column, table, year) for column in columns)
            store.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE {key} <= {last}")
    store.commit()
    store.execute("ANALYZE")
    counts = {table: store.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in SHIFTED}
    store.commit()
    store.close()
    return counts


def main():
    with tempfile.TemporaryDirectory() as folder:
        data = f"{folder}/data"
        began = time.perf_counter()
        make_demo(data)
        print(f"the year of the demo: {time.perf_counter() - began:.1f} s (goal < 60)", flush=True)
        counts = multiply(database_of(data))
        print(", ".join(f"{table} {count}" for table, count in counts.items()), flush=True)
        server = Served(["--data", data])
        try:
            server.sign_in("lingdao", "anlan-demo")
            wait_until_sealed(data)
            # The database is told how much lies where some seconds after a start, and each hour.
            time.sleep(15)
            today = time.localtime()
            for name, first in [("this year", today.tm_year), ("ten years", today.tm_year - YEARS)]:
                # A board is kept until something is written; of another first day each time it is counted anew.
                boards = [
                    f"/api/v1/desk/board?from={first}-01-{day:02}&to={today.tm_year}-12-31" for day in range(1, 29)]
                anew, kept = median(server, *boards), median(server, boards[0])
                print(f"board, {name}: {anew:.1f} ms counted anew, {kept:.1f} ms as kept (goal < 100)", flush=True)
            server.sign_in("zhujian", "anlan-demo")
            print(f"a clerk's inbox: {median(server, '/api/v1/desk/items'):.1f} ms (goal < 20)", flush=True)
            print_machine(server)
        finally:
            server.end()


if __name__ == "__main__":
    main()
