"""The `workbook` command: run, report, check, new and coding."""

from __future__ import annotations

import functools
import sys
import time
from collections.abc import Callable
from importlib.resources import files as package_files
from pathlib import Path

import click
import numpy as np
import pandas as pd

from analysis.coding import agreement, compare_counts, list_differences, precision_recall
from analysis.coding_sheets import CODES, CodingError, codes_of_rules, coding_sheet, is_filled, read_coding, sheet_page
from analysis.corpus import DOCUMENT_COLUMNS, CorpusError
from analysis.display import present
from analysis.grouping import MOST_UNITS, list_alike, suggest_groups
from analysis.interruption import STOPPED, STOPPED_CODE, loading
from analysis.oddities import describe_corpus, list_oddities
from analysis.outputs import FailedNotebookError, NotebookError, OutputError, ReportError, check_output
from analysis.pack import to_safe_csv, write_if_changed
from analysis.progress import WIDTH, say_left, write_over
from analysis.settings import FILE_NAME, SettingsError, find_settings, load_settings
from analysis.units import ARTICLE, CORPUS
from analysis.wording import count_of, join_words
from analysis.workbook import Workbook

_ROWS = 200  # of a table under one heading
_OWN_NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
_BAD_INPUT = (SettingsError, CorpusError, CodingError, OutputError, NotebookError, ReportError)
_CONFIG = click.option(
    "--config", type=click.Path(path_type=Path), help=f"The {FILE_NAME} to use; by default the one here or above."
)
_OUT = click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The folder for notebooks, figures and report; by default `out` beside the settings.",
)


