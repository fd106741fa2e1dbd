"""The built program on a data folder of its own: started, given work, and killed."""

import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("FENLIU_TEST_BINARY") or str(ROOT / ".build/release/fenliu")
PATIENCE = 120


class House:
    def __init__(self, folder):
        self.folder = folder
        self.data = folder / "data"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "LANG": "en_US.UTF-8",
            "FENLIU_CONFIG": os.environ.get("FENLIU_CONFIG") or str(ROOT / "Config"),
            "FENLIU_DATA_FOLDER": str(self.data),
            "FENLIU_HTTP_PORT": str(self.port),
        }

    def start(self, *words, **more):
        told = open(self.folder / "told.log", "ab")
        try:
            return subprocess.Popen(
                [BINARY, *map(str, words)], cwd=self.folder, env=self.environment, **{"stdout": told, "stderr": told} | more
            )
        finally:
            told.close()

    def run(self, *words, status=0, **more):
        result = subprocess.run(
            [BINARY, *map(str, words)], cwd=self.folder, env=self.environment, capture_output=True, text=True,
            timeout=PATIENCE, **more,
        )
        assert result.returncode == status, f"{words}\n{result.stdout[-2000:]}\n{result.stderr[-2000:]}"
        return result.stdout

    def told(self):
        return (self.folder / "told.log").read_text(errors="replace")[-2000:]

    def docket_everything(self, *files):
        """Serves until the files are taken in and all that was accepted is in its docket and published."""
        words = [word for file in files for word in ("--ingest", file)]
        self.run("serve", "--once", *words)
        process = self.start("serve")
        try:
            wait_until(lambda: process.poll() is not None or self.is_published())
            assert process.poll() is None, self.told()
        finally:
            interrupt(process)

    def is_published(self):
        """Whether the relay has published all of the outbox; asked of the running service."""
        try:
            flow = json.loads(self.get("/v1/flow"))
        except OSError:
            return False
        # Just after a start there is no picture of the flow yet.
        waiting = flow.get("waiting")
        return waiting is not None and flow["log_reachable"] and all(waiting[role] == 0 for role in ("relay", "router", "handlers"))

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            return connection.getresponse().read()
        finally:
            connection.close()


def kill(process):
    """SIGKILL; whether it still ran."""
    ran = process.poll() is None
    if ran:
        process.kill()
        process.wait()
    return ran and process.returncode == -signal.SIGKILL


def interrupt(process):
    """Ctrl-C; the program has to drain and end with 0."""
    process.send_signal(signal.SIGINT)
    try:
        assert process.wait(PATIENCE) == 0
    finally:
        kill(process)


def wait_until(condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)
