# SPDX-License-Identifier: Apache-2.0
"""The demo county as its API shows it: prepares topics in the state that a page is to be seen in."""

import uuid

import requests

PASSWORD = "anlan-demo"
ROOM = "YANGXV01"


class County:
    """Raises topics and performs the acts of the secretary of the whole county."""

    def __init__(self, base):
        self.api = f"{base}/api/v1"
        answer = requests.post(f"{self.api}/sign-ins", json={"name": "mishu2", "password": PASSWORD}, timeout=20)
        self.staff = {"Authorization": f"Bearer {answer.json()['token']}"}

    def raise_topic(self, text, place="杨柳苑2号楼"):
        """The id and the tracking code of a new topic in the first room."""
        receipt = self._post("/topics", {"room": ROOM, "text": text, "place": place}, {})
        return receipt["id"], receipt["trackingCode"]

    def act(self, topic, segment, **fields):
        """Does to a topic what the desk can do to it."""
        return self._post(f"/desk/topics/{topic}/{segment}", fields, self.staff)

    def answer(self, code, text):
        """What the submitter adds."""
        return self._post(f"/topics/status/{code}/answer", {"answer": text}, {})

    def first(self, part):
        """The id of the first topic in a part of the desk's list."""
        answer = requests.get(f"{self.api}/desk/topics?part={part}", headers=self.staff, timeout=20)
        answer.raise_for_status()
        return answer.json()["items"][0]["id"]

    def waiting(self, title):
        """How many topics with this title wait to be screened."""
        answer = requests.get(f"{self.api}/desk/topics?limit=100", headers=self.staff, timeout=20)
        answer.raise_for_status()
        return sum(topic["title"].startswith(title) for topic in answer.json()["items"])

    def _post(self, path, body, headers):
        answer = requests.post(
            self.api + path, json=body, headers=headers | {"Idempotency-Key": uuid.uuid4().hex}, timeout=20)
        assert answer.ok, f"{path}: {answer.status_code} {answer.text}"
        return answer.json()
