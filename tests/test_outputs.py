"""Files of a run are written together, by one run at a time, and never over what it reads."""

import errno
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.outputs import OutputError, check_output, hold, stage_in, write_together
from analysis.pack import build_index, list_index
from analysis.settings import load_settings

FRAME = '[frames.talks]\npatterns = ["talks"]\nwhy = "what is counted"\n'


def contents(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def test_files_are_written_changed_and_taken_away(tmp_path):
    write_together(tmp_path, {"a/1": b"one", "a/2": b"two"})
    (tmp_path / "notes").write_text("mine", encoding="utf-8")
    untouched = (tmp_path / "a" / "1").stat().st_mtime_ns
    changed = write_together(tmp_path, {"a/1": b"one", "3": b"three"}, ["a/2"])
    assert changed == ["3", "a/2"]
    assert contents(tmp_path) == {"3": "three", "a/1": "one", "notes": "mine"}
    assert (tmp_path / "a" / "1").stat().st_mtime_ns == untouched


def test_a_disk_that_is_full_leaves_the_old_files(tmp_path, monkeypatch):
    write_together(tmp_path, {"1": b"old", "2": b"old"})
    write = Path.write_bytes

    def fill(path: Path, content: bytes) -> int:
        if content == b"second":
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", fill)
    with pytest.raises(OutputError, match=r"cannot be written to \(No space left on device\); make room"):
        write_together(tmp_path, {"1": b"first", "2": b"second"})
    assert contents(tmp_path) == {"1": "old", "2": "old"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1", "2"]


@pytest.mark.parametrize(
    ("block", "told"),
    [
        (lambda folder: (folder / "b").mkdir(), "b: is a folder where a file should go"),
        (lambda folder: (folder / "c").write_bytes(b"mine"), "c: is a file where a folder should go"),
        (lambda folder: (folder / "c").symlink_to("nowhere"), "c: is a file where a folder"),
        (lambda folder: (folder / "b").write_bytes(b"mine") and (folder / "b").chmod(0o444), "b: cannot be replaced"),
        (lambda folder: (folder / "c").mkdir(mode=0o555), "c/d: cannot be replaced"),
    ],
)
def test_where_one_file_cannot_be_replaced_none_is(as_nobody, block, told):
    """The first of them could be; what stands there when the last is refused is what stood there before."""
    write_together(as_nobody, {"a": b"old", "gone": b"old"})
    block(as_nobody)
    before = contents(as_nobody)
    with pytest.raises(OutputError, match=re.escape(f"{as_nobody}/{told}")):
        write_together(as_nobody, {"a": b"new", "b": b"new", "c/d": b"new"}, ["gone"])
    assert contents(as_nobody) == before


def test_where_a_file_cannot_be_taken_away_none_is_written(as_nobody):
    write_together(as_nobody, {"a": b"old", "c/gone": b"old"})
    (as_nobody / "c").chmod(0o555)
    with pytest.raises(OutputError, match="c/gone: cannot be replaced"):
        write_together(as_nobody, {"a": b"new"}, ["c/gone"])
    assert contents(as_nobody) == {"a": "old", "c/gone": "old"}


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 256 kB of its own, where the test may mount one."""
    (tmp_path / "disk").mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(tmp_path / "disk")]
    if (
        os.name != "posix"
        or not shutil.which("mount")
        or subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode
    ):
        pytest.skip("no disk can be mounted")
    yield tmp_path / "disk"
    subprocess.run(["umount", str(tmp_path / "disk")], check=True)


def test_a_real_disk_that_is_full_leaves_the_old_files(small_disk):
    old = {"1": b"old", "2": b"old" * 10_000}
    write_together(small_disk, old)
    with pytest.raises(OutputError, match=r"disk: cannot be written to \(No space left on device\); make room"):
        write_together(small_disk, {"1": b"new", "2": b"new" * 30_000, "3": b"new" * 60_000}, ["2"])
    assert contents(small_disk) == {name: content.decode() for name, content in old.items()}
    assert sorted(path.name for path in small_disk.iterdir()) == ["1", "2"]
    write_together(small_disk, {"1": b"new"})
    assert contents(small_disk)["1"] == "new"


def test_what_fails_elsewhere_is_not_put_down_to_the_output(tmp_path):
    with (
        pytest.raises(OutputError, match=r"^/nowhere/a: cannot be used \(No such file or directory\)"),
        stage_in(tmp_path),
    ):
        Path("/nowhere/a").read_bytes()
    assert list(tmp_path.iterdir()) == []


def test_a_fault_that_is_no_file_s_is_not_put_down_to_the_output(tmp_path):
    with pytest.raises(OSError, match="Address already in use"), stage_in(tmp_path):
        raise OSError(errno.EADDRINUSE, "Address already in use")
    assert list(tmp_path.iterdir()) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from analysis.outputs import hold, write_together
left, replace = int(sys.argv[2]), Path.replace
def count(path, target):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(path, target)
Path.replace = count
with hold(Path(sys.argv[1])):
    write_together(Path(sys.argv[1]), {str(number): b"new" * 1000 for number in range(4)})
"""


@pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL")
@pytest.mark.parametrize("moves", range(4))
def test_a_run_that_is_killed_leaves_whole_files_and_the_next_one_clears_up(tmp_path, moves):
    write_together(tmp_path, {str(number): b"old" for number in range(4)})
    run = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(moves)], check=False)
    assert run.returncode == -9
    found = [contents(tmp_path)[str(number)] for number in range(4)]
    assert found == ["new" * 1000] * moves + ["old"] * (4 - moves)
    with hold(tmp_path):
        assert sorted(path.name for path in tmp_path.iterdir()) == ["0", "1", "2", "3"]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such lock")