@click.group(invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """Compare how the articles of a corpus frame what they report. Without a command: run."""
    if context.invoked_subcommand is None:
        context.invoke(run)


def _command(function: Callable[..., None]) -> click.Command:
    """A command that says in one line what went wrong: exit code 2 for bad input, 1 for a fault, 130 for Ctrl-C."""

    @click.option("--debug", is_flag=True, help="On an error, show where in the program it arose.")
    @functools.wraps(function)
    def guarded(debug: bool, **options: object) -> None:
        try:
            function(**options)
        except KeyboardInterrupt:
            _say_last(STOPPED)
            sys.exit(STOPPED_CODE)
        except (*_BAD_INPUT, FailedNotebookError, Exception) as error:
            if debug:
                raise
            _say_last(f"workbook: {_explain(error)}")
            sys.exit(2 if isinstance(error, _BAD_INPUT) else 1)

    return main.command()(guarded)


def _say_last(line: str) -> None:
    """Say how a command ended; on a terminal in place of how far it had come."""
    click.echo(f"\r{line:<{WIDTH}}" if sys.stderr.isatty() else line, err=True)


def _explain(error: Exception) -> str:
    """What went wrong, in one line unless there is more than one thing to mend."""
    if isinstance(error, (*_BAD_INPUT, FailedNotebookError)):
        return str(error)
    reason = next(iter(str(error).splitlines()), "no message")
    return f"{type(error).__name__}: {reason}; run the command again with --debug to see where"


@_command
@_CONFIG
@_OUT
def run(config: Path | None, out: Path | None) -> None:
    """Execute every notebook and write the figures and their index page.

    In the folder of the workbook itself: in place. With --config or --out, and wherever else: into a folder of its
    own.
    """
    with loading():  # takes long
        from analysis.running import find_notebooks, run_in_place, run_into

    file = _find(config)
    workbook = Workbook(load_settings(file), _tell_pieces())
    size = f"{count_of(workbook.extent.articles, 'document')}, {count_of(len(workbook.unit_judged), 'mention')}"
    folder = _find_output(workbook, config, out)
    notebooks = find_notebooks(_OWN_NOTEBOOKS if folder else file.parent / "notebooks")
    click.echo(f"{size}; {count_of(len(notebooks), 'notebook')}{_say_sample(workbook)}")
    _echo_notes(workbook)
    click.echo(run_into(folder, notebooks, workbook) if folder else run_in_place(notebooks, workbook))


@_command
@_CONFIG
@_OUT
def check(config: Path | None, out: Path | None) -> None:
    """Say what would be read, how many mentions of each frame there are, and what is odd; run and write nothing."""
    file = _find(config)
    workbook = Workbook(load_settings(file), _tell_pieces())
    documents, units = workbook.raw_documents, workbook.units  # both may be refused, before anything is said
    counts = (workbook.large.judged if workbook.large else workbook.mentions)["frame"].value_counts()
    _find_output(workbook, config, out)
    others = [name for name in documents if name not in {*DOCUMENT_COLUMNS, "text", "row"}]
    mentions = [f"{frame} {counts.get(frame, 0):,}" for frame in workbook.frames]
    click.echo(f"settings: {file}")
    read = describe_corpus(documents, workbook.tokens, others)
    whole = f"{count_of(workbook.extent.articles, 'document')}; sample of " if workbook.large else ""
    click.echo(f"corpus:   {workbook.settings.corpus_path}: {whole}{read}")
    if units.grouped:
        click.echo(f"grouped:  by {workbook.unit}: {join_words(units.table['label'])}")
    click.echo(f"mentions: {join_words(mentions)}{' (in all documents)' if workbook.large else ''}")
    _echo_notes(workbook)


@_command
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Write a workbook.toml to start from into FOLDER, with a comment on every choice."""
    file = folder / FILE_NAME
    if file.exists():
        msg = f"{file}: is there already, and stays as it is; name another folder"
        raise OutputError(msg)
    try:
        write_if_changed(file, package_files("analysis").joinpath("new_workbook.toml").read_bytes())
    except OSError as error:
        msg = f"{file}: cannot be written ({error.strerror}); name another folder"
        raise OutputError(msg) from error
    click.echo(f"{file}: fill it in, then: workbook check --config {folder}, workbook run --config {folder}")


def _say_sample(workbook: Workbook) -> str:
    """How many documents are looked at, where these are not all."""
    extent = workbook.extent
    return f"; looked at: a sample of {extent.sampled:,} of {extent.articles:,} documents" if extent.sampled else ""


def _tell_pieces() -> Callable[[int, int], None]:
    """Says how far the counting of a large corpus has come: a line that is written over, or one per piece."""
    started = time.monotonic()

    def tell(done: int, total: int) -> None:
        left = say_left((time.monotonic() - started) / done * (total - done))
        head = f"counting: piece {done} of {total}{f', {left}' if done < total else ''}"
        if sys.stderr.isatty():
            write_over(head, last=done == total)
        else:
            click.echo(head, err=True)

    return tell


def _find(config: Path | None) -> Path:
    """The settings file that is meant: a file, the one in a folder, or the one here or above."""
    if config is None:
        return find_settings()
    return (config / FILE_NAME if config.is_dir() else config).resolve()


def _find_output(workbook: Workbook, config: Path | None, out: Path | None) -> Path | None:
    """The folder of its own that a run writes to, refused where it cannot be; none where a run writes in place."""
    root = workbook.settings.file.parent
    if config is None and out is None and (root / "notebooks").is_dir():
        return None
    folder = out or root / "out"
    check_output(folder, workbook.settings, _OWN_NOTEBOOKS)
    return folder


def _echo_notes(workbook: Workbook) -> None:
    """What is odd in the corpus, a line each."""
    for oddity in list_oddities(workbook.raw_documents, workbook.tokens, workbook.patterns):
        click.echo(f"note: {oddity}")
    for alike in list_alike(workbook.units.names if workbook.units.grouped else []):
        names = join_words([repr(name) for name in alike])
        click.echo(f"note: {names} are groups of their own; if they are meant as one, write them alike in the table")
    if workbook.units.asked and not workbook.units.grouped:
        few = f"{count_of(workbook.extent.articles, 'document')}, it takes more than {MOST_UNITS}"
        click.echo(f"note: [corpus] group = {workbook.units.asked!r} is not used: {few}")
    if workbook.extent.articles > MOST_UNITS and workbook.unit in {ARTICLE, CORPUS}:
        groups = [f"{name} ({count_of(n, 'value')})" for name, n in suggest_groups(workbook.raw_documents).items()]
        which = f"group under [corpus] would set these beside each other: {join_words(groups)}" if groups else ""
        which = which or "a column to group by, with at most 40 values, would set groups of them beside each other"
        click.echo(f"note: {workbook.extent.articles:,} documents are too many to have a row each; {which}")


@_command
def report() -> None:
    """Put the executed notebooks and their figures on one page, report.html, that needs nothing else."""
    with loading():  # takes long
        from analysis.report import build_report

    file = find_settings()
    page = build_report(Workbook(load_settings(file)), file.parent)
    write_if_changed(file.parent / "report.html", page)
    click.echo(f"{file.parent / 'report.html'}: {len(page) / 1e6:.1f} MB; opens in any browser, without a network")


@_command
@_CONFIG
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def coding(config: Path | None, files: tuple[Path, ...]) -> None:
    """Write a sheet on which a reader judges every mention, or compare one that was filled in.

    Without FILES: coding/mentions.csv and .html beside workbook.toml. With one: it against the rules; with two:
    one against the other; every mention on which they differ stands below. A sheet saved as coding/reading.csv is
    compared in 04_context too.
    """
    workbook = Workbook(load_settings(_find(config)))
    click.echo(_compare_sheets(workbook, files) if files else _write_sheet(workbook))


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
