"""Markdown and HTML of notebooks become parts of a page: well-formed, readable aloud, and without script."""

from html.parser import HTMLParser

import pandas as pd
import pytest

from analysis.display import Concordance, present
from analysis.page_text import set_markdown, table_setter
from analysis.wording import escape_markdown

HARMFUL = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src='http://example.org'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<p onclick='alert(1)' style='background: url(http://example.org)'>x</p>",
    "<link rel=stylesheet href=http://example.org>",
    "<form action=http://example.org><button>x</button></form>",
]
FORBIDDEN = {"script", "img", "svg", "iframe", "link", "form", "button", "style", "object", "embed", "base", "meta"}


def elements(page: str) -> list[tuple[str, dict[str, str | None]]]:
    """Every element of a page and its attributes."""
    found: list[tuple[str, dict[str, str | None]]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.append((tag, dict(attributes)))
    parser.feed(page)
    return found


def check_harmless(page: str) -> None:
    for tag, attributes in elements(page):
        assert tag not in FORBIDDEN
        assert not any(name.startswith("on") for name in attributes)
        assert not any("javascript:" in (value or "") or "url(" in (value or "") for value in attributes.values())


@pytest.mark.parametrize("harmful", HARMFUL)
def test_markup_in_markdown_is_text(harmful):
    page = set_markdown(f"Before {harmful} after.\n\n{harmful}\n\n- {harmful}")
    check_harmless(page)
    assert page.count("&lt;") >= 3


@pytest.mark.parametrize("harmful", HARMFUL)
def test_markup_in_an_output_is_harmless(harmful):
    check_harmless(table_setter()(f"<table><tr><td>{harmful}</td></tr></table>{harmful}"))


def test_links_of_markdown_are_links_but_run_nothing_and_fetch_nothing():
    page = set_markdown("[a](https://example.org) [b](javascript:alert(1)) ![c](https://example.org/c.png)")
    links = [attributes["href"] for tag, attributes in elements(page) if tag == "a"]
    assert links[0] == "https://example.org"
    assert not any(link.startswith("javascript") for link in links)
    check_harmless(page)
    assert "c" in page.rpartition("</a>")[2]


def test_a_printed_sentence_is_set_as_it_stands():
    sentence = "“A_b” *costs* $1 to $2 <b> & [x](y) `z` # 3"
    assert set_markdown(escape_markdown(sentence)).strip() == f"<p>{sentence}</p>".replace(" & ", " &amp; ").replace(
        "<b>", "&lt;b&gt;"
    )


def test_headings_stand_below_the_pages_own_and_have_names():
    page = set_markdown("# A *title*\n\n## In short\n\n### More: why?", "03_framing")
    assert [(tag, attributes["id"]) for tag, attributes in elements(page) if tag[0] == "h"] == [
        ("h2", "03_framing-title"),
        ("h3", "03_framing-in-short"),
        ("h4", "03_framing-more-why"),
    ]


def test_headings_that_say_the_same_have_names_of_their_own():
    taken = set()
    page = "".join(set_markdown("## In short", "03", taken=taken) for _ in range(3))
    assert len({attributes["id"] for _, attributes in elements(page)}) == 3


RATES = pd.DataFrame({"label": ["<b>A</b>"], "count": [7], "rate": [4.2], "low": [1.0], "high": [9.9]})


def test_a_table_has_scopes_a_name_and_its_alignment():
    page = table_setter()(present(RATES, note="Per <page>.")._repr_html_())
    found = elements(page)
    heads = [attributes for tag, attributes in found if tag == "th"]
    assert [(head["scope"], head["class"]) for head in heads] == [
        ("col", "words"),
        ("col", "number"),
        ("col", "number"),
        ("col", "number"),
    ]
    assert [attributes["class"] for tag, attributes in found if tag == "td"] == ["words"] + ["number"] * 3
    (box,) = [attributes for tag, attributes in found if attributes.get("role") == "region"]
    assert box["aria-label"] == "Table 1: article, mentions, rate, interval"
    assert box["tabindex"] == "0"
    assert "&lt;b&gt;A&lt;/b&gt;" in page
    assert "Per &lt;page&gt;." in page
    assert not any("id" in attributes for _, attributes in found)
    check_harmless(page)


def test_tables_of_a_page_are_numbered():
    set_html = table_setter()
    table = present(RATES)._repr_html_()
    boxes = [
        attributes["aria-label"][:7]
        for _, attributes in elements(set_html(table) + set_html(table))
        if attributes.get("role")
    ]
    assert boxes == ["Table 1", "Table 2"]


def test_a_concordance_keeps_its_columns_and_its_sentences():
    rows = [("A", "f", 3, "left <i>", "node", "right", "The whole.")]
    lines = pd.DataFrame(rows, columns=["label", "frame", "line", "left", "node", "right", "whole"])
    page = table_setter()(Concordance(lines)._repr_html_())
    heads = [attributes["scope"] for tag, attributes in elements(page) if tag == "th"]
    assert heads == ["col"] * 5 + ["rowgroup"]
    assert "text-align: right" in page
    assert "<summary>right</summary>The whole.</details>" in page
    check_harmless(page)
