# SPDX-License-Identifier: Apache-2.0
"""PostgreSQL as the tests need it: databases in the cluster that is there, and a cluster that can be stopped."""

import contextlib
import glob
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import uuid

from installation import free_port


def binaries():
    """The folder of the newest installed server's programs, or None."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[-2]))
    return folders[-1] if folders else None


def ask(url, statement):
    """The lines that psql gives for one statement."""
    done = subprocess.run(
        [f"{binaries()}/psql", url, "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", statement],
        check=True, capture_output=True, text=True, timeout=60)
    return done.stdout.splitlines()


class TestDatabase:
    """A database of its own beside the maintenance database at `maintenance`."""

    __test__ = False

    def __init__(self, maintenance):
        self.maintenance = maintenance
        self.name = f"faults_{uuid.uuid4().hex}"
        ask(maintenance, f"CREATE DATABASE {self.name}")
        self.url = f"{maintenance.rsplit('/', 1)[0]}/{self.name}"

    def drop(self):
        ask(self.maintenance, f"DROP DATABASE {self.name} WITH (FORCE)")


class Cluster:
    """A PostgreSQL server of its own on a loopback port, to be stopped and started again."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="faults-postgres.")
        self.port = free_port()
        # PostgreSQL refuses to run as root, so root lends it the account that the package made.
        self.as_server = []
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
            self.as_server = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups", "env", "HOME=/"]
        self._run(
            "initdb", "--username", "postgres", "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8",
            "--no-instructions")
        self.maintenance = f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def start(self):
        options = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories={self.folder}"
        self._run("pg_ctl", "--silent", "--wait", "--log", f"{self.folder}/log", "--options", options, "start")

    def stop(self, mode="fast"):
        self._run("pg_ctl", "--silent", "--wait", "--mode", mode, "stop")

    def kill(self):
        """Ends the server and all its processes at once, as when the machine goes down."""
        processes = self._processes()
        self._signal(signal.SIGKILL, processes)
        end = time.monotonic() + 10
        while any(pathlib.Path(f"/proc/{process}").exists() for process in processes):
            assert time.monotonic() < end, "PostgreSQL outlives SIGKILL"
            time.sleep(0.01)

    def pause(self):
        """Stops the server and all its processes: connections stay open, and nobody answers on them."""
        # The first one stops first, so that it begins no others meanwhile.
        self._signal(signal.SIGSTOP, self._processes()[:1])
        self._signal(signal.SIGSTOP, self._processes())

    def go_on(self):
        self._signal(signal.SIGCONT, self._processes())

    def _processes(self):
        """The server's process and its children."""
        with open(f"{self.folder}/data/postmaster.pid", encoding="ascii") as file:
            first = int(file.readline())
        children = pathlib.Path(f"/proc/{first}/task/{first}/children").read_text(encoding="ascii")
        return [first, *map(int, children.split())]

    @staticmethod
    def _signal(number, processes):
        for process in processes:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, number)

    def remove(self):
        with contextlib.suppress(OSError):
            self.go_on()
        try:
            self.stop("immediate")
        except subprocess.CalledProcessError:
            pass  # It was stopped already.
        shutil.rmtree(self.folder)

    def _run(self, program, *arguments):
        command = [*self.as_server, f"{binaries()}/{program}", "--pgdata", f"{self.folder}/data", *arguments]
        # A server that goes on would keep a pipe open for ever, so what is said goes into a file.
        with open(f"{self.folder}.said", "w", encoding="utf-8") as said:
            subprocess.run(command, check=True, cwd="/", stdout=said, stderr=said, timeout=120)
        os.unlink(f"{self.folder}.said")
