"""Every notebook in JupyterLab, as a reader runs it: restarted, run from top to bottom, and saved."""

import contextlib
from pathlib import Path

import nbformat
import pytest
from nbformat.reader import NotJSONError

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
LOADED, RUN, OFTEN = 60_000, 150_000, 1000  # milliseconds; saving takes a while

pytestmark = pytest.mark.browser


def code(path: Path) -> list:
    cells = nbformat.read(path, as_version=4).cells
    return [cell for cell in cells if cell.cell_type == "code"]


def outputs(cell) -> list:
    """What a cell shows; texts of one stream count as one, as on the page."""
    shown = []
    for output in cell.outputs:
        if output.output_type == "stream":
            if shown and shown[-1][0] == output.name:
                shown[-1] = (output.name, shown[-1][1] + output.text)
            else:
                shown.append((output.name, output.text))
        else:
            shown.append((output.output_type, dict(output.get("data", {}))))
    return shown


def pictures(cells: list) -> int:
    return sum("image/png" in output.get("data", {}) for cell in cells for output in cell.outputs)


def run_all(page, path: Path) -> list:
    """Restart and run all from the menu, then save until the last cell has its number."""
    page.get_by_role("menubar").get_by_text("Kernel", exact=True).click()
    page.get_by_role("menuitem", name="Restart Kernel and Run All Cells").click()
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    last = len(code(path))
    cells: list = []
    for _ in range(RUN // OFTEN):
        page.wait_for_timeout(OFTEN)
        page.keyboard.press("Control+s")
        with contextlib.suppress(NotJSONError):  # read while it is being saved
            cells = code(path)
            failed = [output for cell in cells for output in cell.outputs if output.output_type == "error"]
            if failed or cells[-1].execution_count == last:
                break
    return cells


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_runs_in_jupyterlab_and_saves_what_is_committed(name, lab, browser):
    address, copy = lab
    path = copy / "notebooks" / name
    page = browser.new_page(viewport={"width": 1400, "height": 1000}, device_scale_factor=2)
    page.goto(f"{address}lab/tree/notebooks/{name}?token=read-me&reset")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=LOADED)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=LOADED)
    ran, committed = run_all(page, path), code(ROOT / "notebooks" / name)
    errors = [output for cell in ran for output in cell.outputs if output.output_type == "error"]
    assert errors == []
    assert [cell.execution_count for cell in ran] == [cell.execution_count for cell in committed]
    assert pictures(ran) == pictures(committed)
    for mine, theirs in zip(ran, committed, strict=True):
        assert outputs(mine) == outputs(theirs)
    page.close()
