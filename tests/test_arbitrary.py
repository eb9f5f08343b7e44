"""Whatever the texts, names and patterns are, every cell of every notebook runs, and its tables are sound.

Texts are words of several scripts, quotations and reports among signs of any kind: control characters, marks of
direction, line breaks of all systems. The only error that may come is the one that says that there is no word.
"""

import ast
import io
import json
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import nbformat
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from test_matching import plain_find

import analysis
from analysis.corpus import CorpusError
from analysis.pack import _render, fingerprint
from analysis.settings import Settings
from analysis.workbook import Workbook

ROOT = Path(__file__).parents[1]
WORDS = (
    "talks Talks TALKS talk-show non-talks US us the port ports not no refused to said that Lee “we want talks” ‘no’ "
    "\" - – … . , ? ! ( ) İstanbul ﬁne café שלום محادثات 会谈 it's don’t 1,000 U.S. co-\noperation e\u0301 ta\u200blks "
    "\u202etalks\u202c \ufeff \ufffd \x00 \x1b[31m \x85 \u2028 \r \r\n \n \t https://a.b/talks <b>talks</b> $x^2$ =1+1"
).split(" ")
SIGNS = st.text(st.characters(codec="utf-8"), max_size=8)
TEXT = st.lists(st.sampled_from(WORDS) | st.sampled_from(WORDS[:24]) | SIGNS, max_size=60).map(" ".join)
PATTERNS = [
    "talk*",
    "talks",
    "US",
    "us",
    "port?",
    "non-*",
    "not *",
    "the port",
    "*a*",
    "שלום",
    "said that",
    "İ*",
    "会谈",
]
NAME = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12).filter(str.strip)
FRAMES = st.dictionaries(
    NAME, st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=3, unique=True), min_size=1, max_size=3
)
CORPUS = st.lists(st.fixed_dictionaries({"text": TEXT, "label": SIGNS, "side": SIGNS}), min_size=1, max_size=4)
LITTLE = settings(
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@st.composite
def long_corpora(draw) -> list[dict[str, str]]:
    """Corpora with passages enough for themes, of which some repeat each other."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    passages = [" ".join(rng.choice(WORDS, 40)) for _ in range(12)]
    texts = ["\n".join(rng.choice(passages, 8)) for _ in range(draw(st.integers(1, 3)))]
    return [{**row, "text": f"{text}\n{row['text']}"} for row, text in zip(draw(CORPUS), texts, strict=False)]


def cells(number: str) -> list[str]:
    """The code of a notebook, without the cell that opens a workbook."""
    (path,) = (ROOT / "notebooks").glob(f"{number}_*.ipynb")
    notebook = nbformat.read(path, as_version=4)
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"][1:]


def open_corpus(folder: Path, rows: list[dict[str, str]], frames: dict[str, list[str]]) -> Workbook:
    path = folder / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    named = {name: {"patterns": patterns, "why": "any"} for name, patterns in frames.items()}
    return Workbook(Settings(file=folder / "workbook.toml", corpus={"path": path.name}, frames=named))


def run_cells(sources: Iterable[str], workbook: Workbook) -> None:
    """Run cells as a notebook does, and show what their last lines give, as text and as HTML or Markdown."""
    names = {"analysis": analysis, "workbook": workbook}
    for source in sources:
        body = ast.parse(source)
        last = body.body.pop() if isinstance(body.body[-1], ast.Expr) else None
        exec(compile(body, "<cell>", "exec"), names)
        shown = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names) if last else None
        for form in ("__repr__", "_repr_html_", "_repr_markdown_"):
            if shown is not None and hasattr(shown, form):
                assert isinstance(getattr(shown, form)(), str)


def tables(workbook: Workbook) -> dict[str, pd.DataFrame]:
    """Every table that the workbook has made so far."""
    made = {name: vars(workbook)[name] for name in vars(Workbook) if name in vars(workbook)}
    assert all(isinstance(getattr(Workbook, name), cached_property) for name in made)
    return {name: table for name, table in made.items() if isinstance(table, pd.DataFrame)}


def check_table(name: str, table: pd.DataFrame) -> None:
    """Probabilities and shares lie in 0 to 1, intervals are in order and hold what they are of."""
    for column in table.select_dtypes("number"):
        if column.split("_")[0] in {"p", "share", "smallest", "verbatim", "weight"} and column != "smallest_expected":
            assert table[column].dropna().between(-1e-12, 1 + 1e-12).all(), (name, column)
    for low, high in (("low", "high"), ("boot_low", "boot_high")):
        if low not in table:
            continue
        assert (table[low].isna() == table[high].isna()).all(), name
        ends = table.dropna(subset=[low, high])
        assert (ends[low] <= ends[high]).all(), name
        for estimate in {"rate", "share", "ratio", "log_ratio"} & set(table) if low == "low" else ():
            known = ends.dropna(subset=[estimate])
            room = 1e-9 * known[estimate].abs()
            assert ((known[low] <= known[estimate] + room) & (known[estimate] <= known[high] + room)).all(), name


def check_counts(workbook: Workbook) -> None:
    """Mentions, rates and types are those that are found one token at a time."""
    tokens, per = workbook.tokens, workbook.settings.statistics.per
    words = tokens.types[tokens.ids].tolist()
    home = np.repeat(tokens.doc_ids, np.diff(tokens.doc_offsets)).tolist()
    rates = workbook.rates.set_index(["frame", "doc_id"])
    for frame, patterns in workbook.dictionary.patterns.items():
        found = Counter(home[first] for first, _, _ in plain_find(tokens, list(patterns), []))
        mentions = workbook.mentions.query("frame == @frame")
        assert mentions["doc_id"].value_counts().to_dict() == found
        for doc_id in tokens.doc_ids:
            row = rates.loc[(frame, doc_id)]
            assert (row["count"], row["tokens"]) == (found[doc_id], home.count(doc_id))
            wanted = per * found[doc_id] / row["tokens"] if row["tokens"] else np.nan
            assert row["rate"] == pytest.approx(wanted, nan_ok=True)
    counted = Counter(zip(home, words, strict=True))
    for row in workbook.keyness.itertuples():
        assert row.count_target == counted[row.doc_id, row.type]
        assert row.count_target + row.count_reference == words.count(row.type)


def check_places(workbook: Workbook) -> None:
    """A mention is where its line and column say, in a text that cleaning left as it was."""
    texts = workbook.raw_documents.set_index("doc_id")["text"]
    changed = set(workbook.ledger["doc_id"])
    for row in workbook.mentions.itertuples():
        if row.doc_id not in changed:
            assert texts[row.doc_id].split("\n")[row.line - 1][row.column - 1 :].startswith(row.node[:1])


def without_drawing(source: str) -> str:
    return "\n".join(line for line in source.splitlines() if not line.startswith(("ax = ", "analysis.show(")))


def draw(name: str, ax, data: pd.DataFrame, caption: str, alt: str) -> None:
    """In place of `show`: the picture can be drawn and is XML, and its data start no formula."""
    figure = ax if isinstance(ax, Figure) else ax.get_figure(root=True)
    files = _render(name, figure, data, caption, alt)
    assert ET.fromstring(files["svg"]).tag.endswith("svg")
    assert fingerprint(name, figure, data)
    table = pd.read_csv(io.BytesIO(files["csv"]), dtype=str, keep_default_na=False)
    assert not any(cell[:1] in ("=", "+", "@") for cell in [*table, *table.to_numpy().ravel()])


@settings(LITTLE, max_examples=8)
@example([{"text": text, "label": "", "side": ""} for text in ("", "", "talks")], {"a": ["talks"]})
@given(CORPUS, FRAMES)
def test_any_corpus_gives_sound_tables_and_sentences(rows, frames):
    with TemporaryDirectory() as folder:
        workbook = open_corpus(Path(folder), rows, frames)
        if not any(map(str.isalnum, "".join(row["text"] for row in rows))):
            with pytest.raises(CorpusError, match="no word in any document"):
                _ = workbook.documents
            return
        for number in ("01", "02", "03", "04", "06"):
            run_cells(map(without_drawing, cells(number)), workbook)
        check_counts(workbook)
        check_places(workbook)
        for name, table in tables(workbook).items():
            check_table(name, table)


@pytest.mark.slow
@settings(LITTLE, max_examples=1)
@given(long_corpora(), FRAMES)
def test_every_notebook_of_any_corpus_can_be_drawn(rows, frames):
    with TemporaryDirectory() as folder, mock.patch.dict(vars(analysis), show=draw):
        workbook = open_corpus(Path(folder), rows, frames)
        for number in ("00", "01", "02", "03", "04", "05", "06", "07"):
            run_cells(cells(number), workbook)
        for name, table in tables(workbook).items():
            check_table(name, table)
