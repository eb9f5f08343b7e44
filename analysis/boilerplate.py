"""Lines of a news page that are not the article: bylines, credits, captions, forms, bars and lists.

Every pattern stands in one table with what it is evidence of; a pattern matches a whole line.
"""

from __future__ import annotations

import re
from collections.abc import Collection

import numpy as np

from analysis.ledger import EDIT

BYLINE, CAPTION, CREDIT, DATELINE = "byline", "caption", "photo credit", "dateline"
_AGENCIES = (
    r"(?:getty(?: images)?|reuters|afp|ap(?: photo)?|epa(?:-efe)?|tass|sputnik|ria novosti|xinhua|shutterstock|upi|dpa)"
)
_KINDS = (
    (
        r"(?:photo(?:graph)?s?|images?|pictures?|video|illustration|credit|pic)(?: credit| by| courtesy)?"
        r"\s*[:©].{0,150}",
        CREDIT,
    ),
    (rf"(?:©|\(c\)) ?{_AGENCIES}.{{0,80}}", CREDIT),
    (r"[^.!?]{3,200}\((?:[^()]{0,60}[ /])?(?:getty(?: images)?|shutterstock|(?:ap|afp|epa) photo)\)", CAPTION),
    (r"(?:published|updated|last modified|posted)(?: on| at)?:? (?:[a-z]{3,9},? )?\d[\w:/., –-]{3,40}", DATELINE),
    (r"leave a (?:reply|comment)|post a comment|(?:\d+ )?comments?(?: \(\d+\))?|log in to comment", "comment form"),
    (r"your email address will not be published\b.*|required fields are marked.*", "comment form"),
    (r"save my name, email.*|notify me of (?:new|follow).*", "comment form"),
    (r"about the authors?", "author box"),
    (
        r"related(?: (?:articles|stories|posts|news|topics))?:?|more on this(?: story)?:?|you may also like:?",
        "related articles",
    ),
    (r"(?:most|also) (?:read|popular):?|recommended(?: for you)?:?|latest news:?", "related articles"),
    (r"(?:what you need to know|key points|in brief|at a glance):?", "heading of a standfirst"),
    (r"(?:read|see|watch) (?:more|also|next)\b[^.!?]{0,120}|also read\b[^.!?]{0,120}", "link to another article"),
    (
        r"(?:share (?:this|on|via)|tweet|follow us|subscribe(?: (?:now|to))?|sign up (?:for|to))"
        r"(?: [^.!?]{0,120})?",
        "share or newsletter bar",
    ),
    (
        r"(?:enter|type) your e-?mail\b.{0,80}|get (?:the|our) (?:latest|daily|weekly).{0,80}newsletter.{0,80}",
        "share or newsletter bar",
    ),
    (
        r"(?:this (?:web)?site|we) uses? cookies\b.{0,200}|accept (?:all )?cookies|cookie (?:policy|settings)",
        "cookie notice",
    ),
    (r"advertisement|sponsored content|continue reading below", "advertisement"),
    (r"all rights reserved\.?|(?:©|copyright) .{0,80}", "copyright line"),
)
# one pattern with a group for each kind, since most lines are of none and fail on their first letters
_LINE = re.compile("|".join(f"({pattern})" for pattern, _ in _KINDS), re.IGNORECASE)
KINDS = frozenset(kind for _, kind in _KINDS) | {BYLINE}
_CLOSERS = frozenset(("comment form", "author box", "related articles"))
_BYLINE = re.compile(r"(?:(?:written|reported|words) )?by (.{2,80})", re.IGNORECASE)
_NAME_PARTICLES = frozenset("al and at bin da de del der di for in la le of the van von".split())
_DATELINE = re.compile(
    rf"\s*(?:[A-Z][\w.]*(?: [A-Z][\w.]*){{0,3}}(?:, [A-Z][\w. ]{{1,30}})?"  # a place,
    rf"(?: \((?i:{_AGENCIES})\) ?[-–—]+|[-–—]) |[A-Z]{{3,}}(?:[ ,][A-Z]{{2,}}){{0,3}} ?[-–—]+ )(?=[A-Z“\"])",
)
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
    lines = [line for line in re.finditer(r"[^\n]+", text) if not line[0].isspace()]
    kinds = [_kind(line[0].strip(), byline) for line in lines]
    _mark_captions(lines, kinds)
    last_long = max((number for number, line in enumerate(lines) if len(line[0]) > _SHORT_LINE), default=-1)
    closers = _CLOSERS.difference(stay)
    closer = next((number for number, kind in enumerate(kinds) if kind in closers and number > last_long), len(lines))
    edits = []
    for number, line in enumerate(lines):
        if kinds[number] in stay and number < closer:
            continue
        if kind := kinds[number] or (kinds[closer] if number > closer else ""):
            edits.append((*line.span(), "", kind))
        elif number < 3 and DATELINE not in stay and (dateline := _DATELINE.match(line[0])):
            edits.append((line.start(), line.start() + dateline.end(), "", DATELINE))
    return np.array(edits, dtype=EDIT)


def _kind(line: str, byline: str) -> str:
    """What kind of boilerplate a line is, or nothing."""
    if byline and line == byline:
        return BYLINE
    by = _BYLINE.fullmatch(line)
    if by and len(by[1].split()) > 1 and all(word[0].isupper() or word in _NAME_PARTICLES for word in by[1].split()):
        return BYLINE
    found = _LINE.fullmatch(line)
    return _KINDS[found.lastindex - 1][1] if found and found.lastindex else ""


def _mark_captions(lines: list[re.Match[str]], kinds: list[str]) -> None:
    """Mark the caption above a credit: a short line without a full stop, or one under a heading of a few words.

    The first line of a text is its title, and no caption.
    """
    texts = [line[0].strip() for line in lines]
    for number, kind in enumerate(kinds):
        if (
            kind != CREDIT
            or number < _FIRST_CAPTION + 1
            or kinds[number - 1]
            or len(texts[number - 1].split()) > _CAPTION_WORDS
        ):
            continue
        above = texts[number - 2] if number - 2 >= _FIRST_CAPTION and not kinds[number - 2] else ""
        has_heading = bool(above) and above[-1].isalnum() and len(above.split()) <= _HEADING_WORDS
        if has_heading or texts[number - 1][-1].isalnum():
            kinds[number - 1] = CAPTION
        if has_heading:
            kinds[number - 2] = CAPTION
