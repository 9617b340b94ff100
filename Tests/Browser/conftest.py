# SPDX-License-Identifier: Apache-2.0
"""The program on a fresh demo county, and browsers as people have them: phone, desktop, elder mode, no scripts, dark."""

import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import time

import pytest
import requests
from playwright.sync_api import sync_playwright

from county import County

SHOTS = pathlib.Path(__file__).parent / "shots"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
DESKTOP = {"viewport": {"width": 1440, "height": 900}}

# Whatever the content policy stops is told here, before anything on the page runs.
TELL_VIOLATIONS = """
addEventListener('securitypolicyviolation',
    (e) => console.error('CSP: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample));
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_ready(base, process, log):
    end = time.monotonic() + 30
    while time.monotonic() < end:
        assert process.poll() is None, f"the server ended: {pathlib.Path(log).read_text()}"
        try:
            if requests.get(f"{base}/readyz", timeout=2).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.05)
    raise AssertionError("the server was not ready within 30 s")


@pytest.fixture(scope="session")
def program():
    return os.environ["SHANGLIANG"]


@pytest.fixture(scope="module")
def data(program, request):
    """The data folder of a demo that the tests of one file share, so that no other file changes what they meet. The story
    alone, unless a test asks for a year by figures."""
    figures = getattr(request, "param", "none")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [program, "demo", "--data", f"{folder}/data", "--seed", "1", "--figures", figures], check=True,
            capture_output=True)
        yield f"{folder}/data"


@pytest.fixture(scope="module")
def mark(data):
    """What the demo says of itself: `wholeLoop`, a topic that went all the way, and `waitingCode`, a tracking code whose
    holder is asked to confirm."""
    return json.loads(pathlib.Path(data, "demo").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def base(program, data):
    """The address of a server on the demo."""
    log = f"{data}.log"
    # The codes on posters name the port, so it has to be known before the server is.
    port = free_port()
    with open(log, "w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [program, "serve", "--data", data, "--port", str(port)], stdout=output, stderr=output)
        address = f"http://127.0.0.1:{port}"
        try:
            wait_until_ready(address, process, log)
            yield address
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
    verified = subprocess.run([program, "verify", "--data", data, "--json"], capture_output=True, text=True)
    assert verified.returncode == 0, verified.stdout + verified.stderr


@pytest.fixture(scope="module")
def shown(program, tmp_path_factory):
    """The address of a server on a demo of its own that shows its messages instead of sending them."""
    folder = tmp_path_factory.mktemp("phone")
    data, log, port = f"{folder}/data", f"{folder}/log", free_port()
    subprocess.run([program, "demo", "--data", data, "--seed", "1", "--figures", "none"], check=True,
        capture_output=True)
    with open(log, "w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [program, "serve", "--data", data, "--port", str(port)], stdout=output, stderr=output,
            env=os.environ | {"SHANGLIANG_GATEWAYS": "show"})
        try:
            wait_until_ready(f"http://127.0.0.1:{port}", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


@pytest.fixture(scope="module")
def zone(base):
    """The address of the second tenant, where a session may be held on the day of its announcement."""
    return base.replace("127.0.0.1", "zone.localhost")


@pytest.fixture(scope="module")
def county(base):
    """The county through its API, to prepare what a test is not about."""
    return County(base)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def complaints():
    """What went wrong on any page: a dialog, an error in a script, something that the content policy stopped."""
    return []


@pytest.fixture
def person(chromium, base, complaints):
    """Makes people with a browser of their own: `person(PHONE)`. At the end nothing may have gone wrong on any page."""
    contexts = []

    def watch(page):
        page.on("dialog", lambda dialog: (complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
        page.on("console", lambda said: complaints.append(said.text) if "CSP" in said.text else None)

    def make(device, *, scripts=True, **options):
        context = chromium.new_context(java_script_enabled=scripts, **{"base_url": base} | device | options)
        context.set_default_timeout(10_000)
        if scripts:
            context.add_init_script(TELL_VIOLATIONS)
        context.on("page", watch)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
    assert complaints == []
