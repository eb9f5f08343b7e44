"""Start the `workbook` command, also as `python -m analysis`, so that Ctrl-C ends it from its first moment on."""

from __future__ import annotations

import signal

from analysis.interruption import end_at_once, hear


def main() -> None:
    """Load the commands, which takes a second or more, and do what the command line says."""
    hear(end_at_once)
    from analysis.commands import main as workbook

    hear(signal.default_int_handler)
    try:
        workbook(prog_name="workbook")
    finally:
        hear(signal.SIG_DFL)  # all is written or cleared up: the rest of Python ends without a word


if __name__ == "__main__":
    main()
