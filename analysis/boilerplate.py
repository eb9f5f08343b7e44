"""Lines of a news page that are not the article: bylines, credits, captions, forms, bars and lists.

Every pattern stands in one table with what it begins with and what it is evidence of; a pattern matches a whole line.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

import numpy as np

from analysis.joined import IS_LETTER, Joined
from analysis.ledger import EDIT

BYLINE, CAPTION, CREDIT, DATELINE = "byline", "caption", "photo credit", "dateline"
_AGENCIES = (
    r"(?:getty(?: images)?|reuters|afp|ap(?: photo)?|epa(?:-efe)?|tass|sputnik|ria novosti|xinhua|shutterstock|upi|dpa)"
)
# what a line begins with, the pattern of the whole line, and what it is
_KINDS = (
    (
        "photo|image|picture|video|illustration|credit|pic",
        r"(?:photo(?:graph)?s?|images?|pictures?|video|illustration|credit|pic)(?: credit| by| courtesy)?"
        r"\s*[:©].{0,150}",
        CREDIT,
    ),
    ("©|(c)", rf"(?:©|\(c\)) ?{_AGENCIES}.{{0,80}}", CREDIT),
    (
        "published|updated|last modified|posted",
        r"(?:published|updated|last modified|posted)(?: on| at)?:? (?:[a-z]{3,9},? )?\d[\w:/., –-]{3,40}",
        DATELINE,
    ),
    (
        "leave a|post a|comment|log in|" + "|".join(string.digits),
        r"leave a (?:reply|comment)|post a comment|(?:\d+ )?comments?(?: \(\d+\))?|log in to comment",
        "comment form",
    ),
    (
        "your email|required fields",
        r"your email address will not be published\b.*|required fields are marked.*",
        "comment form",
    ),
    ("save my|notify me", r"save my name, email.*|notify me of (?:new|follow).*", "comment form"),
    ("about the", r"about the authors?", "author box"),
    (
        "related|more on|you may",
        r"related(?: (?:articles|stories|posts|news|topics))?:?|more on this(?: story)?:?|you may also like:?",
        "related articles",
    ),
    (
        "most|also|recommended|latest",
        r"(?:most|also) (?:read|popular):?|recommended(?: for you)?:?|latest news:?",
        "related articles",
    ),
    (
        "what you|key points|in brief|at a",
        r"(?:what you need to know|key points|in brief|at a glance):?",
        "heading of a standfirst",
    ),
    (
        "read|see|watch|also",
        r"(?:read|see|watch) (?:more|also|next)\b[^.!?]{0,120}|also read\b[^.!?]{0,120}",
        "link to another article",
    ),
    (
        "share|tweet|follow us|subscribe|sign up",
        r"(?:share (?:this|on|via)|tweet|follow us|subscribe(?: (?:now|to))?|sign up (?:for|to))"
        r"(?: [^.!?]{0,120})?",
        "share or newsletter bar",
    ),
    (
        "enter your|type your|get the|get our",
        r"(?:enter|type) your e-?mail\b.{0,80}|get (?:the|our) (?:latest|daily|weekly).{0,80}newsletter.{0,80}",
        "share or newsletter bar",
    ),
    (
        "this site|this website|we use|accept|cookie",
        r"(?:this (?:web)?site|we) uses? cookies\b.{0,200}|accept (?:all )?cookies|cookie (?:policy|settings)",
        "cookie notice",
    ),
    (
        "advertisement|sponsored|continue reading",
        r"advertisement|sponsored content|continue reading below",
        "advertisement",
    ),
    ("all rights|©|copyright", r"all rights reserved\.?|(?:©|copyright) .{0,80}", "copyright line"),
)
KINDS = frozenset(kind for *_, kind in _KINDS) | {BYLINE, CAPTION}
_CLOSERS = frozenset(("comment form", "author box", "related articles"))
_BY = "written by |reported by |words by |by "
_LOOKED_AT = 6  # bytes that a line begins with


def _code(text: str) -> tuple[int, int]:
    """The first bytes of a text as one number, a capital as its small letter, and how many they are."""
    looked_at = text.encode("utf-8", "surrogatepass")[:_LOOKED_AT]
    return int.from_bytes(bytes(byte | 0x20 for byte in looked_at)), len(looked_at)


def _begins_with(openings: str) -> str:
    """A pattern that looks ahead for one of some openings."""
    return f"(?={'|'.join(map(re.escape, openings.split('|')))})"


# one pattern with a group for each kind, since most lines are of none and fail on their first letters
_LINE = re.compile(
    "|".join(f"({_begins_with(openings)}(?:{pattern}))" for openings, pattern, _ in _KINDS), re.IGNORECASE
)
_OPENING_CODES = [_code(opening) for openings in (_BY, *(row[0] for row in _KINDS)) for opening in openings.split("|")]
_BYLINE = re.compile(rf"{_begins_with(_BY)}(?:(?:written|reported|words) )?by (.{{2,80}})", re.IGNORECASE)
_CAPTION_END = ")"
_CAPTION = re.compile(
    r"[^.!?]{3,200}\((?:[^()]{0,60}[ /])?(?:getty(?: images)?|shutterstock|(?:ap|afp|epa) photo)\)", re.IGNORECASE
)
_NAME_PARTICLES = frozenset("al and at bin da de del der di for in la le of the van von".split())
_DATELINE = re.compile(
    rf"\s*(?:[A-Z][\w.]*(?: [A-Z][\w.]*){{0,3}}(?:, [A-Z][\w. ]{{1,30}})?"  # a place,
    rf"(?: \((?i:{_AGENCIES})\) ?[-–—]+|[-–—]) |[A-Z]{{3,}}(?:[ ,][A-Z]{{2,}}){{0,3}} ?[-–—]+ )(?=[A-Z“\"])",
)
_DATELINE_WITHIN = 3  # lines
_SHORT_LINE = 80  # characters
_CAPTION_WORDS = 30
_FIRST_CAPTION = 1  # number of the line
_HEADING_WORDS = 4


def boilerplate(text: str, byline: str = "", stay: Collection[str] = ()) -> np.ndarray:
    r"""Take out lines that belong to the page and not to the article.

    Parameters
    ----------
    text : str
        A text.
    byline : str
        The author's name, where it is known: a line that holds nothing else goes.
    stay : collection of str
        Some of `KINDS`: lines of these stay, but for those below a line of another kind that closes the article.

    Returns
    -------
    array of EDIT
        One per line, with what the line is.

    Examples
    --------
    >>> text = "By Ann Lee\nTalks failed.\nShare this"
    >>> boilerplate(text)["evidence"].tolist()
    ['byline', 'share or newsletter bar']
    >>> boilerplate(text, stay={BYLINE})["evidence"].tolist()
    ['share or newsletter bar']
    """
    spans = [line.span() for line in re.finditer(r"[^\n]+", text) if not line[0].isspace()]
    starts, stops = np.array(spans, dtype=np.int64).reshape(-1, 2).T
    every = np.arange(len(spans))
    is_long = stops - starts > _SHORT_LINE
    lines = Lines(starts, stops, np.zeros_like(every), every, is_long, lambda start, stop: text[start:stop], len)
    return _find_page_matter(lines, every, every[:_DATELINE_WITHIN], [byline], stay)


def joined_boilerplate(joined: Joined, bylines: Sequence[str], stay: Collection[str] = ()) -> np.ndarray:
    """Take the same lines out of joined texts, of which only those are read that can be any."""
    numbers = np.flatnonzero(joined.is_end())
    starts, stops = joined.marks[numbers[:-1]] + 1, joined.marks[numbers[1:]]
    beyond = np.cumsum(joined.nexts() - joined.marks - 1)[numbers]  # bytes that are not the first of a character
    is_long = stops - starts - np.diff(beyond) > _SHORT_LINE
    in_bracket = _end_in_bracket(joined)

    chosen = _hold_text(joined, starts, stops)
    starts, stops = starts[chosen], stops[chosen]
    in_bracket = in_bracket[chosen] & ~IS_LETTER[joined.data[stops - 1]]
    may_go = in_bracket | _begin_like_page_matter(joined, starts, stops, bylines)

    def read(start: int, stop: int) -> str:
        return joined.content[start:stop].decode("utf-8", "surrogatepass")

    documents = joined.text_numbers(starts)
    ranks = np.arange(len(starts)) - np.searchsorted(documents, documents)
    lines = Lines(starts, stops, documents, ranks, is_long[chosen], read, lambda text: len(text.encode()))
    first = np.flatnonzero(ranks < _DATELINE_WITHIN)
    dashes = joined.marks[joined.are("[-–—]") & (joined.after() == ord(" "))]
    return _find_page_matter(
        lines, np.flatnonzero(may_go), first[_hold(dashes, starts[first], stops[first])], bylines, stay
    )


def _hold_text(joined: Joined, starts: np.ndarray, stops: np.ndarray) -> np.ndarray:
    """The numbers of the lines that hold more than white space; those that begin with it are read."""
    has_text = starts < stops
    begins = joined.touch() & joined.is_end()[:-1] & joined.are(r"[^\S\n]")[1:]
    odd = np.append(np.flatnonzero(joined.data[starts] == ord(" ")), np.searchsorted(starts, joined.marks[1:][begins]))
    for number in odd.tolist():
        line = joined.content[starts[number] : stops[number]].decode("utf-8", "surrogatepass")
        has_text[number] = not line.isspace()
    return np.flatnonzero(has_text)


def _begin_like_page_matter(
    joined: Joined, starts: np.ndarray, stops: np.ndarray, bylines: Sequence[str]
) -> np.ndarray:
    """Which lines begin like page matter or with their author's name, by some bytes, capitals as small letters.

    A line that does not begin with so many ASCII characters may be anything, but for a long one that begins with a
    quotation mark.
    """
    is_odd = joined.data[starts] <= ord(" ")
    begins, codes = stops - starts < _LOOKED_AT, np.zeros(len(starts), dtype=np.int64)
    for place in range(_LOOKED_AT):
        byte = joined.data[np.minimum(starts + place, len(joined.data) - 1)]
        is_odd |= byte >= 0x80
        codes = codes << 8 | byte | 0x20
        begins |= np.isin(codes, [code for code, length in _OPENING_CODES if length == place + 1])
    if any(bylines):
        names = [_code(byline)[0] for byline in bylines]
        begins |= np.array(names)[joined.text_numbers(starts)] == codes
    is_quoted = codes >> 8 * (_LOOKED_AT - 3) + 4 == 0xE2A0B  # first byte, second and half the third: “‘’”
    return begins | (is_odd & ~is_quoted)


def _end_in_bracket(joined: Joined) -> np.ndarray:
    """Which lines have a closing bracket as their last mark but white space."""
    is_end = joined.is_end()
    chosen = is_end | ~joined.are(r"\s")
    is_bracket = joined.are(re.escape(_CAPTION_END))[chosen]
    return is_bracket[:-1][is_end[chosen][1:]]


def _hold(places: np.ndarray, starts: np.ndarray, stops: np.ndarray) -> np.ndarray:
    """Which lines hold some of the places."""
    return np.searchsorted(places, stops) > np.searchsorted(places, starts)


class Lines(NamedTuple):
    """Lines that hold more than white space, of one document or several in their order."""

    starts: np.ndarray  # where each starts and stops
    stops: np.ndarray
    documents: np.ndarray  # the number of its document
    ranks: np.ndarray  # its number in the document
    is_long: np.ndarray  # too long for page matter
    read: Callable[[int, int], str]  # what stands from one place to another
    measure: Callable[[str], int]  # how many places some text takes

    def text(self, number: int) -> str:
        """A line without the white space around it."""
        return self.read(int(self.starts[number]), int(self.stops[number])).strip()


def _find_page_matter(
    lines: Lines, may_go: np.ndarray, may_start: np.ndarray, bylines: Sequence[str], stay: Collection[str]
) -> np.ndarray:
    """Edits of lines, of which some may be page matter, and some, among the first, may start with a dateline."""
    documents = lines.documents[may_go].tolist()
    found = {
        number: _kind(lines.text(number), bylines[document])
        for number, document in zip(may_go.tolist(), documents, strict=True)
    }
    kinds = {number: kind for number, kind in found.items() if kind}
    _mark_captions(lines, kinds)
    closed = _mark_closed(lines, kinds, _CLOSERS.difference(stay))
    edits = [
        (lines.starts[number], lines.stops[number], "", kind)
        for number, kind in kinds.items()
        if kind not in stay or number in closed
    ]
    if DATELINE not in stay:
        for number in may_start.tolist():
            line = lines.read(int(lines.starts[number]), int(lines.stops[number]))
            if number not in kinds and (dateline := _DATELINE.match(line)):
                edits.append((lines.starts[number], lines.starts[number] + lines.measure(dateline[0]), "", DATELINE))
    return np.array(sorted(edits), dtype=EDIT)


def _kind(line: str, byline: str) -> str:
    """What kind of boilerplate a line is, or nothing."""
    if byline and line == byline:
        return BYLINE
    by = _BYLINE.fullmatch(line)
    if by and len(by[1].split()) > 1 and all(word[0].isupper() or word in _NAME_PARTICLES for word in by[1].split()):
        return BYLINE
    found = _LINE.fullmatch(line)
    kind = _KINDS[found.lastindex - 1][2] if found and found.lastindex else ""
    return CAPTION if kind != CREDIT and line.endswith(_CAPTION_END) and _CAPTION.fullmatch(line) else kind


def _mark_captions(lines: Lines, kinds: dict[int, str]) -> None:
    """Mark the caption above a credit: a short line without a full stop, or one under a heading of a few words.

    The first line of a text is its title, and no caption.
    """
    for number in [number for number, kind in kinds.items() if kind == CREDIT]:
        rank = int(lines.ranks[number])
        if rank <= _FIRST_CAPTION or number - 1 in kinds:
            continue
        caption = lines.text(number - 1)
        if len(caption.split()) > _CAPTION_WORDS:
            continue
        above = lines.text(number - 2) if rank > _FIRST_CAPTION + 1 and number - 2 not in kinds else ""
        has_heading = bool(above) and above[-1].isalnum() and len(above.split()) <= _HEADING_WORDS
        if has_heading or caption[-1].isalnum():
            kinds[number - 1] = CAPTION
        if has_heading:
            kinds[number - 2] = CAPTION


def _mark_closed(lines: Lines, kinds: dict[int, str], closers: Collection[str]) -> set[int]:
    """Mark what stands below a line that closes its article, which no long line follows; give these lines' numbers."""
    closed: set[int] = set()
    numbers = np.array(sorted(number for number, kind in kinds.items() if kind in closers), dtype=np.int64)
    stops = np.searchsorted(lines.documents, lines.documents[numbers], side="right")
    long = np.flatnonzero(lines.is_long)
    is_last = np.searchsorted(long, numbers) == np.searchsorted(long, stops)
    for number, stop in zip(numbers[is_last].tolist(), stops[is_last].tolist(), strict=True):
        if number not in closed:
            kinds.update({below: kinds[number] for below in range(number, stop) if below not in kinds})
            closed.update(range(number, stop))
    return closed
