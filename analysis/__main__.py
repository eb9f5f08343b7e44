"""The `workbook` command, also as `python -m analysis`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click
import nbformat
import numpy as np
import pandas as pd
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from analysis.coding import (
    CODES,
    CodingError,
    agreement,
    codes_of_rules,
    coding_sheet,
    compare_counts,
    is_filled,
    list_differences,
    precision_recall,
    read_coding,
    sheet_page,
)
from analysis.corpus import CorpusError
from analysis.display import present
from analysis.pack import FIGURES_VARIABLE, FORMATS, build_index, to_safe_csv, write_if_changed
from analysis.settings import SettingsError, find_settings
from analysis.wording import count_of
from analysis.workbook import Workbook, open_workbook

_CELL_SECONDS = 300
_ROWS = 200  # of a table under one heading
_IDLE = {  # what a pattern without a count does in its part of a frame
    "patterns": "is found nowhere: absent from the articles, or mistyped",
    "exclude": "takes nothing away: absent from the articles, no part of a mention, or mistyped",
    "wide": "would add nothing: absent from the articles, counted already, or mistyped",
}
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_LANGUAGE = {
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "pygments_lexer": "ipython3",
}


class NotebookError(ValueError):
    """A file that is no notebook; the message says why not."""


@click.group(invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """Compare how the articles of a corpus frame what they report. Without a command: run."""
    if context.invoked_subcommand is None:
        context.invoke(run)


@main.command()
def run() -> None:
    """Execute every notebook in place and write the figures and their index page."""
    try:
        root = find_settings().parent
        workbook = open_workbook()
        n_documents, n_mentions = len(workbook.documents), len(workbook.mentions)
    except (SettingsError, CorpusError) as error:
        click.echo(f"workbook: {error}", err=True)
        sys.exit(2)
    paths = sorted((root / "notebooks").glob("[0-9][0-9]_*.ipynb"))
    click.echo(
        f"{count_of(n_documents, 'document')}, {count_of(n_mentions, 'mention')}; {count_of(len(paths), 'notebook')}"
    )
    for row in workbook.patterns.query("count == 0").itertuples():
        click.echo(f"note: frames.{row.frame}.{row.part}: {row.pattern!r} {_IDLE[row.part]}")
    if not paths:
        click.echo(f"workbook: {root / 'notebooks'}: no notebook NN_name.ipynb there; restore one", err=True)
        sys.exit(2)
    with tempfile.TemporaryDirectory() as drawn:
        executed = {
            path: _execute(path, Path(drawn), f"[{number}/{len(paths)}]") for number, path in enumerate(paths, start=1)
        }
        changed = sum(write_if_changed(path, content) for path, content in executed.items())
        changed += _replace_figures(Path(drawn), root / "figures")
    figures = len(list((root / "figures").glob("[0-9][0-9]_*.svg")))
    click.echo(
        f"{count_of(len(paths), 'notebook')} executed, {count_of(figures, 'figure')} drawn (see figures/README.md); "
        f"{count_of(changed, 'file')} changed in {root}"
    )


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def coding(files: tuple[Path, ...]) -> None:
    """Write a sheet on which a reader judges every mention, or compare one that was filled in.

    Without FILES: coding/mentions.csv and .html beside workbook.toml. With one: it against the rules; with two:
    one against the other; every mention on which they differ stands below. A sheet saved as coding/reading.csv is
    compared in 04_context too.
    """
    try:
        workbook = open_workbook()
        said = _compare_sheets(workbook, files) if files else _write_sheet(workbook)
    except (SettingsError, CorpusError) as error:
        click.echo(f"workbook: {error}", err=True)
        sys.exit(2)
    click.echo(said)


def _write_sheet(workbook: Workbook) -> str:
    """Write the sheet to fill in and its page, unless that would undo a reader's work; say where they are."""
    file = workbook.reading.with_name("mentions.csv")
    if is_filled(file):
        msg = f"{file}: is filled in, or cannot be read; rename or move it, since a new sheet would replace it"
        raise CodingError(msg)
    sheet = coding_sheet(workbook.labelled(workbook.judged))
    write_if_changed(file, to_safe_csv(sheet))
    write_if_changed(file.with_suffix(".html"), sheet_page(sheet).encode())
    return f"{count_of(len(sheet), 'mention')} in {file}, to read in mentions.html beside it"


def _compare_sheets(workbook: Workbook, files: tuple[Path, ...]) -> str:
    """One sheet against the rules or another: how far they agree, what they count, and where they differ."""
    if len(files) > 2:
        msg = f"{len(files)} files; give one, to compare it with the rules, or two"
        raise SettingsError(msg)
    judged = workbook.labelled(workbook.judged)
    codings = [read_coding(file, judged) for file in files]
    filled = [(codes[list(CODES)] != "").any(axis=1) for codes in codings]
    for file, any_code in zip(files, filled, strict=True):
        if not any_code.any():
            msg = f"{file}: judges none of the {count_of(len(judged), 'mention')} that the workbook has now"
            raise CodingError(msg)
    n_judged = int(np.logical_and.reduce(filled).sum())
    said = [f"{'The reader' if len(files) == 1 else 'Both'} judged {n_judged} of {count_of(len(judged), 'mention')}."]
    confidence = workbook.settings.statistics.confidence
    if len(files) == 1:
        one, other, names = codes_of_rules(judged), codings[0], ("rules", "reader")
        agreed = agreement(one, other, confidence).query("code != 'meant'")  # rules hold all that is found to be meant
        said.append(_show_scored(precision_recall(one, other, confidence)))
    else:
        one, other, names = codings[0], codings[1], ("first", "second")
        agreed = agreement(one, other, confidence)
    said += [_show_agreed(agreed), _show_counts(compare_counts(one, other, workbook.frames), names)]
    return "\n\n".join([*said, _show_differences(workbook.labelled(list_differences(one, other)), names)])


