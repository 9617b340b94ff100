# SPDX-License-Identifier: Apache-2.0
"""Many people who raise topics at once, and a secretary who works on them; they note what they were told.

They also note how long the slowest answer took."""

import http.client
import queue
import threading
import time
import uuid

from installation import ROOM, exchange


class Crowd:
    """Raises topics on servers until it is told to stop. What was acknowledged, and what was not, is noted by key.

    Somebody who is refused, or whose connection breaks, gives up; with `patience` they try the same key again.
    """

    def __init__(self, servers, size=16, *, patience=False):
        self.servers = servers
        self.patience = patience
        self.acknowledged = {}
        self.unanswered = {}
        self.pooled = set()
        self.pooling = set()
        self.refusals = []
        self.seconds_max = 0
        self._done = threading.Event()
        self._to_pool = queue.Queue()
        self._staff = servers[0].bearer()
        self._threads = [threading.Thread(target=self._raise, args=[number]) for number in range(size)]
        self._threads.append(threading.Thread(target=self._pool))
        for thread in self._threads:
            thread.start()

    def stop(self):
        self._done.set()
        for thread in self._threads:
            thread.join(60)
            assert not thread.is_alive(), "somebody still waits for an answer"

    def wait_for(self, count, seconds_max=20):
        """Until so many topics are acknowledged."""
        end = time.monotonic() + seconds_max
        while len(self.acknowledged) < count:
            assert time.monotonic() < end, f"only {len(self.acknowledged)} topics were taken in within {seconds_max} s"
            time.sleep(0.005)

    def _raise(self, number):
        server = self.servers[number % len(self.servers)]
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        count = 0
        while not self._done.is_set():
            key, text = uuid.uuid4().hex, f"第{number}人第{count}件：路灯不亮，“希望”修好。"
            self.unanswered[key] = text
            if not self._send(connection, key, text):
                return
            count += 1
        connection.close()

    def _send(self, connection, key, text):
        """Whether somebody goes on after this topic."""
        while True:
            began = time.monotonic()
            try:
                answer = exchange(
                    connection, "POST", "/api/v1/topics", {"room": ROOM, "text": text}, {"Idempotency-Key": key})
                self.seconds_max = max(self.seconds_max, time.monotonic() - began)
            except OSError:
                connection.close()
                if not self.patience or self._done.is_set():
                    return False
                continue
            if answer.status == 201:
                del self.unanswered[key]
                self.acknowledged[key] = (text, answer.json["id"], answer.json["trackingCode"])
                self._to_pool.put(answer.json["id"])
                return True
            self.refusals.append((answer, time.monotonic() - began))
            if not self.patience or self._done.is_set():
                return False
            time.sleep(0.05)

    def _pool(self):
        """The secretary takes every fourth topic into the pool."""
        connection = http.client.HTTPConnection("127.0.0.1", self.servers[-1].port, timeout=30)
        while not self._done.is_set():
            try:
                topic = [self._to_pool.get(timeout=0.1) for _ in range(4)][0]
            except queue.Empty:
                continue
            self.pooling.add(topic)
            headers = self._staff | {"Idempotency-Key": uuid.uuid4().hex}
            try:
                answer = exchange(connection, "POST", f"/api/v1/desk/topics/{topic}/pool", {}, headers)
            except OSError:
                connection.close()
                if self.patience:
                    continue
                return
            if answer.status == 200:
                self.pooled.add(topic)
        connection.close()


def assert_kept(crowd, server):
    """What was acknowledged is there unchanged; what was not comes in once, however often it is sent again."""
    for text, topic, code in crowd.acknowledged.values():
        answer = server.status(code)
        assert answer.status == 200, (code, answer)
        assert (answer.json["id"], answer.json["text"]) == (topic, text)
        if topic in crowd.pooled:
            assert answer.json["state"] == "pooled", f"the secretary's act on {topic} is lost"
        elif topic not in crowd.pooling:
            assert answer.json["state"] == "screening"
    before = [topic["id"] for topic in listed(server)]
    assert len(before) == len(set(before)), "a topic is listed twice"
    acknowledged = {topic for _, topic, _ in crowd.acknowledged.values()}
    assert acknowledged <= set(before)
    assert len(set(before) - acknowledged) <= len(crowd.unanswered), "there are topics that nobody sent"
    for key, text in list(crowd.unanswered.items()):
        first, second = server.raise_topic(text, key), server.raise_topic(text, key)
        assert (first.status, second.status) == (201, 201), (first, second)
        assert first.body == second.body
        crowd.acknowledged[key] = (text, first.json["id"], first.json["trackingCode"])
        del crowd.unanswered[key]
    # Each text was made once, so a topic that came in twice would show as a second of the same words.
    assert sorted(topic["id"] for topic in listed(server)) == sorted(
        topic for _, topic, _ in crowd.acknowledged.values())


def listed(server):
    """The crowd's topics in the queue of the whole county, whatever their state."""
    staff, topics = server.bearer(), []
    for part in ["waiting", "asked", "pool", "research", "session", "handling", "ended"]:
        cursor = ""
        while cursor is not None:
            query = f"part={part}&limit=100" + (f"&cursor={cursor}" if cursor else "")
            page = server.call("GET", f"/api/v1/desk/topics?{query}", headers=staff)
            assert page.status == 200, page
            topics += [topic for topic in page.json["items"] if (topic["title"] or "").startswith("第")]
            cursor = page.json["next"]
    return topics
