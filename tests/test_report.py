"""The report is one page that needs nothing else: all figures and mentions, no code, no request, no foreign script."""

import base64
import gzip
import hashlib
import io
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import nbformat
import pandas as pd
import PIL.Image
import pytest

from analysis.inline_svg import read_description
from analysis.report import ReportError, build_report, merge_notebooks
from analysis.workbook import open_workbook

pytestmark = pytest.mark.slow  # all together more than a few seconds

ROOT = Path(__file__).parents[1]
FIGURES = sorted(path.stem for path in (ROOT / "figures").glob("*.svg"))
VOID = {"meta", "img", "br", "hr", "link", "input"}


class Page(HTMLParser):
    """Every element of a page with its attributes, the ids of what it stands in, and its own text."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self.texts: dict[str, str] = {}  # of every element with an id
        self.open: list[tuple[str, str]] = []
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag, attrs):
        """An element begins."""
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes, [name for _, name in self.open if name]))
        if tag not in VOID:
            self.open.append((tag, attributes.get("id", "")))

    def handle_startendtag(self, tag, attrs):
        """An element begins and ends."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        """The element that began last ends."""
        assert self.open.pop()[0] == tag, f"</{tag}> closes another element"

    def handle_data(self, data):
        """Text belongs to every element it stands in."""
        for _, name in self.open:
            if name:
                self.texts[name] = self.texts.get(name, "") + data

    def named(self, tag: str) -> list[dict[str, str]]:
        """Attributes of every element of a kind."""
        return [attributes for name, attributes, _ in self.elements if name == tag]

    def inside(self, tag: str, holder: str) -> list[dict[str, str]]:
        """The same of those inside the element with an id."""
        return [attributes for name, attributes, held in self.elements if name == tag and holder in held]


@pytest.fixture(scope="module")
def content(workbook) -> bytes:
    return build_report(workbook, workbook.settings.file.parent)


@pytest.fixture(scope="module")
def page(content) -> Page:
    return Page(content)


def test_every_element_is_closed_where_it_was_opened(page):
    assert page.open == []


def test_ids_are_unique(page):
    ids = Counter(attributes["id"] for _, attributes, _ in page.elements if "id" in attributes)
    assert [name for name, n in ids.items() if n > 1] == []
    assert not any(re.search(r"\s", name) for name in ids)


def test_every_reference_inside_the_page_leads_somewhere(page):
    ids = {attributes["id"] for _, attributes, _ in page.elements if "id" in attributes}
    for _, attributes, _ in page.elements:
        for name, value in attributes.items():
            targets = re.findall(r"url\(#([^)]+)\)", value)
            if name == "href" and value.startswith("#"):
                targets.append(value[1:])
            if name in {"aria-labelledby", "aria-describedby"}:
                targets += value.split()
            assert ids.issuperset(targets), (name, value)


def test_nothing_is_asked_of_any_other_host(page, content):
    for tag, attributes, _ in page.elements:
        assert tag not in {"link", "iframe", "object", "embed", "base", "form", "audio", "video"}
        for name in {"src", "href", "xlink:href", "action", "poster", "srcset", "background"} & set(attributes):
            assert attributes[name].startswith(("#", "data:")), (tag, name, attributes[name][:80])
    styles = re.findall(r"<style.*?</style>", content.decode(), re.DOTALL)
    assert len(styles) == 1
    assert "@import" not in styles[0]
    assert "url(" not in styles[0]


def test_the_pages_policy_forbids_requests_and_every_script_but_its_own(page, content):
    (policy,) = (attributes["content"] for attributes in page.named("meta") if "http-equiv" in attributes)
    rules = dict(rule.split(maxsplit=1) for rule in policy.split("; "))
    scripts = re.findall(r"<script>(.*?)</script>", content.decode(), re.DOTALL)
    assert len(scripts) == len(page.named("script")) == 1
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == f"'sha256-{digest}'"
    assert rules["img-src"] == "data:"
    assert not any("http" in rule or "*" in rule for rule in rules.values())
    assert not any(name.startswith("on") for _, attributes, _ in page.elements for name in attributes)


def test_notebooks_stand_in_reading_order_and_in_the_contents(page):
    paths = sorted((ROOT / "notebooks").glob("*.ipynb"))
    titles = [nbformat.read(path, as_version=4).cells[0].source.splitlines()[0].lstrip("# ") for path in paths]
    sections = [attributes["id"] for attributes in page.named("section")]
    assert sections == [*(path.stem for path in paths), "mentions", "types"]
    assert [page.texts[f"{path.stem}-title"] for path in paths] == titles
    contents = [attributes["href"] for name, attributes, _ in page.elements if name == "a"][1 : len(paths) + 1]
    assert contents == [f"#{path.stem}" for path in paths]


def test_headings_go_down_one_level_at_a_time(page):
    levels = [int(tag[1]) for tag, _, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_there_is_no_code(content):
    assert b"open_workbook" not in content
    assert b"analysis.say" not in content


def test_every_figure_stands_there_with_its_alt_text(page):
    assert sorted(attributes["id"] for attributes in page.named("figure")) == [f"figure-{name}" for name in FIGURES]
    for name in FIGURES:
        (svg,) = page.inside("svg", f"figure-{name}")
        alt = read_description((ROOT / "figures" / f"{name}.svg").read_bytes())
        assert svg["aria-label"] == alt
        assert len(alt.split()) > 10
        assert svg["role"] == ("group" if page.inside("a", f"figure-{name}")[0]["href"].startswith("#") else "img")


@pytest.mark.parametrize("name", ["00_mentions", "04_mentions", "03_positions"])
def test_marks_of_mentions_lead_to_sentences_of_their_article_and_frame(page, name):
    """As many from each article as the figure's own numbers say, and each to another sentence."""
    links = [
        attributes["href"][1:] for attributes in page.inside("a", f"figure-{name}") if "#mention-" in attributes["href"]
    ]
    table = pd.read_csv(ROOT / "figures" / f"{name}.csv", dtype=str)
    assert len(set(links)) == len(links) == len(table)
    led = Counter(re.match(r"(.+), line (\d+)", page.texts[link].strip()).groups() for link in links)
    assert led == Counter(zip(table["label"], table["line"], strict=True))


