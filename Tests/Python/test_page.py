"""Looks at the live page with a real browser."""

import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import urllib.request

import pytest

from browser import Browser

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("FENLIU_TEST_BINARY", ROOT / ".build/release/fenliu"))
HOSTILE = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>路灯不亮，请维修"

pytestmark = pytest.mark.skipif(shutil.which("chromium") is None, reason="needs chromium")


class House:
    def __init__(self, folder):
        self.process = subprocess.Popen(
            [BINARY, "serve", "--data", folder, "--port", "0"], cwd=ROOT, stderr=subprocess.PIPE, text=True,
            env=os.environ | {"LC_ALL": "zh_CN.UTF-8"})
        for line in self.process.stderr:
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                self.origin = found.group()
                return
        raise AssertionError("the service did not start")

    def post(self, path, body, kind="application/json"):
        request = urllib.request.Request(self.origin + path, data=body.encode(), headers={"Content-Type": kind})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def get(self, path):
        with urllib.request.urlopen(self.origin + path, timeout=60) as answer:
            return json.load(answer)

    def submit(self, number, text="小区门口路灯不亮，请维修"):
        return self.post("/v1/submissions", json.dumps({
            "kind": "hotline", "source": "page", "external_id": str(number), "region": "441802",
            "received_at": "2026-11-23T09:00:00+08:00", "text": text, "caller": {"disclosure": "anonymous"},
        }))

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.process.stderr.read()
        return self.process.wait(timeout=60)


@pytest.fixture
def house(tmp_path):
    house = House(tmp_path / "data")
    yield house
    if house.process.poll() is None:
        house.stop()


def number(name):
    return f"Number(document.getElementById('n-{name}').textContent.replace(/,/g, ''))"


def test_the_numbers_go_live_and_nothing_leaves_the_origin(house):
    with Browser() as browser:
        browser.open(house.origin + "/")
        assert browser.value(number("registered")) == 0
        browser.until("document.querySelector('.live').classList.contains('on')")
        browser.value("window.loadedOnce = true")
        for index in range(3):
            house.submit(index)
        browser.until(f"{number('registered')} === 3 && {number('open')} === 3")
        browser.until("document.querySelectorAll('#newest tbody tr').length === 3")
        assert browser.value("window.loadedOnce") is True
        assert browser.requests
        assert {address.split("/")[2] for address in browser.requests} == {house.origin.removeprefix("http://")}
        assert browser.complaints == []


def test_what_citizens_write_is_not_run(house):
    house.submit(1, HOSTILE)
    with Browser() as browser:
        browser.open(house.origin + "/")
        browser.until("document.querySelectorAll('#newest tbody tr').length === 1")
        assert browser.value("document.title") == "分流 · 概览"
        browser.open(house.origin + browser.value("document.querySelector('#newest a').getAttribute('href')"))
        assert "onerror" in browser.value("document.querySelector('blockquote').textContent")
        assert browser.value("document.querySelectorAll('img, main script').length") == 0
        assert browser.value("document.title") != "broken"
        assert browser.complaints == []


def test_without_a_script_the_numbers_are_there(house):
    house.submit(1)
    while house.get("/v1/flow")["dockets"][0]["open"] != 1:
        pass
    with Browser(javascript=False) as browser:
        browser.open(house.origin + "/?lang=en")
        assert browser.value(number("registered")) == 1
        assert browser.value("document.documentElement.lang") == "en"


@pytest.mark.parametrize("width,dark", [(1280, False), (1280, True), (390, False), (390, True)])
def test_every_width_and_colour(house, width, dark):
    for index, text in enumerate(["路灯不亮，请维修", "x" * 3000, "我不服市场监管局作出的行政处罚决定书"]):
        house.submit(index, text)
    with Browser(width=width, height=844, dark=dark, mobile=width < 500) as browser:
        browser.open(house.origin + "/")
        browser.until("document.querySelectorAll('#newest tbody tr').length === 3")
        links = browser.value("[...document.querySelectorAll('#newest a')].map((a) => a.getAttribute('href'))")
        for page in ["/"] + links:
            browser.open(house.origin + page)
            assert browser.value("document.documentElement.scrollWidth") <= width
            pairs = browser.value(CONTRAST)
            assert pairs and min(ratio for _, ratio in pairs) >= 4.5, sorted(pairs, key=lambda pair: pair[1])[:3]


# The contrast (WCAG 2.2, 1.4.3) of every text with the background behind it.
CONTRAST = """(() => {
  const parse = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
    .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const back = (node) => {
    for (; node; node = node.parentElement) {
      const colour = parse(getComputedStyle(node).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll('body *')]
    .filter((node) => !node.closest('svg') && node.checkVisibility()
      && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
    .map((node) => {
      const [a, b] = [light(parse(getComputedStyle(node).color)), light(back(node))];
      return [node.className + ' ' + node.tagName, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
    });
})()"""


def test_the_keyboard_reaches_the_cases_and_keeps_its_place(house):
    house.submit(1)
    with Browser() as browser:
        browser.open(house.origin + "/")
        browser.until("document.querySelectorAll('#newest tbody tr').length === 1")
        browser.value("document.querySelector('#newest a').focus()")
        href = browser.value("document.activeElement.getAttribute('href')")
        house.submit(2)
        browser.until("document.querySelectorAll('#newest tbody tr').length === 2")
        assert browser.value("document.activeElement.getAttribute('href')") == href


def test_a_service_that_ends_does_not_wait_for_its_viewers(house):
    with Browser() as browser:
        browser.open(house.origin + "/")
        browser.until("document.querySelector('.live').classList.contains('on')")
        assert house.stop() == 0
        browser.until("document.querySelector('.live').classList.contains('lost')")
