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
    print(f"{'notebook':<24}{'nbval, s':>10}{'bare kernel, s':>16}")
    total, bare = 0.0, 0.0
    for path in paths:
        started = time.perf_counter()
        command = [sys.executable, "-m", "pytest", "--nbval", "-q", str(path)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        taken, kernel = time.perf_counter() - started, time_kernel()
        total, bare = total + taken, bare + kernel
        print(f"{path.stem:<24}{taken:>10.1f}{kernel:>16.1f}")
    print(f"{'all':<24}{total:>10.1f}{bare:>16.1f}")


if __name__ == "__main__":
    main()
