"""Read workbook.toml into checked, typed settings."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

FILE_NAME = "workbook.toml"

Text = Annotated[str, Field(min_length=1, pattern=r"\S")]
Pattern = Annotated[str, Field(min_length=1, pattern=r"^[ \u00a0]*[\w*?'’-]+(?:[ \u00a0]+[\w*?'’-]+)*[ \u00a0]*$")]
_PATTERN_HELP = "a pattern is words of letters, digits, - and ', with * for any letters and ? for one"


class SettingsError(ValueError):
    """A setting that cannot be used; the message names file, key, what was found and what is allowed."""


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
    """A named set of patterns, and why these."""

    patterns: Annotated[list[Pattern], Field(min_length=1)]
    why: Text


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


class ThemeSettings(_Section):
    """How many themes are fitted, and to which passages and terms."""

    number: Annotated[int, Field(ge=2, le=100)] = 4
    minimum_tokens: Annotated[int, Field(ge=1)] = 20
    minimum_passages: Annotated[int, Field(ge=1)] = 2


class FigureSettings(_Section):
    """The size of figures."""

    width_in: Annotated[float, Field(ge=5, le=20)] = 6.3


class Settings(_Section):
    """Every choice of workbook.toml, checked.

    Attributes
    ----------
    file : Path
        The file that was read; relative paths in it start at its folder.
    corpus, events, cleaning, frames, statistics, themes, figures
        The tables of the file; see workbook.toml, where each key is explained.
    """

    file: Path
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
        of the wrong type; the message names the key.
    """
    file = Path(file).resolve()
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))  # as some editors save it
    except FileNotFoundError:
        msg = f"{file}: no such file; name an existing {FILE_NAME}"
        raise SettingsError(msg) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{file}: not valid TOML: {error}"
        raise SettingsError(msg) from None
    if "file" in content:
        raise SettingsError(_unknown_key(file, ("file",)))
    try:
        return Settings(file=file, **content)
    except ValidationError as error:
        raise SettingsError("\n".join(_explain(file, fault) for fault in error.errors())) from None


def _explain(file: Path, fault: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails, a plain mapping
    """One fault of the file as one line."""
    place = tuple(fault["loc"])
    if fault["type"] == "extra_forbidden":
        return _unknown_key(file, place)
    key = _key(place)
    if fault["type"] == "missing":
        return f"{file.name}: {key}: missing; add it"
    wanted = {
        "string_pattern_mismatch": _PATTERN_HELP if "patterns" in place else "at least one letter is needed",
        "string_too_short": "at least one letter is needed",
        "bool_type": "true or false, without quotation marks",
        "date_type": "a date as 2022-01-10, without quotation marks",
        "int_type": "a whole number, without quotation marks",
    }.get(fault["type"], fault["msg"])
    return f"{file.name}: {key}: found {fault['input']!r}; {wanted}"


def _unknown_key(file: Path, place: tuple[str | int, ...]) -> str:
    """The message for a key that no table of the file has."""
    section: Any = Settings
    for part in place[:-1]:
        if isinstance(part, str) and part in getattr(section, "model_fields", {}):
            annotation = section.model_fields[part].annotation
            section = {"frames": Frame, "events": Event}.get(part, annotation)
    allowed = sorted(set(section.model_fields) - {"file"})
    return f"{file.name}: {_key(place)}: unknown key; allowed here: {', '.join(allowed)}"


def _key(place: tuple[str | int, ...]) -> str:
    """A key with its tables; entries of a list count from 1."""
    return ".".join(part if isinstance(part, str) else f"entry {part + 1}" for part in place)
