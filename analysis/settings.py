"""Read workbook.toml into checked, typed settings."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag, ValidationError, model_validator

from analysis.dictionary_files import read_frames
from analysis.patterns import PARTS, SettingsError, parts_fault, pattern_fault, shown

__all__ = ["FILE_NAME", "Frame", "Settings", "SettingsError", "find_settings", "load_settings"]

FILE_NAME = "workbook.toml"


def _check_pattern(pattern: str) -> str:
    if fault := pattern_fault(pattern):
        msg = f"found {shown(pattern)}; {fault}"
        raise ValueError(msg)
    return pattern


def _check_once(patterns: list[str]) -> list[str]:
    seen: set[str] = set()
    for pattern in patterns:
        if pattern in seen:
            msg = f"found {shown(pattern)} twice; keep one of them"
            raise ValueError(msg)
        seen.add(pattern)
    return patterns


Text = Annotated[str, Field(min_length=1, pattern=r"\S")]
Pattern = Annotated[str, AfterValidator(_check_pattern)]
_Reasons = dict[Pattern, Text]
_WITH_REASONS = 'a table with a reason for each, { "a*" = "…" }'
_Patterns = Annotated[
    Annotated[list[Pattern], AfterValidator(_check_once), Tag("list")] | Annotated[_Reasons, Tag("table")],
    Discriminator(lambda value: "table" if isinstance(value, dict) else "list"),
]


class _Section(BaseModel):
    """A table of the file: unknown keys and values of another type are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class CorpusSettings(_Section):
    """Where the documents are, and what a reader should know of them first."""

    path: Text
    note: str = ""


class Event(_Section):
    """A dated event, drawn behind the documents."""

    date: date
    label: Text


class CleaningRules(_Section):
    """Which cleaning rules are on."""

    mojibake: bool = True
    odd_characters: bool = True
    boilerplate: bool = True
    foreign_text: bool = True
    repeated_sentences: bool = True
    broken_words: bool = True
    missing_spaces: bool = True
    doubled_punctuation: bool = True
    odd_spaces: bool = True


class Frame(_Section):
    """A named set of patterns, and why these.

    Attributes
    ----------
    patterns : list of str, or dict of str to str
        What counts, as a list or with a reason each.
    why : str
        The reason of the patterns that have none of their own; needed where patterns or exclude is a list.
    exclude : list of str, or dict of str to str
        What these match is taken away from the frame.
    wide : dict of str to str
        What a broader reading would count too, with a reason each; not counted.
    """

    patterns: Annotated[_Patterns, Field(min_length=1)]
    why: Text = ""
    exclude: _Patterns = []
    wide: _Reasons = {}

    @model_validator(mode="after")
    def _check_parts(self) -> Frame:
        if fault := parts_fault({part: getattr(self, part) for part in PARTS}):
            raise ValueError("; ".join(fault))
        for part in ("patterns", "exclude"):
            if not self.why and isinstance(listed := getattr(self, part), list) and listed:
                msg = f"found no why; add it, or make {part} {_WITH_REASONS}"
                raise ValueError(msg)
        return self

    def reasons(self, part: Literal["patterns", "exclude", "wide"] = "patterns") -> dict[str, str]:
        """Patterns to their reasons.

        Examples
        --------
        >>> Frame(patterns=["demand*"], why="what is asked for").reasons()
        {'demand*': 'what is asked for'}
        """
        patterns = getattr(self, part)
        return dict(patterns) if isinstance(patterns, dict) else dict.fromkeys(patterns, self.why)


class StatisticsSettings(_Section):
    """What rates are per, how wide intervals are, and where random draws start."""

    per: Annotated[int, Field(ge=1)] = 1000
    confidence: Annotated[float, Field(gt=0, lt=1)] = 0.95
    seed: Annotated[int, Field(ge=0, lt=2**32)] = 20220110
    minimum_counts: Annotated[list[Annotated[int, Field(ge=1)]], Field(min_length=1, max_length=4)] = [5, 10]

    @property
    def basis(self) -> str:
        """What a table of rates says of itself."""
        level = f"{100 * self.confidence:g} %"
        return f"Rate: mentions per {self.per:,} tokens; exact Poisson interval at {level}."

    @property
    def adjustment(self) -> str:
        """What a table of keyness says of itself."""
        level = f"{100 * (1 - self.confidence):g} %"
        return f"Adjusted within each article by Benjamini and Hochberg's method; false discovery rate {level}."


def _check_numbers(numbers: list[int]) -> list[int]:
    if repeated := [number for number in numbers if numbers.count(number) > 1]:
        msg = f"found {repeated[0]} twice; keep one of them"
        raise ValueError(msg)
    return numbers


