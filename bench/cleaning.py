"""How long cleaning takes on one hostile line of five million characters, and how that grows.

A rule's seconds are those of `clean_text` with that rule alone, so that finding, applying and entering its edits
in the ledger are all in them; the shorter of two runs, as the first may wait for memory. A ratio near 2 between
five and two and a half million is linear growth, one near 4 is quadratic; below a tenth of a second a ratio says
nothing and is left out.
"""

from __future__ import annotations

import sys
import timeit
from collections.abc import Sequence

from analysis.cleaning import RULES, clean_text

LENGTH = 5_000_000  # characters
PIECES = (
    "a-", "be-cause-", "Rus-sian ", "Abc-De-", '"', "“", "”", "«»", "“a ”", " ", "\u00a0", " \u00a0", "a\u00a0",
    "Photo:", "a..", "a. ", "ab.Cd", "(", "[x", "(ж)a", "e\u0301", "e\u0301 ", "â€™", "Ã©", "\r", "\r\n", "a\n", "A",
)  # fmt: skip
COLUMNS = {**{name: [name] for name in RULES}, "all": list(RULES)}


def time_cleaning(piece: str, length: int, rules: Sequence[str]) -> float:
    """Seconds to clean one piece repeated to a length, the shorter of two runs."""
    text = piece * (length // len(piece))
    return min(timeit.repeat(lambda: clean_text(text, rules), number=1, repeat=2))


def main(pieces: Sequence[str]) -> None:
    """Print the two tables, seconds and ratios, one row per piece."""
    widths = {name: max(5, len(name)) for name in COLUMNS}
    header = " ".join(f"{name:>{widths[name]}}" for name in COLUMNS)
    ratios = []
    clean_text("a be-cause")  # so that the list of words, which is read once, is read before
    print(f"{'seconds':14} {header}")
    for piece in pieces:
        whole = {name: time_cleaning(piece, LENGTH, rules) for name, rules in COLUMNS.items()}
        half = {name: time_cleaning(piece, LENGTH // 2, rules) for name, rules in COLUMNS.items() if whole[name] > 0.1}
        print(f"{piece!a:14} " + " ".join(f"{whole[name]:{widths[name]}.2f}" for name in COLUMNS), flush=True)
        cells = {name: f"{whole[name] / half[name]:.1f}" if name in half else "" for name in COLUMNS}
        ratios.append(f"{piece!a:14} " + " ".join(f"{cells[name]:>{widths[name]}}" for name in COLUMNS))
    print("\n".join([f"\n{'ratio':14} {header}", *ratios]))


if __name__ == "__main__":
    main(sys.argv[1:] or PIECES)
