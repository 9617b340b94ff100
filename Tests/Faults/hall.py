# SPDX-License-Identifier: Apache-2.0
"""A session of the demo that is in progress and watched."""

import http.client
import re
import time
import uuid


class Hall:
    """Whatever is noted there is an event of the session's wall; `told` is the number of the last one before the test."""

    def __init__(self, server):
        self.server = server
        self.headers = server.bearer("mishu2")
        listed = server.call("GET", "/api/v1/desk/sessions?part=today", headers=self.headers)
        self.session = next(each["id"] for each in listed.json["items"] if each["state"] == "in_progress")
        record = server.call("GET", f"/api/v1/desk/sessions/{self.session}", headers=self.headers).json
        self.participant = next(person["id"] for person in record["participants"] if person["isPresent"])
        self.stream = f"/api/v1/streams/session-wall/{self.session}"
        self.told = self._first_number()
        self.path = f"{self.stream}?after={self.told}"

    def _first_number(self):
        """Which number the next thing has that is noted."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        connection.request("GET", self.stream, headers=self.headers)
        answer = connection.getresponse()
        assert answer.status == 200 and answer.readline().startswith(b"retry: ")
        self.note()
        while not (found := re.match(rb"id: (\d+)", answer.readline())):
            pass
        connection.close()
        return int(found[1])

    def note(self):
        """One event; done once, however often it must be sent."""
        key = uuid.uuid4().hex
        body = {"participant": self.participant, "stance": "suggestion", "text": "先换桥头那盏。"}
        for _ in range(50):
            try:
                answer = self.server.call(
                    "POST", f"/api/v1/desk/sessions/{self.session}/opinions", body,
                    self.headers | {"Idempotency-Key": key})
            except OSError:
                time.sleep(0.2)
                continue
            assert answer.status == 200, answer
            return
        raise AssertionError("nobody answers any more")
