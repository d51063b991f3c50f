"""The HTML report in a real browser: it stands alone, it can be searched, and it works without a script."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import factory
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from scanner.i18n import translator
from scanner.model import ScanResult
from scanner.report import writer

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DRIVER = (
    subprocess.run([sys.executable, "-m", "playwright", "--version"], capture_output=True, check=False).returncode == 0
)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="NO BROWSER: chromium is not installed"),
    pytest.mark.skipif(not DRIVER, reason="NO BROWSER DRIVER: its Node does not start (libatomic1 missing?)"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One headless Chromium of the system; nothing is downloaded."""
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


class Seen:
    """What a page asked for and complained of."""

    def __init__(self, page: Page) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)


def written(result: ScanResult, folder: Path, language: str) -> str:
    """The address of the page of a scan."""
    path = folder / f"report-{language}.html"
    path.write_bytes(writer("html").write(result, translator(language)))
    return path.as_uri()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", [360, 1280, 2560])
def test_the_page_stands_alone_and_fits(browser: Browser, tmp_path: Path, language: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    seen = Seen(page)
    address = written(factory.water_board(), tmp_path, language)
    page.goto(address)
    assert seen.requests == [address]
    assert seen.complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_a_search_leaves_only_what_fits(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(written(factory.water_board(), tmp_path, "nl"))
    everything = page.locator("details.finding:visible").count()
    page.get_by_role("searchbox").fill("siemens")
    page.wait_for_timeout(300)
    found = page.locator("details.finding:visible").all_inner_texts()
    assert 0 < len(found) < everything
    page.close()


def test_without_a_script_everything_can_still_be_read(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(written(factory.water_board(), tmp_path, "nl"))
    first = page.locator("details.finding").first
    first.locator("summary").first.click()
    assert first.locator("table").first.is_visible()
    context.close()


def test_a_hostile_name_does_nothing(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    seen = Seen(page)
    page.on("dialog", lambda dialog: seen.complaints.append(dialog.message))
    page.goto(written(factory.hostile(), tmp_path, "nl"))
    assert seen.complaints == []
    assert page.locator("script[src], iframe, img").count() == 0
    page.close()


def test_no_name_runs_out_of_its_box(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(written(factory.hostile(), tmp_path, "nl"))
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    outside = page.evaluate(
        """[...document.querySelectorAll('.path svg')].filter(svg => {
            const box = svg.querySelector('rect').getBBox();
            return [...svg.querySelectorAll('text:not(.rel)')].some(text => {
                const ink = text.getBBox();
                return ink.x + ink.width > box.x + box.width || ink.y + ink.height > box.y + box.height;
            });
        }).map(svg => svg.textContent.slice(0, 80))"""
    )
    assert outside == []
    assert page.locator(".path svg").count() > 0
    page.close()


def test_paper_holds_findings_with_a_link_in_full_and_the_others_in_short(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(written(factory.water_board(), tmp_path, "nl"))
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.finding[open]").count() == page.locator("details.printed").count() == 3
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.finding[open]").count() == 0
    page.close()
