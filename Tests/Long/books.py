"""What has to be in the books and on the log when everything is docketed, read from the files themselves."""

import collections
import json
import sqlite3


def check(house, keys, acknowledged):
    """Nothing lost, nothing doubled.

    `keys` are the external numbers of everything that was handed in, `acknowledged` the registration numbers by external
    number that the program has answered with.
    """
    books = sqlite3.connect(house.data / "casebook.db")
    try:
        registered = dict(books.execute("SELECT external_id, number FROM registration"))
        rows = books.execute("SELECT count(*) FROM registration").fetchone()[0]
        requests = books.execute(
            "SELECT registration_id, count(*), count(DISTINCT request), min(request), max(request), min(request_count),"
            " max(request_count) FROM case_file GROUP BY registration_id"
        ).fetchall()
        events = set(
            books.execute("SELECT c.number, e.sequence FROM case_event e JOIN case_file c ON c.id = e.case_id")
        )
        opened = books.execute("SELECT count(*) FROM case_event WHERE event = 'opened'").fetchone()[0]
        letters = books.execute("SELECT count(*) FROM dead_letter").fetchone()[0]
    finally:
        books.close()
    assert set(registered) == set(keys) and rows == len(keys)
    assert {key: registered[key] for key in acknowledged} == acknowledged
    assert len(requests) == len(keys)
    for _, cases, distinct, first, last, least, most in requests:
        assert cases == distinct == last == least == most and first == 1
    assert opened == sum(row[1] for row in requests)
    assert letters == 0
    check_topic(house, "intake.hotline", {(f"kills:{key}") for key in keys})
    check_events(house, events)
    report = json.loads(house.run("audit", "--json"))
    assert report["clean"], report


def check_topic(house, topic, keys):
    seen = collections.Counter(record["key"] for record in records(house, topic))
    assert set(seen) == keys
    assert [key for key, times in seen.items() if times > 1] == []


def check_events(house, events):
    """Every event of the books is on the topic once, those of a case in order on one partition."""
    last = {}
    published = []
    for record in sorted(records(house, "case-events"), key=lambda record: (record["partition"], record["offset"])):
        identity = next(header["value"] for header in record["headers"] if header["name"] == "ce_id")
        number, sequence = identity.rsplit("#", 1)
        assert record["key"] == number
        partition, before = last.get(number, (record["partition"], 0))
        assert (record["partition"], int(sequence)) == (partition, before + 1), identity
        last[number] = (partition, int(sequence))
        published.append((number, int(sequence)))
    assert len(published) == len(set(published))
    assert set(published) == events


def records(house, topic):
    lines = house.run("tail", topic, "--from", "beginning", "--json").splitlines()
    return [json.loads(line) for line in lines]
