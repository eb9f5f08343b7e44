"""Dictionaries of patterns as files: YAML, and LIWC's .dic. What is read is checked, and nothing in it is run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import yaml

from analysis.patterns import PARTS, SettingsError, parts_fault, pattern_fault, shown

LARGEST = 2_000_000  # bytes; some 100,000 patterns
DEEPEST = 5  # a category of categories, its frame, patterns and their reasons
_QUOTE_STARS = "write the pattern out, in quotation marks when it begins with *"
_FRAME_HELP = "a frame is a list of patterns, - pattern, or lines pattern: reason"

Frames = dict[str, dict[str, dict[str, str]]]  # frame → part (patterns, exclude, wide) → pattern → reason or ""


def read_frames(file: Path) -> Frames:
    """Read a dictionary file, chosen by its ending.

    Parameters
    ----------
    file : Path
        A .yml, .yaml or .dic file.

    Returns
    -------
    dict
        Frame to its patterns, exclude and wide, each a dict of pattern to reason (empty where none is given).

    Raises
    ------
    SettingsError
        When the file cannot be used; the message names it, the line, what was found and what is allowed.
    """
    readers = {".yml": _read_yaml, ".yaml": _read_yaml, ".dic": _read_liwc}
    if file.suffix.lower() not in readers:
        msg = f"{file.name}: found the ending {file.suffix!r}; a dictionary is a .yml, .yaml or .dic file"
        raise SettingsError(msg)
    text = _read_text(file)
    if not text.strip():
        _refuse(file, 0, "the file is empty", "write frames and their patterns into it")
    frames = readers[file.suffix.lower()](file, text)
    for name, parts in frames.items():
        if fault := parts_fault(parts):
            _refuse(file, 0, f"frame {shown(name)}: {fault[0]}", fault[1])
    return frames


def write_yaml(frames: Mapping[str, Mapping[str, Mapping[str, str]]]) -> str:
    """Frames as YAML: a list of patterns, pattern: reason, or patterns, exclude and wide."""
    content: dict[str, Any] = {}
    for name, parts in frames.items():
        written = {
            part: dict(patterns) if part == "wide" or any(patterns.values()) else list(patterns)
            for part, patterns in parts.items()
            if patterns
        }
        content[name] = written if set(written) != {"patterns"} else written["patterns"]
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)


def write_liwc(frames: Mapping[str, Mapping[str, Mapping[str, str]]]) -> str:
    """Frames as LIWC's .dic, which holds patterns alone: reasons and wide lists are left out."""
    for name, parts in frames.items():
        fault = "" if name == " ".join(name.split()) else "its name needs single spaces"
        if parts.get("exclude"):
            fault = "it has exclusions"
        for pattern in parts["patterns"]:
            if not _fits_liwc(pattern):
                fault = f"{pattern!r} has a wild card elsewhere than at the end of a word"
        if fault:
            msg = f"frame {shown(name)} cannot be written as .dic: {fault}; write YAML"
            raise SettingsError(msg)
    numbers: dict[str, list[str]] = {}
    for number, parts in enumerate(frames.values(), start=1):
        for pattern in parts["patterns"]:
            numbers.setdefault(" ".join(pattern.split()), []).append(str(number))
    header = [f"{number}\t{name}" for number, name in enumerate(frames, start=1)]
    words = ["\t".join([pattern, *categories]) for pattern, categories in numbers.items()]
    return "\n".join(["%", *header, "%", *words, ""])


def _refuse(file: Path, line: int, found: str, allowed: str) -> NoReturn:
    """Raise the one error; line 0 is the whole file."""
    place = f"{file.name}: line {line}" if line else file.name
    msg = f"{place}: {found}; {allowed}"
    raise SettingsError(msg)