def _show_scored(scored: pd.DataFrame) -> str:
    """How often the rules are right, and how much they find."""
    note = "Precision: of those that are so by the rules, so by the reader too; recall: the other way round."
    return str(present(scored, ["kind", "measure", "count", "of", "share", "interval"], note))


def _show_agreed(agreed: pd.DataFrame) -> str:
    """How far two codings agree."""
    columns = ["code", "agree", "mentions", "share", "interval", "kappa"]
    return str(present(agreed, columns, "Mentions to which both give the same code."))


def _show_counts(counts: pd.DataFrame, names: tuple[str, str]) -> str:
    """What each of two codings counts."""
    counts = counts.rename(columns={"by_one": f"by_{names[0]}", "by_other": f"by_{names[1]}"})
    columns = ["frame", "kind", "mentions", f"by_{names[0]}", f"by_{names[1]}", "by_both"]
    return str(present(counts, columns, "How many of the frame's mentions are of a kind."))


def _show_differences(differences: pd.DataFrame, names: tuple[str, str]) -> str:
    """Every mention on which two codings differ, however many."""
    if not len(differences):
        return "They differ nowhere."
    differences = differences.rename(columns={"one": names[0], "other": names[1]})
    columns = ["label", "line", "node", "code", *names]
    parts = [differences.iloc[at : at + _ROWS] for at in range(0, len(differences), _ROWS)]
    listed = "\n".join(str(present(part, columns)) for part in parts)
    return f"{listed}\nThey differ in {count_of(len(differences), 'code')}."


def _execute(path: Path, figures: Path, counter: str) -> bytes:
    """Execute a notebook with a line of progress, or end the command."""
    click.echo(f"{counter} notebooks/{path.name} … ", nl=False)
    started = time.perf_counter()
    try:
        content = execute_notebook(path, figures)
    except NotebookError as error:
        click.echo("failed")
        click.echo(f"workbook: notebooks/{path.name}: {error}; restore it; nothing was written", err=True)
        sys.exit(2)
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        click.echo("failed")
        click.echo(f"workbook: notebooks/{path.name}: {_last_line(str(error))}; nothing was written", err=True)
        sys.exit(1)
    click.echo(f"{time.perf_counter() - started:.1f} s")
    return content


def _replace_figures(drawn: Path, folder: Path) -> int:
    """Put the figures of this run in place of those of the last; how many files changed."""
    changed = sum(write_if_changed(folder / path.name, path.read_bytes()) for path in sorted(drawn.iterdir()))
    for path in folder.glob("[0-9][0-9]_*.*"):
        if path.suffix[1:] in FORMATS and not (drawn / path.name).exists():
            path.unlink()
            changed += 1
    return changed + write_if_changed(folder / "README.md", build_index(folder))


def execute_notebook(path: Path, figures: Path) -> bytes:
    """Run a notebook from a fresh kernel in its own folder.

    Parameters
    ----------
    path : Path
        The notebook.
    figures : Path
        Folder in which its figures are written.

    Returns
    -------
    bytes
        The executed notebook. Nothing in it says when, for how long or by which Python it was run.

    Raises
    ------
    NotebookError
        When the file is no notebook.
    CellExecutionError, CellTimeoutError, DeadKernelError
        When a cell fails, takes longer than five minutes, or its kernel dies.
    """
    notebook = _read_notebook(path)
    notebook.metadata = nbformat.NotebookNode(kernelspec=_KERNEL, language_info=_LANGUAGE)
    client = NotebookClient(
        notebook,
        timeout=_CELL_SECONDS,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    )
    # the kernel alone is told where figures go; its own start-up notices are dropped
    client.execute(env={**os.environ, FIGURES_VARIABLE: str(figures)}, stderr=subprocess.DEVNULL)
    notebook.metadata = nbformat.NotebookNode(kernelspec=_KERNEL, language_info=_LANGUAGE)
    return (nbformat.writes(notebook).rstrip("\n") + "\n").encode()


def _read_notebook(path: Path) -> nbformat.NotebookNode:
    """A notebook of the current format."""
    try:
        text = path.read_text(encoding="utf-8")
        nbformat.validate(json.loads(text))  # before reading, which only logs some of what is wrong
        return nbformat.reads(text, as_version=4)
    except Exception as error:  # whatever nbformat stumbles over: AttributeError, TypeError, ImportError …
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        msg = f"cannot be read as a notebook ({reason})"
        raise NotebookError(msg) from None


def _last_line(text: str) -> str:
    """The line of a traceback that says what happened, without terminal colours."""
    lines = [line for line in click.unstyle(text).splitlines() if line.strip()]
    return lines[-1] if lines else "no message"


if __name__ == "__main__":
    main(prog_name="workbook")
