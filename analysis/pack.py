"""Put figures and tables into the files people copy, and print what nbval can compare.

nbval does not compare pictures. So `show` also prints what the figure holds, and a changed number, label or
colour changes that text.
"""

from __future__ import annotations

import html
import io
import os
import re
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import PIL.Image
from IPython.display import Image, display
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import Collection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from analysis.canvas import in_house_style
from analysis.cells import guard_cell
from analysis.display import Table, present
from analysis.lettering import boxes_for_unknown
from analysis.prose import Sentence
from analysis.settings import find_settings
from analysis.wording import escape_markdown

FIGURES_VARIABLE = "WORKBOOK_FIGURES"
_COMPARED_BY = "PYTEST_VERSION"  # pytest sets it, and the kernels that nbval starts inherit it
FORMATS = ("svg", "pdf", "png", "csv", "md")
_NAME = re.compile(r"\d\d_[a-z0-9_]+")
_INDEX = "# Figures\n\nWritten by `workbook`."  # how the page of a run begins
_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")  # characters that no XML file may hold
_SCREEN_DPI = 192
_SCREEN_COLOURS = 128
_CSS_DPI = 96


def show(name: str, figure: Figure | Axes, data: pd.DataFrame, caption: str, alt: str) -> None:
    """Save a figure, display it, and put its fingerprint under it.

    Writes figures/NAME.svg, .pdf, .png (300 dpi), .csv and .md beside workbook.toml, each only when its
    bytes change. (`workbook run` has them written elsewhere until every notebook has run; while pytest
    compares notebooks, nothing is written.)

    Parameters
    ----------
    name : str
        Two digits of the notebook, underscore, lower-case words: "03_rates".
    figure : Figure or Axes
        What to show.
    data : DataFrame
        The numbers behind it.
    caption : str
        Ready to paste under the figure.
    alt : str
        What the figure shows, for readers who do not see it; where it is empty there is nothing to show: the caption,
        which says why, is all that is displayed, and files of an earlier figure of the name are taken away.

    Raises
    ------
    ValueError
        When the name has another form.
    """
    _check_name(name)
    drawn = figure if isinstance(figure, Figure) else figure.get_figure(root=True)
    assert drawn is not None, "Axes stand in a figure"
    if not alt:
        display(Sentence(caption))
        for path in _places(name):
            path.unlink(missing_ok=True)
        return
    if folder := figures_folder():
        for ending, content in _render(name, drawn, data, caption, alt).items():
            write_if_changed(folder / f"{name}.{ending}", content)
    picture = _reduce_colours(_save(drawn, "png", dpi=_SCREEN_DPI))
    size = [round(inches * _CSS_DPI) for inches in drawn.get_size_inches()]
    display(Image(picture, width=size[0], height=size[1], alt=alt))
    table = to_safe_csv(data).decode("utf-8-sig")
    words = f"caption {_check_sum([caption])}; alt text {_check_sum([alt])}; csv {_check_sum([table])}"
    display(Fingerprint(f"{fingerprint(name, drawn, data)}\n{words}"))


def _places(name: str) -> list[Path]:
    """Where the files of a figure are, if any are written."""
    folder = figures_folder()
    return [folder / f"{name}.{ending}" for ending in FORMATS] if folder else []


def show_table(
    name: str,
    table: pd.DataFrame,
    columns: Iterable[str] = (),
    note: str = "",
    units: Mapping[str, str] | None = None,
    unit: str = "article",
) -> Table:
    """Make a table fit to read (see `present`), and save all of it as figures/NAME.csv.

    Parameters
    ----------
    name : str
        Two digits of the notebook, underscore, lower-case words, as no figure is called: "03_differences".
    table : DataFrame
        Numbers and text.
    columns, note, units, unit
        As for `present`. The note then names the file and gives its check sum.

    Returns
    -------
    Table
        For display only.

    Raises
    ------
    ValueError
        When the name has another form, or more than six columns would be shown.
    """
    _check_name(name)
    content = to_safe_csv(table)
    where = f"All columns: figures/{name}.csv (check sum {_check_sum([content.decode('utf-8-sig')])})."
    shown = present(table, columns, f"{note} {where}".strip(), units, unit)
    if folder := figures_folder():
        write_if_changed(folder / f"{name}.csv", content)
    return shown