def test_dots_of_rates_lead_to_the_mentions_that_they_count(page, workbook):
    """Each to the list of its frame and article, which holds as many as the dot counts."""
    links = [attributes["href"] for attributes in page.inside("a", "figure-03_rates")]
    lists = [page.texts[link[1:]] for link in links if re.match(r"#lines-of-\w{8}", link)]
    said = [re.fullmatch(r"(.+): (\d+) mentions? of (\w+)", text).groups() for text in lists]
    labels = workbook.by_date.set_index("doc_id")["label"]
    counted = workbook.rates[workbook.rates["count"] > 0].query("doc_id != 'all'")
    rows = zip(counted["doc_id"].map(labels), counted["count"].astype(str), counted["frame"], strict=True)
    assert sorted(said) == sorted(rows)


def test_dots_of_types_lead_to_the_tokens_that_they_count(page, workbook):
    links = {attributes["href"][1:] for attributes in page.inside("a", "figure-06_keyness")}
    lists = [page.texts[link] for link in links if link.startswith("lines-of-")]
    said = [re.fullmatch(r"(.+): “(\S+)”, (\d+) tokens?", text).groups() for text in lists]
    labels = workbook.by_date.set_index("doc_id")["label"]
    counted = workbook.keyness.assign(label=workbook.keyness["doc_id"].map(labels)).set_index(["label", "type"])
    assert len(said) >= 4 * 4  # four types in five articles, but for those whose dot is not in the chart
    assert all(counted.loc[(label, type_), "count_target"] == int(count) for label, type_, count in said)


