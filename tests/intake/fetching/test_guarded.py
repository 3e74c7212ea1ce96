"""What a hostile host can try, and what becomes of it."""

from __future__ import annotations

import contextlib
import gzip
import shutil
import ssl
import subprocess
import time

import httpcore2 as httpcore
import pytest

from newsledger.intake.fetching.addresses import resolve
from newsledger.intake.fetching.client import Client
from newsledger.intake.fetching.failure import RefusedError, UnreachableError
from newsledger.intake.fetching.settings import FetchSettings
from newsledger.model import InputError
from tests.intake.fetching.site import LOCAL, HandClock, at_home, fetch, page, pages_in, states


def test_a_host_that_stands_for_a_private_address_is_never_connected_to(site, tmp_path):
    site.routes["/a"] = page()
    _, (result,) = fetch(site, tmp_path, site.url("/a"), permitted=())
    assert site.asked == []
    assert result.state.value == "aside" and "127.0.0.1" in result.reason and "--allow-private" in result.remedy


@pytest.mark.parametrize("target", ["http://intranet.example/", "http://127.0.0.2/", "http://169.254.169.254/latest/"])
def test_a_redirect_to_a_private_address_is_refused(site, tmp_path, target):
    site.routes["/a"] = lambda handler: handler.reply(302, location=target)
    _, (result,) = fetch(site, tmp_path, site.url("/a"))
    assert result.state.value == "aside" and "redirect" in result.reason and "--allow-private" in result.remedy


@pytest.mark.parametrize(
    "url", ["http://[::1]/", "http://[::ffff:127.0.0.1]/a", "http://127。0。0。1/", "http://0x7f.1/a"]
)
def test_addresses_in_figures_are_checked_like_names(tmp_path, url):
    _, (result,) = fetch(None, tmp_path, url, resolver=resolve, permitted=())
    assert result.state.value == "aside" and ("this machine" in result.reason or "no address" in result.reason)


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "http://me:secret@outlet.example/", "gopher://outlet.example/"]
)
def test_a_redirect_to_no_web_page_is_refused(site, tmp_path, target):
    site.routes["/a"] = lambda handler: handler.reply(302, location=target)
    _, (result,) = fetch(site, tmp_path, site.url("/a"))
    assert result.state.value == "aside"


def test_robots_txt_cannot_lead_to_a_private_address(site, tmp_path):
    site.routes |= {"/robots.txt": lambda handler: handler.reply(301, location="http://127.0.0.2/"), "/a": page()}
    _, (result,) = fetch(site, tmp_path, site.url("/a"))
    assert states([result]) == [("fetched", "a")]


class Recorder(httpcore.NetworkBackend):
    """Connects nowhere; notes what it was asked to connect to."""

    def __init__(self):
        self.connected = []
        self.server_names = []

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        self.connected.append((host, port))
        return RecorderStream(self)


class RecorderStream(httpcore.NetworkStream):
    def __init__(self, recorder):
        self.recorder = recorder
        self.answer = b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

    def start_tls(self, ssl_context, server_hostname=None, timeout=None):
        assert ssl_context.verify_mode == ssl.CERT_REQUIRED and ssl_context.check_hostname
        self.recorder.server_names.append(server_hostname)
        return self

    def read(self, max_bytes, timeout=None):
        answer, self.answer = self.answer, b""
        return answer

    def write(self, buffer, timeout=None):
        self.recorder.written = buffer

    def close(self):
        pass


def test_the_connection_goes_to_the_very_address_that_was_checked_and_tls_to_the_name():
    asked = []

    def rebinding(host, port):
        """A name server that answers with a public address once, and with a private one ever after."""
        asked.append(host)
        return ("93.184.216.34",) if len(asked) == 1 else ("127.0.0.1",)

    recorder = Recorder()
    with Client(FetchSettings(), HandClock(), resolver=rebinding, backend=recorder) as client:
        exchange = client.get("https://outlet.example/a")
    assert asked == ["outlet.example"]
    assert recorder.connected == [("93.184.216.34", 443)]
    assert recorder.server_names == ["outlet.example"]
    assert b"Host: outlet.example\r\n" in exchange.request
    assert exchange.address == "93.184.216.34"
    assert exchange.response.startswith(b"HTTP/1.1 200 OK")  # hints that come before the answer are no part of it