class Fingerprint(str):
    """What a figure holds: text that nbval compares, folded under its first line in a notebook."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        first, _, rest = html.escape(self, quote=False).partition("\n")
        return f"<details><summary><small>{first}</small></summary>\n<pre>\n{rest}\n</pre></details>"


def figures_folder() -> Path | None:
    """Where figures are written: figures/ beside workbook.toml, unless `workbook run` says otherwise.

    Nowhere while pytest runs: a comparison must leave what it compares with as it is.
    """
    if folder := os.environ.get(FIGURES_VARIABLE):
        return Path(folder)
    return None if _COMPARED_BY in os.environ else find_settings().parent / "figures"


def _check_name(name: str) -> None:
    """Refuse a name that is no name of a file of figures/."""
    if not _NAME.fullmatch(name):
        msg = f"name: {name!r}; allowed: two digits, underscore, lower-case letters, as in '03_rates'"
        raise ValueError(msg)


@boxes_for_unknown()
def fingerprint(name: str, figure: Figure, data: pd.DataFrame) -> str:
    """Say in a few lines what a figure and its data hold.

    Parameters
    ----------
    name : str
        The figure's name.
    figure : Figure
        The figure.
    data : DataFrame
        The numbers behind it.

    Returns
    -------
    str
        Files; rows, and per column of numbers how many and their sum; the words around the figure; the axes;
        number of marks and texts with a check sum each; colours and hatches with how often each is used.
    """
    numbers = data.select_dtypes(["number", "bool"])
    sums = [f"{column} {values.count()} Σ {values.sum():.6g}" for column, values in numbers.items()]
    figure.draw_without_rendering()  # ticks get their labels when drawn
    marks = list(_marks(figure))
    texts = sorted(_texts(figure))
    positions = sorted(f"{_paints(artist)} {artist.get_alpha()} {_positions(artist)}" for artist in marks)
    paints = Counter(paint for artist in marks for paint in _paints(artist))
    lines = [
        f"Files: figures/{name} as {', '.join(FORMATS)}; what the figure holds",
        f"data: {len(data)} rows" + "".join(f"; {part}" for part in sums),
        f"words: {' / '.join(text.get_text() for text in figure.texts)}",
        *(f"axes: {_describe_axes(ax)}" for ax in figure.axes),
        f"marks: {len(marks)}, positions {_check_sum(positions)}; texts: {len(texts)}, {_check_sum(texts)}",
        "paint: " + ", ".join(f"{paint} ×{n}" for paint, n in sorted(paints.items())),
    ]
    return "\n".join(lines)


def write_if_changed(path: Path, content: bytes) -> bool:
    """Write a file whole or not at all, and only when its bytes change; say whether it was written."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True


def build_index(folder: Path) -> bytes:
    """The page that lists every figure of a folder, from their .md files, and then the tables."""
    pages = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("[0-9][0-9]_*.md"))}
    advice = "For Word take the PNG, for LaTeX the PDF, for slides and the web the SVG."
    head = f"{_INDEX} {advice}\n\n"
    tables = [path.name for path in sorted(folder.glob("[0-9][0-9]_*.csv")) if path.stem not in pages]
    listed = "".join(f"- [{name}]({name})\n" for name in tables)
    tail = f"\n## Tables\n\nTables of the notebooks that no figure shows, with all their columns.\n\n{listed}"
    return (head + "\n".join(pages.values()) + (tail if tables else "")).encode()


def is_index(page: bytes) -> bool:
    """Whether a page is one that `build_index` wrote."""
    return page.startswith(_INDEX.encode())


def list_index(page: bytes) -> list[str]:
    """Names of the files that belong to what an index page of a run lists, the page itself left out."""
    if not is_index(page):
        return []
    found = re.findall(rf"\]\(({_NAME.pattern})\.([a-z]+)\)", page.decode("utf-8", errors="replace"))
    drawn = {name for name, ending in found if ending != "csv"}
    tables = {name for name, _ in found} - drawn
    return sorted([f"{name}.{ending}" for name in drawn for ending in FORMATS] + [f"{name}.csv" for name in tables])


def to_safe_csv(data: pd.DataFrame) -> bytes:
    """A table as CSV that a spreadsheet opens as it stands: no cell starts a formula, accents stay accents."""
    safe = data.map(guard_cell).rename(columns=guard_cell)
    text = io.StringIO()
    safe.to_csv(text, index=False, float_format="%.6g", lineterminator="\n", date_format="%Y-%m-%d")
    return text.getvalue().encode("utf-8-sig")  # without the mark Excel takes quotation marks for another code page


