"""Hand the counts of a large corpus from the run to its notebooks, so that it is counted once.

Tables go as Parquet, the matrix of terms as NumPy arrays, names as JSON: nothing that is read can run.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
from scipy import sparse

from analysis.large import LargeCorpus
from analysis.settings import Settings
from analysis.units import Units

COUNTS_VARIABLE = "WORKBOOK_COUNTS"  # the folder where a notebook finds them
_TABLES = ("sample", "counts", "blocks", "judged", "rules", "patterns")
_PLAIN = ("articles", "bytes", "sampled_bytes", "words", "names")


def save_large(large: LargeCorpus, settings: Settings, folder: Path) -> None:
    """Write the counts of a large corpus into a folder; of its documents, units know those of the sample alone.

    With them goes what they are counts of: the corpus's path and a hash of the settings.
    """
    folder.mkdir(parents=True, exist_ok=True)
    units = large.units
    for name in _TABLES:
        getattr(large, name).to_parquet(folder / f"{name}.parquet")
    units.table.to_parquet(folder / "units.parquet")
    pd.DataFrame({"type": large.types}).to_parquet(folder / "types.parquet")
    sparse.save_npz(folder / "terms.npz", large.terms)
    plain = {name: getattr(large, name) for name in _PLAIN}
    of = {doc_id: units.of[doc_id] for doc_id in large.sample["doc_id"]}
    content = {**plain, **_known_by(settings), "noun": units.noun, "asked": units.asked, "of": of}
    (folder / "plain.json").write_text(json.dumps(content), encoding="utf-8")


def load_large(folder: Path) -> LargeCorpus:
    """Read what `save_large` wrote."""
    tables = {name: pd.read_parquet(folder / f"{name}.parquet") for name in (*_TABLES, "units")}
    plain = json.loads((folder / "plain.json").read_text(encoding="utf-8"))
    units = Units(plain["noun"], tables.pop("units"), plain["of"], plain["asked"])
    types = pd.read_parquet(folder / "types.parquet")["type"].to_numpy(dtype=object)
    known = {name: plain[name] for name in _PLAIN}
    return LargeCorpus(units=units, types=types, terms=sparse.load_npz(folder / "terms.npz"), **tables, **known)


def handed_down(settings: Settings) -> LargeCorpus | None:
    """The counts that the run of a notebook hands down, where it does, and they are of this corpus and its settings."""
    folder = os.environ.get(COUNTS_VARIABLE)
    if not folder:
        return None
    plain = json.loads((Path(folder) / "plain.json").read_text(encoding="utf-8"))
    wanted = _known_by(settings)
    return load_large(Path(folder)) if {name: plain.get(name) for name in wanted} == wanted else None


def _known_by(settings: Settings) -> dict[str, str]:
    """What counts belong to: a corpus, and all choices by which it is counted."""
    choices = settings.model_dump_json(exclude={"file"})
    return {
        "corpus": str(settings.corpus_path.resolve()),
        "settings": hashlib.sha256(choices.encode("utf-8", "surrogatepass")).hexdigest(),
    }


@contextmanager
def hand_down(large: LargeCorpus | None, settings: Settings, folder: Path) -> Iterator[None]:
    """Let the notebooks that are run meanwhile find the counts of a large corpus in a folder."""
    if large is None:
        yield
        return
    save_large(large, settings, folder)
    os.environ[COUNTS_VARIABLE] = str(folder)
    try:
        yield
    finally:
        del os.environ[COUNTS_VARIABLE]
