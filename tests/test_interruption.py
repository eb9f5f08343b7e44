"""Ctrl-C while the command is loaded, and while files are put in their places."""

import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from analysis.interruption import STOPPED, STOPPED_CODE, hear, unheard
from analysis.outputs import write_together

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent otherwise")
ROOT = Path(__file__).parents[1]
LOADS = """
import os, signal, sys
class Pressed:  # Ctrl-C while a module is looked for, by somebody whom no exception disturbs
    def find_spec(self, name, *_):
        if name == {module!r}:
            try:
                os.kill(os.getpid(), signal.SIGINT)
            except BaseException:
                pass
sys.meta_path.insert(0, Pressed())
from analysis.__main__ import main
main()
"""


def press() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def load(folder: Path, module: str, handler, *arguments: str) -> subprocess.CompletedProcess:
    """Start the command with Ctrl-C pressed while a module is loaded."""
    command = [sys.executable, "-c", LOADS.format(module=module), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    heard = partial(signal.signal, signal.SIGINT, handler)
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, preexec_fn=heard)


@pytest.mark.parametrize(
    ("module", "arguments"), [("click", ["new", "made"]), ("pandas", ["new", "made"]), ("nbclient", ["run"])]
)
def test_ctrl_c_while_the_command_is_loaded_ends_it_in_one_line(tmp_path, module, arguments):
    run = load(tmp_path, module, signal.SIG_DFL, *arguments)
    assert (run.returncode, run.stdout, run.stderr) == (130, "", "workbook: stopped; nothing was written\n")
    assert list(tmp_path.iterdir()) == []


def test_where_a_shell_has_ctrl_c_ignored_it_is_ignored(tmp_path):
    run = load(tmp_path, "click", signal.SIG_IGN, "new", "made")
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "made" / "workbook.toml").is_file()


def test_a_handler_is_put_in_place_of_another_one():
    before = signal.getsignal(signal.SIGINT)
    pressed = []
    hear(lambda *_: pressed.append(1))
    press()
    hear(before)
    assert pressed == [1]
    assert (STOPPED, STOPPED_CODE) == ("workbook: stopped; nothing was written", 128 + signal.SIGINT)


def test_ctrl_c_is_heard_again_after_a_moment():
    with unheard():
        press()
    with pytest.raises(KeyboardInterrupt):
        press()


def test_ctrl_c_while_files_are_put_in_their_places_leaves_all_of_them_new(tmp_path, monkeypatch):
    wanted = {"a": b"1", "b": b"2", "c/d": b"3"}
    (tmp_path / "b").write_bytes(b"old")
    replace = Path.replace

    def disturbed(path: Path, target: Path) -> Path:
        press()
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", disturbed)
    write_together(tmp_path, wanted)
    assert {name: (tmp_path / name).read_bytes() for name in wanted} == wanted


def test_ctrl_c_while_the_stage_is_taken_away_leaves_nothing_of_it(tmp_path, monkeypatch):
    remove = shutil.rmtree

    def disturbed(folder: Path, **options: bool) -> None:
        press()
        remove(folder, **options)

    monkeypatch.setattr(shutil, "rmtree", disturbed)
    write_together(tmp_path, {"a": b"1"})
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_after_a_moment_ctrl_c_does_what_it_did_before_and_another_thread_leaves_it_alone():
    pressed = []
    before = signal.signal(signal.SIGINT, lambda *_: pressed.append(1))
    try:
        with unheard():
            press()
        press()
        with ThreadPoolExecutor(1) as pool:
            pool.submit(lambda: unheard().__enter__()).result()
        press()
    finally:
        signal.signal(signal.SIGINT, before)
    assert pressed == [1, 1]
