"""Write what a run has made, all of it together, into a folder that no other run writes to."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from glob import has_magic
from pathlib import Path

from analysis.interruption import unheard
from analysis.pack import is_index
from analysis.settings import Settings

try:
    import fcntl
except ImportError:  # Windows, where two runs at once are not noticed
    fcntl = None  # type: ignore[assignment]

_WRITING = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.EFBIG})
_STAGE = ".workbook-new-"


class NotebookError(ValueError):
    """A file that is no notebook; the message says why not."""


class FailedNotebookError(RuntimeError):
    """A notebook of which a cell failed; the message is the last line of what Python said."""


class ReportError(ValueError):
    """What a report is made of is missing or not up to date; the message says what to do."""


class OutputError(ValueError):
    """A folder that a run cannot write to; the message names it and says what to do."""


def check_output(folder: Path, settings: Settings, templates: Path) -> None:
    """Refuse an output folder in which a run would write over what it reads.

    Parameters
    ----------
    folder : Path
        The output folder; it need not be there yet.
    settings : Settings
        The settings, which name the corpus.
    templates : Path
        The folder of the notebooks that are to be executed.

    Raises
    ------
    OutputError
        When the folder is, or lies in, that of the corpus, holds the notebooks, is a file, or holds a report or an
        index page of somebody else's, which would be written over.
    """
    folder, corpus = folder.resolve(), settings.corpus_path
    known = (parent for parent in [corpus, *corpus.parents] if parent.exists() or not has_magic(str(parent)))
    fixed = next(known, corpus)
    deep = corpus.is_dir() or has_magic(str(corpus.relative_to(fixed).parent))  # the corpus is whatever lies below
    fixed = fixed.resolve()
    advice = "give another folder with --out"
    if (fixed.is_dir() and folder == fixed) or (deep and fixed in folder.parents):
        msg = f"{folder}: the output folder lies in the corpus folder {fixed}; {advice}"
        raise OutputError(msg)
    written = {folder / "notebooks", folder / "figures", folder / "report.html"}
    if not written.isdisjoint({fixed, *fixed.parents}):
        msg = f"{folder}: the corpus {fixed} is where the output would go; {advice}"
        raise OutputError(msg)
    if templates.resolve() in {folder, folder / "notebooks", folder / "figures"}:
        msg = f"{folder}: the workbook's own notebooks are there, and stay as they are; {advice}"
        raise OutputError(msg)
    if file := next((path for path in [folder, *folder.parents] if path.exists() and not path.is_dir()), None):
        msg = f"{folder}: {file} is a file, not a folder; {advice}"
        raise OutputError(msg)
    index = folder / "figures" / "README.md"
    own = index.is_file() and is_index(index.read_bytes())
    if not own and (file := next((path for path in (index, folder / "report.html") if path.exists()), None)):
        msg = f"{file}: no run of the workbook has written that, and one would write over it; {advice}"
        raise OutputError(msg)


@contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Make a folder and keep other runs from writing to it; when nothing was written in it, take it away again.

    Raises
    ------
    OutputError
        When the folder cannot be made or written to, or another run holds it.
    """
    made = _make(folder)
    handle = _lock(folder)
    try:
        for stage in folder.glob(f"{_STAGE}*"):  # left by a run that was killed
            shutil.rmtree(stage, ignore_errors=True)
        with stage_in(folder):  # now, and not after minutes of work
            pass
        yield
    finally:
        for path in made:
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()
        if handle is not None:
            os.close(handle)


@contextmanager
def stage_in(folder: Path) -> Iterator[Path]:
    """Make a folder in another for files that are not yet in their places; one that is left is taken away by `hold`.

    Raises
    ------
    OutputError
        When nothing can be written there, at the start or later.
    """
    stage = None
    try:
        stage = Path(tempfile.mkdtemp(dir=folder, prefix=_STAGE))
        yield stage
    except OSError as error:
        if stage and error.filename is None and error.errno not in _WRITING:  # as of a kernel that finds no port
            raise
        raise OutputError(_explain(folder, error)) from error
    finally:
        if stage:
            shutil.rmtree(stage, ignore_errors=True)


def write_together(folder: Path, files: Mapping[str, bytes], gone: Collection[str] = ()) -> list[str]:
    """Write files into a folder, either all of them or none, and take others away.

    All are written beside their places first, and then moved there: whoever ends the run in between leaves every
    file old or new, and none half written.

    Parameters
    ----------
    folder : Path
        The folder.
    files : mapping of str to bytes
        What each file holds, by its name within the folder. Files that hold the same already are left alone.
    gone : collection of str
        Names of files to take away.

    Returns
    -------
    list of str
        Names of the files that changed, and of those that were taken away.

    Raises
    ------
    OutputError
        When the folder cannot be written to, or a file in it cannot be replaced: that is looked at before the first is.
    """
    changed = [name for name, content in files.items() if not _holds(folder / name, content)]
    _check_places(folder, [*changed, *gone])
    with ExitStack() as moving, stage_in(folder) as stage:
        for number, name in enumerate(changed):
            (stage / str(number)).write_bytes(files[name])
            (stage / str(number)).chmod(0o644)
        moving.enter_context(unheard())  # until the stage is taken away too
        for number, name in enumerate(changed):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / str(number)).replace(folder / name)
        for name in gone:
            (folder / name).unlink(missing_ok=True)
    return [*changed, *gone]


def _check_places(folder: Path, names: Collection[str]) -> None:
    """Refuse to begin where not every file can be put in its place; afterwards there is nothing that undoes a part."""
    for path in (folder / name for name in names):
        home = next(parent for parent in path.parents if parent.exists() or parent.is_symlink())
        fault = ""
        if path.is_dir():
            fault = f"{path}: is a folder where a file should go; move it away"
        elif not home.is_dir():
            fault = f"{home}: is a file where a folder should go; move it away"
        elif not os.access(home, os.W_OK | os.X_OK) or (path.exists() and not os.access(path, os.W_OK)):
            fault = f"{path}: cannot be replaced, since it or its folder is read-only; allow writing"
        if fault:
            msg = f"{fault}, or give another folder with --out"
            raise OutputError(msg)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _make(folder: Path) -> list[Path]:
    """Make a folder and those above it; which ones were made, the innermost first."""
    made = [path for path in [folder, *folder.parents] if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(_explain(folder, error)) from error
    return made


def _lock(folder: Path) -> int | None:
    """Hold a folder until the handle is closed, or the run ends in whatever way."""
    if fcntl is None:
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        msg = f"{folder}: another run is writing there; wait until it has ended, or give another folder with --out"
        raise OutputError(msg) from None
    except OSError:  # a file system without locks
        os.close(handle)
        return None
    return handle


def _explain(folder: Path, error: OSError) -> str:
    reason = error.strerror or str(error)
    if isinstance(error.filename, str) and folder not in [(file := Path(error.filename)), *file.parents]:
        return f"{file}: cannot be used ({reason}); mend it"
    return f"{folder}: cannot be written to ({reason}); make room or give another folder with --out"
