"""Measures the built program and prints a table: file to docket, start, and HTTP intake beside FastAPI + SQLite."""

import json
import os
import pathlib
import platform
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[1]
BINARY = os.environ.get("FENLIU_TEST_BINARY") or str(ROOT / ".build/release/fenliu")
COUNT = int(os.environ.get("BENCH_COUNT", 20_000))
SECONDS = int(os.environ.get("BENCH_SECONDS", 5))
RUNS = int(os.environ.get("BENCH_RUNS", 3))
HERE = ROOT / "Benchmarks"


def told(name, value):
    print(f"{name:<52} {value}", flush=True)


def environment(folder, port):
    return {
        "PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "en_US.UTF-8", "FENLIU_CONFIG": str(ROOT / "Config"),
        "FENLIU_DATA_FOLDER": str(folder / "data"), "FENLIU_HTTP_PORT": str(port),
    }


def measured(words, folder):
    """Runs the program to its end: seconds, its processor seconds, peak memory in MB."""
    began = time.monotonic()
    with open(folder / "told.log", "w+b") as log:
        process = subprocess.Popen([BINARY, *map(str, words)], env=environment(folder, 0), cwd=folder, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
        log.seek(0)
        # 1: rows were refused, as the made-up day wants it.
        assert os.waitstatus_to_exitcode(status) in (0, 1), log.read().decode(errors="replace")[-2000:]
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def value(path, query):
    database = sqlite3.connect(path)
    try:
        return database.execute(query).fetchone()[0]
    finally:
        database.close()


def tables(path):
    database = sqlite3.connect(path)
    try:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return sum(database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names)
    finally:
        database.close()


def size(folder):
    return sum(file.stat().st_size for file in folder.glob("data/*.db*"))


def end_to_end(folder, sample):
    files = [word for file in sorted(sample.glob("*.jsonl")) if file.name != "truth.jsonl" for word in ("--ingest", file)]
    for run in range(RUNS):
        house = folder / f"end-{run}"
        house.mkdir()
        seconds, processor, memory = measured(["serve", "--once", *files], house)
        accepted = value(house / "data/casebook.db", "SELECT count(*) FROM registration")
        rows = sum(tables(house / f"data/{name}.db") for name in ("casebook", "log"))
        told(f"file to docket, run {run + 1}: submissions a second", f"{accepted / seconds:,.0f}  ({accepted} in {seconds:.1f} s)")
        told("    processor time a submission", f"{processor / accepted * 1e6:,.0f} µs")
        told("    rows, bytes on disk a submission", f"{rows / accepted:.1f}, {size(house) / accepted:,.0f}")
        told("    peak memory", f"{memory:,.0f} MB")
        shutil.rmtree(house)


def flat_memory(folder, sample):
    """100 MB through `fenliu ingest`, with keys of their own so that no row is a repeat."""
    rows = [json.loads(line) for line in (sample / "hotline.jsonl").read_text().splitlines()]
    file, written, turn = folder / "large.jsonl", 0, 0
    with open(file, "w") as out:
        while written < 100 << 20:
            for row in rows:
                row = row | {"external_id": f"{turn}-{row.get('external_id')}"}
                written += len((line := json.dumps(row, ensure_ascii=False) + "\n").encode())
                out.write(line)
            turn += 1
    house = folder / "large"
    house.mkdir()
    seconds, _, memory = measured(["ingest", "--kind", "hotline", file], house)
    told("ingest of 100 MB: peak memory", f"{memory:,.0f} MB  ({written / seconds / (1 << 20):.1f} MB/s)")
    shutil.rmtree(house)
    file.unlink()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def post(port, key):
    body = json.dumps({"source": "bench", "external_id": key, "text": "路灯坏了三天没有人修"}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/v1/submissions?kind=hotline", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=5) as answer:
        assert answer.status == 201, answer.status


def until_accepted(port, key, process):
    """Posts until the first submission is accepted; gives up after a minute or when the process has ended."""
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            return post(port, key)
        except OSError:
            time.sleep(0.005)
    raise SystemExit("it took no submission")


def ended(process):
    process.terminate()
    try:
        process.wait(120)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def serve(folder, port):
    return subprocess.Popen(
        [BINARY, "serve"], env=environment(folder, port), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def starts(folder):
    house = folder / "starts"
    house.mkdir()
    for name in ("first", "second", "third"):
        port = free_port()
        began = time.monotonic()
        process = serve(house, port)
        until_accepted(port, name, process)
        told(f"{name} start to an accepted submission", f"{time.monotonic() - began:.2f} s")
        ended(process)


def wrk(port, run):
    result = subprocess.run(
        ["wrk", "-t", "2", "-c", "64", "-d", f"{SECONDS}s", "-s", str(HERE / "submissions.lua"), f"http://127.0.0.1:{port}"],
        env=os.environ | {"BENCH_RUN": run}, capture_output=True, text=True, check=True)
    return json.loads(result.stdout.splitlines()[-1])


def fastapi(folder, port):
    return subprocess.Popen(
        [sys.executable, "-m", "uvicorn", "--app-dir", str(HERE), "fastapi_intake:app", "--workers", "2", "--port", str(port),
         "--no-access-log", "--log-level", "error"],
        env=os.environ | {"BENCH_DATABASE": str(folder / "fastapi.db")}, cwd=folder)


def intake(folder):
    """Turn by turn, so that both meet the same machine. Fenliu's other roles run, too."""
    for run in range(RUNS):
        rates = {}
        for name, start in (("fenliu, all roles", serve), ("FastAPI + SQLite", fastapi)):
            house = folder / f"{name.split()[0].strip(',')}-{run}"
            house.mkdir()
            port = free_port()
            process = start(house, port)
            try:
                until_accepted(port, "first", process)
                seen = wrk(port, str(run))
            finally:
                ended(process)
            rates[name] = seen["rate"]
            told(f"HTTP, run {run + 1}, {name}: a second", f"{seen['rate']:,.0f}  p99 {seen['p99_ms']:.1f} ms, "
                 f"refused {seen['refused']}, broken {seen['broken']}")
            shutil.rmtree(house)
        told("    ratio", f"{rates['fenliu, all roles'] / rates['FastAPI + SQLite']:.1f}")


def clocks():
    """How many clocks one core derives in a second: a program of its own, built with the house."""
    swift = os.environ.get("SWIFT", "swift")
    subprocess.run([swift, "build", "-c", "release", "--product", "ClockRate"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    for run in range(RUNS):
        result = subprocess.run([ROOT / ".build/release/ClockRate", str(SECONDS)], cwd=ROOT, check=True, capture_output=True)
        told(f"clocks derived a second on one core, run {run + 1}", f"{int(result.stdout):,}")


def moves():
    """Steps of cases a second, each durable before its officer takes the next: 3,000 work orders, 256 officers at once."""
    swift = os.environ.get("SWIFT", "swift")
    subprocess.run([swift, "build", "-c", "release", "--product", "CaseMoves"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    words = [ROOT / ".build/release/CaseMoves", ROOT / "Config", ROOT / "Topics", "3000", "256"]
    for run in range(RUNS):
        seen = json.loads(subprocess.run(words, check=True, capture_output=True).stdout)
        told(f"case moves a second, run {run + 1}", f"{seen['rate']:,.0f}  ({seen['moves']} in {seen['seconds']:.1f} s, "
             f"{seen['clocks']} clocks)")


def main():
    told("machine", f"{os.cpu_count()} cores, {platform.system()} {platform.release()}")
    told("load before", " ".join(f"{load:.1f}" for load in os.getloadavg()))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        sample = folder / "sample"
        subprocess.run(
            [BINARY, "sample", "--seed", "1", "--count", str(COUNT), "--lines", "--output", sample], check=True,
            stdout=subprocess.DEVNULL)
        parts = {"starts": lambda: starts(folder), "end": lambda: end_to_end(folder, sample),
                 "http": lambda: intake(folder), "memory": lambda: flat_memory(folder, sample),
                 "clocks": clocks, "moves": moves}
        for part in sys.argv[1:] or parts:
            parts[part]()
    told("load after", " ".join(f"{load:.1f}" for load in os.getloadavg()))


if __name__ == "__main__":
    main()
