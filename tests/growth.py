"""What work grows with, told without a clock: memory that a call takes at its peak."""

import tracemalloc
from collections.abc import Callable


def peak_memory(run: Callable[..., object], *arguments: object) -> int:
    """Bytes that a call holds at its peak beside what was there before; what it keeps for later calls is there."""
    run(*arguments)
    tracemalloc.start()
    try:
        run(*arguments)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
