#!/usr/bin/env python3
"""make bench-live: the hub of event streams beside nginx's nchan, in the same minutes and with the same viewers.

Both hold their viewers at once, and messages of 200 bytes go to the one and the other in turn; what counts are the ratios.
Usage: live.py [compare|many|stuck|written]…  (environment: STREAM_BENCH, STREAM_VIEWERS: the two programs; VIEWERS, MANY, MESSAGES)
"""
import http.client, os, pathlib, queue, re, socket, statistics, subprocess, sys, tempfile, threading, time

HUB = os.environ.get("STREAM_BENCH", ".build-release/release/stream-bench")
CROWD = os.environ.get("STREAM_VIEWERS", ".build-release/release/stream-viewers")
VIEWERS = int(os.environ.get("VIEWERS", "10000"))
MANY = int(os.environ.get("MANY", "18000"))
MESSAGES = int(os.environ.get("MESSAGES", "25"))
PATH = "/streams/hall"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def message(number, length=200):
    return f"MARK:{number} ".ljust(length, "x")


class Server:
    """A process, and those that it has made, with what they take."""

    def __init__(self, port, *command, output=None):
        self.port = port
        self.process = subprocess.Popen(command, stdout=output)
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        else:
            sys.exit(f"{command[0]} does not answer")
        self.line = http.client.HTTPConnection("127.0.0.1", self.port)

    def pids(self):
        children = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True).stdout
        return [self.process.pid] + [int(pid) for pid in children.split()]

    def kilobytes(self):
        """What is in memory: shared pages are shared out among the processes."""
        text = "".join(pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in self.pids())
        return sum(int(size) for size in re.findall(r"^Pss:\s+(\d+)", text, re.M))

    def seconds(self):
        """Of the processors, since the beginning."""
        ticks = 0
        for pid in self.pids():
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def publish(self, text):
        at = time.monotonic_ns() // 1000
        self.line.request("POST", "/publish", text)
        answer = self.line.getresponse()
        answer.read()
        assert answer.status in (200, 201, 202), answer.status
        return at

    def watched(self):
        """How many watch, as the hub says."""
        self.line.request("GET", "/viewers")
        return int(self.line.getresponse().read())

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            sys.exit("a server did not end in 30 s")