def _read_text(file: Path) -> str:
    if not file.is_file():
        _refuse(file, 0, "no such file", "name an existing one")
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        _refuse(file, 0, f"cannot be read: {error.strerror}", "let it be read")
    if len(content) > LARGEST:
        _refuse(
            file, 0, f"found more than {LARGEST:,} bytes", "no dictionary is that long; name another file or split it"
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        line = error.object[: error.start].count(b"\n") + 1
        _refuse(file, line, f"found the byte 0x{byte:02x}, which is not UTF-8", "save the file as UTF-8")


class _Node(NamedTuple):
    """A place of a YAML file: text, a list, or pairs."""

    line: int
    value: str | list[_Node] | dict[str, tuple[int, _Node]]

    @property
    def kind(self) -> str:
        return {str: "text", list: "a list", dict: "a mapping"}[type(self.value)]

    def __str__(self) -> str:
        return shown(self.value) if isinstance(self.value, str) else self.kind


def _read_yaml(file: Path, text: str) -> Frames:
    """Frames of a YAML text: every scalar is taken as text, so that no, 1990 or ~ are words."""
    try:
        events = (event for event in yaml.parse(text, Loader=yaml.SafeLoader))
        roots = list(_nodes(file, events))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        if "alias" in (error.context or ""):
            _refuse(file, line, "found an alias, *name", f"aliases are not allowed: {_QUOTE_STARS}")
        _refuse(file, line, f"not valid YAML: {error.context or ''} {error.problem}", "quote text with : # * & ! or %")
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        _refuse(file, line, f"found the character {chr(error.character)!r}", "take control characters out")
    if len(roots) != 1 or not isinstance(roots[0].value, dict) or not roots[0].value:
        found = {0: "found nothing", 1: f"found {roots[-1] if roots else ''}"}.get(
            len(roots), "found a second document"
        )
        _refuse(file, roots[-1].line if roots else 0, found, f"the file is one mapping, frame: patterns; {_FRAME_HELP}")
    frames: Frames = {}
    for name, (line, node) in roots[0].value.items():
        inner = node.value
        if isinstance(inner, dict) and not _is_frame(inner):
            named = [(f"{name} / {category}", *place) for category, place in inner.items()]
        else:
            named = [(name, line, node)]
        for full_name, own_line, own_node in named:
            if full_name in frames:
                _refuse(file, own_line, f"found the frame {shown(full_name)} twice", "give each frame its own name")
            if not full_name.strip():
                _refuse(file, own_line, f"found the name {shown(full_name)}", "give the frame a name")
            frames[full_name] = _yaml_frame(file, full_name, own_node)
    return frames


def _nodes(file: Path, events: Iterator[Any], depth: int = 0) -> Iterator[_Node]:
    """Values from the events of a YAML text, up to the end of the list or mapping that they stand in."""
    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            _refuse(file, line, f"found an alias, *{event.anchor[:60]}", f"aliases are not allowed: {_QUOTE_STARS}")
        if getattr(event, "anchor", None):
            allowed = (
                "anchors and aliases are not allowed: write the text out, in quotation marks when it begins with &"
            )
            _refuse(file, line, f"found an anchor, &{event.anchor[:60]}", allowed)
        if getattr(event, "tag", None):
            _refuse(
                file, line, f"found a tag, {shown(event.tag)}", "tags are not allowed: take it out or quote the text"
            )
        if isinstance(event, yaml.CollectionEndEvent):
            return
        if depth > DEEPEST:
            _refuse(file, line, f"found more than {DEEPEST} levels", _FRAME_HELP)
        if isinstance(event, yaml.ScalarEvent):
            yield _Node(line, event.value)
        elif isinstance(event, yaml.SequenceStartEvent):
            yield _Node(line, list(_nodes(file, events, depth + 1)))
        elif isinstance(event, yaml.MappingStartEvent):
            yield _Node(line, _pairs(file, _nodes(file, events, depth + 1)))


def _pairs(file: Path, nodes: Iterator[_Node]) -> dict[str, tuple[int, _Node]]:
    pairs: dict[str, tuple[int, _Node]] = {}
    for key in nodes:
        if not isinstance(key.value, str):
            _refuse(file, key.line, f"found {key} as a key", "a key is text")
        if key.value in pairs:
            first = pairs[key.value][0]
            _refuse(file, key.line, f"found the key {key} a second time, first in line {first}", "keep one of them")
        pairs[key.value] = (key.line, next(nodes))
    return pairs


def _is_frame(pairs: dict[str, tuple[int, _Node]]) -> bool:
    """Whether a mapping is one frame (pattern: reason, or parts) and not a category of frames."""
    nested = {key for key, (_, node) in pairs.items() if not isinstance(node.value, str)}
    return not nested or "patterns" in nested


def _yaml_frame(file: Path, name: str, node: _Node) -> dict[str, dict[str, str]]:
    pairs = node.value if isinstance(node.value, dict) else {}
    if not any(key == "patterns" and not isinstance(part.value, str) for key, (_, part) in pairs.items()):
        return {"patterns": _yaml_patterns(file, f"frame {shown(name)}", node, "")}
    if unknown := sorted(set(pairs) - {*PARTS, "why"}):
        line = pairs[unknown[0]][0]
        _refuse(
            file, line, f"unknown key {shown(unknown[0])} in frame {shown(name)}", f"allowed: {', '.join(PARTS)}, why"
        )
    why = pairs["why"][1] if "why" in pairs else _Node(0, "")
    if not isinstance(why.value, str):
        _refuse(file, why.line, f"frame {shown(name)}: why: found {why}", "why is text")
    parts: dict[str, dict[str, str]] = {}
    for part in PARTS:
        if part in pairs:
            key, own = f"frame {shown(name)}: {part}", pairs[part][1]
            parts[part] = _yaml_patterns(file, key, own, "" if part == "wide" else why.value)
            if part == "wide" and not all(parts[part].values()):
                _refuse(file, own.line, f"{key}: found patterns without a reason", "write pattern: reason for each")
    return parts


def _yaml_patterns(file: Path, key: str, node: _Node, why: str) -> dict[str, str]:
    """Patterns with their reasons, from a list or a mapping."""
    if isinstance(node.value, str) or not node.value:
        found = "nothing" if not node.value else f"the text {node}"
        _refuse(file, node.line, f"{key}: found {found} where patterns are needed", _FRAME_HELP)
    entries = (
        [(item, _Node(item.line, "")) for item in node.value]
        if isinstance(node.value, list)
        else [(_Node(line, pattern), reason) for pattern, (line, reason) in node.value.items()]
    )
    patterns: dict[str, str] = {}
    for item, reason in entries:
        if not isinstance(item.value, str) or not isinstance(reason.value, str):
            odd = reason if isinstance(item.value, str) else item
            _refuse(file, odd.line, f"{key}: found {odd} where text is needed", _FRAME_HELP)
        if fault := pattern_fault(item.value):
            _refuse(file, item.line, f"{key}: found {item}", fault)
        if item.value in patterns:
            _refuse(file, item.line, f"{key}: found {item} a second time", "keep one of them")
        patterns[item.value] = reason.value.strip() or why.strip()
    return patterns


def _read_liwc(file: Path, text: str) -> Frames:
    """Frames of a .dic text: between two lines % the categories by number, then words and their numbers."""
    lines = [(number, line.strip()) for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1)]
    filled = iter([(number, line) for number, line in lines if line])
    number, line = next(filled)
    if line != "%":
        _refuse(file, number, f"found {shown(line)}", "a .dic file begins with a line %, its categories, and a line %")
    categories = _categories(file, filled)
    found: dict[int, dict[str, str]] = {category: {} for category in categories}
    for number, line in filled:
        pattern, numbers = _word_line(file, number, line)
        for category in numbers:
            if category not in categories:
                allowed = ", ".join(map(str, list(categories)[:10])) + (" …" if len(categories) > 10 else "")
                place = f"found category {category} for {shown(pattern)}"
                _refuse(file, number, place, f"the categories between the lines % are {allowed}")
            found[category][pattern] = ""
    for category, (number, name) in categories.items():
        if not found[category]:
            _refuse(file, number, f"category {category}, {shown(name)}, has no words", "give it words or take it out")
    return {name: {"patterns": found[category]} for category, (_, name) in categories.items()}


