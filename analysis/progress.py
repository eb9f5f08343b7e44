"""How far a run has come, and how long it may still take."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

import click

WIDTH = 79


class Progress:
    """How far a run has come: a line that is written over on a terminal, else a line per notebook.

    Parameters
    ----------
    cells : sequence of int
        How many code cells each notebook of the run has, and as many more as its start takes.
    """

    def __init__(self, cells: Sequence[int]) -> None:
        self.cells = cells
        self.done = 0  # cells of notebooks that have run
        self.started = time.monotonic()
        self.live = sys.stderr.isatty()

    def left(self, done: int) -> str:
        """The time that is left, from the mean time of the cells that are done."""
        return say_left((time.monotonic() - self.started) / max(done, 1) * (sum(self.cells) - done))

    def show(self, line: str, last: bool) -> None:
        """Write a line over the last one; where nothing can be written over, only those that stay."""
        if self.live:
            write_over(line, last=last)
        elif last:
            click.echo(line, err=True)


def say_left(seconds: float) -> str:
    """Write how long it may still take."""
    return f"about {seconds / 60:.0f} min left" if seconds >= 100 else f"about {seconds:.0f} s left"


def write_over(line: str, *, last: bool) -> None:
    """Write a line over the last one on a terminal; the last one stays."""
    click.echo(f"\r{line[:WIDTH]:<{WIDTH}}", err=True, nl=last)
