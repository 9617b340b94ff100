# SPDX-License-Identifier: Apache-2.0
"""People who give every command there is, at random, and note what they were answered."""

import base64
import http.client
import itertools
import threading
import time
import traceback

from deeds import DEEDS
from installation import exchange
from zone import HOST, Zone


# What a walk can come to do; the rest of the deeds is tried elsewhere.
POSSIBLE = [deed for deed in DEEDS if deed.weight]
# How many topics devices have sent that send too much.
FLOOD = itertools.count()


class Refused(Exception):
    """A walk was told no, though it had asked before what is permitted."""


class Walk:
    """The deeds of a few people who work together, one after the other, on topics of their own."""

    def __init__(self, servers, zone, number, chance, known):
        self.servers = servers
        self.zone = zone
        self.number = number
        self.name = f"第{number}组"
        self.chance = chance
        # What anybody has done; all walks know it, and what nobody has done yet is done more gladly.
        self.known = known
        self.topic = self.session = self.actor = None
        # The codes of topics that were submitted, the topics left behind, earlier rounds of the present one.
        self.codes, self.earlier, self.rounds = {}, [], []
        # How the phones end that were left, by the codes of their topics.
        self.endings = {}
        # What is merged into others, and what others are merged into.
        self.merged, self.hosts = [], set()
        self.items, self.links, self.uploads, self.supporters, self.erasing = [], {}, {}, {}, []
        # What was wished of whom about personal data, and the requests to unmask and holds that came of it.
        self.wishes, self.unmaskings, self.holds = set(), [], []
        # Passes of photos that belong to no topic yet.
        self.photos = []
        # Codes of paper slips that nobody has used.
        self.slips = []
        # The reception day of just now, the codes of what was booked, and everybody who has come.
        self.reception, self.bookings, self.visits = None, [], []
        # The ids of those who have enrolled for the session of just now, by their codes.
        self.enrolments = {}
        # The numbered lists of what was agreed.
        self.lists = []
        # What was put up for the contest of outcomes.
        self.contests = []
        # What the member has met while walking.
        self.sentiments = []
        # A topic of the room beside, and what the room above made of it and the present one.
        self.beside = self.parent = None
        # What a system outside pushed, and what it has taken in, with its own numbers.
        self.pushed, self.sent = {}, {}
        # The subjects of the proposals that the member has begun, and the topics that became clues.
        self.proposals, self.handed = {}, set()
        # Those of them that have come to their end.
        self.ended = set()
        self.done, self.under_way, self.refused = [], None, []
        # What went wrong in the walk itself, which is no answer of the server.
        self.broken = None
        self._read = {}

    def go(self, is_over):
        """Does things until it is over, or until nobody answers any more."""
        self._connections = [
            http.client.HTTPConnection("127.0.0.1", server.port, timeout=30) for server in self.servers]
        try:
            while not is_over():
                # Of what is permitted one thing is chosen; only then is something under way.
                request = self._next()
                self.under_way = request
                answer = request.send(self._connection())
                if answer.status >= 400:
                    self.refused.append((request.name, request.path, request.body, answer))
                    return
                self.note(answer)
        except (OSError, Refused):
            return
        except Exception:
            self.broken = traceback.format_exc()
        finally:
            for connection in self._connections:
                connection.close()

    def _connection(self):
        return self.chance.choice(self._connections)

    def _next(self):
        self._read = {}
        for deed in sorted(POSSIBLE, key=self._eagerness, reverse=True):
            if request := deed.request(self):
                return request
        raise AssertionError("a topic can always be raised")

    def _eagerness(self, deed):
        weight = deed.weight if deed.name in self.known else 50
        return self.chance.random() ** (1 / weight)

    def note(self, answer):
        """What was under way is done."""
        request, self.under_way = self.under_way, None
        request.answer = answer
        self.done.append(request)
        self.known.add(request.name)
        request.deed.learn(self, request)

    # What there is to see.

    def read(self, path, who):
        """What somebody sees there just now; None where there is nothing to see for them."""
        if (path, who) not in self._read:
            headers = self.zone.tokens[who] if who else HOST
            answer = exchange(self._connection(), "GET", f"/api/v1{path}", headers=headers)
            if answer.status not in (200, 404):
                self.refused.append(("GET", path, who, answer))
                raise Refused
            self._read[path, who] = answer.json if answer.status == 200 else None
        return self._read[path, who]

    def read_topic(self):
        return self.read(f"/desk/topics/{self.topic}", "secretary") if self.topic else None

    def current(self, kind):
        """The record on which the walk works just now."""
        if kind == "items":
            return self.chance.choice(self.items) if self.items else None
        return self.topic if kind == "topics" else self.session

    def double(self):
        """A topic left behind that may become part of the present one."""
        doubles = [topic for topic in self.earlier if topic not in self.hosts and topic not in self.merged]
        return self.chance.choice(doubles) if doubles else None

    def flooding_device(self):
        """The cookie of a device that sends more than its share, so that most of that is held for a look; another one long
        before a device is refused, however many a fast machine sends in a minute. All walks send as the same one."""
        device = base64.urlsafe_b64encode(f"{next(FLOOD) // 50:016}".encode()).decode().rstrip("=")
        return {"Cookie": f"device={device}"}

    def codes_of_matter(self):
        """The codes of all who submitted the present topic, in whatever round."""
        return [self.codes[topic] for topic in [self.topic, *self.rounds, *self.merged] if topic in self.codes]

    def any_proposal(self):
        """One of the walk's proposals, mostly one that is on its way."""
        going = [each for each in self.proposals if each not in self.ended]
        return self.any_of(going if going and self.chance.random() < 0.9 else list(self.proposals))

    def ending(self, code):
        """What whoever acts by this code says of the phone that was left; nothing where none was."""
        return {"phoneEnding": self.endings[code]} if code in self.endings else {}

    def any_of(self, records):
        return self.chance.choice(records) if records else None

    def waiting_erasure(self):
        """A request of this walk that nobody has decided."""
        cursor = ""
        while self.erasing and cursor is not None:
            page = self.read(f"/desk/erasures?limit=100{cursor}", "privacy")
            own = [erasure["id"] for erasure in page["items"] if erasure["topic"] in self.erasing and erasure["kind"] == "erase"]
            if own:
                return self.chance.choice(own)
            cursor = f"&cursor={page['next']}" if page["next"] else None
        return None

    # What came of deeds.

    def begin(self, request):
        # A topic that was handed in has taken its photos along.
        self.photos = []
        answer = request.answer.json
        self.codes[answer["id"]] = answer["trackingCode"]
        if "phone" in request.body:
            self.endings[answer["trackingCode"]] = request.body["phone"][-4:]
        if self.topic and self.chance.random() < 0.5:
            # The same matter once more, for the secretary to merge.
            self.earlier.append(answer["id"])
            return
        if self.topic:
            self.earlier.append(self.topic)
        self.topic, self.rounds = answer["id"], []
        self.session, self.items, self.links, self.enrolments = None, [], {}, {}

    def go_on(self, request):
        self.rounds.append(self.topic)
        self.earlier.append(self.topic)
        self.hosts.add(self.topic)
        self.topic = request.answer.json["nextRound"]
        self.session, self.items, self.links, self.enrolments = None, [], {}, {}

    def note_merging(self, request):
        self.merged.append(request.ids["record"])
        self.hosts.add(self.topic)

    def keep_beside(self, request):
        self.beside = request.answer.json["id"]

    def note_parent(self, request):
        self.parent = request.answer.json["escalation"]["into"]
        self.beside = None

    def forget_parent(self):
        self.parent = None

    def keep_proposal(self, request):
        self.proposals[request.answer.json["id"]] = request.body["subject"]

    def keep_pushed(self, request):
        self.pushed[request.answer.json["topic"]] = {key: request.body[key] for key in ["system", "number"]}

    def keep_sent(self, request):
        self.sent[request.ids["topic"]] = {key: request.body[key] for key in ["system", "number"]}

    def keep_slips(self, request):
        batch = request.answer.json["slipBatches"][0]["id"]
        sheet = self.read(f"/desk/rooms/{self.zone.room}/slips/{batch}", "secretary")
        self.slips = [slip["code"] for slip in sheet["slips"]]

    def spend_slip(self, request):
        self.slips.remove(request.ids["slip"])
        self.begin(request)

    def spend_slip_on_support(self, request):
        self.slips.remove(request.ids["slip"])
        self.count_supporter()

    def receive(self, request):
        self.reception, self.bookings, self.visits = request.answer.json["id"], [], []

    def keep_list(self, request):
        """An outcome with items is a list with a number."""
        if request.answer.json["list"]:
            self.lists.append(request.answer.json["list"]["id"])

    def keep_booking(self, request):
        self.bookings.append(request.answer.json["bookingCode"])
        self.visits.append(request.answer.json["id"])

    def keep_enrolment(self, request):
        self.enrolments[request.answer.json["enrolmentCode"]] = request.answer.json["id"]

    def keep_walk_in(self, request):
        self.visits.append(request.answer.json["visits"][-1]["id"])

    def hold(self, request):
        self.session, self.enrolments = request.answer.json["id"], {}

    def keep_photo(self, request):
        self.photos.append(request.answer.json["photo"])

    def keep_file(self, request):
        self.uploads.setdefault(request.ids["who"], []).append(request.answer.json["id"])

    def use_files(self, request):
        if "files" in request.body or "file" in request.body:
            self.uploads[request.ids["who"]] = []

    def count_supporter(self):
        self.supporters[self.topic] = self.supporters.get(self.topic, 0) + 1

    def keep_link(self, request):
        token = request.answer.json["address"].rsplit("/", 1)[1]
        self.links[request.ids["record"], request.ids["confirmation"]] = token

    def forget_links(self, item):
        self.links = {key: token for key, token in self.links.items() if key[0] != item}

    def decided(self, request):
        self.erasing.remove(request.answer.json["topic"])


