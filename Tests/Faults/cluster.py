# SPDX-License-Identifier: Apache-2.0
"""PostgreSQL as the tests need it: databases in the cluster that is there, and a cluster that can be stopped."""

import glob
import os
import shutil
import subprocess
import tempfile
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

    def remove(self):
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
