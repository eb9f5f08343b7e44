"""How long `pytest --nbval` takes, beside the bare cost of starting one kernel per notebook."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from jupyter_client.manager import start_new_kernel

ROOT = Path(__file__).parents[1]


def time_kernel() -> float:
    """Seconds from asking for a kernel until it has answered and stopped."""
    started = time.perf_counter()
    manager, client = start_new_kernel(kernel_name="python3", stderr=subprocess.DEVNULL)
    client.stop_channels()
    manager.shutdown_kernel()
    return time.perf_counter() - started


def main() -> None:
    """Print the table."""
    paths = sorted((ROOT / "notebooks").glob("*.ipynb"))
    started = time.perf_counter()
    command = [sys.executable, "-m", "pytest", "--nbval", "-q", *map(str, paths)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    print(f"pytest --nbval, {len(paths)} notebooks: {time.perf_counter() - started:.1f} s")
    print(f"starting a bare kernel {len(paths)} times: {sum(time_kernel() for _ in paths):.1f} s")


if __name__ == "__main__":
    main()
