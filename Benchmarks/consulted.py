"""The program with a media consultation that is open and a call for opinions beside it, for what is measured while many watch."""
import datetime, html, http.client, json, os, random, re, subprocess, threading, time, urllib.parse

from live import Server, free_port

PROGRAM = os.environ.get("SHANGLIANG", ".build-release/release/shangliang")
PASSWORD = "anlan-demo"
STATEMENTS = int(os.environ.get("STATEMENTS", "40"))
# More from one account in a short time are held.
COMMENTS_OF_A_PHONE = 5


class Consulted(Server):
    """Serves a fresh demo county; `live` is its consultation, `call` what people are asked beside it."""

    def __init__(self, folder):
        data = f"{folder}/data"
        subprocess.run([PROGRAM, "demo", "--data", data, "--seed", "1", "--figures", "none"], check=True, capture_output=True)
        port = free_port()
        os.environ["SHANGLIANG_GATEWAYS"] = "show"
        super().__init__(
            port, PROGRAM, "serve", "--data", data, "--port", str(port), "--intake-limit", "1000000000",
            output=subprocess.DEVNULL)
        self.staff = self.sign_in("zhaojiren")
        self.live, session = self._opened()
        self.call = self._asked(session)
        self.stream = f"/streams/live/{self.live}"
        self.action = f"/deliberations/{self.call}/votes"

    def send(self, method, path, body=None, headers=None):
        """Status, headers and body of an answer; on one connection, which is made anew where it was closed."""
        for attempt in (1, 2):
            try:
                self.line.request(method, path, body, headers or {})
                answer = self.line.getresponse()
                return answer.status, answer.headers, answer.read()
            except (http.client.HTTPException, OSError):
                self.line.close()
                if attempt == 2:
                    raise

    def api(self, method, path, body=None, token=None, expected=(200, 201)):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if body is not None:
            headers |= {"Content-Type": "application/json", "Idempotency-Key": os.urandom(16).hex()}
        status, _, answer = self.send(method, f"/api/v1{path}", None if body is None else json.dumps(body).encode(), headers)
        if expected and status not in expected:
            raise AssertionError(f"{path}: {status} {answer[:500].decode()}")
        return json.loads(answer)

    def sign_in(self, name):
        return self.api("POST", "/sign-ins", {"name": name, "password": PASSWORD})["token"]

    def sign_in_by_phone(self, number):
        known = self._codes()
        ticket = self.api("POST", "/resident/codes", {"phone": number})["ticket"]
        end = time.monotonic() + 10
        while not (new := [code for code in self._codes() if code not in known]):
            assert time.monotonic() < end, "no code is shown"
            time.sleep(0.05)
        return self.api("POST", "/resident/sign-ins", {"phone": number, "ticket": ticket, "code": new[0]})["token"]

    def _codes(self):
        return re.findall(r"您的验证码是(\d{6})", html.unescape(self.send("GET", "/dev/messages")[2].decode()))

    def _opened(self):
        """A consultation for the whole of today beside one of today's sessions, and that session."""
        today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
        listed = self.api("GET", "/desk/sessions?part=today", token=self.staff)["items"]
        for session in listed:
            fields = {"session": session["id"], "day": str(today), "from": "00:00", "to": "23:59"}
            planned = self.api("POST", "/desk/live", fields, self.staff, expected=None)
            if "id" in planned:
                self.api("POST", f"/desk/live/{planned['id']}/opening", {}, self.staff)
                return planned["id"], session["id"]
        raise AssertionError(f"beside none of {listed} can a consultation be planned: {planned}")

    def _asked(self, session):
        call = self.api("POST", "/desk/deliberations", {"session": session, "question": "活动室开到几点好？"}, self.staff)["id"]
        numbers = "零一二三四五六七八九"
        self.statements = []
        for number in range(STATEMENTS):
            words = f"活动室开到第{numbers[number // 10]}{numbers[number % 10]}个钟点"
            self.statements.append(
                self.api("POST", f"/desk/deliberations/{call}/statements", {"text": words}, self.staff)["id"])
        until = datetime.date.today() + datetime.timedelta(days=7)
        self.api("POST", f"/desk/deliberations/{call}/open", {"until": str(until)}, self.staff)
        return call

    def devices(self, count):
        """Browsers that have opened the call: the cookie of each, and the token of its form."""
        found = []
        for _ in range(count):
            status, headers, page = self.send("GET", f"/deliberations/{self.call}")
            assert status == 200, status
            token = re.search(rf'action="{self.action}".*?name="_token" value="([^"]+)"', page.decode(), re.S)[1]
            found.append((headers["Set-Cookie"].split(";")[0], token))
        return found

    def comments(self, count):
        """Comments that wait to be looked at; each has a mark that viewers look for."""
        waiting = []
        for phone in range((count + COMMENTS_OF_A_PHONE - 1) // COMMENTS_OF_A_PHONE):
            token = self.sign_in_by_phone(f"138{phone:08d}")
            for _ in range(min(COMMENTS_OF_A_PHONE, count - len(waiting))):
                words = f"MARK:{len(waiting)} ".ljust(60, "x")
                waiting.append(
                    self.api("POST", f"/resident/live/{self.live}/comments", {"words": words, "name": "豆豆妈"}, token)["id"])
        return waiting

    def approve(self, comment):
        """When it was asked for, in microseconds."""
        at = time.monotonic_ns() // 1000
        self.api("POST", f"/desk/comments/{comment}/approval", {}, self.staff)
        return at

    def metric(self, name):
        return int(re.search(rf"^{name} (\d+)$", self.send("GET", "/metrics")[2].decode(), re.M)[1])

    def close_call(self):
        """What was counted in the end."""
        return self.api("POST", f"/desk/deliberations/{self.call}/closing", {}, self.staff)
