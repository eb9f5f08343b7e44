"""Say in words what is wrong with a workbook.toml, and where."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from analysis.patterns import shown
from analysis.sections import WITH_REASONS, Event, Frame, Settings

_TOML_ADVICE = (  # what the line looks like, what the parser says of it, and what to do; the first that fits
    (r"=\s*[+-]?\d+(,\d+)+\s*(#|$)", "", "a number has a point and no comma, as 6.3 or 1000"),
    (r"[“”„]", "Invalid value|Illegal|Unterminated", 'quotation marks are straight, as in "text"'),
    (r"=\s*(?i:true|false|yes|no)\b", "Invalid value", "true or false, in small letters"),
    (r"=\s*[^\W\d]", "Invalid value", 'text stands in quotation marks, as in "text"'),
    (r"\\", "hex value|Unescaped", "write / for each \\"),
    ("", r"Illegal character '(\\r)?\\n'|Unterminated", "a quotation mark is not closed"),
    ("", r"Unclosed array|Expected '\]", "a bracket is not closed, or a comma is missing in a list"),
    (r"\{[^}]*$", "", "a table in { } stands in one line, with a comma between its entries"),
    ("", "Expected '='|Invalid statement", 'a key, = and a value; a key with other signs than letters stands in "…"'),
    ("", "Cannot (declare|overwrite)", "that stands twice; keep one of them"),
)


def explain_toml(file: Path, error: str, text: str) -> str:
    """What stops a file from being read, and where, in words where it is a common slip."""
    place = re.search(r" \(at (?:line (\d+)|end of document).*", error)
    if not place:
        return f"{file.name}: not valid TOML: {error}"
    number = int(place[1] or text.count("\n") + 1)
    line = text.split("\n")[number - 1].strip()
    where = f"line {number}: found {shown(line)}" if line else "at its end"
    for looks, says, advice in _TOML_ADVICE:
        if re.search(looks, line) and re.search(says, error):
            return f"{file.name}: {where}; {advice}"
    return f"{file.name}: {where}; not valid TOML: {error[: place.start()]}"


def explain(file: Path, fault: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails, a plain mapping
    """One fault of the file as one line."""
    place = tuple(part for part in fault["loc"] if part != "[key]")
    if place[0] == "frames" and place[3:4] in {("list",), ("table",)} and place[2] != "wide":
        place = place[:3] + place[4:]  # which of two types was tried
    if fault["type"] == "extra_forbidden":
        return unknown_key(file, place)
    key = _key(place)
    if fault["type"] == "missing":
        return f"{file.name}: {key}: missing; add it"
    if fault["type"] == "value_error":  # raised above, and says itself what was found
        return f"{file.name}: {key}: {fault['ctx']['error']}"
    wanted = _wanted(place, key, fault["type"]) or fault["msg"]
    if key == "statistics.confidence" and isinstance(fault["input"], (int, float)) and 1 < fault["input"] < 100:
        wanted = f"a share between 0 and 1: write {fault['input'] / 100:g}"
    return f"{file.name}: {key}: found {shown(fault['input'])}; {wanted}"


_WANTED = {
    "list_type": "a list, as [5, 10]",
    "dict_type": "a table",
    "too_short": "at least one is needed",
    "string_pattern_mismatch": "at least one letter is needed",
    "string_type": "text, in quotation marks",
    "string_too_short": "at least one letter is needed",
    "bool_type": "true or false, without quotation marks",
    "date_type": "a date as 2022-01-10, without quotation marks",
    "int_type": "a whole number, without quotation marks",
    "float_type": "a number, without quotation marks",
}


def _wanted(place: tuple[str | int, ...], key: str, kind: str) -> str | None:
    """What is allowed where a value of another kind was found."""
    if place[0] == "frames" and place[2:3] in {("patterns",), ("exclude",), ("wide",)}:
        if kind == "list_type":
            return f'a list, ["a*", "b c"], or {WITH_REASONS}'
        if kind == "dict_type":
            return WITH_REASONS
    if kind in {"model_type", "model_attributes_type"}:
        return f"a table, headed [{key}]"
    return "tables headed [[events]]" if (key, kind) == ("events", "list_type") else _WANTED.get(kind)


def unknown_key(file: Path, place: tuple[str | int, ...]) -> str:
    """The message for a key that no table of the file has."""
    section: Any = Settings
    if len(place) > 1:
        sections: dict[str | int, Any] = {"frames": Frame, "events": Event}
        section = sections.get(place[0]) or Settings.model_fields[str(place[0])].annotation
    allowed = sorted(set(section.model_fields) - {"file"})
    advice = "; it stands in the first line, above all tables" if place[-1] == "dictionary" else ""
    return f"{file.name}: {_key(place)}: unknown key; allowed here: {', '.join(allowed)}{advice}"


def _key(place: tuple[str | int, ...]) -> str:
    """A key with its tables; entries of a list count from 1."""
    return ".".join(part if isinstance(part, str) else f"entry {part + 1}" for part in place)