class Walkers:
    """Several walks at once, each at all the servers there are."""

    def __init__(self, servers, chance, size=12):
        zone = Zone(servers[0])
        self.known = set()
        self._over = threading.Event()
        self.walks = [
            Walk(servers, zone, number, type(chance)(chance.random()), self.known) for number in range(size)]
        self._threads = [threading.Thread(target=walk.go, args=[self._over.is_set]) for walk in self.walks]
        for thread in self._threads:
            thread.start()

    @property
    def count(self):
        return sum(len(walk.done) for walk in self.walks)

    def names(self):
        """How often each thing was done and acknowledged."""
        names = [request.name for walk in self.walks for request in walk.done]
        return {name: names.count(name) for name in sorted(set(names))}

    def wait_for(self, is_enough, seconds_max):
        """Until enough was done; at once when a walk was refused something, or broke off by itself."""
        end = time.monotonic() + seconds_max
        while not is_enough(self):
            for walk in self.walks:
                assert not walk.refused, walk.refused[0]
                assert not walk.broken, walk.broken
            missing = {deed.name for deed in POSSIBLE} - self.known
            assert time.monotonic() < end, f"after {seconds_max} s never {missing}; {self.names()}"
            time.sleep(0.005)

    def stop(self):
        self._over.set()
        for thread in self._threads:
            thread.join(60)
            assert not thread.is_alive(), "somebody still waits for an answer"
        for walk in self.walks:
            assert not walk.broken, walk.broken
