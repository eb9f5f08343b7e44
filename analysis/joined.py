"""Many texts as one array of bytes, so that a rule reads only the places where it can find anything.

The bytes are UTF-8, each text between two bytes that UTF-8 never holds. Beside them stand the marks: the places of
all characters that are no ASCII letter or digit and no ordinary space. They are few, and with them a rule's screen
says where a defect is possible at all. The lines or words around those places are a part, which the rule itself reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

import numpy as np
import pyarrow as pa

BORDER = 0x10001  # code of what stands between texts
_BEYOND = 0x10000  # code of every character beyond U+FFFF
_SOME_BEYOND = "\U00010400\U0001d7ce\U0001f600"  # a letter, a digit and a picture
_BORDER_BYTE = b"\xff"
_GUARD = b"\nx\n"  # between stretches of a part: no pattern of a rule reaches over it
_ASCII_SPACE = bytes(range(33))
_LONG_WORD = 64  # bytes
_CONTINUES = np.arange(256) & 0xC0 == 0x80  # the bytes of a character but its first
IS_LETTER = np.array([byte < 0x80 and chr(byte).isalnum() for byte in range(256)])  # of ASCII, or a digit
_IS_PLAIN = IS_LETTER | (np.arange(256) == ord(" "))
_IS_SPACE = np.array([byte == _BORDER_BYTE[0] or (byte < 0x80 and chr(byte).isspace()) for byte in range(256)])
_WIDTHS = np.array([1, 2, 3, 4, 1], dtype=np.int8).repeat(np.diff([0, 0x80, 0x800, _BEYOND, BORDER, BORDER + 1]))
_IS_MARK = (~(_IS_PLAIN | _CONTINUES)).tobytes()


class Joined(NamedTuple):
    """Texts between borders.

    Attributes
    ----------
    content : bytes
        The texts in UTF-8, a border before each and one after the last.
    data : ndarray of uint8
        The same bytes.
    marks : ndarray of int64
        Places, in bytes, of borders and of characters that are no ASCII letter or digit and no space.
    codes : ndarray of int64
        The characters there, by number; `BORDER` for a border.
    """

    content: bytes
    data: np.ndarray
    marks: np.ndarray
    codes: np.ndarray

    def are(self, characters: str) -> np.ndarray:
        """Which marks are of a class of characters, as a pattern names it; one beyond U+FFFF stands for all."""
        return _class_table(characters).take(self.codes)

    def nexts(self) -> np.ndarray:
        """Per mark, where the character after it is."""
        return self.marks + _WIDTHS.take(self.codes)

    def touch(self) -> np.ndarray:
        """Per mark but the last, whether the next one stands right after it."""
        return self.nexts()[:-1] == self.marks[1:]

    def after(self) -> np.ndarray:
        """The first byte after each mark; after the last one, the last."""
        return self.data.take(self.nexts(), mode="clip")

    def is_end(self) -> np.ndarray:
        """Which marks end a line: line feeds and borders."""
        return (self.codes == ord("\n")) | (self.codes == BORDER)

    def line_ends(self) -> np.ndarray:
        """Where lines end."""
        return self.marks[self.is_end()]

    def text_numbers(self, places: np.ndarray) -> np.ndarray:
        """The numbers of the texts that hold some places."""
        return np.searchsorted(self.borders(), places) - 1

    def count_from(self, places: np.ndarray, others: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """How many line feeds and how many characters stand from some places up to others."""
        feeds = np.searchsorted(self.marks[self.codes == ord("\n")], [places, others])
        beyond = np.append(0, np.cumsum(self.nexts() - self.marks - 1))  # bytes that are not the first of a character
        extra = beyond[np.searchsorted(self.marks, [places, others])]
        return feeds[1] - feeds[0], others - places - (extra[1] - extra[0])

    def borders(self) -> np.ndarray:
        """Where the borders are."""
        return self.marks[self.codes == BORDER]


@cache
def _class_table(characters: str) -> np.ndarray:
    """Per code, whether a pattern of one character matches it."""
    table = np.zeros(BORDER + 1, dtype=bool)
    table[[ord(found) for found in re.findall(characters, "".join(map(chr, range(_BEYOND))))]] = True
    table[_BEYOND] = re.search(characters, _SOME_BEYOND) is not None
    return table


def encode(text: str) -> bytes:
    """A text in UTF-8, whatever it holds."""
    return text.encode("utf-8", "surrogatepass")


def join_texts(texts: Iterable[str]) -> Joined:
    """Join texts."""
    content = _BORDER_BYTE.join([b"", *(encode(text) for text in texts), b""])
    return Joined(content, np.frombuffer(content, dtype=np.uint8), *_find_marks(content))


def split_texts(joined: Joined) -> list[str]:
    """The texts again."""
    return [text.decode("utf-8", "surrogatepass") for text in joined.content.split(_BORDER_BYTE)[1:-1]]


def lines_at(joined: Joined, places: np.ndarray) -> np.ndarray:
    """The lines that hold some places: where each starts and stops, without its line feed."""
    ends = joined.line_ends()
    numbers = np.unique(np.searchsorted(ends, places))
    return np.column_stack([ends[numbers - 1] + 1, ends[numbers]])


def words_at(joined: Joined, places: np.ndarray) -> np.ndarray:
    """The stretches between spaces that hold some places, those that touch as one: where each starts and stops."""
    places = np.sort(places[joined.data[places] != _BORDER_BYTE[0]])
    if not len(places):
        return np.empty((0, 2), dtype=np.int64)
    starts, stops = _next_space(joined.data, places, -1) + 1, _next_space(joined.data, places, 1)
    apart = starts[1:] > stops[:-1]
    return np.column_stack([starts[np.append(True, apart)], stops[np.append(apart, True)]])


def _next_space(data: np.ndarray, places: np.ndarray, step: Literal[-1, 1]) -> np.ndarray:
    """Where the next space or border stands before or after each place: words are short, so it is walked to."""
    found = places + step
    walking = np.arange(len(places))
    for _ in range(_LONG_WORD):
        walking = walking[~_IS_SPACE[data[found[walking]]]]
        if not len(walking):
            return found
        found[walking] += step
    spaces = np.flatnonzero(_IS_SPACE[data])
    found[walking] = spaces[np.searchsorted(spaces, found[walking], side="right" if step < 0 else "left") - (step < 0)]
    return found


class Part(NamedTuple):
    """Stretches of joined texts, as one text that a rule can read.

    Attributes
    ----------
    text : str
        The stretches, with what no pattern reaches over between two.
    places : ndarray of int64
        Where each starts in the bytes of the text.
    beyond : ndarray of int64
        Per byte that is not the first of its character, how many characters start before it.
    spans : ndarray of int64, two columns
        Where stretches start and stop in the joined texts.
    numbers : ndarray of int64
        Per span, which of the stretches of the text it is.
    """

    text: str
    places: np.ndarray
    beyond: np.ndarray
    spans: np.ndarray
    numbers: np.ndarray


def read_part(joined: Joined, spans: np.ndarray) -> Part:
    """Read stretches of joined texts, those that are the same once."""
    edges = pa.py_buffer(np.ascontiguousarray(spans).ravel())
    buffers = [None, edges, pa.py_buffer(joined.content)]
    pieces = pa.LargeBinaryArray.from_buffers(pa.large_binary(), max(2 * len(spans) - 1, 0), buffers)
    encoded = pieces.take(pa.array(np.arange(0, len(pieces), 2))).dictionary_encode()  # without what is between two
    return _make_part(encoded.dictionary.to_pylist(), spans, encoded.indices.to_numpy())


def read_each(joined: Joined, spans: np.ndarray) -> tuple[Part, np.ndarray]:
    """Read every stretch of joined texts by itself; also say where those of each text start in the part, in order."""
    part = _make_part([joined.content[start:stop] for start, stop in spans.tolist()], spans, np.arange(len(spans)))
    firsts = np.flatnonzero(np.diff(joined.text_numbers(spans[:, 0]), prepend=-1))
    starts = part.places[firsts]
    return part, starts - np.searchsorted(part.beyond + np.arange(len(part.beyond)), starts)


def _make_part(stretches: list[bytes], spans: np.ndarray, numbers: np.ndarray) -> Part:
    """One text of stretches."""
    content = _GUARD.join(stretches)
    beyond = np.flatnonzero(_CONTINUES[np.frombuffer(content, dtype=np.uint8)])
    beyond -= np.arange(len(beyond))
    lengths = np.fromiter(map(len, stretches), dtype=np.int64, count=len(stretches)) + len(_GUARD)
    return Part(content.decode("utf-8", "surrogatepass"), np.cumsum(lengths) - lengths, beyond, spans, numbers)


def place_edits(part: Part, edits: np.ndarray) -> np.ndarray:
    """Lead edits of a part to every place of the joined texts, in order.

    What they hold beyond a stretch's end is cut off.
    """
    edits = edits[np.lexsort((edits["stop"], edits["start"]))]
    places = np.column_stack([edits["start"], edits["stop"]])
    starts, stops = (places + np.searchsorted(part.beyond, places, side="right")).T
    stretch = np.searchsorted(part.places, starts, side="right") - 1
    starts, stops = starts - part.places[stretch], stops - part.places[stretch]
    firsts = np.searchsorted(stretch, np.arange(len(part.places) + 1))
    counts = np.diff(firsts)[part.numbers]  # per span, its edits
    span = np.repeat(np.arange(len(counts)), counts)
    chosen = firsts[part.numbers[span]] + np.arange(len(span)) - (np.cumsum(counts) - counts)[span]
    edits = edits[chosen]
    edits["start"] = starts[chosen] + part.spans[span, 0]
    edits["stop"] = np.minimum(stops[chosen] + part.spans[span, 0], part.spans[span, 1])
    return edits


def edit_joined(joined: Joined, edits: np.ndarray) -> Joined:
    """Apply edits, which are in order and in bytes, as `apply_edits` does to one text."""
    starts, stops = edits["start"], edits["stop"]
    after = [encode(text) for text in edits["after"].tolist()]
    bounds = zip([0, *stops.tolist()], [*starts.tolist(), len(joined.content)], [*after, b""], strict=True)
    view = memoryview(joined.content)
    content = b"".join([piece for start, stop, put in bounds for piece in (view[start:stop], put)])

    sizes = np.fromiter(map(len, after), dtype=np.int64, count=len(after))
    moved = np.append(0, np.cumsum(sizes - (stops - starts)))
    edges = np.searchsorted(joined.marks, np.column_stack([starts, stops]).ravel())
    lengths = np.diff(edges, prepend=0, append=len(joined.marks))  # what stays, what goes, what stays and so on
    stays = np.repeat(np.arange(len(lengths)) % 2 == 0, lengths)
    marks = joined.marks[stays] + np.repeat(moved, lengths[::2])
    codes = joined.codes[stays]
    put = b"".join(after)
    if put.strip(b" "):
        put_marks, put_codes = _find_marks(put)
        puts_at = np.repeat(starts + moved[:-1] - (np.cumsum(sizes) - sizes), sizes)  # per byte that was put in
        marks = np.append(marks, puts_at[put_marks] + put_marks)
        order = np.argsort(marks, kind="stable")
        marks, codes = marks[order], np.append(codes, put_codes)[order]
    return Joined(content, np.frombuffer(content, dtype=np.uint8), marks, codes)


def distinct_chunks(texts: Iterable[str]) -> tuple[str, np.ndarray]:
    """Find the distinct stretches between ASCII white space, by Arrow's dictionary encoding.

    Returns
    -------
    chunks : str
        Each once, a line feed between two.
    counts : ndarray of int64
        How often each stands in the texts.
    """
    content = b"\n".join([b"", *(encode(text) for text in texts), b""])
    is_solid = np.frombuffer(content, dtype=np.uint8) > ord(" ")
    starts = np.flatnonzero(is_solid[1:] > is_solid[:-1]) + 1
    buffers = [None, pa.py_buffer(np.append(starts, len(content))), pa.py_buffer(content)]
    encoded = pa.LargeBinaryArray.from_buffers(pa.large_binary(), len(starts), buffers).dictionary_encode()
    chunks = b"\n".join([chunk.rstrip(_ASCII_SPACE) for chunk in encoded.dictionary.to_pylist()])
    return chunks.decode("utf-8", "surrogatepass"), np.bincount(encoded.indices.to_numpy())


def _find_marks(content: bytes) -> tuple[np.ndarray, np.ndarray]:
    """Places and codes of the marks in some bytes."""
    marks = np.flatnonzero(np.frombuffer(content.translate(_IS_MARK), dtype=bool))
    padded = np.frombuffer(content + bytes(2), dtype=np.uint8)
    codes = padded[marks].astype(np.int64)
    wide = np.flatnonzero(codes >= 0x80)
    lead, second, third = codes[wide], *(padded[marks[wide] + place].astype(np.int64) & 0x3F for place in (1, 2))
    of_two, of_three = (lead & 0x1F) << 6 | second, (lead & 0xF) << 12 | second << 6 | third
    codes[wide] = np.select([lead < 0xE0, lead < 0xF0, lead < 0xFF], [of_two, of_three, _BEYOND], BORDER)
    return marks, codes
