"""Files given again, broken runs, pipes and interrupts."""

import json
import sqlite3

import pytest

import books
import matters
from house import House, interrupt, kill, wait_until


@pytest.fixture
def house(tmp_path):
    return House(tmp_path)


def registered(house):
    """How many rows are registered; none as long as the books are not there."""
    try:
        with sqlite3.connect(f"file:{house.data}/casebook.db?mode=ro", uri=True, timeout=10) as database:
            count = database.execute("SELECT count(*) FROM registration").fetchone()[0]
        database.close()
        return count
    except sqlite3.OperationalError:
        return 0


def test_a_file_given_three_times(house):
    rows = list(matters.matters("A", 2_000))
    file = house.folder / "hotline.jsonl"
    matters.write(file, rows)
    house.run("ingest", "--kind", "hotline", file, file)
    house.docket_everything(file)
    books.check(house, [row["external_id"] for row in rows], {})


@pytest.mark.parametrize("beside_service", [False, True])
def test_a_broken_ingest_is_resumed(house, beside_service):
    rows = list(matters.matters("B", 40_000))
    file = house.folder / "hotline.jsonl"
    matters.write(file, rows)
    service = house.start("serve") if beside_service else None
    try:
        if service:
            wait_until(lambda: (house.data / "fenliu.sock").exists())
        command = house.start("ingest", "--kind", "hotline", file)
        wait_until(lambda: registered(house) > 0 or command.poll() is not None)
        assert kill(command), house.told()
        before = registered(house)
        assert 0 < before < len(rows)
        house.run("ingest", "--kind", "hotline", file)
        assert registered(house) == len(rows)
    finally:
        if service:
            interrupt(service)
    report = json.loads(house.run("audit", "--json"))
    assert report["clean"], report


def test_a_pipe(house):
    rows = list(matters.matters("C", 500))
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    house.run("ingest", "-", "--kind", "hotline", input=text)
    house.docket_everything()
    books.check(house, [row["external_id"] for row in rows], {})


def test_an_interrupt_loses_nothing(house):
    rows = list(matters.matters("D", 20_000))
    file = house.folder / "hotline.jsonl"
    matters.write(file, rows)
    service = house.start("serve", "--ingest", file)
    wait_until(lambda: registered(house) > 0 or service.poll() is not None)
    assert service.poll() is None, house.told()
    interrupt(service)
    before = registered(house)
    assert before > 0
    assert json.loads(house.run("audit", "--json"))["clean"]
    house.docket_everything(file)
    assert registered(house) == len(rows) >= before
    books.check(house, [row["external_id"] for row in rows], {})
