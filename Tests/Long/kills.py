"""SIGKILL at random points of a run: nothing that was acknowledged is lost, nothing is doubled.

FENLIU_KILL_SEED repeats a run's choices; the points of time are then as alike as the machine allows.
"""

import collections
import http.client
import json
import os
import random
import shutil
import sqlite3
import threading
import time

import books
import matters
from house import PATIENCE, kill

ROUNDS = 50
FILE_ROWS, POSTED, BESIDE = 70, 15, 15
# Seconds in which the rows of a round go from the intake to the relay.
AT_WORK = 0.06


class Poster(threading.Thread):
    """Posts rows one by one, and keeps what was acknowledged."""

    def __init__(self, house, rows, acknowledged):
        super().__init__(daemon=True)
        self.house, self.rows, self.acknowledged = house, rows, acknowledged
        self.is_over = False

    def run(self):
        while self.rows and not self.is_over:
            connection = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=10)
            try:
                while self.rows:
                    self.post(connection)
            except (OSError, http.client.HTTPException):
                time.sleep(0.02)
            finally:
                connection.close()

    def post(self, connection):
        row = self.rows[0]
        connection.request(
            "POST", "/v1/submissions?kind=hotline", json.dumps(row).encode(), {"Content-Type": "application/json"}
        )
        answer = connection.getresponse()
        body = answer.read()
        if answer.status in (200, 201):
            number = json.loads(body)["number"]
            assert self.acknowledged.setdefault(row["external_id"], number) == number
            self.rows.pop(0)
        else:
            assert answer.status == 503, (answer.status, body)


def registered(house):
    """How many rows are registered, asked beside the running program; none as long as there are no books."""
    try:
        with sqlite3.connect(f"file:{house.data}/casebook.db?mode=ro", uri=True, timeout=10) as database:
            count = database.execute("SELECT count(*) FROM registration").fetchone()[0]
        database.close()
        return count
    except sqlite3.OperationalError:
        return 0


def wait_for_work(house, process, before):
    """Until rows are being registered; or for a few seconds, where all that is given was there before."""
    end = time.monotonic() + 5
    while registered(house) == before and process.poll() is None and time.monotonic() < end:
        time.sleep(0.001)


def relay_position(log):
    """How far the relay of the embedded log has come; on Kafka that lies in the cluster, and is taken for 0."""
    if not log.exists():
        return 0
    with sqlite3.connect(log) as database:
        position = database.execute("SELECT coalesce(max(position), 0) FROM publishers").fetchone()[0]
    database.close()
    return position


def whereabouts(house, copy, prefix):
    """How far the killed run had come, read from a copy so that the next start finds the files as they were left."""
    if not (house.data / "casebook.db").exists():
        return "opening"
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for file in house.data.glob("*.db*"):
        shutil.copy(file, copy)
    with sqlite3.connect(copy / "casebook.db") as database:
        taken = database.execute("SELECT count(*) FROM registration WHERE external_id LIKE ?", (prefix,)).fetchone()[0]
        everything = database.execute("SELECT count(*) FROM registration").fetchone()[0]
        docketed = database.execute("SELECT count(DISTINCT registration_id) FROM case_file").fetchone()[0]
        last = database.execute("SELECT coalesce(max(id), 0) FROM outbox").fetchone()[0]
    database.close()
    relayed = relay_position(copy / "log.db")
    if taken < FILE_ROWS:
        return "before the file was in"
    if docketed < everything:
        return "routing and docketing"
    return "relaying" if relayed < last else "at rest"


def kill_fifty_times(house):
    """Kills the program again and again while it works, and in the end finds everything once."""
    seed = int(os.environ.get("FENLIU_KILL_SEED") or random.SystemRandom().randrange(1 << 32))
    print(f"\nFENLIU_KILL_SEED={seed}")
    chance = random.Random(seed)
    tmp_path = house.folder
    files, beside, posted, keys, acknowledged = [], [], [], [], {}
    found, kills = collections.Counter(), 0

    # How long a start takes here: some kills are spread over that time.
    began = time.monotonic()
    house.run("serve", "--once")
    started = time.monotonic() - began

    for round in range(ROUNDS):
        parts = (("F", FILE_ROWS), ("P", POSTED), ("B", BESIDE))
        rows = [list(matters.matters(f"{part}{round}", count)) for part, count in parts]
        keys += [row["external_id"] for part in rows for row in part]
        files.append(tmp_path / f"hotline-{round}.jsonl")
        matters.write(files[-1], rows[0])
        posted += rows[1]
        beside.append(tmp_path / f"beside-{round}.jsonl")
        matters.write(beside[-1], rows[2])

        second, before = None, registered(house)
        if round % 5 == 4:
            # The command alone, without a service, is what is killed.
            process = house.start("ingest", "--kind", "hotline", *files[-3:])
            wait_for_work(house, process, before)
            time.sleep(chance.uniform(0, AT_WORK))
        else:
            process = house.start("serve", "--ingest", files[-1], *(["--ingest", files[-2]] if round else []))
            poster = Poster(house, posted, acknowledged)
            poster.start()
            if round % 5 == 3:
                # Anywhere, the start and its recovery included.
                time.sleep(chance.uniform(0, 1) * started)
            else:
                wait_for_work(house, process, before)
            if round % 3 == 0:
                second = house.start("ingest", "--kind", "hotline", *beside[-3:])
                time.sleep(chance.uniform(0, 0.5) * started)
            else:
                time.sleep(chance.uniform(0, AT_WORK))
            poster.is_over = True
        if not kill(process):
            # The command had done its work already; then it is a start of the service that is killed.
            process = house.start("serve")
            time.sleep(chance.uniform(0.1, 1.2) * started)
            assert kill(process), house.told()
        kills += 1
        if second:
            kill(second)
        if round % 5 != 4:
            poster.join(PATIENCE)
        found[whereabouts(house, tmp_path / "copy", f"F{round}-%")] += 1

    print(f"killed {kills} times, {len(acknowledged)} acknowledged one by one; found {dict(found)}")
    # Kills of a program with nothing to do would prove nothing; how many met work depends on the machine.
    assert kills - found["at rest"] >= 10
    assert kills == ROUNDS and len(keys) == 5_000
    rest = Poster(house, posted, acknowledged)
    process = house.start("serve")
    rest.start()
    rest.join(PATIENCE)
    assert not posted, house.told()
    kill(process)
    house.run("ingest", "--kind", "hotline", *files, *beside)
    house.docket_everything(*files[-2:])
    books.check(house, keys, acknowledged)
