"""Start the `workbook` command, also as `python -m analysis`, so that Ctrl-C ends it at any moment, and soon."""

from __future__ import annotations

import os
import signal
import sys

from analysis.interruption import STOPPED_CODE, end_at_once, hear


def main() -> None:
    """Load the commands, which takes a second or more, and do what the command line says."""
    hear(end_at_once)
    from analysis.commands import main as workbook

    hear(signal.default_int_handler)
    try:
        workbook(prog_name="workbook")
    except SystemExit as end:
        if end.code != STOPPED_CODE:
            raise
        sys.stdout.flush()
        os._exit(STOPPED_CODE)  # all is cleared up; Python would take another second to forget what it has loaded


if __name__ == "__main__":
    main()
