"""How long Ctrl-C takes to end a command, at several moments, and what it says and leaves.

    python bench/interrupted.py [SECONDS …]

SECONDS are moments after the start. Every command gets the signal as a terminal sends it, to all processes of its
group. Linux only.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from killed import MARK, ROOT, alive, prepare, wait_for_end

MOMENTS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20]
COUNT = """import analysis, pathlib
from analysis.settings import load_settings
settings = load_settings(pathlib.Path("large/workbook.toml"))
analysis.count_partitions(settings.corpus_path, settings, 2)"""
COMMANDS = {
    "run": ["-m", "analysis", "run", "--config", "mine", "--out", "out"],
    "run, large": ["-m", "analysis", "run", "--config", "large", "--out", "out"],
    "check": ["-m", "analysis", "check", "--config", "mine"],
    "check, large": ["-m", "analysis", "check", "--config", "large"],
    "new": ["-m", "analysis", "new", "out"],
    "report": ["-m", "analysis", "report"],
    "count_partitions": ["-c", COUNT],
}


def copy_workbook(folder: Path) -> None:
    """The workbook's own articles, settings and figures, of which a report can be made."""
    shutil.copy(ROOT / "workbook.toml", folder)
    for name in ("seeds", "figures"):
        shutil.copytree(ROOT / name, folder / name)


def make_large(folder: Path) -> None:
    """Settings of a corpus that counts for long, since it is larger than they let it be in memory."""
    (folder / "large").mkdir()
    texts = [path.read_text(encoding="utf-8") for path in sorted((folder / "mine" / "articles").glob("*.txt"))]
    rows = "".join('"' + text.replace('"', '""') + '"\n' for text in texts)
    (folder / "large" / "articles.csv").write_text("text\n" + rows * 3000, encoding="utf-8")
    settings = (folder / "mine" / "workbook.toml").read_text(encoding="utf-8")
    settings = settings.replace('path = "articles"\nmemory_mb = 2000', 'path = "articles.csv"\nmemory_mb = 2')
    (folder / "large" / "workbook.toml").write_text(settings, encoding="utf-8")


def interrupt(folder: Path, name: str, moment: float) -> str:
    """Start a command, end it after some seconds, and say what came of it."""
    environment = os.environ | {"PYTHONPATH": str(folder), MARK: "this", "TMPDIR": str(folder / "tmp")}
    heard = partial(signal.signal, signal.SIGINT, signal.default_int_handler)
    run = subprocess.Popen(
        [sys.executable, *COMMANDS[name]], cwd=folder, env=environment, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=heard,
    )  # fmt: skip
    try:
        run.wait(moment)
        ended = "ended before"
    except subprocess.TimeoutExpired:
        sent = time.monotonic()
        os.killpg(run.pid, signal.SIGINT)
        try:
            run.wait(60)
            ended = f"{time.monotonic() - sent:.2f} s"
        except subprocess.TimeoutExpired:
            ended = "never"
            os.killpg(run.pid, signal.SIGKILL)
    told = [line for line in (run.stderr.read() if run.stderr else "").splitlines() if line]
    wait_for_end("this")
    left = len(alive("this"))
    files = sum(path.is_file() for part in ("out", "tmp") for path in (folder / part).rglob("*"))
    last = told[-1] if told else ""
    return f"{ended:>12}  {run.returncode:4}  {left:9}  {files:5}  {len(told):5}  {last[:60]}"


def main() -> None:
    """Print the table."""
    moments = [float(word) for word in sys.argv[1:]] or MOMENTS
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        prepare(folder, [])
        make_large(folder)
        copy_workbook(folder)
        print("command            after  ends within  code  processes  files  lines  the last line")
        for name in COMMANDS:
            for moment in moments:
                for part in ("out", "tmp"):
                    shutil.rmtree(folder / part, ignore_errors=True)
                (folder / "tmp").mkdir()
                print(f"{name:16} {moment:5.1f} s {interrupt(folder, name, moment)}", flush=True)


if __name__ == "__main__":
    main()
