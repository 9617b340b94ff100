"""The program serving a data folder, for the benchmarks that talk to it."""
import http.client, json, os, socket, subprocess, time

PROGRAM = os.environ.get("SHANGLIANG", ".build-release/release/shangliang")
HOST = {"Host": "127.0.0.1"}


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
