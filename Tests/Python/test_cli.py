"""The command line as somebody at a terminal meets it: the built program, run in a folder of its own."""

import csv
import io
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import time

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("FENLIU_TEST_BINARY") or str(ROOT / ".build/release/fenliu")

pytestmark = pytest.mark.skipif(not os.access(BINARY, os.X_OK), reason=f"{BINARY} is not built")

HEADER = "工单编号,来电时间,诉求内容,所属区域,姓名,联系电话,身份证号,是否保密"
ROWS = [
    "HL-1,2026-11-20 09:00,对清城区市场监管局2026年10月8日作出的罚款5万元处罚决定不服，申请行政复议。本人张小明电话13800138000,"
    "清城区,张小明,13800138000,441802199001011234,公开",
    "HL-2,2026-11-20 09:05,小区门口路灯坏了三天没人修，晚上很黑,英德市,李四,0763-3366666,,公开",
    "HL-3,2026-11-20 09:06,我要举报英德市某镇镇长王五收受开发商贿赂20万元,英德市,赵六,13900139000,,保密",
    "HL-4,2026-11-20 09:07,楼上邻居漏水，要求调解赔偿5000元,清城区,钱七,13700137000,,公开",
    "HL-5,2026-11-20 09:08,,清城区,钱七,13700137000,,公开",
    "HL-2,2026-11-20 09:05,小区门口路灯坏了三天没人修，晚上很黑,英德市,李四,0763-3366666,,公开",
]


class House:
    """A data folder and the program that works on it."""

    def __init__(self, folder):
        self.folder = folder
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "FENLIU_CONFIG": str(ROOT / "Config"),
            "FENLIU_DATA_FOLDER": str(folder / "data"),
            "FENLIU_HTTP_PORT": "0",
        }

    def run(self, *words, language="zh_CN.UTF-8", status=0, stdin=None):
        result = subprocess.run(
            [BINARY, *words],
            cwd=self.folder,
            env=self.environment | {"LANG": language},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert result.returncode == status, f"{words}\n{result.stdout}\n{result.stderr}"
        return result

    def lines(self, *words, **more):
        return [json.loads(line) for line in self.run(*words, **more).stdout.splitlines()]

    def serve(self):
        return Service(self)


class Service:
    """`fenliu serve`, ended by an interrupt."""

    def __init__(self, house):
        self.log = open(house.folder / "serve.log", "w+")
        self.process = subprocess.Popen(
            [BINARY, "serve"], cwd=house.folder, env=house.environment, stdout=self.log, stderr=self.log
        )

    def __enter__(self):
        wait_until(lambda: self.process.poll() is not None or "http://" in self.told())
        assert self.process.poll() is None, self.told()
        return self

    def told(self):
        return pathlib.Path(self.log.name).read_text()

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGINT)
        try:
            status = self.process.wait(60)
        finally:
            self.process.kill()
            self.log.close()
        assert status == 0, self.told()


