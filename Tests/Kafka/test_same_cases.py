"""The sample day through both logs ends in the same cases."""

import collections
import json
import shutil
import sqlite3

from cluster import ROOT, House, house_on, needs_kafka

pytestmark = needs_kafka


def outcomes(house):
    """Every request by its business key, with all that was decided about it."""
    books = sqlite3.connect(house.data / "casebook.db")
    try:
        return sorted(
            books.execute(
                "SELECT r.source, r.external_id, c.request, c.request_count, c.is_primary, c.docket, c.route,"
                " c.procedure_id, c.state, c.awaits_confirmation, c.is_sealed, c.region, c.flags, c.decision, c.excerpt,"
                " c.list_version, c.sequence FROM case_file c JOIN registration r ON r.id = c.registration_id"
            )
        )
    finally:
        books.close()


def sums(cases):
    """Cases by docket, route and state."""
    return collections.Counter((case[5], case[6], case[8]) for case in cases)


def take_in(house):
    day = house.folder / "day"
    shutil.copytree(ROOT / "Examples/day", day)
    house.docket_everything(day)
    report = json.loads(house.run("audit", "--json"))
    assert report["clean"], report
    return outcomes(house)


def test_the_sample_day_through_both_logs(cluster, tmp_path):
    (tmp_path / "embedded").mkdir()
    embedded = take_in(House(tmp_path / "embedded"))
    kafka = take_in(house_on(cluster, tmp_path / "kafka"))
    assert len(embedded) > 1_000
    assert sums(kafka) == sums(embedded)
    assert kafka == embedded
    rejects = [
        (tmp_path / kind / "day/hotline.csv.rejects.jsonl").read_text().splitlines() for kind in ("embedded", "kafka")
    ]
    assert len(rejects[0]) == len(rejects[1]) > 0
