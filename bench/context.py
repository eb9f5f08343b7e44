"""How often the rules that judge a mention agree with reading: `python bench/context.py [--wrong]`.

blind.jsonl was written and labelled from the definitions alone, and nobody who wrote rules read it. second.jsonl, by
another hand, was labelled by somebody who then improved the rules of opposition on it (at first they agreed on 120
and 125 of 130). open.jsonl comes from the first hand; the rules were tuned on it. coding/reading.csv holds the
articles' own mentions.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import open_workbook
from analysis.context import classify_mentions
from analysis.rates import share_interval
from analysis.tokens import tokenize
from analysis.wording import format_interval

ROOT = Path(__file__).parents[1]
LABELLED = ROOT / "tests" / "context"
LABELS = ("quotation", "attribution", "source", "opposed", "refused")
_MARKED = re.compile("⟦([^⟧]*)⟧")


def read_marked(file: Path) -> pd.DataFrame:
    """Judge the marked mentions of a labelled file: a row per mention, each label with what the rules say."""
    entries = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    texts = [entry["text"].replace("⟦", "").replace("⟧", "") for entry in entries]
    doc_ids = [entry["id"] for entry in entries]
    tokens = tokenize(texts, doc_ids)
    rows = []
    for number, entry in enumerate(entries):
        own = slice(tokens.doc_offsets[number], tokens.doc_offsets[number + 1])
        for start, label in zip(_places(entry["text"]), entry["mentions"], strict=True):
            position = int(np.searchsorted(tokens.stops[own], start, side="right"))
            form = tokens.types[tokens.ids[own][position]]
            rows.append({"doc_id": entry["id"], "position": position, "form": form, **label})
    labelled = pd.DataFrame(rows)
    documents = pd.DataFrame({"doc_id": doc_ids, "text": texts})
    return compare(classify_mentions(labelled[["doc_id", "position", "form"]], tokens, documents), labelled)


def read_articles() -> pd.DataFrame:
    """The same for the mentions of the five articles."""
    labelled = pd.read_csv(ROOT / "coding" / "reading.csv", dtype={"doc_id": str}, keep_default_na=False)
    labelled[["opposed", "refused"]] = labelled[["opposed", "refused"]] == "yes"
    key = ["doc_id", "line", "column", "frame"]
    judged = open_workbook(ROOT).judged.sort_values(key, ignore_index=True)
    labelled = labelled.sort_values(key, ignore_index=True)
    assert judged[key].equals(labelled[key]), "every mention is labelled"
    return compare(judged, labelled)


def compare(judged: pd.DataFrame, labelled: pd.DataFrame) -> pd.DataFrame:
    """Whether the rules agree with reading, per mention and label; a source may be longer or shorter than the label."""
    agrees = {name: (judged[name].to_numpy() == labelled[name].to_numpy()).astype(float) for name in LABELS}
    pairs = zip(judged["source"], labelled["source"].fillna(""), strict=True)
    agrees["source"] = np.array(
        [float(one == other or bool(one and other and (one in other or other in one))) for one, other in pairs]
    )
    for name in LABELS:  # what the reader was not asked
        agrees[name][labelled[name].isna()] = np.nan
    table = judged[["doc_id", "whole", "rules", *LABELS]].assign(note=labelled["note"].to_numpy())
    for name in LABELS:
        table[f"wanted_{name}"] = labelled[name].to_numpy()
        table[f"agrees_{name}"] = agrees[name]
    return table


def score(compared: pd.DataFrame) -> pd.DataFrame:
    """Share of mentions on which rules and reading agree, per label, with its exact 95 % interval."""
    agrees = compared[[f"agrees_{name}" for name in LABELS]].set_axis(list(LABELS), axis=1).dropna(axis=1, how="all")
    agree = agrees.sum().to_numpy().astype(int)
    share, low, high = share_interval(agree, len(compared))
    columns = {"label": list(agrees), "agree": agree, "of": len(compared), "share": share, "low": low, "high": high}
    return pd.DataFrame(columns)


def _places(text: str) -> Iterator[int]:
    """Where the marked words start in the text without marks."""
    return (match.start() - 2 * number for number, match in enumerate(_MARKED.finditer(text)))


def main(show_wrong: bool) -> None:
    """Print a table per file, and on request every mention on which rules and reading differ."""
    files = {name: read_marked(LABELLED / f"{name}.jsonl") for name in ("blind", "second", "open")}
    for name, compared in {**files, "articles": read_articles()}.items():
        print(f"\n{name}: {len(compared)} mentions")
        for row in score(compared).itertuples():
            print(f"  {row.label:12}{row.agree:4} of {row.of}  {row.share:.3f}  ({format_interval(row.low, row.high)})")
        clear = compared[~compared["note"].str.contains("borderline", case=False)]
        if len(clear) < len(compared):
            shares = ", ".join(f"{row.label} {row.share:.3f}" for row in score(clear).itertuples())
            print(f"  without {len(compared) - len(clear)} that the reader found borderline: {shares}")
        if show_wrong and name != "blind":
            for label in LABELS:
                for row in compared[compared[f"agrees_{label}"] == 0].to_dict("records"):
                    wanted = row[f"wanted_{label}"]
                    print(f"    {row['doc_id']} {label}: {row[label]!r}, by reading {wanted!r}; {row['rules']}")
                    print(f"        {row['whole']}")


if __name__ == "__main__":
    main("--wrong" in sys.argv[1:])