def test_every_table_that_is_saved_can_be_downloaded(page):
    tables = {path.name for path in (ROOT / "figures").glob("*.csv") if path.stem not in FIGURES}
    offered = [attributes for attributes in page.named("a") if attributes.get("data-unpacked") in tables]
    assert {attributes["data-unpacked"] for attributes in offered} == tables
    for attributes in offered:
        data = gzip.decompress(base64.b64decode(attributes["href"].partition(";base64,")[2]))
        assert data == (ROOT / "figures" / attributes["data-unpacked"]).read_bytes()


def test_every_mention_has_its_sentence_with_the_mention_marked(page, workbook):
    for row in workbook.judged.itertuples():
        assert row.whole in page.texts[f"mention-{row.Index + 1}"].replace("\n", "")
    assert len(page.inside("mark", "mentions")) == len(workbook.judged)


def downloads(page: Page, name: str) -> dict[str, tuple[dict[str, str], bytes]]:
    """The files that a figure offers, by their ending, unpacked."""
    found = {}
    for attributes in page.inside("a", f"figure-{name}"):
        if "download" in attributes:
            data = base64.b64decode(attributes["href"].partition(";base64,")[2])
            packed = attributes["download"].endswith(".gz")
            file = attributes["data-unpacked"] if packed else attributes["download"]
            found[file.removeprefix(f"{name}.")] = attributes, gzip.decompress(data) if packed else data
    return found


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_can_be_saved_in_each_format(page, name):
    files = downloads(page, name)
    assert list(files) == ["svg", "png", "pdf", "csv"]
    for ending in ("svg", "pdf", "csv"):
        assert files[ending][1] == (ROOT / "figures" / f"{name}.{ending}").read_bytes()
    with (
        PIL.Image.open(io.BytesIO(files["png"][1])) as saved,
        PIL.Image.open(ROOT / "figures" / f"{name}.png") as whole,
    ):
        assert saved.size == whole.size
        assert [round(dots) for dots in saved.info["dpi"]] == [300, 300]


def test_headings_of_tables_have_scopes(page):
    heads = page.named("th")
    assert len(heads) > 50
    assert {head["scope"] for head in heads} == {"col", "rowgroup"}


def test_what_the_report_rests_on_is_named(page):
    versions = dict(line.split(" ;")[0].split("==") for line in (ROOT / "requirements.lock").read_text().splitlines())
    text = page.texts["basis"]
    assert len(re.findall(r"\b[0-9a-f]{16}\b", text)) == 2
    assert all(f"{name} {version}" in text for name, version in versions.items())


def test_it_says_nothing_of_when_or_where(content):
    assert str(ROOT).encode() not in content
    assert not re.search(rb"Generated|\b20\d\d-\d\d-\d\dT", content)
    assert not [folder for folder in (ROOT, Path.home()) if f"{folder}/".encode() in content]


def test_a_second_build_is_the_same_bytes(content):
    assert build_report(open_workbook(ROOT), ROOT) == content


def test_it_is_small_enough_to_send(content):
    assert len(content) < 5_000_000


PAYLOAD = "<script>alert(1)</script><img src=x onerror=alert(1)> \"' ]]> guarantees"


@pytest.fixture
def hostile(small):
    """A workbook whose article, title and outputs are full of markup."""
    workbook = small(f"Moscow wants {PAYLOAD} from all.")
    root = workbook.settings.file.parent
    catalogue = pd.read_csv(root / "seeds" / "catalogue.csv", dtype=str, keep_default_na=False)
    catalogue.assign(label=f"<b>{PAYLOAD}", title=PAYLOAD).to_csv(root / "seeds" / "catalogue.csv", index=False)
    kinds = {
        "text/html": f"<table><tr><td>{PAYLOAD}</td></tr></table>",
        "text/markdown": PAYLOAD,
        "text/plain": PAYLOAD,
    }
    outputs = [nbformat.v4.new_output("display_data", {kind: text}) for kind, text in kinds.items()]
    outputs += [nbformat.v4.new_output("stream", text=PAYLOAD), nbformat.v4.new_output("error", traceback=[PAYLOAD])]
    outputs += [nbformat.v4.new_output("display_data", {"application/javascript": "alert(1)"})]
    write(root, f"# What {PAYLOAD}?\n\n## {PAYLOAD}", outputs)
    return open_workbook(root)


