"""What Fenliu's intake is compared with: FastAPI and SQLite, WAL, synchronous FULL, a commit for each request."""

import os
import sqlite3

from fastapi import FastAPI, Response
from pydantic import BaseModel

database = sqlite3.connect(os.environ["BENCH_DATABASE"], timeout=60, isolation_level=None, check_same_thread=False)
database.execute("PRAGMA journal_mode = WAL")
database.execute("PRAGMA synchronous = FULL")
database.execute(
    "CREATE TABLE IF NOT EXISTS registration (id INTEGER PRIMARY KEY, source TEXT NOT NULL, external_id TEXT NOT NULL,"
    " body TEXT NOT NULL, UNIQUE (source, external_id))"
)


class Submission(BaseModel):
    source: str
    external_id: str
    text: str
    region: str | None = None
    received_at: str | None = None


app = FastAPI()


@app.post("/v1/submissions", status_code=201)
async def accept(submission: Submission, response: Response):
    added = database.execute(
        "INSERT INTO registration (source, external_id, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (submission.source, submission.external_id, submission.model_dump_json()),
    )
    if added.rowcount == 0:
        response.status_code = 200
    return {"result": "accepted", "number": added.lastrowid}
