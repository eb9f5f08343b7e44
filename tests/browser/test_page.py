"""The report in a real browser: opened from disk without a network, clicked, and copied from."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from analysis.report import build_report
from analysis.workbook import open_workbook

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(browser, tmp_path_factory) -> str:  # noqa: ARG001 (no browser: no report either)
    """Where the report of the committed notebooks lies."""
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_bytes(build_report(open_workbook(ROOT), ROOT))
    return file.as_uri()


@pytest.fixture
def page(browser, address):
    """The report without a network; nothing may have gone wrong, nor been asked for, by the end."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True, accept_downloads=True)
    opened = context.new_page()
    told, asked = [], []
    opened.on("console", lambda message: told.append(message.text))
    opened.on("pageerror", lambda error: told.append(str(error)))
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(address)
    yield opened
    assert told == []
    assert {url.split("#")[0] for url in asked if not url.startswith(("data:", "blob:"))} == {address}
    context.close()


def test_a_square_leads_to_its_sentence(page):
    square = page.locator("#figure-00_mentions svg a").first
    target = square.get_attribute("href")
    square.click()
    page.wait_for_function("where => location.hash === where", arg=target)
    place = page.locator(f'[id="{target[1:]}"]')
    box = place.bounding_box()
    assert 0 <= box["y"] < 900
    assert place.inner_text().strip()


@pytest.mark.parametrize("kind", ["svg", "pdf", "csv"])
def test_a_downloaded_figure_is_the_file_of_the_figures_folder(page, kind):
    with page.expect_download() as started:
        page.locator(f'#figure-00_mentions a.button[download*=".{kind}"]').click()
    assert Path(started.value.path()).read_bytes() == (ROOT / "figures" / f"00_mentions.{kind}").read_bytes()


def test_a_dot_of_a_rate_leads_to_the_mentions_that_it_counts(page):
    dot = page.locator("#figure-03_rates svg a").first
    target = dot.get_attribute("href")
    words = dot.locator("title").text_content()
    dot.dispatch_event("click")
    page.wait_for_function("where => location.hash === where", arg=target)
    assert page.locator(f'[id="{target[1:]}"]').inner_text() == words


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_no_fault(page, width, scheme):
    """By axe-core, which looks for what keeps readers with a screen reader, a keyboard or weak eyes out."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert len(found.response["passes"]) > 20  # it did look


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_is_no_wider_than_the_window(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
