"""Count a large file a partition at a time, and print the peak of memory in MB and the seconds of processor time.

    python bench/streamed.py FILE

All cleaning rules are on. The peak is that of a whole process, so run it anew for every file, and from a process
that is smaller: the operating system starts a process with its parent's peak.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from analysis.scale import count_partitions
from analysis.settings import load_settings

SETTINGS = load_settings(Path(__file__).parents[1] / "workbook.toml")
PEAK_UNIT = 1e6 if sys.platform == "darwin" else 1e3  # bytes there, kilobytes elsewhere


def main(path: Path) -> None:
    """Count, and print."""
    start = time.process_time()
    count_partitions(path, SETTINGS)
    seconds = time.process_time() - start
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / PEAK_UNIT, seconds)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
