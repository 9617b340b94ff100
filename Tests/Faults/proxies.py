# SPDX-License-Identifier: Apache-2.0
"""The proxies of `Packaging/` as operators set them up, on loopback ports, with a certificate of their own."""

import http.client
import os
import pathlib
import socket
import ssl
import subprocess
import time

from installation import exchange, free_port

DEPLOYMENT = pathlib.Path(__file__).parents[2] / "Packaging"
NAME = "shangliang.example"


class Certificate:
    """A self-signed certificate for NAME."""

    def __init__(self, folder):
        self.file, self.key = folder / "fullchain.pem", folder / "key.pem"
        subprocess.run(
            [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                "-keyout", self.key, "-out", self.file, "-days", "2", "-subj", f"/CN={NAME}",
                "-addext", f"subjectAltName=DNS:{NAME}",
            ],
            check=True, capture_output=True, timeout=30)


class Proxy:
    """A proxy process before the server on a port; it can be called as a server is, from any loopback address."""

    def __init__(self, folder, upstream):
        self.folder = folder
        self.port, self.plain_port = free_port(), free_port()
        certificate = Certificate(folder)
        self.tls = ssl.create_default_context(cafile=certificate.file)
        self.output = folder / "output.log"
        command = self.configured(certificate, upstream)
        environment = os.environ | {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "HOME": str(folder)}
        with open(self.output, "w", encoding="utf-8") as output:
            self.process = subprocess.Popen(command, stdout=output, stderr=output, env=environment)
        self._wait()

    @property
    def origin(self):
        return f"https://{NAME}:{self.port}"

    def connect(self, source="127.0.0.1"):
        """A connection over TLS, its certificate checked, from a loopback address of one's choice."""
        connection = http.client.HTTPConnection(f"{NAME}:{self.port}", timeout=20)
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=20, source_address=(source, 0))
        connection.sock = self.tls.wrap_socket(plain, server_hostname=NAME)
        return connection

    def call(self, method, path, body=None, headers=None, source="127.0.0.1"):
        connection = self.connect(source)
        try:
            return exchange(connection, method, path, body, headers)
        finally:
            connection.close()

    def logs(self):
        """All that the proxy has written about requests and mistakes."""
        return "".join(path.read_text(encoding="utf-8") for path in self.folder.rglob("*.log"))

    def stop(self):
        self.process.terminate()
        self.process.wait(20)

    def _wait(self):
        end = time.monotonic() + 20
        while time.monotonic() < end:
            assert self.process.poll() is None, self.output.read_text()
            try:
                self.connect().close()
                return
            except OSError:
                time.sleep(0.01)
        raise AssertionError(f"the proxy does not listen: {self.output.read_text()}")


def changed(text, *changes):
    """The text with other ports and paths; each must have been in it, so that what is tried is what is shipped."""
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    return text


class Nginx(Proxy):
    name = "nginx"

    def configured(self, certificate, upstream):
        site = changed(
            (DEPLOYMENT / "nginx.conf").read_text(encoding="utf-8"),
            ("    listen [::]:80;\n", ""), ("    listen [::]:443 ssl http2;\n", ""),
            ("listen 80;", f"listen 127.0.0.1:{self.plain_port};"),
            ("listen 443 ssl http2;", f"listen 127.0.0.1:{self.port} ssl http2;"),
            ("/etc/ssl/shangliang/fullchain.pem", str(certificate.file)),
            ("/etc/ssl/shangliang/key.pem", str(certificate.key)),
            ("/var/log/nginx/", f"{self.folder}/"), ("127.0.0.1:8080", f"127.0.0.1:{upstream}"))
        (self.folder / "site.conf").write_text(site, encoding="utf-8")
        temporary = "\n".join(
            f"    {kind}_temp_path {self.folder}/{kind};" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
        user = "user root;" if os.getuid() == 0 else ""
        main = self.folder / "nginx.conf"
        main.write_text(
            f"""{user}
worker_processes 1;
daemon off;
pid {self.folder}/nginx.pid;
error_log {self.folder}/error.log crit;
events {{}}
http {{
{temporary}
    include {self.folder}/site.conf;
}}
""", encoding="utf-8")
        return ["/usr/sbin/nginx", "-p", str(self.folder), "-e", str(self.folder / "error.log"), "-c", str(main)]


class Caddy(Proxy):
    name = "caddy"

    def configured(self, certificate, upstream):
        text = changed(
            (DEPLOYMENT / "Caddyfile").read_text(encoding="utf-8"),
            ("\n{\n", "\n{\n\tadmin off\n\tauto_https off\n"),
            (
                f"\n{NAME} {{\n",
                f"\nhttps://{NAME}:{self.port} {{\n\tbind 127.0.0.1\n\ttls {certificate.file} {certificate.key}\n",
            ), ("127.0.0.1:8080", f"127.0.0.1:{upstream}"))
        path = self.folder / "Caddyfile"
        path.write_text(text, encoding="utf-8")
        return ["/usr/bin/caddy", "run", "--config", str(path), "--adapter", "caddyfile"]


PROXIES = [Nginx, Caddy]
