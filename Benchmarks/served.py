"""The program serving a data folder, for the benchmarks that talk to it, and how its own times are measured."""
import http.client, json, os, re, socket, statistics, subprocess, time

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
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
        return 0

    def end(self):
        self.process.terminate()
        self.process.wait(20)

    def kill(self):
        self.process.kill()
        self.process.wait(20)


def median(server, *paths, count=200):
    """The server's own time of so many requests, to these paths in turn, in milliseconds."""
    times = []
    for number in range(count):
        path = paths[number % len(paths)]
        status, headers, body = server.send("GET", path)
        assert status == 200, (path, status, body[:200])
        times.append(float(re.search(r"dur=([\d.]+)", headers["Server-Timing"]).group(1)))
    return statistics.median(times)


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


def fill(data, rooms, topics):
    """Makes a data folder with so many rooms and topics; who signs in is `bench`."""
    subprocess.run([BENCH, "fill", "--data", data, "--rooms", str(rooms), "--topics", str(topics)], check=True)
