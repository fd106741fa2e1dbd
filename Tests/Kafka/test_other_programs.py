"""Any program may produce to the intake topics and read the dockets: kcat does here."""

import json
import shutil
import sqlite3
import subprocess

import pytest

from cluster import needs_kafka

import books

pytestmark = [needs_kafka, pytest.mark.skipif(not shutil.which("kcat"), reason="there is no kcat")]

HEADERS = {
    "ce_specversion": "1.0",
    "ce_type": "fenliu.submission.hotline.v1",
    "ce_source": "/other-system",
    "content-type": "application/json; charset=utf-8",
}


def produce(cluster, key, value, **headers):
    words = [word for name, text in {**HEADERS, "ce_id": key, **headers}.items() for word in ("-H", f"{name}={text}")]
    subprocess.run(
        ["kcat", "-P", "-b", cluster.bootstrap, "-t", "intake.hotline", "-K", "\t", *words], check=True, text=True,
        input=f"{key}\t{value}\n",
    )


def consume(cluster, topic):
    """The records of a topic, read to its end."""
    lines = subprocess.run(
        ["kcat", "-C", "-b", cluster.bootstrap, "-t", topic, "-o", "beginning", "-e", "-q", "-J"], check=True, text=True,
        capture_output=True,
    ).stdout.splitlines()
    return [json.loads(line) for line in lines]


def submission(number, text):
    return json.dumps(
        {
            "source": "other", "external_id": number, "received_at": "2026-11-20T09:00:00+08:00", "region": "441802",
            "text": text, "caller": {"name": "钱七", "telephone": "13700137000"},
        },
        ensure_ascii=False,
    )


def test_kcat_produces_and_reads_back(cluster, house):
    leak = submission("K-1", "清城区凤城街道，楼上邻居漏水，要求调解赔偿5000元")
    produce(cluster, "other:K-1", leak)
    produce(cluster, "other:K-1", leak)
    produce(cluster, "other:K-2", submission("K-2", "我要举报英德市某镇镇长王五收受开发商贿赂20万元"))
    produce(cluster, "other:K-3", "no JSON at all")
    produce(cluster, "other:K-4", submission("K-4", "路灯坏了"), ce_specversion="9.9")
    house.docket_everything()

    entries = consume(cluster, "docket.mediation")
    assert [entry["key"] for entry in entries] == ["other:K-1", "other:K-1"]
    entry = json.loads(entries[0]["payload"])
    assert entry["decision"]["route"].startswith("mediation") and entry["docket"] == "mediation", entry
    headers = dict(zip(entries[0]["headers"][::2], entries[0]["headers"][1::2]))
    assert headers["ce_type"] == "fenliu.docket-entry.v1"

    cases = [json.loads(line) for line in house.run("cases", "--json").splitlines()]
    assert len(cases) == 2
    events = consume(cluster, "case-events")
    assert {event["key"] for event in events} == {case["number"] for case in cases}
    # What others send open is sealed before it goes further.
    for topic in ("docket.supervision", "case-events", "docket.work-order", "dead-letter"):
        assert "贿赂" not in json.dumps(consume(cluster, topic), ensure_ascii=False)

    letters = [json.loads(line) for line in house.run("dead-letters", "--json").splitlines()]
    assert len(letters) == len(consume(cluster, "dead-letter")) == 2
    report = json.loads(house.run("audit", "--json"))
    assert report["clean"], report
    second = next(finding for finding in report["findings"] if "intake.hotline" in finding["subject"]["en"])
    assert second["detail"]["en"].startswith("5 = 2 + 1 + 2"), second


def test_a_dead_letter_goes_back(cluster, house):
    produce(cluster, "other:K-4", submission("K-4", "清城区路灯坏了"), ce_specversion="9.9")
    house.docket_everything()
    by = ["--actor", "王科长", "--reason", "再试一次"]
    letter = json.loads(house.run("dead-letters", "--json").splitlines()[0])
    house.run("dead-letters", "replay", letter["id"], *by)
    house.docket_everything()
    letters = [json.loads(line) for line in house.run("dead-letters", "list", "--all", "--json").splitlines()]
    assert sorted(letter["status"] for letter in letters) == ["replayed", "waiting"]
    assert json.loads(house.run("audit", "--json"))["clean"]


def test_ingest_straight_to_the_topics(cluster, house, tmp_path):
    rows = [
        {"source": "s", "external_id": "1", "received_at": "2026-11-20T09:00:00+08:00", "region": "441802", "text": "路灯坏了三天"},
        {"source": "s", "external_id": "2", "region": "441802", "text": "我要举报清城区某局局长收受贿赂20万元"},
        {"text": "小区门口的垃圾桶三天没有清"},
        {"source": "s", "external_id": "3"},
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))

    def send(*words):
        house.run("ingest", "--to", "kafka", "--kind", "hotline", file, *words, status=1)
        refused = (tmp_path / "rows.jsonl.rejects.jsonl").read_text().splitlines()
        return [(json.loads(line)["line"], json.loads(line)["rule"]) for line in refused]

    # Without keys nothing is sent that would have to be sealed or keyed.
    assert not (house.data / "keys").exists()
    refused = dict(send())
    assert sorted(refused) == [2, 3, 4]
    assert (refused[2], refused[4]) == ("accusation.unsealed", "text.missing")
    assert [record["key"] for record in consume(cluster, "intake.hotline")][:1] == ["s:1"]

    house.docket_everything()
    assert send() == [(4, "text.missing")]
    assert "贿赂" not in json.dumps(consume(cluster, "intake.hotline"), ensure_ascii=False)
    # Beside the running service, again, and then by the front door: nothing doubles.
    service = house.start("serve")
    try:
        assert send() == [(4, "text.missing")]
    finally:
        service.terminate()
        service.wait(60)
    house.run("ingest", "--kind", "hotline", file, status=1)
    house.docket_everything()
    database = sqlite3.connect(house.data / "casebook.db")
    try:
        assert database.execute("SELECT count(*) FROM registration").fetchone() == (3,)
        assert database.execute("SELECT count(*) FROM case_file").fetchone() == (3,)
        assert database.execute("SELECT count(*) FROM dead_letter").fetchone() == (0,)
    finally:
        database.close()
    assert json.loads(house.run("audit", "--json"))["clean"]
    assert books.records(house, "intake.hotline")