def write(root: Path, source: str, outputs: list, count: int | None = 1) -> None:
    """Write a notebook of one text and one cell with its outputs."""
    cells = [
        nbformat.v4.new_markdown_cell(source),
        nbformat.v4.new_code_cell("1", outputs=outputs, execution_count=count),
    ]
    (root / "notebooks").mkdir(exist_ok=True)
    text = nbformat.writes(nbformat.v4.new_notebook(cells=cells))
    (root / "notebooks" / "00_one.ipynb").write_text(text, encoding="utf-8")


def test_markup_of_articles_is_text(hostile):
    page = Page(build_report(hostile, hostile.settings.file.parent))
    assert len(page.named("script")) == 1
    assert page.named("img") == []
    assert not any(name.startswith("on") for _, attributes, _ in page.elements for name in attributes)
    assert PAYLOAD in page.texts["mention-1"]
    assert PAYLOAD in page.texts["00_one"]


def test_a_notebook_that_was_not_run_is_named(small):
    workbook = small("A plan.")
    root = workbook.settings.file.parent
    with pytest.raises(ReportError, match="no notebook NN_name"):
        build_report(workbook, workbook.settings.file.parent)
    write(root, "# Why?", [], count=None)
    with pytest.raises(ReportError, match=r"notebooks/00_one.ipynb: not run from top to bottom; run `workbook` first"):
        build_report(workbook, workbook.settings.file.parent)


def test_a_missing_file_of_a_figure_is_named(small):
    workbook = small("A plan.")
    root = workbook.settings.file.parent
    write(root, "# Why?", [nbformat.v4.new_output("display_data", {"text/plain": "Files: figures/00_a as svg\nx"})])
    with pytest.raises(ReportError, match=r"figures/00_a.svg: missing; run `workbook` first"):
        build_report(workbook, workbook.settings.file.parent)


def test_a_picture_that_is_no_figure_keeps_its_alt_text(small):
    workbook = small("A plan.")
    picture = nbformat.v4.new_output(
        "display_data", {"image/png": "QUJD\n"}, metadata={"image/png": {"alt": 'A "dot"'}}
    )
    write(workbook.settings.file.parent, "# Why?", [picture])
    (shown,) = Page(build_report(workbook, workbook.settings.file.parent)).named("img")
    assert shown == {"src": "data:image/png;base64,QUJD", "alt": 'A "dot"'}


def test_merged_cells_know_their_section():
    notebooks = {
        name: nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("x", id=f"cell-{n}") for n in range(2)])
        for name in ("a", "b")
    }
    merged = merge_notebooks(notebooks)
    assert [(cell.metadata.section, cell.metadata.opens) for cell in merged.cells] == [
        ("a", True),
        ("a", False),
        ("b", True),
        ("b", False),
    ]
    assert len({cell.id for cell in merged.cells}) == 4


def test_a_page_holds_whole_lists_only(monkeypatch):
    """Expansion 3, 3 and 4 times, then neither 4 nor 5 nor guarantees more than once, and one ultimatum."""
    monkeypatch.setattr("analysis.report._MOST_LINES", 11)
    content = build_report(open_workbook(ROOT), ROOT).decode()
    assert len(re.findall(r'id="mention-\d+"', content)) == 11
    assert "11 of 53: as many whole lists as a page holds. By frame and article" in content
