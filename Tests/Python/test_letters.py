"""Every document of every procedure, drafted and issued for cases of the sample day and printed by a real browser."""

import base64
import csv
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import time

import pytest

from browser import Browser

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("FENLIU_TEST_BINARY") or str(ROOT / ".build/release/fenliu")
DAY = ROOT / "Examples/day"

pytestmark = [
    pytest.mark.skipif(not os.access(BINARY, os.X_OK), reason=f"{BINARY} is not built"),
    pytest.mark.skipif(shutil.which("chromium") is None, reason="needs chromium"),
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext (poppler-utils)"),
]

ROUTES = {
    "reconsideration": "reconsideration",
    "petition": "petition",
    "people_mediation": "mediation.people",
    "administrative_mediation": "mediation.admin",
    "hotline_work_order": "hotline",
    "litigation_separation": "litsep.court",
}
# What is in the text block of a page, 156 mm wide, in CSS pixels.
TEXT_WIDTH = 590
LONG = "经审理查明，申请人于2026年9月1日提出申请，被申请人于2026年9月10日进行检查并制作笔录，于2026年9月20日作出行政行为。" * 4


class House:
    """A data folder with one case of each procedure, and the service that owns it."""

    def __init__(self, folder):
        self.folder = folder
        self.environment = os.environ | {
            "FENLIU_CONFIG": str(ROOT / "Config"), "FENLIU_DATA_FOLDER": str(folder / "data"), "FENLIU_HTTP_PORT": "0",
            "LC_ALL": "zh_CN.UTF-8",
        }
        self.log = open(folder / "serve.log", "w+")
        self.process = subprocess.Popen(
            [BINARY, "serve"], cwd=folder, env=self.environment, stdout=self.log, stderr=self.log)
        self.wait(lambda: "http://" in pathlib.Path(self.log.name).read_text())

    def wait(self, condition, seconds=60):
        end = time.monotonic() + seconds
        while not condition():
            assert self.process.poll() is None, pathlib.Path(self.log.name).read_text()
            assert time.monotonic() < end, "it did not happen in time"
            time.sleep(0.2)

    def run(self, *words, status=0):
        result = subprocess.run(
            [BINARY, *words], cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=120)
        assert result.returncode == status, f"{words}\n{result.stdout}\n{result.stderr}"
        return result

    def lines(self, *words):
        return [json.loads(line) for line in self.run(*words).stdout.splitlines()]

    def close(self):
        self.process.send_signal(signal.SIGINT)
        try:
            assert self.process.wait(60) == 0
        finally:
            self.process.kill()
            self.log.close()


