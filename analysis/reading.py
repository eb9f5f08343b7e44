"""Read files of a corpus as text, or say in one line why not."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_LINE_FEED = b"\n"
_MOST_FAULTS = 10  # in one message
_OTHER_MARKS = {  # a file that begins with one of these is text, but no UTF-8
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how .xlsx and .docx begin, and the older .xls and .doc

_NOT_SHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")  # line breaks and other control characters


class CorpusError(ValueError):
    """A corpus that cannot be used; the message names file, line, what was found and what is allowed."""


def refuse(faults: Sequence[str]) -> None:
    """End with all that is wrong, a line each, ten at most; without faults do nothing."""
    if faults:
        more = [f"and {len(faults) - _MOST_FAULTS} more like these"] if len(faults) > _MOST_FAULTS else []
        raise CorpusError("\n".join([*faults[:_MOST_FAULTS], *more]))


@contextmanager
def looking_at(path: Path) -> Iterator[None]:
    """Say of a path that cannot even be looked at, as in a folder without rights or by too long a name, what it is."""
    try:
        yield
    except OSError as error:
        msg = f"{error.filename or path}: cannot be read ({error.strerror}); mend it, or name another one"
        raise CorpusError(msg) from None


def name_fault(name: str) -> str:
    r"""What in a name cannot be shown in a line: empty when all can.

    Examples
    --------
    >>> name_fault("café 1"), name_fault("one\ntwo")
    ('', "'one\\ntwo' holds '\\n', which cannot be shown in a line")
    """
    found = _NOT_SHOWN.search(name)
    return f"{name!r} holds {found[0]!r}, which cannot be shown in a line" if found else ""


def half_character_fault(text: str) -> str:
    r"""What is said of a surrogate that stands alone in a text: empty when none does.

    Examples
    --------
    >>> half_character_fault("caf\u00e9"), half_character_fault("\ud83d")
    ('', 'found half a character (\\ud83d), as an emoji that was cut; take it out')
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        half = f"\\u{ord(error.object[error.start]):04x}"
        return f"found half a character ({half}), as an emoji that was cut; take it out"
    return ""


def in_one_line(text: str) -> str:
    r"""Text with a space for line breaks and whatever else cannot be shown.

    Examples
    --------
    >>> in_one_line("Port closed\n \x1b[31mToday")
    'Port closed [31mToday'
    """
    return " ".join(_NOT_SHOWN.sub(" ", text).split())


def file_bytes(path: Path) -> bytes:
    """The bytes of a file."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise _cannot_be_read(path, error) from None


def file_size(path: Path) -> int:
    """How many bytes a file has."""
    try:
        return path.stat().st_size
    except OSError as error:
        raise _cannot_be_read(path, error) from None


def _cannot_be_read(path: Path, error: OSError) -> CorpusError:
    """What is said of no rights, a link that leads nowhere or to itself, a folder of that name."""
    return CorpusError(f"{path}: cannot be read ({error.strerror}); mend it or take it out")


def decode(path: Path, content: bytes, lines: int = 0, start: int = 0) -> str:
    r"""The text of a file's bytes, which must be UTF-8.

    Parameters
    ----------
    path : Path
        Where they are from, for the message.
    content : bytes
        The bytes.
    lines, start : int
        How many lines and bytes of the file stand before them.

    Returns
    -------
    str
        The text, with all that stands in it.

    Raises
    ------
    CorpusError
        When the bytes are no text, or text in another encoding.

    Examples
    --------
    >>> decode(Path("a.txt"), "café".encode())
    'café'
    >>> decode(Path("a.txt"), b"\ncaf\xe9")
    Traceback (most recent call last):
    ...
    analysis.reading.CorpusError: a.txt: line 2: byte 4 is not UTF-8 (found 0xE9); save the file as UTF-8
    """
    table = path.suffix.lower() in {".csv", ".tsv"}
    advice = f"save the file as UTF-8{' (in Excel: CSV UTF-8)' if table else ''}"
    for mark, name in _OTHER_MARKS.items():
        if content.startswith(mark):
            msg = f"{path}: found {name}; {advice}"
            raise CorpusError(msg)
    if content.startswith(_OFFICE):
        kind, text = ("an Excel workbook", "CSV UTF-8") if table else ("a Word or Excel file", "plain text in UTF-8")
        msg = f"{path}: this is {kind} (or another packed file), whatever its name; save it as {text}"
        raise CorpusError(msg)
    if (place := content.find(0)) >= 0:
        where = f"line {content.count(_LINE_FEED, 0, place) + 1 + lines}: byte {place + start}"
        msg = f"{path}: {where} is 0, so this is no UTF-8 text; save it as UTF-8, or take it out"
        raise CorpusError(msg)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        where = f"line {content.count(_LINE_FEED, 0, error.start) + 1 + lines}: byte {error.start + start}"
        msg = f"{path}: {where} is not UTF-8 (found 0x{content[error.start]:02X}); {advice}"
        raise CorpusError(msg) from None


def file_text(path: Path) -> str:
    """The text of a UTF-8 file."""
    return decode(path, file_bytes(path))