def wait_until(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A house that has taken a file in and docketed it."""
    folder = tmp_path_factory.mktemp("house")
    (folder / "hotline.csv").write_text("\n".join([HEADER, *ROWS]) + "\n", encoding="utf-8")
    house = House(folder)
    house.run("ingest", "hotline.csv", "--kind", "hotline", status=1)
    with house.serve():
        wait_until(lambda: len(house.lines("cases", "--json")) == 4)
    return house


def case_of(house, route):
    return next(case["number"] for case in house.lines("cases", "--json") if case.get("route") == route)


def width(text):
    return sum(2 if "\u1100" <= c <= "\u115f" or "\u2e80" <= c <= "\ua4cf" or "\uf900" <= c <= "\uffe6" else 1 for c in text)


def test_nothing_is_there_yet(tmp_path):
    empty = House(tmp_path)
    for words in (["cases"], ["audit"], ["dead-letters"], ["tail", "intake.hotline"]):
        result = empty.run(*words, status=1)
        assert "fenliu serve" in result.stderr
    assert not (tmp_path / "data").exists()


def test_what_was_refused_stands_beside_the_file(house):
    rejects = [json.loads(line) for line in (house.folder / "hotline.csv.rejects.jsonl").read_text().splitlines()]
    assert [(reject["line"], reject["field"], reject["rule"]) for reject in rejects] == [(6, "text", "text.missing")]


def test_a_file_given_again_doubles_nothing(house):
    house.run("ingest", "hotline.csv", "--kind", "hotline", status=1)
    assert len(house.lines("cases", "--json")) == 4
    house.run("audit")


@pytest.mark.parametrize("language", ["zh_CN.UTF-8", "en_US.UTF-8"])
def test_the_table_fits(house, language):
    lines = house.run("cases", language=language).stdout.splitlines()
    assert len(lines) == 6
    assert all(width(line) <= 100 for line in lines)


def test_filters(house):
    assert len(house.lines("cases", "--json", "--docket", "mediation")) == 1
    assert len(house.lines("cases", "--json", "--route", "reconsideration", "--awaiting")) == 1
    assert len(house.lines("cases", "--json", "--region", "英德市")) == 1
    assert len(house.lines("cases", "--json", "--closed")) == 0
    assert len(house.lines("cases", "--json", "--limit", "2")) == 2
    assert len(house.lines("cases", "--json", "--until", "2020-01-01")) == 0
    assert "441802" in house.run("cases", "--region", "火星", status=1).stderr
    house.run("cases", "--docket", "nowhere", status=64)


def test_csv(house):
    rows = list(csv.reader(io.StringIO(house.run("cases", "--csv").stdout, newline="")))
    assert len(rows) == 5 and {len(row) for row in rows} == {len(rows[0])}
    assert rows[0][0] == "案件编号"
    assert house.run("cases", "--csv", "--bom", language="en_US").stdout.startswith("\ufeffnumber,")


def test_a_case_hides_who_it_is_about(house):
    number = case_of(house, "reconsideration")
    shown = house.run("case", number).stdout
    assert "张某" in shown and "138****8000" in shown and "confirm_route" in shown
    for personal in ("张小明", "13800138000", "441802199001011234"):
        assert personal not in shown
        assert personal not in house.run("case", "show", number, "--json").stdout
        assert personal in house.run("case", number, "--personal").stdout
    assert all(width(line) <= 100 for line in shown.splitlines())
    whole = json.loads(house.run("case", number, "--json").stdout)
    assert whole["decision"]["route"] == "reconsideration" and whole["history"][0]["event"] == "opened"
    assert number in house.run("case", number.rsplit("-", 1)[0]).stdout


def test_an_accusation_opens_to_its_key_alone(house):
    sealed = next(case for case in house.lines("cases", "--json") if case["sealed"])
    number = sealed["number"]
    assert not {"words", "gate", "registration", "region"} & set(sealed)
    for words in (["case", number], ["case", number, "--json"], ["case", number, "--personal"], ["cases", "--csv"]):
        shown = house.run(*words).stdout
        assert "王五" not in shown and "贿赂" not in shown and "HL-3" not in shown
    keys = house.folder / "data/keys"
    opened = house.run("case", number, "--supervision-key", str(keys / "supervision.private.pem"), "--personal").stdout
    assert "王五收受开发商贿赂" in opened
    other = house.folder / "other.pem"
    subprocess.run(["openssl", "genpkey", "-algorithm", "X25519", "-out", other], check=True, capture_output=True)
    assert "王五" not in house.run("case", number, "--supervision-key", str(other), status=1).stdout


def test_numbers_that_are_none(house):
    assert "校验位" in house.run("case", "QY20261123-0000175", status=1).stderr
    assert "check digit" in house.run("case", "nonsense", language="en_US.UTF-8", status=1).stderr
    house.run("case", status=64)


def test_moving_a_case_alone(house):
    number = case_of(house, "mediation.people")
    by = ["--actor", "李调解员", "--reason", "双方在本村"]
    refused = house.run("case", "move", number, "nonsense", *by, status=1)
    assert "take_in" in refused.stderr
    assert "people_mediation_committee" in house.run("case", "move", number, "take_in", *by, status=1).stderr
    by += ["--role", "people_mediation_committee"]
    moved = json.loads(house.run("case", "move", number, "take_in", *by, "--expect", "1", "--json").stdout)
    assert (moved["event"], moved["sequence"], moved["actor"]) == ("take_in", 2, "李调解员")
    assert "第 1 步" in house.run("case", "move", number, "withdraw", *by, "--expect", "1", status=1).stderr
    history = json.loads(house.run("case", number, "--json").stdout)["history"]
    assert [event["event"] for event in history] == ["opened", "take_in"]
    assert history[1]["previous_hash"] == history[0]["hash"]
    house.run("audit")


def test_moving_a_case_beside_the_service(house):
    number = case_of(house, "reconsideration")
    by = ["--actor", "王科长", "--reason", "材料齐全"]
    with house.serve():
        assert "confirm_route" in house.run("case", "move", number, "accept", *by, status=1).stderr
        moved = json.loads(house.run("case", "move", number, "confirm_route", *by, "--json").stdout)
        assert moved["event"] == "confirm_route" and moved["sequence"] == 2
        house.run("audit")
        missing = house.run("case", "move", "QY20200101-0000019-1", "accept", *by, status=1)
        assert missing.stderr
    assert json.loads(house.run("case", number, "--json").stdout)["awaits_confirmation"] is False


def test_tail(house):
    records = house.lines("tail", "intake.hotline", "--from", "beginning", "--json")
    assert len(records) == 4 and all("value" not in record for record in records)
    assert {record["key"] for record in records} == {"file:HL-1", "file:HL-2", "file:HL-3", "file:HL-4"}
    assert len(house.lines("tail", "intake.hotline", "--limit", "2", "--json")) == 2
    shown = house.run("tail", "intake.hotline", "--from", "beginning").stdout
    assert "ce_type" in shown and "路灯" not in shown
    assert "路灯" in house.run("tail", "intake.hotline", "--from", "beginning", "--values").stdout
    assert "贿赂" not in house.run("tail", "intake.hotline", "--from", "beginning", "--values").stdout
    assert "intake.hotline" in house.run("tail", "nowhere", status=1).stderr


def test_route_stores_nothing(tmp_path):
    house = House(tmp_path)
    text = "对市场监管局作出的罚款决定不服，申请行政复议\n" + '{"text":"楼上漏水，要求调解"}\n{"x":1}\n'
    results = house.lines("route", "-", "--json", stdin=text, status=1)
    assert results[0]["requests"][0]["route"] == "reconsideration"
    assert results[0]["requests"][0]["considered"]
    assert results[2]["refused"][0]["rule"] == "text.missing"
    explained = house.run("route", "-", "--explain", stdin=text, language="en_US.UTF-8", status=1).stdout
    assert "G7" in explained and "asked before" in explained
    table = house.run("route", "-", stdin=text, status=1).stdout
    assert all(width(line) <= 100 for line in table.splitlines())
    assert list(tmp_path.iterdir()) == []


def test_audit_finds_what_was_changed(house, tmp_path):
    copy = House(tmp_path)
    shutil.copytree(house.folder / "data", tmp_path / "data", ignore=shutil.ignore_patterns("*.sock"))
    whole = json.loads(copy.run("audit", "--json").stdout)
    assert whole["clean"] and all(finding["holds"] for finding in whole["findings"])
    with sqlite3.connect(tmp_path / "data/casebook.db") as database:
        database.execute("UPDATE case_event SET actor = 'somebody else' WHERE id = 1")
    database.close()
    broken = copy.run("audit", "--json", status=1)
    report = json.loads(broken.stdout)
    assert not report["clean"] and report["chain_faults"][0]["kind"] == "changed-event"
    assert "✘" in copy.run("audit", status=1).stdout


def test_data_of_a_newer_program_are_left_alone(house, tmp_path):
    copy = House(tmp_path)
    shutil.copytree(house.folder / "data", tmp_path / "data", ignore=shutil.ignore_patterns("*.sock"))
    with sqlite3.connect(tmp_path / "data/casebook.db") as database:
        database.execute("INSERT INTO schema_migrations (id, name, checksum) VALUES (999, 'to come', 0)")
    database.close()
    for words in (["cases"], ["audit"], ["serve", "--once"]):
        assert "版本" in copy.run(*words, status=1).stderr


def test_dead_letters_are_empty(house):
    assert house.lines("dead-letters", "--json", "--all") == []
    assert "1" in house.run("dead-letters", "show", "1", status=1).stderr
    assert house.run("dead-letters", "discard", "1", "--actor", "a", "--reason", "b", status=1).stderr


@pytest.fixture
def letter(house, tmp_path):
    """A copy of the house with a dead letter that waits: a record of the hotline that is no JSON."""
    copy = House(tmp_path)
    shutil.copytree(house.folder / "data", tmp_path / "data", ignore=shutil.ignore_patterns("*.sock"))
    absent, record = b"\xff" * 4, b"\x00" * 4
    with sqlite3.connect(tmp_path / "data/casebook.db") as database:
        database.execute(
            """
            INSERT INTO dead_letter (cluster, topic, partition_no, offset_no, source_topic, source_partition,
              source_offset, error_class, message, stage, attempts, first_failed_at, arrived_at, status, record_key,
              record_value, record_headers)
            VALUES ('elsewhere', 'dead-letter', 0, 0, 'intake.hotline', 3, 7, 'refused', 'json.syntax', 'router', 1,
              1790000000000, 1790000001000, 'waiting', ?, ?, ?)
            """,
            (b"other:9", '{"text": "张三 13800138000'.encode(), record + absent + absent),
        )
    database.close()
    return copy


def test_a_dead_letter_is_looked_at(letter):
    [listed] = letter.lines("dead-letters", "--json")
    assert (listed["id"], listed["status"], listed["source"]) == (1, "waiting", "intake.hotline[3]@7")
    assert "intake.hotline[3]@7" in letter.run("dead-letters").stdout
    shown = letter.run("dead-letters", "show", "1").stdout
    assert "138****8000" in shown and "13800138000" not in shown and "other:9" in shown
    assert "13800138000" in letter.run("dead-letters", "show", "1", "--personal").stdout


def test_a_dead_letter_is_discarded_once(letter):
    by = ["--actor", "孙工", "--reason", "测试数据"]
    letter.run("dead-letters", "discard", "1", *by)
    assert "已处理" in letter.run("dead-letters", "discard", "1", *by, status=1).stderr
    letter.run("dead-letters", "discard", "2", *by, status=1)
    assert letter.lines("dead-letters", "--json") == []
    [settled] = letter.lines("dead-letters", "--json", "--all")
    assert (settled["status"], settled["settled_by"], settled["settled_reason"]) == ("discarded", "孙工", "测试数据")


def test_a_dead_letter_is_replayed_through_the_service(letter):
    with letter.serve():
        result = letter.run("dead-letters", "replay", "1", "--actor", "孙工", "--reason", "再试", "--json")
        assert json.loads(result.stdout) == {"id": 1, "action": "replay", "error": None}
        # What is no JSON fails again, now in this log.
        wait_until(lambda: [entry["id"] for entry in letter.lines("dead-letters", "--json")] == [2])
        again = json.loads(letter.run("dead-letters", "show", "2", "--json", "--personal").stdout)
        assert again["key"] == "other:9" and again["value"] == '{"text": "张三 13800138000'
        letter.run("audit")


def test_tail_follows(house, tmp_path):
    copy = House(tmp_path)
    shutil.copytree(house.folder / "data", tmp_path / "data", ignore=shutil.ignore_patterns("*.sock"))
    more = tmp_path / "hotline.csv"
    more.write_text(HEADER + "\nHL-9,2026-11-20 10:00,小区门口垃圾桶三天没清,英德市,李四,,,公开\n", encoding="utf-8")
    follower = subprocess.Popen(
        [BINARY, "tail", "case-events", "--follow", "--json", "--limit", "1", "--from", "1000000"],
        cwd=tmp_path, env=copy.environment, stdout=subprocess.PIPE, text=True,
    )
    try:
        with copy.serve():
            copy.run("ingest", "hotline.csv", "--kind", "hotline")
            record = json.loads(follower.stdout.readline())
        assert record["topic"] == "case-events" and record["bytes"] > 0
        assert follower.wait(30) == 0
    finally:
        follower.kill()


def test_check(tmp_path):
    house = House(tmp_path)
    assert json.loads(house.run("check", "--json").stdout)["errors"] == 0
    shutil.copytree(ROOT / "Config", tmp_path / "Config")
    shutil.copytree(ROOT / "Topics", tmp_path / "Topics")
    routes = tmp_path / "Config/routes.yaml"
    routes.write_text(routes.read_text().replace("docket: petition", "docket: nowhere"))
    result = house.run("check", "--config", "Config", status=1)
    assert re.search(r"Config/routes\.yaml:\d+:\d+: 错误", result.stdout)


def test_settings_and_versions(house):
    settings = {setting["key"]: setting for setting in house.lines("settings", "--json")[0]}
    assert settings["http.port"]["source"] == "environment" and settings["http.port"]["value"] == "0"
    assert settings["numbers.prefix"]["source"] == "file"
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", house.run("--version").stdout)
    house.environment["FENLIU_HTTP_PROT"] = "1"
    assert "FENLIU_HTTP_PROT" in house.run("settings", status=1).stderr
    del house.environment["FENLIU_HTTP_PROT"]


def test_usage(house):
    assert "是不是 settings" in house.run("setings", status=64).stderr
    assert "did you mean --limit" in house.run("cases", "--limt", "3", language="en_US.UTF-8", status=64).stderr
    assert "USAGE: fenliu case move" in house.run("help", "case", "move", language="en_GB").stdout
    assert "用法" in house.run("cases", "--help", language="C").stdout


def test_a_reader_that_leaves_is_no_crash(house):
    for words in ("cases --json", "settings", "manual", "tail intake.hotline --from beginning", "--help"):
        result = subprocess.run(
            ["bash", "-c", f"set -o pipefail; '{BINARY}' {words} | true"],
            cwd=house.folder, env=house.environment, capture_output=True, text=True, timeout=60,
        )
        assert result.returncode in (0, 141) and not result.stderr, (words, result.stderr)


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
@pytest.mark.parametrize("language", ["zh_CN.UTF-8", "en_US.UTF-8"])
def test_the_manual_can_be_set(house, language):
    page = house.run("manual", language=language).stdout
    result = subprocess.run(
        ["groff", "-man", "-ww", "-z", "-K", "utf8", "-T", "utf8"], input=page, capture_output=True, text=True
    )
    assert result.returncode == 0 and not result.stderr
