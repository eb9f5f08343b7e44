"""All notebooks as one page that needs nothing else: for readers without Python, to send, to print, to copy from."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Callable
from functools import partial
from importlib.resources import files
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
import PIL.Image
import pyarrow as pa
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode

from analysis.inline_svg import inline_svg, read_description
from analysis.key_types import top_types
from analysis.mention_lines import Line, list_lines
from analysis.outputs import ReportError
from analysis.page_text import set_markdown, table_setter
from analysis.provenance import hash_corpus, hash_settings, locked_versions
from analysis.term_lines import list_term_lines
from analysis.units import Units
from analysis.wording import count_of, join_words
from analysis.workbook import Workbook

_MOST_LINES = 2000  # mentions: more are no reading
_FILES = {"SVG": "image/svg+xml", "PNG": "image/png", "PDF": "application/pdf", "CSV": "text/csv"}
_PACKED = {"SVG", "CSV"}
_COLOURS = 256
_FIGURE = re.compile(r"Files: figures/(\d\d_[a-z0-9_]+) as [^\n]*\n(.*)", re.DOTALL)  # as `pack` prints it
_TABLE = re.compile(r"figures/(\d\d_[a-z0-9_]+)\.csv \(check sum")  # as `pack` writes it under a table
_PRIORITY = ["image/svg+xml", "text/html", "text/markdown", "image/png", "text/plain"]
_SCRIPT = """
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-unpacked]");
  if (!link || !window.DecompressionStream) return;
  event.preventDefault();
  const packed = Uint8Array.from(atob(link.href.split(",")[1]), (sign) => sign.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const file = new Blob([await new Response(stream).arrayBuffer()], { type: link.dataset.type });
  const save = document.createElement("a");
  save.href = URL.createObjectURL(file);
  save.download = link.dataset.unpacked;
  save.click();
});
"""


class LineList(NamedTuple):
    """The mentions of a frame, or the tokens of a type, in an article."""

    counted: str
    article: str
    anchor: str
    lines: list[Line]
    words: str  # how many there are


class Figure(NamedTuple):
    """The files of a figure."""

    name: str
    contents: dict[str, bytes]  # by the kinds of `_FILES`
    caption: str  # Markdown


def build_report(workbook: Workbook, root: Path) -> bytes:
    """Put the executed notebooks and their figures on one page.

    Parameters
    ----------
    workbook : Workbook
        The workbook.
    root : Path
        Folder of its executed notebooks/ and figures/.

    Returns
    -------
    bytes
        An HTML page without code, with every figure, its files to download, and every mention in its sentence. It
        asks for nothing from anywhere, and no script runs in it but its own. Same bytes for the same files.

    Raises
    ------
    ReportError
        When a notebook has not been run, or a figure's file is missing.
    """
    notebooks = {path.stem: _read_notebook(path) for path in sorted((root / "notebooks").glob("[0-9][0-9]_*.ipynb"))}
    if not notebooks:
        msg = f"{root / 'notebooks'}: no notebook NN_name.ipynb there; restore one"
        raise ReportError(msg)
    lines = list_lines(workbook.judged, workbook.by_date, workbook.frames, _list_owners(workbook))
    lists = _cut_lists(_list_by_article(lines, lambda n, frame: f"{count_of(n, 'mention')} of {frame}"))
    shown = [line for own in lists for line in own.lines]
    terms = _list_by_article(_list_terms(workbook), lambda n, term: f"“{term}”, {count_of(n, 'token')}")
    terms = _cut_lists(terms)
    links = {line.anchor: line.short for line in shown} | {own.anchor: own.words for own in [*lists, *terms]}
    merged = merge_notebooks(notebooks)
    for cell in merged.cells:
        if cell.cell_type == "code":
            cell.outputs = _set_figures(cell.outputs, root / "figures", links)
    lock = Path(__file__).parents[1] / "requirements.lock"
    page = {
        "title": "How do the articles frame what they report?",
        "standfirst": _count_all(workbook),
        "sections": [{"name": stem, "title": _title(notebook)} for stem, notebook in notebooks.items()],
        "mentions": [(frame, list(own)) for frame, own in groupby(lists, key=attrgetter("counted"))],
        "terms": [(article, list(own)) for article, own in groupby(terms, key=attrgetter("article"))],
        "some_left_out": len(shown) < len(lines),
        "mentions_note": _note_lines(len(shown), len(lines)) + (" Of the sample only." if workbook.large else ""),
        "corpus": hash_corpus(workbook.raw_documents),
        "settings": hash_settings(workbook.settings),
        "packages": locked_versions(lock.read_text(encoding="utf-8")) if lock.is_file() else [],
        "script": _SCRIPT,
    }
    return _export(merged, page, {stem: stem for stem in notebooks}).encode()


def _list_by_article(lines: list[Line], say: Callable[[int, str], str]) -> list[LineList]:
    """Lines that follow each other and are of one thing in one article, under words that say how many they are."""
    lists = []
    for (counted, owner, anchor), group in groupby(lines, key=attrgetter("frame", "owner", "list_anchor")):
        own = list(group)
        lists.append(LineList(counted, owner, anchor, own, f"{owner}: {say(len(own), counted)}"))
    return lists


def _list_owners(workbook: Workbook) -> Units | None:
    """What lists of mentions are of: groups, where all mentions that their marks count are looked at; else articles."""
    return workbook.units if workbook.units.grouped and not workbook.large else None


def _list_terms(workbook: Workbook) -> list[Line]:
    """The tokens of the types that 06 draws; only of articles that are looked at, so of groups none."""
    top = top_types(workbook.keyness, 1 - workbook.settings.statistics.confidence)
    top = top[top["doc_id"].isin([] if workbook.units.grouped else workbook.tokens.doc_ids)]
    raw_texts = workbook.raw_documents["text"].tolist()
    return list_term_lines(top, workbook.tokens, workbook.documents, workbook.ledger, raw_texts)


def _cut_lists(lists: list[LineList]) -> list[LineList]:
    """Whole lists, as many as a page holds, so that each holds what it says; one that is too long is left out."""
    kept, left = [], _MOST_LINES
    for own in lists:
        if len(own.lines) <= left:
            kept.append(own)
            left -= len(own.lines)
    return kept


def merge_notebooks(notebooks: dict[str, NotebookNode]) -> NotebookNode:
    """Make one notebook of several.

    Parameters
    ----------
    notebooks : dict of str to NotebookNode
        The notebooks, each under the name of its section.

    Returns
    -------
    NotebookNode
        Their cells one after the other; `metadata.section` of each names its section, and `metadata.opens` says
        whether it is the first there.
    """
    merged = nbformat.v4.new_notebook()
    for section, notebook in notebooks.items():
        for number, cell in enumerate(notebook.cells):
            cell.metadata = NotebookNode(section=section, opens=number == 0)
            cell.id = f"cell-{len(merged.cells)}"  # unique over all of them
            merged.cells.append(cell)
    return merged


def _read_notebook(path: Path) -> NotebookNode:
    """A notebook that was run from top to bottom."""
    notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    counts = [cell.execution_count for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    if counts != list(range(1, len(counts) + 1)):
        msg = f"notebooks/{path.name}: not run from top to bottom; run `workbook` first"
        raise ReportError(msg)
    return notebook


def _title(notebook: NotebookNode) -> str:
    """The first heading of a notebook."""
    return notebook.cells[0].source.splitlines()[0].lstrip("# ")


def _set_figures(outputs: list[NotebookNode], folder: Path, links: dict[str, str]) -> list[NotebookNode]:
    """The outputs of a cell, the picture of a figure and what it holds replaced by the figure with its files.

    Outputs that a page cannot show, as scripts, are left out.
    """
    kept: list[NotebookNode] = []
    for output in outputs:
        found = _FIGURE.match(output.get("data", {}).get("text/plain", ""))
        table = _TABLE.search(output.get("data", {}).get("text/html", ""))
        if table:
            output.metadata = NotebookNode(table=_set_table(folder, table[1]))
        if found:
            if kept and "image/png" in kept[-1].get("data", {}):
                kept.pop()
            kept.append(_set_figure(_read_figure(folder, found[1]), found[2], links))
        elif output.output_type == "stream" or set(_PRIORITY) & set(output.get("data", {})):
            kept.append(output)
    return kept


def _read_figure(folder: Path, name: str) -> Figure:
    """The files of a figure; its caption is the third paragraph of its Markdown (see `pack`)."""
    contents = {kind: _read_file(folder / f"{name}.{kind.lower()}") for kind in _FILES}
    return Figure(name, contents, _read_file(folder / f"{name}.md").decode().split("\n\n")[2])


def _read_file(path: Path) -> bytes:
    """A file of the last run."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        msg = f"figures/{path.name}: missing; run `workbook` first"
        raise ReportError(msg) from None


