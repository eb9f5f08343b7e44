"""A figure on a page is the same picture, with names of its own and links where its marks have names."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from analysis.inline_svg import inline_svg, read_description

ROOT = Path(__file__).parents[1]
HEAD = '<svg xmlns:xlink="http://www.w3.org/1999/xlink" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
SQUARES = """
 <g id="mention-7"><path d="M 0.125 1
L 2 2"/></g>
 <g id="mention-7-stripes"><path d="M 0 0"/></g>
 <g id="mention-9"><path d="M 3 3"/></g>
"""
MARKERS = """
 <g id="mentions-3-5">
  <defs><path id="m1" d="M 0 0"/></defs>
  <g clip-path="url(#p1)">
   <use xlink:href="#m1" x="1.234567"/>
   <use xlink:href="#m1" x="2"/>
  </g>
 </g>
 <defs><clipPath id="p1"/></defs>
"""


def inline(body: str, **links: str) -> ET.Element:
    named = {name.replace("_", "-"): words for name, words in links.items()}
    return ET.fromstring(inline_svg(f"{HEAD}{body}</svg>".encode(), "00_a", "What it <shows>.", named))


def test_names_and_what_refers_to_them_are_the_figures_own():
    page = inline(MARKERS)
    assert {element.get("id") for element in page.iter()} == {None, "00_a-m1", "00_a-p1"}
    assert [use.get("href") for use in page.iter("use")] == ["#00_a-m1"] * 2
    assert [group.get("clip-path") for group in page.iter("g")] == [None, "url(#00_a-p1)"]
    assert "xlink" not in ET.tostring(page, encoding="unicode")


def test_a_figure_without_links_is_one_picture_with_a_description():
    page = inline(SQUARES)
    assert (page.get("role"), page.get("aria-label")) == ("img", "What it <shows>.")
    assert page.find(".//a") is None


def test_a_square_and_its_stripes_are_one_link():
    page = inline(SQUARES, mention_7="Line 3: a <b>")
    assert page.get("role") == "group"  # a picture of role img would hide its links
    (link,) = page.iter("a")
    assert link.get("href") == "#mention-7"
    assert link.findtext("title") == "Line 3: a <b>"
    assert [path.get("d") for path in link.iter("path")] == ["M 0.12 1 L 2 2", "M 0 0"]


def test_every_marker_is_a_link_of_its_own():
    page = inline(MARKERS, mention_3="three", mention_5="five")
    assert [(link.get("href"), link.find("use").get("x")[0]) for link in page.iter("a")] == [
        ("#mention-3", "1"),
        ("#mention-5", "2"),
    ]


def test_a_marker_without_an_anchor_keeps_its_place():
    page = inline(MARKERS, mention_5="five")
    assert [link.find("use").get("x") for link in page.iter("a")] == ["2"]
    assert len(list(page.iter("use"))) == 2


def test_markers_that_are_not_as_many_as_their_names_are_no_links():
    page = inline(MARKERS.replace("mentions-3-5", "mentions-3-5-8"), mention_3="three", mention_5="five")
    assert page.find(".//a") is None
    assert len(list(page.iter("use"))) == 2


def test_the_picture_stays_the_same_to_a_hundredth_of_a_point():
    page = inline(SQUARES + '<text transform="scale(0.0123456)">a</text><title>t</title><style>* {}</style>')
    assert [path.get("d") for path in page.iter("path")] == ["M 0.12 1 L 2 2", "M 0 0", "M 3 3"]
    assert page.find("text").get("transform") == "scale(0.0123456)"
    assert page.get("viewBox") == "0 0 9 9"
    assert {element.tag for element in page.iter()} == {"svg", "g", "path", "text"}


@pytest.mark.parametrize("name", ["00_mentions", "03_positions"])
def test_every_outline_of_a_figure_is_kept(name):
    svg = (ROOT / "figures" / f"{name}.svg").read_bytes()
    page = ET.fromstring(inline_svg(svg, name, read_description(svg), {}))
    assert len(list(page.iter("path"))) == len(re.findall(rb"<path ", svg))
    assert len(list(page.iter("use"))) == len(re.findall(rb"<use ", svg))
    assert len(page.get("aria-label").split()) > 20
