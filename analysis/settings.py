"""Read workbook.toml into checked, typed settings."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from analysis.dictionary_files import read_frames
from analysis.patterns import SettingsError
from analysis.sections import Frame, Settings
from analysis.settings_faults import explain, explain_toml, unknown_key

__all__ = ["FILE_NAME", "SETTINGS_VARIABLE", "Frame", "Settings", "SettingsError", "find_settings", "load_settings"]

FILE_NAME = "workbook.toml"
SETTINGS_VARIABLE = "WORKBOOK_SETTINGS"


def find_settings(start: Path | None = None) -> Path:
    """Find workbook.toml in a folder or above it.

    Parameters
    ----------
    start : Path, optional
        Folder to start from. By default the file that `workbook run --config` hands down to notebooks, else
        the current folder.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    SettingsError
        When neither the folder nor any above it holds the file.
    """
    if start is None and (named := os.environ.get(SETTINGS_VARIABLE)):
        return Path(named)
    folder = (start or Path.cwd()).resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / FILE_NAME).is_file():
            return candidate / FILE_NAME
    msg = (
        f"{FILE_NAME}: not found in {folder} or any folder above it; start from the workbook's own folder, "
        f"or write one with `workbook new FOLDER`"
    )
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
        raise SettingsError(unknown_key(file, ("file",)))
    if "dictionary" in content:
        content["frames"] = _dictionary_frames(file, content)
    try:
        return Settings(file=file, **content)
    except ValidationError as error:
        raise SettingsError("\n".join(explain(file, fault) for fault in error.errors())) from None


def _read_toml(file: Path) -> dict[str, Any]:
    """The tables of a file, as yet unchecked."""
    try:
        text = file.read_text(encoding="utf-8-sig")  # as some editors save it
        return tomllib.loads(text)
    except FileNotFoundError:
        msg = f"{file}: no such file; name an existing {FILE_NAME}"
        raise SettingsError(msg) from None
    except OSError as error:
        msg = f"{file}: cannot be read ({error.strerror}); name an existing {FILE_NAME}"
        raise SettingsError(msg) from None
    except UnicodeDecodeError as error:
        msg = f"{file}: byte {error.start} is not UTF-8; save the file as UTF-8"
        raise SettingsError(msg) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(explain_toml(file, str(error), text)) from None


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