class Crowd:
    """Viewers of a server, in a process of their own."""

    def __init__(self, server, count, stuck=0, path=PATH):
        self.count, self.listening = count, count - stuck
        before, began = server.kilobytes(), time.monotonic()
        self.process = subprocess.Popen(
            [CROWD, str(server.port), path, str(count), str(stuck)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True)
        self.messages, self.lines = {}, queue.Queue()
        threading.Thread(target=self.listen, daemon=True).start()
        self.await_line("open", 120)
        self.seconds = time.monotonic() - began
        time.sleep(1)
        self.kilobytes = (server.kilobytes() - before) / count

    def listen(self):
        for line in self.process.stdout:
            self.lines.put(line.split())

    def await_line(self, word, seconds):
        end = time.monotonic() + seconds
        while True:
            try:
                line = self.lines.get(timeout=max(0.01, end - time.monotonic()))
            except queue.Empty:
                sys.exit(f"no “{word}” within {seconds} s; viewers: {self.process.poll()}")
            if line[0] == word:
                return line

    def last(self, number):
        """When the last viewer had it, in microseconds; fails if one did not get it."""
        while number not in self.messages:
            _, found, _, last, seen = self.await_line("message", 30)
            self.messages[int(found)] = (int(last), int(seen))
        last, seen = self.messages[number]
        assert seen == self.listening, f"message {number}: {seen} of {self.listening}"
        return last

    def leave(self):
        self.process.stdin.write("\n")
        self.process.stdin.close()
        self.process.wait(30)


def nchan(folder):
    port, conf = free_port(), pathlib.Path(folder, "nginx.conf")
    conf.write_text(f"""
load_module /usr/lib/nginx/modules/ngx_nchan_module.so;
{"user root;" if os.getuid() == 0 else ""}
worker_processes auto; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 19900; }}
http {{
    access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port} backlog=8192;
        location = /publish {{ nchan_publisher; nchan_channel_id hall; }}
        location = {PATH} {{
            nchan_subscriber eventsource; nchan_channel_id hall; nchan_subscriber_first_message newest;
        }}
    }}
}}
""")
    return Server(port, "/usr/sbin/nginx", "-c", str(conf), "-p", folder)


def hub():
    port = free_port()
    return Server(port, HUB, str(port))


def series(servers, crowds, numbers, pause=0.8):
    """Sends each message to the one and the other in turn; returns the times of the last viewers in milliseconds."""
    times = [[] for _ in servers]
    for number in numbers:
        for index, (server, crowd) in enumerate(zip(servers, crowds)):
            at = server.publish(message(number))
            times[index].append((crowd.last(number) - at) / 1000)
            time.sleep(pause)
    return times


def processor(server, crowd, numbers):
    before = server.seconds()
    for number in numbers:
        server.publish(message(number))
        crowd.last(number)
        time.sleep(0.55)
    return (server.seconds() - before) / (len(numbers) * crowd.listening) * 1e6


def middle(times):
    return f"median {statistics.median(times):.0f} ms, best {min(times):.0f}, worst {max(times):.0f}"


def compare(folder):
    print(f"{VIEWERS} viewers each, {MESSAGES} messages of 200 bytes in turn")
    servers = [hub(), nchan(folder)]
    crowds = [Crowd(server, VIEWERS) for server in servers]
    series(servers, crowds, range(3))
    ours, theirs = series(servers, crowds, range(3, 3 + MESSAGES))
    print(f"  last viewer   hub {middle(ours)}; nchan {middle(theirs)}; "
          f"ratio {statistics.median(ours) / statistics.median(theirs):.2f}")
    rounds = [
        [processor(server, crowd, range(start, start + 10)) for server, crowd in zip(servers, crowds)]
        for start in (100, 110, 120)
    ]
    cost = [statistics.median(column) for column in zip(*rounds)]
    print(f"  processor     hub {cost[0]:.1f} µs a delivery, nchan {cost[1]:.1f}; ratio {cost[0] / cost[1]:.2f}")
    print(f"  memory        hub {crowds[0].kilobytes:.1f} kB a viewer, nchan {crowds[1].kilobytes:.1f}")
    print(f"  connected in  hub {crowds[0].seconds:.1f} s, nchan {crowds[1].seconds:.1f} s")
    for crowd in crowds:
        crowd.leave()
    crowd = Crowd(servers[0], VIEWERS)
    print(f"  come again    hub {crowd.kilobytes:.1f} kB a viewer more, connected in {crowd.seconds:.1f} s")
    crowd.leave()
    for server in servers:
        server.stop()


def many():
    server = hub()
    crowd = Crowd(server, MANY)
    (times,) = series([server], [crowd], range(8))
    print(f"{MANY} viewers of one process, connected in {crowd.seconds:.1f} s, {crowd.kilobytes:.1f} kB each")
    print(f"  last viewer   {middle(times[2:])}")
    began = time.monotonic()
    server.stop()
    print(f"  told to end with {MANY} viewers, it has ended after {time.monotonic() - began:.1f} s")
    crowd.leave()


def stuck():
    times, growth = [], 0
    for share in (0, VIEWERS // 20):
        server = hub()
        crowd = Crowd(server, VIEWERS, share)
        series([server], [crowd], range(2))
        before = server.kilobytes()
        # Long messages, so that the buffers of those who do not read are full soon.
        for number in range(10, 40):
            server.publish(message(number, 8000))
            if number % 5 == 4:
                crowd.last(number)
        (measured,) = series([server], [crowd], range(50, 60))
        times.append(statistics.median(measured))
        growth = server.kilobytes() - before
        if share:
            print(f"{VIEWERS} viewers, of whom {share} never read")
            began = time.monotonic()
            while server.watched() > crowd.listening and time.monotonic() - began < 60:
                time.sleep(0.5)
            seconds = time.monotonic() - began
            print(f"  others wait   {times[1]:.0f} ms instead of {times[0]:.0f}: ratio {times[1] / times[0]:.2f}")
            print(f"  held for them {growth / share:.0f} kB each at most; {VIEWERS - server.watched()} were cut {seconds:.0f} s later")
        crowd.leave()
        server.stop()


def written():
    count = min(VIEWERS, 5000)
    server = hub()
    crowds = [Crowd(server, count, path="/written/hall"), Crowd(server, count)]
    (first,) = series([server], [crowds[0]], range(8))
    print(f"{count} viewers by the framework's writer: {crowds[0].kilobytes:.1f} kB each; "
          f"beside them {count} of the hub: {crowds[1].kilobytes:.1f} kB each")
    for crowd in crowds:
        crowd.leave()
    server.stop()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for part in sys.argv[1:] or ["compare", "many", "stuck", "written"]:
            compare(folder) if part == "compare" else globals()[part]()
