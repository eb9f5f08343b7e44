"""Words by which a text says that somebody spoke, beside what is said: ", said the mayor", "the mayor told us"."""

from __future__ import annotations

import re

SPEAKER = r"(?:(?:the|an?|one|some|many|its?|his|her|their|our) |he |she |they |[A-Z])"
SPEECH = (
    r"(?:said|says?|told|tells?|asked|asks?|added|adds|warned|warns|insisted|insists|complained|complains|argued|argues"
    r"|explained|explains|replied|replies|answered|shouted|cried|recalled|recalls|wrote|writes|noted|notes|stressed"
    r"|stresses|emphasi[sz]e[ds]|stated|states|declared|declares|announced|announces|admitted|admits|claimed|claims"
    r"|conceded|concedes|concluded|concludes|remarked|remarks|continued|continues|promised|promises|sighed|laughed"
    r"|joked|jokes|summed up|sums up|pointed out|points out|went on|believes|thinks)"
)
_SAID = rf"\s+(?:[–—-]\s+)?(?:{SPEECH} {SPEAKER}|{SPEAKER}[^.!?;:\"“”]{{0,80}}?\b{SPEECH}\b)"
ATTRIBUTION = re.compile(rf"[,?!…](?P<tail>{_SAID})")  # after a comma: "said the mayor", "the mayor told reporters"
SAID_NEXT = re.compile(rf",?{_SAID}")  # the same after a closing mark


def speech_end(text: str, start: int, stop: int) -> int:
    """Find where a quotation without a closing mark ends: before the words that say who spoke, or at `stop`.

    Parameters
    ----------
    text : str
        Text of a document.
    start, stop : int
        Where the quotation starts, and where it ends at the latest.

    Returns
    -------
    int
        The end, in characters of the text.

    Examples
    --------
    >>> text = "“We leave, said the mayor."
    >>> text[: speech_end(text, 0, len(text))]
    '“We leave,'
    """
    match = ATTRIBUTION.search(text, start, stop)
    return match.start("tail") if match else stop
