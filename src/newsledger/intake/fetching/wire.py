"""The line to a host: connects only to checked addresses, records every byte, keeps to the limits."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore2 as httpcore

from newsledger.intake.fetching.addresses import Guard
from newsledger.intake.fetching.failure import UnreachableError

_HEAD_ALLOWANCE = 200_000


class TooLongError(Exception):
    """The answer is larger than allowed."""


class TooSlowError(Exception):
    """The exchange took longer than allowed."""


class Record:
    """What goes over the line in one exchange, and how much of it may."""

    def __init__(self, max_bytes: int, seconds: float, timer: Callable[[], float] = time.monotonic) -> None:
        self.sent = bytearray()
        self.received = bytearray()
        self._most = max_bytes + _HEAD_ALLOWANCE
        self._timer = timer
        self._until = timer() + seconds

    def seconds_left(self, wanted: float | None = None) -> float:
        """Seconds that the next step may take.

        Raises TooSlowError if there are none.
        """
        left = self._until - self._timer()
        if left <= 0:
            raise TooSlowError
        return left if wanted is None else min(wanted, left)

    def got(self, data: bytes) -> bytes:
        """Note received bytes.

        Raises TooLongError when they are too many; those received are kept.
        """
        self.received += data
        if len(self.received) > self._most:
            raise TooLongError
        return data


class Wire(httpcore.NetworkBackend):
    """Network backend that resolves a host once and connects to an address that was checked, and to no other.

    The host's name still goes into TLS (SNI and the check of the certificate) and the Host header. ``record`` is where
    the bytes of the exchange under way are noted.
    """

    def __init__(self, guard: Guard, inner: httpcore.NetworkBackend | None = None) -> None:
        self._guard = guard
        self._inner = inner or httpcore.SyncBackend()
        self.record = Record(0, 0)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first checked address that answers.

        Raises RefusedError if the host may not be asked, UnreachableError if no address answers.
        """
        failed: Exception | None = None
        addresses = self._guard.addresses(host.strip("[]"), port)
        for left, address in zip(range(len(addresses), 0, -1), addresses, strict=True):
            share = self.record.seconds_left(timeout) / left  # a dead address must not use up the time of the others
            try:
                stream = self._inner.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
                continue
            return _Stream(stream, self, address)
        raise UnreachableError(f"{host} does not answer: {failed}", remedy="try again later") from failed


class _Stream(httpcore.NetworkStream):
    """A connection whose bytes are recorded."""

    def __init__(self, inner: httpcore.NetworkStream, wire: Wire, address: str) -> None:
        self._inner = inner
        self._wire = wire
        self._address = address

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        record = self._wire.record
        return record.got(self._inner.read(max_bytes, record.seconds_left(timeout)))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        record = self._wire.record
        record.sent += buffer
        self._inner.write(buffer, record.seconds_left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._wire.record.seconds_left(timeout))
        return _Stream(inner, self._wire, self._address)

    def get_extra_info(self, info: str) -> Any:
        return self._address if info == "checked_address" else self._inner.get_extra_info(info)
