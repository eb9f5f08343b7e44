"""What workbook.toml may hold: each table of it as checked, typed settings."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from analysis.patterns import PARTS, parts_fault, pattern_fault, shown

WITH_REASONS = 'a table with a reason for each, { "a*" = "…" }'


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
_Patterns = Annotated[
    Annotated[list[Pattern], AfterValidator(_check_once), Tag("list")] | Annotated[_Reasons, Tag("table")],
    Discriminator(lambda value: "table" if isinstance(value, dict) else "list"),
]


class _Section(BaseModel):
    """A table of the file: unknown keys and values of another type are refused."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class CorpusSettings(_Section):
    """Where the documents are, and what a reader should know of them first.

    Attributes
    ----------
    path : str
        A folder of .txt files, one CSV, JSON Lines or Parquet file, or a glob of files of one kind.
    note : str
        What a reader should know of the corpus first.
    group : str, optional
        A column of the catalogue or table, or month or year: with more than 40 documents, tables and figures have a
        row for each of its values instead of one for each document.
    memory_mb : float
        Million bytes of text that are held in memory at once. A larger corpus is counted a piece at a time, and looked
        at in a sample of that size.
    text, id, label, title, byline, outlet, translated, date, date_earliest, date_latest, date_basis : str, optional
        Which column of a table holds what; by default the column of that name, where there is one.
    """

    path: Text
    note: str = ""
    group: Text | None = None
    memory_mb: Annotated[float, Field(gt=0)] = 2000
    text: Text | None = None
    id: Text | None = None
    label: Text | None = None
    title: Text | None = None
    byline: Text | None = None
    outlet: Text | None = None
    translated: Text | None = None
    date: Text | None = None
    date_earliest: Text | None = None
    date_latest: Text | None = None
    date_basis: Text | None = None

    @model_validator(mode="after")
    def _check_dates(self) -> CorpusSettings:
        if self.date and (self.date_earliest or self.date_latest):
            msg = f"date: found {shown(self.date)} beside date_earliest or date_latest; give the one or the other"
            raise ValueError(msg)
        return self

    @property
    def columns(self) -> dict[str, str]:
        """Which columns of a table are named here: what they hold, and their names.

        Examples
        --------
        >>> CorpusSettings(path="articles.csv", text="body", date="published").columns
        {'text': 'body', 'date': 'published'}
        """
        return self.model_dump(exclude={"path", "note", "group", "memory_mb"}, exclude_none=True)


class Event(_Section):
    """A dated event, drawn behind the documents."""

    date: datetime.date
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
                msg = f"found no why; add it, or make {part} {WITH_REASONS}"
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
    def units(self) -> dict[str, str]:
        """What rates and intervals are headed in tables (see `present`)."""
        interval = f"{100 * self.confidence:g} % interval"
        return {
            "rate": f"mentions per {self.per:,} tokens",
            "interval": interval,
            "bootstrap": f"{interval}, bootstrap",
        }

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
        """The corpus as an absolute path, to a folder or a file, or with * for several files."""
        return self.file.parent / self.corpus.path
