"""Brokers that die, that are not there yet, and topics that are not made yet: nothing is lost, nothing is doubled."""

import json
import sqlite3
import time

import pytest

from cluster import apply, house_on, needs_kafka, wait_until

import books
import matters
from house import interrupt
from kills import Poster, registered

pytestmark = needs_kafka


def docketed(house):
    """How many registrations have their cases."""
    try:
        database = sqlite3.connect(f"file:{house.data}/casebook.db?mode=ro", uri=True, timeout=10)
        try:
            return database.execute("SELECT count(DISTINCT registration_id) FROM case_file").fetchone()[0]
        finally:
            database.close()
    except sqlite3.OperationalError:
        return 0


@pytest.mark.parametrize("brokers", [1, 3])
def test_a_broker_is_killed_in_mid_run(clusters, tmp_path, brokers):
    cluster = clusters(brokers)
    house = house_on(cluster, tmp_path / "house")
    rows = list(matters.matters("K", 4_000))
    posted = list(matters.matters("P", 300))
    keys = [row["external_id"] for row in rows + posted]
    file, acknowledged = house.folder / "hotline.jsonl", {}
    matters.write(file, rows)
    process = house.start("serve", "--ingest", file)
    poster = Poster(house, posted, acknowledged)
    try:
        wait_until(lambda: docketed(house) > 0 or process.poll() is not None)
        poster.start()
        for broker in range(1, brokers + 1):
            cluster.kill(broker)
            time.sleep(3)
            cluster.up(broker)
            time.sleep(1)
        poster.join(60)
        assert not posted and len(acknowledged) == 300, house.told()
        wait_until(lambda: process.poll() is not None or (docketed(house) == len(keys) and house.is_published()))
        assert process.poll() is None, house.told()
    finally:
        poster.is_over = True
        interrupt(process)
    books.check(house, keys, acknowledged)


def test_the_service_starts_without_a_broker(clusters, tmp_path):
    cluster = clusters(start=False)
    house = house_on(cluster, tmp_path / "house", topics=False)
    rows, posted, acknowledged = list(matters.matters("W", 200)), list(matters.matters("P", 50)), {}
    keys = [row["external_id"] for row in rows + posted]
    file = house.folder / "hotline.jsonl"
    matters.write(file, rows)
    process = house.start("serve", "--ingest", file)
    try:
        wait_until(lambda: registered(house) == len(rows) or process.poll() is not None)
        poster = Poster(house, posted, acknowledged)
        poster.start()
        poster.join(60)
        assert not posted and len(acknowledged) == 50, house.told()
        wait_until(lambda: f"waiting for Kafka: {cluster.bootstrap}" in house.told())
        flow = json.loads(house.get("/v1/flow"))
        assert flow["log_reachable"] is False and flow["registered"] == len(keys)
        assert docketed(house) == 0
        # Killed and started again while the broker is still away: what was accepted stays.
        process.kill()
        process.wait()
        process = house.start("serve")

        cluster.start()
        wait_until(lambda: "fenliu topics apply" in house.told())
        apply(house)
        wait_until(lambda: process.poll() is not None or (docketed(house) == len(keys) and house.is_published()))
        assert process.poll() is None, house.told()
        assert "is ready" in house.told()
    finally:
        interrupt(process)
    books.check(house, keys, acknowledged)
    in_order = {}
    for record in books.records(house, "intake.hotline"):
        in_order.setdefault(record["partition"], []).append((record["offset"], keys.index(record["key"].split(":")[1])))
    assert len(in_order) > 1
    for partition in in_order.values():
        order = [key for _, key in sorted(partition)]
        assert order == sorted(order)


def test_an_interrupt_while_the_broker_is_away(clusters, tmp_path):
    cluster = clusters(start=False)
    house = house_on(cluster, tmp_path / "house", topics=False)
    process = house.start("serve")
    wait_until(lambda: "waiting for Kafka" in house.told())
    began = time.monotonic()
    interrupt(process)
    print(f"\nended {time.monotonic() - began:.1f} s after the interrupt")
