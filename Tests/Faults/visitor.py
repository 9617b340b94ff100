# SPDX-License-Identifier: Apache-2.0
"""Somebody with a browser."""

import http.cookies
import re
import urllib.parse


class Visitor:
    """A browser as far as forms need one: cookies, the last page, its tokens.

    `server` is whatever can be called as a server is; `origin` is what a browser says of the page that sends a form.
    """

    def __init__(self, server, origin=None):
        self.server = server
        self.origin = origin
        self.cookies = http.cookies.SimpleCookie()
        self.page = ""

    def get(self, path):
        return self._note(self.server.call("GET", path, headers=self._headers()))

    def send(self, action, fields, token=None):
        form = urllib.parse.urlencode({"_token": token or self.token(action)} | fields)
        headers = self._headers() | {"Content-Type": "application/x-www-form-urlencoded"}
        if self.origin:
            headers["Origin"] = self.origin
        return self._note(self.server.call("POST", action, form.encode(), headers))

    def token(self, action):
        """The token of the form on the last page that is sent there."""
        form = re.search(
            rf'<form method="post" action="{re.escape(action)}".*?name="_token" value="([^"]+)"', self.page)
        assert form, f"no form to {action}: {self.page[:3000]}"
        return form[1]

    def _headers(self):
        return {"Cookie": "; ".join(f"{name}={cookie.value}" for name, cookie in self.cookies.items())}

    def _note(self, answer):
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.load(line)
        self.page = answer.body.decode()
        return answer