def _categories(file: Path, filled: Iterator[tuple[int, str]]) -> dict[int, tuple[int, str]]:
    """Number of each category to its line and name, up to the second line %."""
    categories: dict[int, tuple[int, str]] = {}
    names = set()
    number = 1
    for number, line in filled:
        digits, *rest = line.split(maxsplit=1)
        if line == "%" and categories:
            return categories
        if not rest or not re.fullmatch("[0-9]{1,9}", digits):
            allowed = "a category is its number, a tab and its name; before the words stands a line %"
            _refuse(file, number, f"found {shown(line)}", allowed)
        if int(digits) in categories or rest[0] in names:
            _refuse(file, number, f"found {shown(line)}, whose number or name stands above", "give each its own")
        categories[int(digits)] = (number, rest[0])
        names.add(rest[0])
    _refuse(file, number, "the file ends without a second line %", "put a line % between categories and words")


def _word_line(file: Path, number: int, line: str) -> tuple[str, list[int]]:
    """A pattern and its category numbers, parted by tabs or spaces."""
    pattern, tab, rest = line.partition("\t")
    numbers = rest.split()
    if not tab:
        words = line.split()
        while len(words) > 1 and re.fullmatch("[0-9]{1,9}", words[-1]):
            numbers.append(words.pop())
        numbers.reverse()
        pattern = " ".join(words)
    pattern = pattern.strip()
    if not numbers or not all(re.fullmatch("[0-9]{1,9}", category) for category in numbers):
        allowed = "a line is a word, a tab and the numbers of its categories, parted by tabs"
        _refuse(file, number, f"found {shown(line)}", allowed)
    if fault := pattern_fault(pattern):
        _refuse(file, number, f"found {shown(pattern)}", fault)
    if not _fits_liwc(pattern):
        _refuse(
            file, number, f"found {shown(pattern)}", "in a .dic file * stands at the end of a word only, and ? nowhere"
        )
    return pattern, [int(category) for category in numbers]


def _fits_liwc(pattern: str) -> bool:
    """Whether a pattern has no wild card but a * at the end of words."""
    return all(re.fullmatch(r"[^*?]+\*?", word) for word in pattern.split())
