"""Run the notebooks on a corpus and write what comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from analysis.execution import execute_all
from analysis.large_files import hand_down
from analysis.outputs import NotebookError, check_output, hold, stage_in, write_together
from analysis.pack import build_index, list_index
from analysis.wording import count_of
from analysis.workbook import Workbook


def find_notebooks(folder: Path) -> list[Path]:
    """The notebooks of a folder, in order; at least one."""
    notebooks = sorted(folder.glob("[0-9][0-9]_*.ipynb"))
    if not notebooks:
        msg = f"{folder}: no notebook NN_name.ipynb there; restore one"
        raise NotebookError(msg)
    return notebooks


def run_in_place(notebooks: Sequence[Path], workbook: Workbook) -> str:
    """Execute the notebooks of a folder and write them back, with their figures beside them.

    Parameters
    ----------
    notebooks : sequence of Path
        The notebooks, in the folder notebooks/ beside the settings.
    workbook : Workbook
        The corpus and its settings.

    Returns
    -------
    str
        What was done.
    """
    root = workbook.settings.file.parent
    with hold(root):
        with _executed(root, notebooks, workbook) as made:
            files = _read(made)
        changed = _write(root, files)
    return f"{_count(files)} (see figures/README.md); {count_of(len(changed), 'file')} changed in {root}"


def run_into(folder: Path, notebooks: Sequence[Path], workbook: Workbook) -> str:
    """Execute notebooks on a corpus and write what comes of it into a folder of its own.

    Parameters
    ----------
    folder : Path
        The folder, for notebooks/, figures/ and report.html.
    notebooks : sequence of Path
        The notebooks, which stay as they are.
    workbook : Workbook
        The corpus and its settings.

    Returns
    -------
    str
        What was done.
    """
    folder = folder.resolve()
    check_output(folder, workbook.settings, notebooks[0].parent)
    with hold(folder):
        with _executed(folder, notebooks, workbook, workbook.settings.file) as made:
            from analysis.report import build_report  # takes long to load

            (made / "report.html").write_bytes(build_report(workbook, made))
            files = _read(made)
        changed = _write(folder, files)
    return f"{_count(files)}; {count_of(len(changed), 'file')} changed in {folder}; read report.html there"


@contextmanager
def _executed(
    folder: Path, notebooks: Sequence[Path], workbook: Workbook, settings: Path | None = None
) -> Iterator[Path]:
    """What notebooks make, in a folder within the one it will go to: executed notebooks, figures, their index page."""
    with stage_in(folder) as made, stage_in(folder) as counts:
        (made / "figures").mkdir()
        (made / "notebooks").mkdir()
        with hand_down(workbook.large, workbook.settings, counts):
            executed = execute_all(notebooks, made / "figures", settings)
        for path, content in executed.items():
            (made / "notebooks" / path.name).write_bytes(content)
        (made / "figures" / "README.md").write_bytes(build_index(made / "figures"))
        yield made


def _read(made: Path) -> dict[str, bytes]:
    """Names of files in a folder, and contents."""
    paths = sorted(path for path in made.rglob("*") if path.is_file())
    return {path.relative_to(made).as_posix(): path.read_bytes() for path in paths}


def _write(folder: Path, files: dict[str, bytes]) -> list[str]:
    """Put the files of this run in place, and take away those of the last one, by its index page, that are no more."""
    index = folder / "figures" / "README.md"
    names = [f"figures/{name}" for name in list_index(index.read_bytes())] if index.is_file() else []
    gone = [name for name in names if name not in files and (folder / name).is_file()]
    return write_together(folder, files, gone)


def _count(files: dict[str, bytes]) -> str:
    n_notebooks, n_figures = (sum(name.endswith(ending) for name in files) for ending in (".ipynb", ".svg"))
    return f"{count_of(n_notebooks, 'notebook')} executed, {count_of(n_figures, 'figure')} drawn"
