"""The program serving a data folder, for the benchmarks that talk to it, and how its own times are measured."""
import contextlib, http.client, json, os, pathlib, re, socket, sqlite3, statistics, subprocess, time

PROGRAM = os.environ.get("SHANGLIANG", ".build-release/release/shangliang")
BENCH = os.environ.get("BENCHMARKS", ".build-release/release/benchmarks")


class Served:
    """Serves `place`, the options that say where the data is; ready when it is made."""

    def __init__(self, place, *options):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        began = time.perf_counter()
        self.process = subprocess.Popen([PROGRAM, "serve", *place, "--port", str(self.port), *options],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.headers = {}
        while True:
            try:
                if self.send("GET", "/readyz")[0] == 200:
                    break
            except OSError:
                pass
            assert time.perf_counter() - began < 60, "the program does not answer"
            time.sleep(0.005)
        self.seconds_to_ready = time.perf_counter() - began

    def sign_in(self, name, password):
        self.headers = {"Authorization": f"Bearer {self.call('POST', '/api/v1/sign-ins', {'name': name, 'password': password})['token']}"}

    def send(self, method, path, body=None, headers=None):
        """Status, headers and body of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, path, body, self.headers | (headers or {}))
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def call(self, method, path, body=None):
        """The JSON of a good answer; every other is an error. A body of bytes is a file."""
        data = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        kind = "application/octet-stream" if isinstance(body, bytes) else "application/json"
        keys = {"Idempotency-Key": os.urandom(16).hex(), "Content-Type": kind} if data is not None else {}
        status, _, answer = self.send(method, path, data, keys)
        assert status < 300, f"{path}: {status} {answer[:500]}"
        return json.loads(answer)

    def peak_megabytes(self):
        return self.memory("VmHWM")

    def resident_megabytes(self):
        return self.memory("VmRSS")

    def memory(self, name):
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith(name):
                return int(line.split()[1]) / 1024
        return 0

    def forget_peak(self):
        """The highest mark of memory is where memory is now."""
        pathlib.Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def end(self):
        self.process.terminate()
        self.process.wait(20)

    def kill(self):
        self.process.kill()
        self.process.wait(20)


def took(server, path):
    """The server's own time of a request, in milliseconds, and what it answered."""
    status, headers, body = server.send("GET", path)
    assert status == 200, (path, status, body[:200])
    return float(re.search(r"dur=([\d.]+)", headers["Server-Timing"]).group(1)), body


def median(server, *paths, count=200):
    """The server's own time of so many requests, to these paths in turn, in milliseconds."""
    return statistics.median(took(server, paths[number % len(paths)])[0] for number in range(count))


def calibration():
    """How fast the machine is just now: milliseconds of a loop that asks nobody."""
    began = time.perf_counter()
    sum(number * number for number in range(1_000_000))
    return (time.perf_counter() - began) * 1000


def print_machine(server):
    """What the times are to be read beside."""
    print(f"calibration, a million squares in Python: {statistics.median(calibration() for _ in range(20)):.0f} ms")
    print(f"peak memory {server.peak_megabytes():.0f} MB")


def make_demo(data, *options):
    subprocess.run([PROGRAM, "demo", "--data", data, "--seed", "1", *options], check=True, capture_output=True)


def database_of(data):
    """The file of the database in a data folder."""
    return next(f"{data}/{name}" for name in os.listdir(data) if name.endswith((".sqlite", ".db")))


def wait_until_sealed(data):
    """Until each event has its place in the chain; before, the server is busy with what no county has to do."""
    with contextlib.closing(sqlite3.connect(database_of(data))) as store:
        while store.execute("SELECT 1 FROM event WHERE position IS NULL LIMIT 1").fetchone():
            time.sleep(1)


def wait_until_still(server):
    """The same on either engine: until the server writes nothing any more."""
    last = None
    while (now := re.search(rb"^shangliang_database_writes (\S+)", server.send("GET", "/metrics")[2], re.M).group(1)) != last:
        last = now
        time.sleep(3)


def fill(data, rooms, topics, *options):
    """Makes a data folder with so many rooms and topics; who signs in is `bench`."""
    subprocess.run([BENCH, "fill", "--data", data, "--rooms", str(rooms), "--topics", str(topics), *options], check=True)


def fill_large(data, rooms, count, by_commands=20_000):
    """The same with so many topics that commands would take an hour: the first are raised, reviewed and decided; the others
    are copies of their rows, older, with a number of their own in what they say, and no events. The server makes their index."""
    fill(data, rooms, min(count, by_commands))
    if count <= by_commands:
        return
    base = sqlite3.connect(database_of(data))
    columns = [row[1] for row in base.execute("PRAGMA table_info(topic)")]
    first, there = base.execute("SELECT MIN(id), COUNT(*) FROM topic").fetchone()
    base.execute("CREATE TEMP TABLE told AS SELECT ROW_NUMBER() OVER (ORDER BY id) - 1 AS place, topic.* FROM topic")
    changed = {
        "id": ":first - 1 - (:from + place)", "tracking_hash": "randomblob(32)",
        "public_title": "replace(public_title, '第' || place || '件', '第' || (:from + place) || '件')",
        "public_body": "replace(public_body, '第' || place || '件', '第' || (:from + place) || '件')"}
    for start in range(there, count, there):
        base.execute(f"INSERT INTO topic ({', '.join(columns)}) SELECT {', '.join(changed.get(c, c) for c in columns)} "
                     "FROM told WHERE place < :left", {"first": first, "from": start, "left": count - start})
    base.execute("UPDATE topic_index SET is_complete = 0")
    base.commit()
    server = Served(["--data", data])
    while not base.execute("SELECT is_complete FROM topic_index").fetchone()[0]:
        assert server.process.poll() is None, "the server ended"
        time.sleep(1)
    server.end()
    base.close()


def new_database(name):
    """The address of a new database of the cluster that Scripts/with-postgres has started; None without one."""
    cluster = os.environ.get("SHANGLIANG_TEST_POSTGRES")
    if not cluster:
        return None
    name = f"{name}_{os.getpid()}"
    subprocess.run(["psql", "-q", cluster, "-c",
                    f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"], check=True)
    return cluster.rsplit("/", 1)[0] + "/" + name
