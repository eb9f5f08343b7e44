"""Text of notebooks as parts of a page: headings below those of the page, tables that can be read aloud, no script."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from itertools import count
from typing import Any

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbconvert.preprocessors.sanitize import SanitizeHTML

_TAGS = (
    "a abbr b br caption code details div dd dl dt em h3 h4 h5 h6 hr i li ol p pre small span strong sub summary sup "
    "table tbody td tfoot th thead tr ul"
).split()
_ATTRIBUTES = {"*": ["class", "style", "title"], "a": ["href"], "th": ["colspan", "rowspan"], "td": ["colspan"]}
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_FLUSH_LEFT = re.compile(r"^#T_\w+ \.(col\d+) \{\s*text-align: left", re.MULTILINE)  # as `display` writes it
_CELL = re.compile(r'class="(?:col_heading level0|data row\d+) (col\d+)"')
_LOWEST = 6


class _Renderer(IPythonRenderer):
    """Markdown of a notebook, which is a section of the page: markup in it is shown as text."""

    def __init__(self, section: str, sections: Mapping[str, str], taken: set[str]) -> None:
        super().__init__(escape=False, allow_harmful_protocols=False, exclude_anchor_links=True)
        self.section, self.sections, self.taken = section, sections, taken

    def block_html(self, html: str) -> str:
        return f"<p>{escape(html.strip())}</p>\n"

    def inline_html(self, html: str) -> str:
        return escape(html)

    def heading(self, text: str, level: int, **_: Any) -> str:  # noqa: ANN401 - mistune's own signature
        level = min(level + 1, _LOWEST)
        words = re.sub(r"<[^>]+>|&\w+;", "", text).lower()
        name = "-".join([self.section, *re.findall(r"\w+", words)]) if level > 2 else f"{self.section}-title"
        while name in self.taken:
            name += "-again"
        self.taken.add(name)
        return f'<h{level} id="{escape(name)}">{text}</h{level}>\n'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return escape(text or title or url)  # it lies elsewhere, and the page asks for nothing

    def codespan(self, text: str) -> str:
        code = f"<code>{escape(text)}</code>"
        return f'<a href="#{self.sections[text]}">{code}</a>' if text in self.sections else code


def set_markdown(
    source: str, section: str = "", sections: Mapping[str, str] | None = None, taken: set[str] | None = None
) -> str:
    r"""Set Markdown as HTML.

    Parameters
    ----------
    source : str
        The Markdown; tags in it are shown as they stand.
    section : str
        Name of the page's section in which it stands; the names of headings begin with it.
    sections : mapping of str to str, optional
        Code that names another section, and that section's name; it becomes a link.
    taken : set of str, optional
        Names that headings of the page have; those of this text are added.

    Returns
    -------
    str
        The HTML, headings one level down.

    Examples
    --------
    >>> print(set_markdown("# Why?\n\nSee `01_corpus`, <b>now</b>.", "00", {"01_corpus": "01"}).strip())
    <h2 id="00-title">Why?</h2>
    <p>See <a href="#01"><code>01_corpus</code></a>, &lt;b&gt;now&lt;/b&gt;.</p>
    """
    return MarkdownWithMath(renderer=_Renderer(section, sections or {}, set() if taken is None else taken)).render(
        source
    )


def table_setter() -> Callable[[str], str]:
    r"""Make the function that sets what cells give as HTML; it numbers the tables of one page.

    Returns
    -------
    callable
        From the HTML of an output to the same without script, styles and ids, its tables with scopes for their
        headings and in boxes of their own, which scroll where the page is narrow.

    Examples
    --------
    >>> page = table_setter()("<table><thead><tr><th>n</th></tr></thead></table><script>1</script>")
    >>> print(page.replace("><", ">\n<"))
    <div class="scroll" role="region" tabindex="0" aria-label="Table 1: n">
    <table>
    <thead>
    <tr>
    <th scope="col">n</th>
    </tr>
    </thead>
    </table>
    </div>&lt;script&gt;1&lt;/script&gt;
    """
    clean = SanitizeHTML(tags=_TAGS, attributes=_ATTRIBUTES).sanitize_html_tags
    numbers = count(1)

    def box(table: re.Match[str]) -> str:
        heads = re.findall(r"<th [^>]*>(.*?)</th>", table[0].partition("</thead>")[0], re.DOTALL)
        label = f"Table {next(numbers)}: {', '.join(' '.join(head.split()) for head in heads)}"
        label = re.sub(r"<[^>]+>", "", label).replace('"', "&quot;")
        return f'<div class="scroll" role="region" tabindex="0" aria-label="{label}">{table[0]}</div>'

    def set_html(markup: str) -> str:
        words = set(_FLUSH_LEFT.findall("\n".join(_STYLE.findall(markup))))
        page = clean(_STYLE.sub("", markup))
        page = _CELL.sub(lambda cell: f'class="{"words" if cell[1] in words else "number"}"', page)
        page = re.sub(r"<th(?=[\s>])(?=[^>]*colspan)", '<th scope="rowgroup"', page)
        page = re.sub(r"<th(?=[\s>])(?! scope)", '<th scope="col"', page)
        return re.sub(r"<table.*?</table>", box, page, flags=re.DOTALL)

    return set_html
