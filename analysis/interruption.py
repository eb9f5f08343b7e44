"""What Ctrl-C does where Python's own KeyboardInterrupt is not enough."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

STOPPED = "workbook: stopped; nothing was written"
STOPPED_CODE = 130


def hear(handler: Any) -> None:  # noqa: ANN401 - what `signal.signal` takes
    """Handle Ctrl-C in another way, unless the shell that started the command wants it ignored."""
    main = threading.current_thread() is threading.main_thread()  # which alone hears it
    if main and signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, handler)


def end_at_once(*_: object) -> None:
    """End where nothing is to be cleared up: a library that is being loaded may lose KeyboardInterrupt, or show it."""
    os.write(2, f"{STOPPED}\n".encode())
    os._exit(STOPPED_CODE)


@contextmanager
def loading() -> Iterator[None]:
    """End at once at Ctrl-C while libraries are loaded."""
    before = signal.getsignal(signal.SIGINT)
    hear(end_at_once)
    try:
        yield
    finally:
        hear(before)


@contextmanager
def unheard() -> Iterator[None]:
    """Let Ctrl-C pass for the moment that files take to be put in their places, with which a run is at its end."""
    if threading.current_thread() is not threading.main_thread():  # which alone hears it
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
