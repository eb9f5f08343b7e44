"""Make a figure's SVG part of a page: no name in it clashes with another figure's, and its marks can be links."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Collection, Mapping

_SPACE = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_MARK = re.compile(r"(mention-\d+|lines-of-[0-9a-f]{8})(?:-stripes)?")
_MARKS = re.compile(r"mentions((?:-\d+)+)")
_DROPPED = {"metadata", "title", "style"}  # the page says the same beside the figure, and for all figures at once
_DECIMALS = re.compile(r"(\.\d\d)\d+")


def inline_svg(svg: bytes, name: str, label: str, links: Mapping[str, str]) -> str:
    r"""Turn a file that Matplotlib wrote into an element of a page.

    Parameters
    ----------
    svg : bytes
        The file.
    name : str
        Unique on the page; set before every id that the figure refers to. Its other ids are left out.
    label : str
        What the figure shows, for readers who do not see it.
    links : mapping of str to str
        Anchors of the page ("mention-17", or one of `name_list`) and what each leads to; a mark named after one becomes
        a link to it.

    Returns
    -------
    str
        The element, without metadata, styles, comments and line breaks; outlines to a hundredth of a point.

    Examples
    --------
    >>> svg = b'<svg xmlns="http://www.w3.org/2000/svg"><g id="mention-2"><path d="M 0 1.2345"/></g></svg>'
    >>> page = inline_svg(svg, "00", "A square.", {"mention-2": "Line 7"})
    >>> print(page.replace("><", ">\n<"))
    <svg role="group" aria-label="A square.">
    <a href="#mention-2">
    <title>Line 7</title>
    <g>
    <path d="M 0 1.23" />
    </g>
    </a>
    </svg>
    """
    root = ET.fromstring(svg)
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SPACE)
        element.text, element.tail = (part if part and part.strip() else None for part in (element.text, element.tail))
    for parent in list(root.iter()):
        parent[:] = [child for child in parent if child.tag not in _DROPPED]
    text = " ".join(value for element in root.iter() for key, value in element.attrib.items() if key != "id")
    wanted = set(re.findall(r"#([\w-]+)", text))
    n_links = sum(_link_marks(parent, links) for parent in list(root.iter()))
    for element in root.iter():
        element.attrib = _rename(element.attrib, name, wanted)
    root.attrib = {"role": "group" if n_links else "img", "aria-label": label} | root.attrib
    return ET.tostring(root, encoding="unicode")


def read_description(svg: bytes) -> str:
    """The alt text that a figure's SVG holds, or nothing.

    Examples
    --------
    >>> read_description(b'<svg xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description>Dots.</dc:description></svg>')
    'Dots.'
    """
    return ET.fromstring(svg).findtext(".//{http://purl.org/dc/elements/1.1/}description", default="")


def _link_marks(parent: ET.Element, links: Mapping[str, str]) -> int:
    """Put every child that is named after an anchor into a link to it; how many links there are then."""
    children: list[ET.Element] = []
    n_links = 0
    for child in parent:
        mark, marks = (pattern.fullmatch(child.get("id", "")) for pattern in (_MARK, _MARKS))
        if marks:
            n_links += _link_markers(child, [f"mention-{number}" for number in marks[1].split("-")[1:]], links)
        anchor = mark[1] if mark else ""
        if anchor not in links:
            children.append(child)
        elif children and children[-1].get("href") == f"#{anchor}":  # the stripes of the square before
            children[-1].append(child)
        else:
            children.append(_link(child, anchor, links[anchor]))
            n_links += 1
    parent[:] = children
    return n_links


def _link_markers(line: ET.Element, anchors: list[str], links: Mapping[str, str]) -> int:
    """Put the markers of a line, which stand in the order of its points, into links."""
    holders = [(holder, list(holder)) for holder in line.iter() if holder.find("use") is not None]
    if sum(child.tag == "use" for _, children in holders for child in children) != len(anchors):
        return 0
    left, n_links = iter(anchors), 0
    for holder, children in holders:
        for place, child in enumerate(children):
            if child.tag == "use" and (anchor := next(left)) in links:
                holder[place] = _link(child, anchor, links[anchor])
                n_links += 1
    return n_links


def _link(child: ET.Element, anchor: str, words: str) -> ET.Element:
    link = ET.Element("a", href=f"#{anchor}")
    ET.SubElement(link, "title").text = words
    link.append(child)
    return link


def _rename(attributes: Mapping[str, str], name: str, wanted: Collection[str]) -> dict[str, str]:
    """Attributes of an element with the figure's name before what refers to another, and before a wanted id."""
    renamed = {key: value.replace("url(#", f"url(#{name}-") for key, value in attributes.items() if key != "id"}
    if attributes.get("id") in wanted:
        renamed["id"] = f"{name}-{attributes['id']}"
    if "d" in renamed:
        renamed["d"] = _DECIMALS.sub(r"\1", " ".join(renamed["d"].split()))
    if reference := renamed.pop(_HREF, ""):
        renamed["href"] = reference.replace("#", f"#{name}-", 1)
    return renamed