def test_a_proxy_of_the_environment_is_not_used(site, tmp_path, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.routes["/a"] = page()
    _, results = fetch(site, tmp_path, site.url("/a"))
    assert states(results) == [("fetched", "a")]


def test_an_answer_without_end_is_cut_off_and_kept(site, tmp_path):
    def endless(handler):
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        with contextlib.suppress(OSError):
            while True:
                handler.wfile.write(b"1000\r\n" + b"x" * 4096 + b"\r\n")

    site.routes |= {"/endless": endless, "/a": page()}
    _, results = fetch(site, tmp_path, site.url("/endless"), site.url("/a"), max_bytes=100_000)
    assert [result.state.value for result in results] == ["aside", "fetched"]
    assert "larger than" in results[0].reason
    assert len(pages_in(tmp_path)) == 1
    (file,) = tmp_path.glob("*.warc.gz")
    assert b"WARC-Truncated: length" in gzip.decompress(file.read_bytes())


def test_a_slow_drip_is_cut_off_by_the_time_of_the_whole_answer(site, tmp_path):
    def drip(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        with contextlib.suppress(OSError):
            for _ in range(100):
                handler.wfile.write(b"x")
                time.sleep(0.05)

    site.routes["/drip"] = drip
    began = time.monotonic()
    _, (result,) = fetch(site, tmp_path, site.url("/drip"), timeout=0.6)
    assert time.monotonic() - began < 4
    assert result.state.value == "aside" and "did not end within" in result.reason
    assert pages_in(tmp_path) == []


def test_a_gzip_bomb_is_told_and_not_read(site, tmp_path):
    bomb = gzip.compress(b"\0" * 30_000_000)
    site.routes |= {
        "/bomb": lambda handler: handler.reply(200, bomb, content_encoding="gzip"),
        "/map.xml.gz": lambda handler: handler.reply(200, bomb, content_type="application/gzip"),
    }
    _, results = fetch(site, tmp_path, site.url("/bomb"), site.url("/map.xml.gz"), max_bytes=1_000_000)
    assert all("unpacks to more than 1 MB" in result.reason for result in results)
    assert pages_in(tmp_path) == []


def test_a_packed_page_is_kept_packed_and_read_unpacked(site, tmp_path):
    packed = gzip.compress(page(), mtime=0)
    site.routes["/a"] = lambda handler: handler.reply(200, packed, content_encoding="gzip")
    fetch(site, tmp_path, site.url("/a"))
    (read,) = pages_in(tmp_path)
    assert read.data == page()
    (file,) = tmp_path.glob("*.warc.gz")
    assert packed in gzip.decompress(file.read_bytes())


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"rubbish\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nA: " + b"a" * 300_000,
    ],
)
def test_an_answer_that_is_no_http_is_told(site, tmp_path, raw):
    def rude(handler):
        handler.wfile.write(raw)
        handler.close_connection = True

    site.routes |= {"/rude": rude, "/a": page()}
    _, results = fetch(site, tmp_path, site.url("/rude"), site.url("/a"))
    assert [result.state.value for result in results] == ["aside", "fetched"]


def test_a_page_that_breaks_off_is_not_read(site, tmp_path):
    def short(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        handler.wfile.write(page())
        handler.close_connection = True

    site.routes["/a"] = short
    _, (result,) = fetch(site, tmp_path, site.url("/a"))
    assert "broke the answer off" in result.reason
    assert pages_in(tmp_path) == []
    site.routes["/a"] = page()
    _, results = fetch(site, tmp_path, site.url("/a"))
    assert states(results) == [("fetched", "a")]


@pytest.mark.parametrize(
    "given",
    [{"agent": "a b"}, {"agent": "x\r\nHost: y"}, {"contact": "desk\r\nX: y"}, {"contact": "a)b"}, {"contact": ""}],
)
def test_what_no_header_can_carry_is_refused(given):
    with pytest.raises(InputError):
        FetchSettings(**given)


def test_the_client_alone_refuses_too(site):
    with Client(FetchSettings(), HandClock(), resolver=at_home) as client, pytest.raises(RefusedError):
        client.get(site.url("/a"))
    with (
        Client(FetchSettings(permitted=LOCAL), HandClock(), resolver=at_home) as client,
        pytest.raises(UnreachableError, match="does not answer"),
    ):
        client.get("http://outlet.example:1/")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificate with openssl")
def test_a_certificate_of_nobody_is_refused_and_one_of_a_named_authority_is_not(site, tmp_path, monkeypatch):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=outlet.example", "-addext",
         "subjectAltName=DNS:outlet.example", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    site.secure(certificate, key)
    site.routes |= {"/a": page(), "/b": page("Dam talks go on")}
    urls = [site.url("/a").replace("http:", "https:"), site.url("/b", "other.example").replace("http:", "https:")]
    _, results = fetch(site, tmp_path / "one", urls[0])
    assert results[0].state.value == "aside" and "certificate" in results[0].reason
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    _, results = fetch(site, tmp_path / "two", *urls)
    assert [result.state.value for result in results] == ["fetched", "aside"]  # it names one host, and not the other
    assert "certificate" in results[1].reason
