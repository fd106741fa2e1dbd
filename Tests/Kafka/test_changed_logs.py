"""Topics made anew, another cluster, a casebook restored from a backup: the business key decides."""

import json
import shutil
import sqlite3

from cluster import House, apply, house_on, needs_kafka

import matters

pytestmark = needs_kafka


def counts(house):
    database = sqlite3.connect(house.data / "casebook.db")
    try:
        return tuple(
            database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("registration", "case_file")
        )
    finally:
        database.close()


def take_in(house, prefix, count):
    file = house.folder / f"hotline-{prefix}.jsonl"
    rows = list(matters.matters(prefix, count))
    matters.write(file, rows)
    house.docket_everything(file)
    return file, [row["external_id"] for row in rows]


def is_clean(house):
    report = json.loads(house.run("audit", "--json"))
    return report["clean"] or report


def test_topics_made_anew(cluster, house):
    file, _ = take_in(house, "A", 120)
    first = counts(house)
    for topic in ("intake.hotline", "docket.work-order", "docket.mediation", "dead-letter"):
        cluster.run("org.apache.kafka.tools.TopicCommand", "--delete", "--topic", topic)
    apply(house)
    # Fewer than before, so that the old positions lie behind the end; and the old file once more, straight to the topics.
    take_in(house, "B", 14)
    house.run("ingest", "--to", "kafka", "--kind", "hotline", file)
    house.docket_everything()
    assert counts(house)[0] == first[0] + 14
    assert counts(house)[1] > first[1] + 13
    assert is_clean(house) is True


def test_another_cluster(clusters, tmp_path):
    first, second = clusters(), clusters()
    house = house_on(first, tmp_path / "house")
    take_in(house, "A", 100)
    before = counts(house)
    # Accepted, and never published on the first one.
    waiting = house.folder / "hotline-W.jsonl"
    matters.write(waiting, matters.matters("W", 30))
    first.destroy()
    house.environment["FENLIU_KAFKA_BOOTSTRAP"] = second.bootstrap
    house.run("ingest", "--kind", "hotline", waiting)
    apply(house)
    take_in(house, "B", 50)
    assert counts(house)[0] == before[0] + 80
    assert is_clean(house) is True


def test_from_the_embedded_log_to_kafka(cluster, tmp_path):
    (tmp_path / "house").mkdir()
    house = House(tmp_path / "house")
    file, _ = take_in(house, "A", 100)
    before = counts(house)
    house.environment["FENLIU_KAFKA_BOOTSTRAP"] = cluster.bootstrap
    apply(house)
    house.docket_everything(file)
    assert counts(house) == before
    take_in(house, "B", 50)
    assert counts(house)[0] == before[0] + 50
    assert is_clean(house) is True


def test_a_casebook_restored_from_a_backup(house):
    take_in(house, "A", 60)
    shutil.copytree(house.data, house.folder / "backup", ignore=shutil.ignore_patterns("*.sock"))
    _, lost = take_in(house, "B", 90)
    after = counts(house)
    shutil.rmtree(house.data)
    shutil.move(house.folder / "backup", house.data)
    # What the casebook has lost comes back from the log; what is new goes out, although its rows were counted before.
    take_in(house, "C", 40)
    assert counts(house)[0] == after[0] + 40
    database = sqlite3.connect(house.data / "casebook.db")
    try:
        known = {row[0] for row in database.execute("SELECT external_id FROM registration")}
    finally:
        database.close()
    assert set(lost) <= known
    assert is_clean(house) is True
