"""How often the rules that judge a mention agree with reading, on labelled sentences.

python bench/context.py tests/context/open.jsonl
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from analysis.opposition import Judgement, judge_sentence
from analysis.tokens import tokenize

_MARKED = re.compile("⟦([^⟧]*)⟧")


def judge_marked(text: str) -> list[tuple[str, Judgement]]:
    """Judge each marked mention in its sentence."""
    plain = text.replace("⟦", "").replace("⟧", "")
    tokens = tokenize([plain], ["text"])
    judged = []
    for number, match in enumerate(_MARKED.finditer(text)):
        start = match.start() - 2 * number
        stop = start + len(match[1])
        place = max(int(tokens.stops.searchsorted(start, side="right")), 0)
        inside = tokens.sentence == tokens.sentence[place]
        first = int(tokens.starts[inside][0])
        after = tokens.starts[tokens.starts > tokens.starts[inside][-1]]
        last = int(after[0]) if len(after) else len(plain)
        judged.append((plain[first:last], judge_sentence(plain[first:last], start - first, stop - first)))
    return judged


def main(path: str) -> None:
    """Print the shares that agree, and each mention where they do not."""
    right = {"opposed": 0, "refused": 0}
    count = 0
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        for label, (sentence, judged) in zip(entry["mentions"], judge_marked(entry["text"]), strict=True):
            count += 1
            for part in right:
                agrees = getattr(judged, part) == label[part]
                right[part] += agrees
                if not agrees:
                    print(f"{entry['id']} {part} should be {label[part]}: {judged.rules}\n    {sentence.strip()}")
    for part, agreeing in right.items():
        print(f"{part}: {agreeing} of {count}, {agreeing / count:.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
