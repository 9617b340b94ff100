# SPDX-License-Identifier: Apache-2.0
"""A small file system that only some processes see, so that it can be filled without harm."""

import contextlib
import os
import subprocess

SCRIPT = 'mount -t tmpfs -o size="$1" tmpfs "$0" && echo mounted && exec sleep 3600'


class SmallDisk:
    """A file system of so many MiB at `folder`, in a mount namespace of its own. Processes enter by `prefix`."""

    def __init__(self, folder, mebibytes):
        self.folder = folder
        for flags, enter in [(["-rm"], ["-U", "--preserve-credentials"]), (["-m"], [])]:
            self.holder = subprocess.Popen(
                ["unshare", *flags, "sh", "-c", SCRIPT, str(folder), f"{mebibytes}m"],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            if self.holder.stdout.readline() == "mounted\n":
                self.prefix = ["nsenter", "-t", str(self.holder.pid), "-m", *enter]
                # The same folder, as seen from outside.
                self.seen = f"/proc/{self.holder.pid}/root{folder}"
                return
            self.holder.wait(10)
        raise PermissionError("no mount namespace may be made here")

    def fill(self):
        """Takes every byte that is left."""
        with open(f"{self.seen}/filler", "ab", buffering=0) as filler, contextlib.suppress(OSError):
            for size in [65536, 4096, 1]:
                with contextlib.suppress(OSError):
                    while filler.write(b"x" * size) == size:
                        pass

    def make_room(self):
        os.unlink(f"{self.seen}/filler")

    def remove(self):
        self.holder.kill()
        self.holder.wait(10)
