"""What is left when a run is killed (kill -9) at random moments, and whether the next run gives the same bytes.

    python bench/killed.py [MOMENTS] [NOTEBOOKS] [MEMORY_MB]

MOMENTS (20) are spread at random over the time that an undisturbed run takes. NOTEBOOKS such as "01 03" are those
that run; by default, and where it is "", all of them. With a MEMORY_MB of 0.02 the corpus is too large for memory, and
its counts are handed down. Linux only.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
MARK = "KILLED_RUN"  # in the environment of a run and of all that it starts
GRACE = 15  # seconds in which kernels must notice that their run has ended


def prepare(folder: Path, notebooks: list[str], memory_mb: float = 2000) -> None:
    """A copy of the package with some of its notebooks, and three articles with settings of their own."""
    shutil.copytree(ROOT / "analysis", folder / "analysis", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "requirements.lock", folder)
    for path in sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb")):
        if not notebooks or path.name[:2] in notebooks:
            (folder / "notebooks").mkdir(exist_ok=True)
            shutil.copy(path, folder / "notebooks")
    (folder / "mine" / "articles").mkdir(parents=True)
    for path in sorted((ROOT / "seeds").glob("*.txt"))[:3]:
        shutil.copy(path, folder / "mine" / "articles")
    text = (ROOT / "workbook.toml").read_text(encoding="utf-8")
    for old, new in (
        ('path = "seeds"', f'path = "articles"\nmemory_mb = {memory_mb}'),
        ("k = [3, 4, 5, 6]", "k = [4]"),
    ):
        assert old in text, old
        text = text.replace(old, new)
    (folder / "mine" / "workbook.toml").write_text(text, "utf-8")


def start(folder: Path, out: str, mark: str) -> subprocess.Popen[bytes]:
    """Start a run into a folder."""
    environment = os.environ | {"PYTHONPATH": str(folder), MARK: mark, "TMPDIR": str(folder / "tmp")}
    command = [sys.executable, "-m", "analysis", "run", "--config", "mine", "--out", out]
    (folder / "tmp").mkdir(exist_ok=True)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, cwd=folder, env=environment, **quiet)  # type: ignore[call-overload]


def finish(folder: Path, out: str) -> str:
    """Run to the end; what it said where it failed."""
    run = start(folder, out, "again")
    _, told = run.communicate()
    return told.decode().splitlines()[-1] if run.returncode else ""


def alive(mark: str) -> list[int]:
    """Processes of a run that are still there."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if f"{MARK}={mark}".encode() in path.read_bytes().split(b"\0"):
                found.append(int(path.parent.name))
        except OSError:
            continue  # it has ended, or is somebody else's
    return found


def wait_for_end(mark: str) -> float:
    """Seconds until no process of a run is left."""
    started = time.monotonic()
    while alive(mark) and time.monotonic() - started < GRACE:
        time.sleep(0.02)
    return time.monotonic() - started


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, hidden ones too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def broken(folder: Path, out: Path, wanted: dict[str, bytes]) -> int:
    """Files in their places that are not what an undisturbed run writes."""
    found = snapshot(folder / out) if (folder / out).is_dir() else {}
    return sum(content != wanted.get(name) for name, content in found.items() if not name.startswith(".workbook-new-"))


def main() -> None:
    """Print the table."""
    n_moments = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    notebooks = sys.argv[2].split() if len(sys.argv) > 2 else []
    memory_mb = float(sys.argv[3]) if len(sys.argv) > 3 else 2000
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        prepare(folder, notebooks, memory_mb)
        started = time.monotonic()
        if told := finish(folder, "undisturbed"):
            sys.exit(told)
        seconds = time.monotonic() - started
        wanted = snapshot(folder / "undisturbed")
        print(f"undisturbed: {seconds:.1f} s, {len(wanted)} files")
        print(
            "killed after  files then  broken  processes end after  next run             same bytes  strays  temporary"
        )
        rng = random.Random(0)
        for number, moment in enumerate(sorted(rng.uniform(0, seconds) for _ in range(n_moments))):
            out, mark = f"out-{number}", str(number)
            run = start(folder, out, mark)
            try:
                run.wait(moment)
                ended = "(ended before)"
            except subprocess.TimeoutExpired:
                run.send_signal(signal.SIGKILL)
                run.communicate()
                ended = f"{wait_for_end(mark):.1f} s"
            files = len(snapshot(folder / out)) if (folder / out).is_dir() else 0
            n_broken = broken(folder, Path(out), wanted)
            told = finish(folder, out) or "ends well"
            after = snapshot(folder / out)
            strays = sorted(path.name for path in (folder / out).glob(".*"))
            left = sum(path.is_file() for path in (folder / "tmp").rglob("*"))
            print(
                f"{moment:10.1f} s  {files:10}  {n_broken:6}  {ended:>19}  {told[:19]:19}  {after == wanted!s:>10}  "
                f"{len(strays):6}  {left:9}",
                flush=True,
            )
            shutil.rmtree(folder / out)
            shutil.rmtree(folder / "tmp")


if __name__ == "__main__":
    main()