def test_a_second_run_on_the_same_folder_is_refused(tmp_path):
    with hold(tmp_path), pytest.raises(OutputError, match="another run is writing there"), hold(tmp_path):
        pass
    with hold(tmp_path):
        pass


def test_a_folder_in_which_nothing_was_written_is_taken_away(tmp_path):
    with pytest.raises(ZeroDivisionError), hold(tmp_path / "a" / "b"):
        _ = 1 / 0
    assert list(tmp_path.iterdir()) == []
    with hold(tmp_path / "a" / "b"):
        write_together(tmp_path / "a" / "b", {"1": b"one"})
    assert contents(tmp_path) == {"a/b/1": "one"}


@pytest.mark.parametrize(
    ("corpus", "out", "told"),
    [
        ("articles", "articles", "lies in the corpus folder"),
        ("articles", "articles/out", "lies in the corpus folder"),
        ("articles", "articles/../articles/out", "lies in the corpus folder"),
        (".", "out", "lies in the corpus folder"),
        ("**/*.csv", "out", "lies in the corpus folder"),
        ("articles/*/*.txt", "articles/x", "lies in the corpus folder"),
        ("out/figures", "out", "is where the output would go"),
        ("articles", "", "the workbook's own notebooks are there"),
        ("articles", "notebooks", "the workbook's own notebooks are there"),
        ("articles", "a.csv", "is a file, not a folder"),
        ("articles", "a.csv/out", "is a file, not a folder"),
    ],
)
def test_folders_in_which_a_run_would_read_what_it_writes(tmp_path, corpus, out, told):
    for name in ("articles", "out/figures", "notebooks"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "a.csv").touch()
    (tmp_path / "workbook.toml").write_text(f'[corpus]\npath = "{corpus}"\n{FRAME}', encoding="utf-8")
    settings = load_settings(tmp_path / "workbook.toml")
    with pytest.raises(OutputError, match=told):
        check_output(tmp_path / out, settings, tmp_path / "notebooks")


@pytest.mark.parametrize(("corpus", "out"), [("articles", "out"), ("a.csv", "out"), ("*.csv", "out"), ("a.csv", "x/y")])
def test_other_folders_are_fine(tmp_path, corpus, out):
    for name in ("articles", "notebooks"):
        (tmp_path / name).mkdir()
    (tmp_path / "a.csv").touch()
    (tmp_path / "workbook.toml").write_text(f'[corpus]\npath = "{corpus}"\n{FRAME}', encoding="utf-8")
    check_output(tmp_path / out, load_settings(tmp_path / "workbook.toml"), tmp_path / "notebooks")


@pytest.mark.parametrize("name", ["report.html", "figures/README.md"])
def test_a_page_of_somebody_else_is_not_written_over(tmp_path, name):
    (tmp_path / "workbook.toml").write_text(f'[corpus]\npath = "a.csv"\n{FRAME}', encoding="utf-8")
    settings, out = load_settings(tmp_path / "workbook.toml"), tmp_path / "out"
    (out / name).parent.mkdir(parents=True)
    (out / name).write_text("# My figures\n\n[one](01_kremlin.png)\n", encoding="utf-8")
    with pytest.raises(OutputError, match=f"{re.escape(name)}: no run of the workbook has written that"):
        check_output(out, settings, tmp_path / "notebooks")
    (out / "figures").mkdir(exist_ok=True)
    (out / "figures" / "README.md").write_bytes(build_index(out / "figures"))
    check_output(out, settings, tmp_path / "notebooks")


def test_no_file_is_taken_away_on_the_word_of_another_page():
    page = b"[one](01_kremlin.png), [data](02_survey.csv)"
    assert list_index(page) == []
    assert len(list_index(build_index(Path("nowhere")) + page)) == 6
