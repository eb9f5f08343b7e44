"""How often quotations and speakers are read as a person reads them: python bench/context.py labelled.jsonl."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from analysis.attribution import Attribution, attribute_mentions, sentence_spans
from analysis.quotations import classify_quotation, quotation_spans
from analysis.tokens import tokenize


def read_marked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its ⟦ ⟧, and where the marked mentions stand."""
    pieces = re.split("[⟦⟧]", marked)
    ends = [sum(map(len, pieces[:number])) for number in range(len(pieces) + 1)]
    return "".join(pieces), [(ends[number], ends[number + 1]) for number in range(1, len(pieces), 2)]


def judge(marked: str) -> list[tuple[str, Attribution]]:
    """Quotation and attribution of every marked mention."""
    text, places = read_marked(marked)
    tokens = tokenize([text], ["text"])
    spans = quotation_spans(text)
    sentences = sentence_spans(text, tokens.sentence, tokens.starts, tokens.stops)
    quoted = [classify_quotation(spans, *place, tokens.starts.tolist()) for place in places]
    return list(zip(quoted, attribute_mentions(text, places, spans, sentences), strict=True))


def same_source(found: str, wanted: str) -> bool:
    """Whether either contains the other."""
    return bool(found) == bool(wanted) and (found.lower() in wanted.lower() or wanted.lower() in found.lower())


def main(path: str) -> None:
    """Print the shares that agree, and every mention that does not."""
    right = dict.fromkeys(["quotation", "attribution", "source"], 0)
    total = 0
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        for (quotation, found), wanted in zip(judge(case["text"]), case["mentions"], strict=True):
            total += 1
            agree = {
                "quotation": quotation == wanted["quotation"],
                "attribution": found.attribution == wanted["attribution"],
                "source": same_source(found.source, wanted["source"] or ""),
            }
            right = {name: count + agree[name] for name, count in right.items()}
            if not all(agree.values()):
                print(f"{case['id']}  {case['text']}\n      found {quotation}, {tuple(found)}")
                print(f"      wanted {wanted['quotation']}, {wanted['attribution']}, {wanted['source']}\n")
    print({name: f"{count / total:.3f}" for name, count in right.items()}, f"of {total}")


if __name__ == "__main__":
    main(*sys.argv[1:])