def _set_figure(figure: Figure, holds: str, links: dict[str, str]) -> NotebookNode:
    """A figure as an output of a cell."""
    alt = read_description(figure.contents["SVG"])
    svg = inline_svg(figure.contents["SVG"], f"figure-{figure.name}", alt, links)
    shown = {
        "name": figure.name,
        "alt": alt,
        "caption": figure.caption,
        "holds": holds,
        "n_links": svg.count("<a href="),
        "files": [_offer(figure.name, kind, content) for kind, content in figure.contents.items()],
    }
    return nbformat.v4.new_output("display_data", {"image/svg+xml": svg}, metadata={"figure": shown})


def _set_table(folder: Path, name: str) -> NotebookNode:
    """What a table offers to download."""
    return NotebookNode(name=name, files=[_offer(name, "CSV", _read_file(folder / f"{name}.csv"))])


def _offer(name: str, kind: str, content: bytes) -> dict[str, str]:
    """A file to download: as it is in figures/, but for the PNG, which has fewer colours here to take less room."""
    file, media = f"{name}.{kind.lower()}", _FILES[kind]
    if kind in _PACKED:  # a browser without script downloads it packed
        packed = pa.Codec("gzip", compression_level=9).compress(content, asbytes=True)  # the same on every Python
        data = _data_address("application/gzip", packed)
        return {"kind": kind, "name": f"{file}.gz", "data": data, "unpacked": file, "type": media}
    content = _reduce_colours(content) if kind == "PNG" else content
    return {"kind": kind, "name": file, "data": _data_address(media, content)}


