"""A line to a server on this machine that breaks, or falls silent, after so many bytes."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["Line", "open_line"]

_RESET = struct.pack("ii", 1, 0)


@dataclass
class Line:
    """Bytes that went both ways, and after how many of them the line breaks or falls silent."""

    breaks_after: float = float("inf")
    silent_after: float = float("inf")
    port: int = 0
    passed: int = 0
    ends: list[socket.socket] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def carry(self, source: socket.socket, target: socket.socket) -> None:
        """Carry bytes one way until an end closes or the line breaks, in the middle of a word."""
        with contextlib.suppress(OSError):
            while data := source.recv(4096):
                with self._lock:
                    room = min(self.breaks_after - self.passed, len(data))
                    self.passed += len(data)
                if self.passed > self.silent_after:
                    continue  # taken, as a dead machine's network card may, and never passed on
                target.sendall(data[: max(0, int(room))])
                if room < len(data):
                    break
        self.cut(source, target)

    def cut(self, *ends: socket.socket) -> None:
        """Break the line at once, without a farewell."""
        for end in ends:
            with contextlib.suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextlib.contextmanager
def open_line(port: int, *, breaks_after: float = float("inf")) -> Iterator[Line]:
    """Yield a line to a port of this machine; `port` of the line is where to connect."""
    line = Line(breaks_after)
    with socket.create_server(("127.0.0.1", 0)) as door:
        line.port = door.getsockname()[1]

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    near, _ = door.accept()
                    far = socket.create_connection(("127.0.0.1", port))
                    line.ends += [near, far]
                    for ends in ((near, far), (far, near)):
                        threading.Thread(target=line.carry, args=ends, daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        try:
            yield line
        finally:
            door.shutdown(socket.SHUT_RDWR)
            line.cut(*line.ends)
