"""Execute notebooks, each in a fresh kernel, and say how far it has come."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import re
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from analysis.outputs import FailedNotebookError, NotebookError
from analysis.pack import FIGURES_VARIABLE
from analysis.progress import Progress
from analysis.settings import SETTINGS_VARIABLE

_CELL_SECONDS = 3600
_START = 3  # starting a kernel takes about as long as so many cells
_DISK_FULL = re.compile(rf"\[Errno ({errno.ENOSPC}|{errno.EDQUOT}|{errno.EFBIG})\]")  # as a cell's error says it
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_LANGUAGE = {
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "pygments_lexer": "ipython3",
}


def execute_all(paths: Sequence[Path], figures: Path, settings: Path | None = None) -> dict[Path, bytes]:
    """Execute notebooks one after the other, and say on the standard error how long it may still take.

    Parameters
    ----------
    paths : sequence of Path
        The notebooks.
    figures : Path
        Folder in which their figures are written.
    settings : Path, optional
        The settings file they open, by default the one above them.

    Returns
    -------
    dict of Path to bytes
        What each notebook is when executed.

    Raises
    ------
    NotebookError, FailedNotebookError
        At the first notebook that cannot be read or fails; the message names it.
    """
    progress = Progress([len(code_cells(read_notebook(path))) + _START for path in paths])
    executed = {}
    for number, path in enumerate(paths, start=1):
        head, started, n_cells = f"[{number}/{len(paths)}] notebooks/{path.name}", time.monotonic(), progress.cells
        total = n_cells[number - 1] - _START

        def tell(cell: int, head: str = head, total: int = total) -> None:
            progress.show(f"{head} cell {cell} of {total}, {progress.left(progress.done + cell)}", last=False)

        try:
            executed[path] = execute_notebook(path, figures, settings, tell)
        except FailedNotebookError as error:
            progress.show(f"{head} failed", last=True)
            msg = f"notebooks/{path.name}: {error}; nothing was written"
            raise FailedNotebookError(msg) from error
        progress.done += n_cells[number - 1]
        rest = f", {progress.left(progress.done)}" if number < len(paths) else ""
        progress.show(f"{head} {time.monotonic() - started:.1f} s{rest}", last=True)
    return executed


def execute_notebook(
    path: Path, figures: Path, settings: Path | None = None, tell: Callable[[int], None] = lambda _: None
) -> bytes:
    """Run a notebook from a fresh kernel.

    Parameters
    ----------
    path : Path
        The notebook.
    figures : Path
        Folder in which its figures are written.
    settings : Path, optional
        The settings file that it opens, in whose folder it then runs; by default it runs in its own, and opens the
        one above it.
    tell : callable, optional
        Called with the number of each code cell when it starts.

    Returns
    -------
    bytes
        The executed notebook. Nothing in it says when, for how long or by which Python it was run.

    Raises
    ------
    NotebookError
        When the file is no notebook.
    FailedNotebookError
        When a cell fails, takes longer than an hour, or its kernel dies.
    OSError
        When a cell fails since the disk is full.
    KeyboardInterrupt
        At Ctrl-C, when the kernel has ended.
    """
    notebook = read_notebook(path)
    notebook.metadata = nbformat.NotebookNode(kernelspec=_KERNEL, language_info=_LANGUAGE)
    numbers = {index: number for number, index in enumerate(code_cells(notebook), start=1)}
    client = NotebookClient(
        notebook,
        timeout=_CELL_SECONDS,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,
        shutdown_kernel="immediate",
        resources={"metadata": {"path": str((settings or path).parent)}},
        on_cell_execute=lambda **place: tell(numbers.get(place["cell_index"], 0)),
    )
    # beside the figures, where the next run clears up after one that was killed
    client.create_kernel_manager().connection_file = str(figures.parent / ".kernel.json")
    try:
        with asyncio.Runner(loop_factory=_Loop) as runner:
            # the kernel's own start-up notices are dropped
            runner.run(_execute(client, env=_environment(figures, settings), stderr=subprocess.DEVNULL))
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        if full := _DISK_FULL.search(str(getattr(error, "evalue", ""))):
            raise OSError(int(full[1]), os.strerror(int(full[1]))) from error
        raise FailedNotebookError(_last_line(str(error))) from error
    notebook.metadata = nbformat.NotebookNode(kernelspec=_KERNEL, language_info=_LANGUAGE)
    return (nbformat.writes(notebook).rstrip("\n") + "\n").encode()


async def _execute(client: NotebookClient, **kernel: Any) -> None:  # noqa: ANN401 - what Popen takes
    """Execute a notebook; at Ctrl-C end as cancelled, which nbclient takes for a kernel that died."""
    try:
        await client.async_execute(**kernel)
    except DeadKernelError:
        task = asyncio.current_task()
        if task and task.cancelling():
            raise asyncio.CancelledError from None
        raise
    finally:  # a kernel that was starting, which nbclient leaves to the end of Python
        if client.km and await client.km.is_alive():  # type: ignore[misc]  # an AsyncKernelManager
            await client.km.shutdown_kernel(now=True)  # type: ignore[misc]


class _Loop(asyncio.SelectorEventLoop):
    """A loop that leaves Ctrl-C to asyncio, which cancels the notebook; nbclient's own handler may wait for a cell."""

    def add_signal_handler(self, *_: object) -> None:
        raise NotImplementedError


def _environment(figures: Path, settings: Path | None) -> dict[str, str]:
    """The variables of a kernel: it alone is told where figures go and which settings to open."""
    home = str(Path(__file__).parents[1])  # the kernel runs the package that runs it
    python_path = os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH")])])
    named = {SETTINGS_VARIABLE: str(settings)} if settings else {}
    return {**os.environ, "PYTHONPATH": python_path, FIGURES_VARIABLE: str(figures), **named}


def code_cells(notebook: nbformat.NotebookNode) -> list[int]:
    """Where the code cells of a notebook stand that have something to run."""
    return [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code" and cell.source.strip()]


def read_notebook(path: Path) -> nbformat.NotebookNode:
    """A notebook of the current format."""
    try:
        text = path.read_text(encoding="utf-8")
        nbformat.validate(json.loads(text))  # before reading, which only logs some of what is wrong
        return nbformat.reads(text, as_version=4)
    except Exception as error:  # whatever nbformat stumbles over: AttributeError, TypeError, ImportError …
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        msg = f"{path.parent.name}/{path.name}: cannot be read as a notebook ({reason}); restore it"
        raise NotebookError(msg) from None


def _last_line(text: str) -> str:
    """The line of a traceback that says what happened, without terminal colours."""
    lines = [line for line in click.unstyle(text).splitlines() if line.strip()]
    return lines[-1] if lines else "no message"