def _data_address(media: str, content: bytes) -> str:
    return f"data:{media};base64,{base64.b64encode(content).decode()}"


def _reduce_colours(png: bytes) -> bytes:
    """The same picture, at the same resolution, in 256 colours."""
    picture, content = PIL.Image.open(io.BytesIO(png)), io.BytesIO()
    dpi = picture.info.get("dpi", (300, 300))
    picture.convert("RGB").quantize(_COLOURS).save(content, "png", optimize=True, dpi=dpi)
    return content.getvalue()


def _count_all(workbook: Workbook) -> str:
    """What the report is about, in one line."""
    counts = workbook.unit_judged["frame"].value_counts()
    frames = join_words(f"{counts.get(frame, 0):,} of {frame}" for frame in workbook.frames)
    articles = count_of(workbook.extent.articles, "article")
    tokens = count_of(int(workbook.pooled["tokens"].iloc[0]), "token")
    return f"{articles}, {tokens}, {count_of(len(workbook.unit_judged), 'mention')}: {frames}."


def _note_lines(shown: int, found: int) -> str:
    """What stands above the mentions."""
    order = "By frame and article, articles in order of date; lines are those of the raw file."
    said = "By whom a mention is said, and whether it is opposed or refused, is judged by rules and can be wrong."
    return (
        f"{order} {said}"
        if shown == found
        else f"{shown:,} of {found:,}: as many whole lists as a page holds. {order} {said}"
    )


def _integrity(script: str) -> str:
    """The name under which the page's policy lets its own script run, and no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


def _export(notebook: NotebookNode, page: dict[str, Any], sections: dict[str, str]) -> str:
    """The page, by nbconvert and the template beside this module."""
    exporter = TemplateExporter(
        config={"NbConvertBase": {"display_data_priority": _PRIORITY}},
        template_file=str(files("analysis") / "report.html.j2"),
        template_name="base",
        file_extension=".html",
        exclude_input=True,
        filters={
            "set_markdown": partial(set_markdown, sections=sections, taken=set()),
            "set_html": table_setter(),
            "integrity": _integrity,
        },
    )
    text, _ = exporter.from_notebook_node(notebook, {"page": page})
    return text
