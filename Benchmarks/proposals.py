#!/usr/bin/env python3
"""The queue, the search and the statistics of proposals over ten years of a county of 300 members: 10 000 proposals, 30 000 replies.
Medians of 200 of the server's own time (goal on a quiet machine: under 50 ms each), beside a loop that says how fast the machine
is just now.

A session of the demo is played once and copied by SQL into the ten sessions before and beside it.

Usage: proposals.py  (environment: SHANGLIANG, the program)
"""
import sqlite3, tempfile, time
from urllib.parse import quote

from served import Served, database_of, make_demo, median, print_machine

SESSIONS = 10
PROPOSALS = 10_000
REPLIES = 30_000
# Which columns name a record that is copied, and which a day.
SHIFTED = {
    "proposal": {"id", "lead"}, "proposal_co_signer": {"proposal"}, "proposal_assignment": {"id", "proposal"},
    "proposal_reply": {"assignment"}, "proposer_opinion": {"id", "proposal", "lead"},
}
DAYS = {"submitted_on", "filed_on", "closed_on", "due_on", "due_from", "received_on", "sent_on", "reminded_on"}


def copied(column, table, copy):
    """How a column of a copy is made. Each session gets as many copies; numbers follow each other."""
    year, place = copy % SESSIONS, copy // SESSIONS
    if column in SHIFTED[table]:
        return f"{column} + {copy} * 1099511627776"
    if column in DAYS:
        return f"date({column}, '-{year} years')"
    if table == "proposal" and column == "term":
        return f"{column} - {year // 5}"
    if table == "proposal" and column == "session":
        return f"CASE WHEN {column} IS NULL THEN NULL ELSE {5 - year % 5} END"
    # No two letters have the same number.
    if table == "proposal_reply" and column == "letter":
        return f"{column} || '-{copy}'"
    if table == "proposal" and column == "serial":
        return f"{column} + {place} * 1000"
    return column


def multiply(path):
    store = sqlite3.connect(path)
    store.execute("PRAGMA synchronous = OFF")
    ends, first = {}, {}
    for table in SHIFTED:
        ends[table] = store.execute(f"SELECT MAX(rowid) FROM {table}").fetchone()[0] or 0
        first[table] = store.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
    for table in SHIFTED:
        columns = [row[1] for row in store.execute(f"PRAGMA table_info({table})")]
        for copy in range(1, PROPOSALS // first["proposal"] + 1):
            values = ", ".join(copied(column, table, copy) for column in columns)
            store.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE rowid <= {ends[table]}")
    # Units reply a second time, and some a third, until there are as many replies as meant.
    replies = store.execute("SELECT COUNT(*) FROM proposal_reply").fetchone()[0]
    for number in range(1, REPLIES // replies + 1):
        store.execute(
            "INSERT OR IGNORE INTO proposal_reply (tenant, assignment, number, unit, outcome, due_on, sent_on)"
            f" SELECT tenant, assignment, number + {number}, unit, outcome, due_on, sent_on FROM proposal_reply"
            f" WHERE number = 1 LIMIT {REPLIES - replies * number}")
    # One in ten is still with its units; what may be is published.
    store.execute(
        "UPDATE proposal SET state = 'handling', closed_on = NULL, due_on = NULL, due_from = NULL, due_term = NULL,"
        " due_is_provisional = NULL WHERE state = 'closed' AND serial % 10 = 0")
    store.execute(
        "UPDATE proposal SET publication = 'published', public_title = '关于更换路灯的提案' || serial,"
        " public_body = '村口的路灯半年不亮，请在6月底前更换线路。' WHERE is_open = 1 AND serial IS NOT NULL")
    store.commit()
    store.execute("ANALYZE")
    counts = {table: store.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in SHIFTED}
    store.commit()
    store.close()
    return counts


def main():
    with tempfile.TemporaryDirectory() as folder:
        data = f"{folder}/data"
        make_demo(data, "--figures", "upward")
        counts = multiply(database_of(data))
        print(", ".join(f"{table} {count}" for table, count in counts.items()), flush=True)
        server = Served(["--data", data])
        # The database is told how much lies where some seconds after a start, and each hour.
        time.sleep(15)
        sessions = [f"{11 - year // 5}-{5 - year % 5}" for year in range(SESSIONS)]
        try:
            words = quote("更换路灯")
            print(f"search of everybody: {median(server, f'/api/v1/proposals?q={words}'):.1f} ms (goal < 50)", flush=True)
            server.sign_in("tian", "anlan-demo")
            for name, paths in [
                ("queue", ["/api/v1/desk/proposals?part=handling"]), ("what ended", ["/api/v1/desk/proposals?part=over"]),
                ("look-backs by day", ["/api/v1/desk/proposals?part=promised"]),
                ("units' desk", ["/api/v1/desk/assignments"]),
                ("statistics", [f"/api/v1/desk/proposal-statistics?session={each}" for each in sessions]),
                ("records of a number", [
                    f"/api/v1/desk/proposal-statistics/records?session={each}&figure=in_time" for each in sessions]),
            ]:
                print(f"{name}: {median(server, *paths):.1f} ms (goal < 50)", flush=True)
            print_machine(server)
        finally:
            server.end()


if __name__ == "__main__":
    main()