def _render(name: str, figure: Figure, data: pd.DataFrame, caption: str, alt: str) -> dict[str, bytes]:
    """The bytes of every file of a figure."""
    links = " · ".join(f"[{ending.upper()}]({name}.{ending})" for ending in FORMATS[:-1])
    caption_text, alt_text = (escape_markdown(" ".join(text.split())) for text in (caption, alt))
    page = f"## {name}\n\n![{alt_text}]({name}.svg)\n\n{caption_text}\n\n{links}\n\n*Alt text:* {alt_text}\n"
    none = {"Creator": None, "Producer": None, "CreationDate": None}
    return {
        "svg": _save(figure, "svg", metadata={"Date": None, "Creator": None, "Title": name, "Description": alt}),
        "pdf": _save(figure, "pdf", metadata=none),
        "png": _save(figure, "png", dpi=300),
        "csv": to_safe_csv(data),
        "md": page.encode(),
    }


def _reduce_colours(png: bytes) -> bytes:
    """The same picture in so few colours that a notebook stays small; the files keep all of theirs."""
    content = io.BytesIO()
    PIL.Image.open(io.BytesIO(png)).convert("RGB").quantize(_SCREEN_COLOURS).save(content, "png", optimize=True)
    return content.getvalue()


@in_house_style
def _save(figure: Figure, ending: str, **options: object) -> bytes:
    """One format of a figure; nothing in it says when or by which version it was made."""
    if ending == "png":
        options["metadata"] = {"Software": None}
    content = io.BytesIO()
    figure.savefig(content, format=ending, **options)  # type: ignore[arg-type]
    return content.getvalue() if ending != "svg" else _NOT_XML.sub(b"", content.getvalue())


def _marks(figure: Figure) -> Iterator[Artist]:
    """What is plotted, without axes, ticks and text."""
    for ax in figure.axes:
        yield from (
            artist for artist in ax.get_children() if _is_mark(artist) and artist not in {ax.patch, *ax.spines.values()}
        )


def _is_mark(artist: Artist) -> bool:
    return isinstance(artist, (Line2D, Patch, Collection)) and artist.get_visible()


def _positions(artist: Artist) -> list[str]:
    """Where a mark stands, in the units of its data."""
    if isinstance(artist, Line2D):
        points = np.asarray(artist.get_xydata())
    elif isinstance(artist, Patch):
        points = artist.get_patch_transform().transform(artist.get_path().vertices)
    else:
        points = np.asarray(artist.get_offsets())  # type: ignore[attr-defined]
    return [" ".join(f"{value:.6g}" for value in pair) for pair in points]


def _paints(artist: Artist) -> list[str]:
    """Colours, markers and hatches of a mark."""
    if isinstance(artist, Line2D):
        marker = str(artist.get_marker())
        face = f"{marker} {to_hex(artist.get_markerfacecolor())}" if marker != "None" else "line"
        return [f"{to_hex(artist.get_color())} {face}"]
    if isinstance(artist, Patch):
        hatch = f" hatch {to_hex(artist.get_edgecolor())}" if artist.get_hatch() else ""
        return [to_hex(artist.get_facecolor()) + hatch]
    return [to_hex(colour) for colour in artist.get_facecolor()]  # type: ignore[attr-defined]


def _texts(figure: Figure) -> Iterator[str]:
    """Every text that is set, with its colour; tick labels where they are fixed words."""
    for text in figure.findobj(Text):
        if isinstance(text, Text) and text.get_text() and text.get_visible():
            place = " ".join(f"{value:.6g}" for value in text.get_position())
            yield f"{text.get_text()} {to_hex(text.get_color())} at {place}"


def _describe_axes(ax: Axes) -> str:
    """Labels and limits of both axes."""
    x, y = (" to ".join(f"{edge:.6g}" for edge in limits) for limits in (ax.get_xlim(), ax.get_ylim()))
    return f"x “{ax.get_xlabel()}” {x}; y “{ax.get_ylabel()}” {y}"


def _check_sum(lines: list[str]) -> str:
    return f"{zlib.crc32(chr(10).join(lines).encode()):08x}"