def sample(folder):
    """Files with a few named matters of each route, out of the sample day."""
    truth = [json.loads(line) for line in (DAY / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted = {}
    with open(DAY / "hotline.csv", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    named = {row[header.index("工单编号")]: row for row in rows if row[header.index("姓名")]}
    lines = {}
    for kind in ("reconsideration", "mediation"):
        for line in (DAY / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines():
            try:
                lines[json.loads(line)["external_id"]] = (kind, line)
            except (ValueError, KeyError, TypeError):
                continue
    chosen = {"hotline": [], "reconsideration": [], "mediation": []}
    for route in ROUTES.values():
        with_rules = [one for one in truth if one.get("routes") == [route] and not one.get("rules")]
        own = "reconsideration" if route == "reconsideration" else "mediation" if "mediation" in route else "hotline"
        found = []
        for one in with_rules:
            name = one["external_id"]
            if own == "hotline" and one["kind"] == "hotline" and name in named:
                found.append(named[name])
            if own != "hotline" and lines.get(name, ("",))[0] == own:
                found.append(lines[name][1])
        # The router is free to see one of them otherwise.
        assert found, f"the sample day has no matter for {route}"
        chosen[own] += found[:3]
    with open(folder / "hotline.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *chosen["hotline"]])
    for kind in ("reconsideration", "mediation"):
        (folder / f"{kind}.jsonl").write_text("\n".join(chosen[kind]) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("letters")
    sample(folder)
    house = House(folder)
    try:
        for name in ("hotline.csv", "reconsideration.jsonl", "mediation.jsonl"):
            house.run("ingest", name, "--kind", name.split(".")[0])
        house.wait(lambda: {case.get("procedure") for case in house.lines("cases", "--json")} >= set(ROUTES))
        yield house
    finally:
        house.close()


@pytest.fixture(scope="module")
def cases(house):
    """A case of each procedure, its route confirmed where that was needed."""
    cases = {}
    for case in house.lines("cases", "--json"):
        if case.get("procedure") in ROUTES and case["procedure"] not in cases:
            cases[case["procedure"]] = case["number"]
            if case.get("awaits_confirmation"):
                house.run("case", "move", case["number"], "confirm_route", "--actor", "测试员", "--reason", "核对无误")
    assert sorted(cases) == sorted(ROUTES)
    return cases


@pytest.fixture(scope="module")
def browser():
    browser = Browser(width=TEXT_WIDTH, height=900)
    browser.call("Emulation.setEmulatedMedia", media="print")
    yield browser
    browser.close()


def values(letter):
    given = []
    for value in letter["values"]:
        name, form = value["name"], value["form"]
        if value["codes"]:
            texts = [value["codes"][0]]
        elif form in ("paragraphs", "items"):
            texts = [LONG, "第二段。"] if letter["letter"] == "decision" else [f"{name}之一", f"{name}之二"]
        else:
            texts = [{"date": "2026-11-20", "integer": "30", "amount": "99.50", "flag": "true"}.get(form, f"某{name}")]
        for text in texts:
            given += ["--data", f"{name}={text}"]
    return given + ["--data", "addressee=某某"]


def pdf_pages(browser, path, folder):
    """The texts of the pages that the browser prints, and their sizes in millimetres."""
    browser.open(path.as_uri())
    # Nothing may reach beyond the text block.
    wide = browser.value(
        "[...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 "
        "&& !e.classList.contains('draft')).map(e => e.tagName + ' ' + e.textContent.slice(0, 40))")
    assert wide == [], path.name
    data = browser.call("Page.printToPDF", preferCSSPageSize=True, displayHeaderFooter=False)["data"]
    pdf = folder / (path.stem + ".pdf")
    pdf.write_bytes(base64.b64decode(data))
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf.read_bytes())
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    pages = text.split("\f")[:-1]
    assert len(pages) == len(sizes)
    return pages, [(round(float(width) / 72 * 25.4), round(float(height) / 72 * 25.4)) for width, height in sizes]


PROCEDURES = sorted(ROUTES)


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_drafts(house, cases, browser, procedure, tmp_path):
    for letter in house.lines("letter", "list", "--procedure", procedure, "--json"):
        path = tmp_path / f"{letter['letter']}.html"
        house.run("letter", cases[procedure], letter["letter"], "--out", str(path), *values(letter))
        pages, sizes = pdf_pages(browser, path, tmp_path)
        assert set(sizes) == {(210, 297)}, letter["letter"]
        for number, page in enumerate(pages, 1):
            assert "草稿：未经签发，不生效" in page, (letter["letter"], number)
            assert re.search(rf"—\s*{number}\s*—", page), (letter["letter"], number)


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_issued(house, cases, browser, procedure, tmp_path):
    for letter in house.lines("letter", "list", "--procedure", procedure, "--json"):
        path = tmp_path / f"{letter['letter']}.html"
        words = [*values(letter), "--actor", "测试员", "--out", str(path), "--json"]
        issued = json.loads(house.run("letter", "issue", cases[procedure], letter["letter"], *words).stdout)
        pages, sizes = pdf_pages(browser, path, tmp_path)
        assert set(sizes) == {(210, 297)}, letter["letter"]
        assert not any("草" in page and "稿" in page and "未经签发" in page for page in pages), letter["letter"]
        assert letter["title"]["zh"] in re.sub(r"\s", "", pages[0])
        if letter["number"]:
            assert re.sub(r"\s", "", issued["number"]) in re.sub(r"\s", "", pages[0])
        if letter["letter"] == "decision":
            assert len(pages) >= 2
        shown = house.run("letter", "show", str(issued["id"])).stdout
        assert shown.rstrip("\n") == path.read_text(encoding="utf-8").rstrip("\n")


def test_what_is_missing_is_named_at_once(house, cases):
    result = house.run("letter", cases["reconsideration"], "hearing_notice", status=1)
    for name in ("act", "hearing_on", "hearing_time", "hearing_place", "hearing_matters"):
        assert f"--data {name}=" in result.stderr


def test_a_service_is_recorded_through_the_owner(house, cases):
    number = cases["petition"]
    words = ["--data", "receiving_organ=某局", "--actor", "测试员", "--json"]
    issued = json.loads(house.run("letter", "issue", number, "forwarding_letter", *words).stdout)
    day = issued["issued_at"][:10]
    words = ["--to", "某局", "--how", "post", "--on", day, "--receipt", "EMS0001", "--actor", "测试员"]
    house.run("letter", "serve", issued["number"], *words)
    kept = next(one for one in house.lines("letter", "issued", number, "--json") if one["id"] == issued["id"])
    assert [(one["recipient"], one["manner"], one["receipt"]) for one in kept["deliveries"]] == [("某局", "post", "EMS0001")]
    early = ["--to", "某局", "--how", "post", "--on", "2026-01-01", "--actor", "测试员"]
    assert "送达日期" in house.run("letter", "serve", issued["number"], *early, status=1).stderr
    assert re.fullmatch(r"(sha256|sm3):[0-9a-f]{64}", kept["digest"])
