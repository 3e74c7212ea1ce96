"""Asks one address once. Redirects, retries and manners are decided by those who call."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import TracebackType

import httpcore2 as httpcore

from newsledger.intake.fetching.addresses import Guard, Resolver, resolve
from newsledger.intake.fetching.clock import Clock
from newsledger.intake.fetching.exchange import Exchange, Truncation
from newsledger.intake.fetching.failure import UnreachableError
from newsledger.intake.fetching.settings import FetchSettings
from newsledger.intake.fetching.wire import Record, TooLongError, TooSlowError, Wire

_INTERIM = re.compile(rb"HTTP/1\.[01] 1\d\d[^\r\n]*\r?\n(?:[^\r\n]+\r?\n)*\r?\n")
_OPEN_CONNECTIONS = 16
_KEEP_SECONDS = 20.0


class Client:
    """Asks addresses, one at a time, over HTTP/1.1. A connection to a host is kept for its next page.

    TLS certificates are always verified, against the system's store. Proxies named in the environment are not used: a
    proxy would resolve names itself, behind the check of addresses.
    """

    def __init__(
        self,
        settings: FetchSettings,
        clock: Clock,
        *,
        resolver: Resolver = resolve,
        backend: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._wire = Wire(Guard(settings, resolver), backend)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpcore.default_ssl_context(),
            max_connections=_OPEN_CONNECTIONS,
            max_keepalive_connections=_OPEN_CONNECTIONS,
            keepalive_expiry=_KEEP_SECONDS,
            http2=False,
            retries=0,
            network_backend=self._wire,
        )

    def __enter__(self) -> Client:
        """Return the client itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close all connections."""
        self._pool.close()

    def get(self, url: str, headers: Sequence[tuple[str, str]] = ()) -> Exchange:
        """Ask for an address (normalized). An answer that grows too large or comes too slowly is cut off and says so.

        Raises RefusedError if the host may not be asked, UnreachableError if it does not answer in HTTP and in time.
        """
        try:
            return self._get(url, headers)
        except TooSlowError as error:
            raise UnreachableError(
                f"no answer within {self._settings.timeout:g} seconds",
                where=url,
                remedy="raise --timeout, or try later",
            ) from error
        except TooLongError as error:
            raise UnreachableError("the head of the answer has no end", where=url, remedy="try another page") from error
        except httpcore.TimeoutException as error:
            raise UnreachableError(
                f"no answer within {self._settings.timeout:g} seconds",
                where=url,
                remedy="raise --timeout, or try later",
            ) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol, OSError) as error:
            why = str(error) or type(error).__name__
            if "CERTIFICATE_VERIFY_FAILED" in why:
                raise UnreachableError(
                    f"the host's certificate is not to be trusted: {why}",
                    where=url,
                    remedy="check the address; an authority of your own goes into SSL_CERT_FILE",
                ) from error
            raise UnreachableError(f"the connection failed: {why}", where=url, remedy="try again later") from error

    def _get(self, url: str, headers: Sequence[tuple[str, str]]) -> Exchange:
        settings = self._settings
        record = self._wire.record = Record(settings.max_bytes, settings.timeout)
        started = self._clock.now()
        limits = dict.fromkeys(("connect", "read", "write", "pool"), settings.timeout)
        payload = bytearray()
        truncated: Truncation | None = None
        with self._pool.stream(
            "GET", url, headers=[*settings.headers(), *headers], extensions={"timeout": limits}
        ) as response:
            address = str(response.extensions["network_stream"].get_extra_info("checked_address"))
            try:
                for chunk in response.iter_stream():
                    payload += chunk
                    if len(payload) > settings.max_bytes:
                        raise TooLongError
            except TooLongError:
                truncated = "length"
            except (TooSlowError, httpcore.TimeoutException):
                truncated = "time"
            except (httpcore.NetworkError, httpcore.ProtocolError):
                truncated = "disconnect"
            received = bytes(record.received)
        return Exchange(
            url=url,
            started=started,
            address=address,
            request=bytes(record.sent),
            response=_without_interim(received),
            status=response.status,
            headers=tuple((_decoded(key), _decoded(value)) for key, value in response.headers),
            payload=bytes(payload),
            truncated=truncated,
        )


def _decoded(value: bytes) -> str:
    """A header's text: UTF-8, as many hosts send it, or what the standard says."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _without_interim(received: bytes) -> bytes:
    """Leave out answers such as "103 Early Hints" that stand before the one that counts."""
    while interim := _INTERIM.match(received):
        received = received[interim.end() :]
    return received
