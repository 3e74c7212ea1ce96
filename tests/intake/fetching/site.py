"""A made-up outlet on this machine, a clock that is set by hand, and runs against both. Nothing leaves the machine."""

from __future__ import annotations

import contextlib
import datetime as dt
import ipaddress
import ssl
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from newsledger.intake import open_pages
from newsledger.intake.fetching.run import Run
from newsledger.intake.fetching.settings import FetchSettings, Plan

LOCAL = (ipaddress.ip_network("127.0.0.1/32"),)

TEXT = (
    "<p>HALM, March 2 (Norwire) -- Envoys of Tessia and Orland met on Monday in Halm to talk about the water of the Orsk "
    "dam, the Tessian water ministry said.</p><p>The {what} will go on next week, Water Minister Dana Kosic told reporters "
    "after the meeting, which lasted four hours.</p><p>At least 14 people were killed last month when a blast hit the "
    "border post near the dam, according to the army.</p>"
)


def page(title="Envoys meet in Halm over dam", what="talks", head=""):
    """An HTML page of an article."""
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>"
        f"{TEXT.format(what=what)}</article></body></html>"
    ).encode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        site = self.server.site
        site.asked.append(
            (self.headers["Host"], self.path, {key.lower(): value for key, value in self.headers.items()})
        )
        answer = site.routes.get((self.headers["Host"].partition(":")[0], self.path)) or site.routes.get(self.path)
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            if answer is None:
                self.reply(404, b"no such page")
            elif callable(answer):
                answer(self)
            else:
                self.reply(200, answer)

    def reply(self, status, body=b"", **headers):
        self.send_response(status)
        given = {name.replace("_", "-").lower(): value for name, value in headers.items()}
        given.setdefault("content-type", "text/html; charset=utf-8")
        if status != 304:
            given.setdefault("content-length", str(len(body)))
        for name, value in given.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


class Site:
    """What is served, by path or by (host, path), and who asked for what."""

    def __init__(self):
        self.routes: dict[object, bytes | Callable[[Handler], None]] = {}
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.site = self
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def secure(self, certificate, key):
        """Serve over TLS from now on."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self._server.handle_error = lambda *words: None  # handshakes that are broken off
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)

    def url(self, path="/", host="outlet.example"):
        return f"http://{host}:{self.port}{path}"

    def paths(self):
        return [path for _, path, _ in self.asked]


class HandClock:
    """A clock that moves only when somebody sleeps, or by hand."""

    def __init__(self, start="2026-03-02T08:00:00+00:00"):
        self.at = dt.datetime.fromisoformat(start)
        self.slept: list[float] = []

    def now(self):
        return self.at

    def seconds(self):
        return self.at.timestamp()

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.at += dt.timedelta(seconds=seconds)

    def forward(self, **units):
        self.at += dt.timedelta(**units)


def at_home(host, port):
    """Every host of the tests is on this machine, but for those whose names say otherwise."""
    if host[:1].isdigit():
        return (host,)
    return ("10.0.0.7",) if host.startswith("intranet.") else ("127.0.0.1",)


def fetch(site, folder, *urls, clock=None, plan=None, resolver=at_home, **settings):
    """Run a fetch to its end; returns the run and its results."""
    given = FetchSettings(**{"permitted": LOCAL, "timeout": 5.0, **settings})
    run = Run(urls, folder, given, plan or Plan(), clock=clock or HandClock(), resolver=resolver)
    with run.archive:
        return run, list(run)


def states(results):
    return [(result.state.value, result.url.partition("example")[2].partition("/")[2]) for result in results]


def pages_in(folder):
    """What is read from an archive, as ``newsledger add`` reads it."""
    return list(open_pages([folder]))