class ThemeSettings(_Section):
    """Which numbers of themes are tried, which is shown, and which passages and terms are read.

    Attributes
    ----------
    k : list of int
        Numbers of themes to try.
    number : int, optional
        Themes to show when no number is stable, one of `k`; by default the first of them.
    minimum_tokens : int
        Shorter passages are left out.
    minimum_passages : int
        Terms in fewer passages are left out.
    """

    k: Annotated[
        list[Annotated[int, Field(ge=2, le=50)]], Field(min_length=1, max_length=20), AfterValidator(_check_numbers)
    ] = [3, 4, 5, 6]
    number: int | None = None
    minimum_tokens: Annotated[int, Field(ge=1)] = 20
    minimum_passages: Annotated[int, Field(ge=1)] = 2

    @model_validator(mode="after")
    def _check_number(self) -> ThemeSettings:
        if self.number is not None and self.number not in self.k:
            msg = f"number: found {self.number}; one of k, {', '.join(map(str, self.k))}"
            raise ValueError(msg)
        return self

    @property
    def shown(self) -> int:
        """How many themes are shown when no number is stable."""
        return self.k[0] if self.number is None else self.number


class FigureSettings(_Section):
    """The size of figures."""

    width_in: Annotated[float, Field(ge=5, le=20)] = 6.3


class Settings(_Section):
    """Every choice of workbook.toml, checked.

    Attributes
    ----------
    file : Path
        The file that was read; relative paths in it start at its folder.
    dictionary : str, optional
        A .yml, .yaml or .dic file that `frames` were read from.
    corpus, events, cleaning, frames, statistics, themes, figures
        The tables of the file; see workbook.toml, where each key is explained.
    """

    file: Path
    dictionary: Text | None = None
    corpus: CorpusSettings
    events: list[Event] = []
    cleaning: CleaningRules = CleaningRules()
    frames: Annotated[dict[Text, Frame], Field(min_length=1)]
    statistics: StatisticsSettings = StatisticsSettings()
    themes: ThemeSettings = ThemeSettings()
    figures: FigureSettings = FigureSettings()

    @property
    def corpus_path(self) -> Path:
        """The corpus folder as an absolute path."""
        return self.file.parent / self.corpus.path


def find_settings(start: Path | None = None) -> Path:
    """Find workbook.toml in a folder or above it.

    Parameters
    ----------
    start : Path, optional
        Folder to start from; the current one by default.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    SettingsError
        When neither the folder nor any above it holds the file.
    """
    folder = (start or Path.cwd()).resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / FILE_NAME).is_file():
            return candidate / FILE_NAME
    msg = f"{FILE_NAME}: not found in {folder} or any folder above it; start from the workbook's own folder"
    raise SettingsError(msg)


def load_settings(file: Path | str) -> Settings:
    """Read and check a settings file.

    Parameters
    ----------
    file : Path or str
        A workbook.toml.

    Returns
    -------
    Settings
        The checked settings.

    Raises
    ------
    SettingsError
        When the file is missing, is not TOML, or holds an unknown key, an empty pattern or a value
        of the wrong type, or when its dictionary cannot be used; the message names the key.
    """
    file = Path(file).resolve()
    content = _read_toml(file)
    if "file" in content:
        raise SettingsError(_unknown_key(file, ("file",)))
    if "dictionary" in content:
        content["frames"] = _dictionary_frames(file, content)
    try:
        return Settings(file=file, **content)
    except ValidationError as error:
        raise SettingsError("\n".join(_explain(file, fault) for fault in error.errors())) from None


def _read_toml(file: Path) -> dict[str, Any]:
    """The tables of a file, as yet unchecked."""
    try:
        text = file.read_text(encoding="utf-8-sig")  # as some editors save it
        return tomllib.loads(text)
    except FileNotFoundError:
        msg = f"{file}: no such file; name an existing {FILE_NAME}"
        raise SettingsError(msg) from None
    except UnicodeDecodeError as error:
        msg = f"{file}: byte {error.start} is not UTF-8; save the file as UTF-8"
        raise SettingsError(msg) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(_explain_toml(file, str(error), text)) from None


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


def _explain_toml(file: Path, error: str, text: str) -> str:
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


def _dictionary_frames(file: Path, content: dict[str, Any]) -> dict[str, Any]:
    """The frames of the dictionary file that a settings file names."""
    if "frames" in content:
        msg = f"{file.name}: dictionary: found it beside frames; give one of them"
        raise SettingsError(msg)
    name = content["dictionary"]
    if not isinstance(name, str) or not name.strip():
        msg = f"{file.name}: dictionary: found {name!r}; the name of a .yml, .yaml or .dic file, in quotation marks"
        raise SettingsError(msg)
    why = f"as {Path(name).name} has it"
    frames = read_frames(file.parent / name)
    filled = {
        frame: {part: {pattern: reason or why for pattern, reason in own.items()} for part, own in parts.items()}
        for frame, parts in frames.items()
    }
    return {frame: {**parts, "why": why} for frame, parts in filled.items()}


def _explain(file: Path, fault: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails, a plain mapping
    """One fault of the file as one line."""
    place = tuple(part for part in fault["loc"] if part != "[key]")
    if place[0] == "frames" and place[3:4] in {("list",), ("table",)} and place[2] != "wide":
        place = place[:3] + place[4:]  # which of two types was tried
    if fault["type"] == "extra_forbidden":
        return _unknown_key(file, place)
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
            return f'a list, ["a*", "b c"], or {_WITH_REASONS}'
        if kind == "dict_type":
            return _WITH_REASONS
    return "tables headed [[events]]" if (key, kind) == ("events", "list_type") else _WANTED.get(kind)


def _unknown_key(file: Path, place: tuple[str | int, ...]) -> str:
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
