"""A Kafka of our own for each test, and Fenliu on it."""

import os
import pathlib
import shutil
import socket
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Long"))

from house import House, wait_until  # noqa: E402

TOOL = str(ROOT / "Tools/kafka/cluster")


def missing():
    """Why there is no Kafka here; None where there is one."""
    if subprocess.run([TOOL, "home"], capture_output=True).returncode:
        return "no Kafka: KAFKA_HOME does not name a folder with Kafka's libs/, and ../shared/kafka is not there"
    if not shutil.which("java"):
        return "no Kafka: there is no Java"
    return None


needs_kafka = pytest.mark.skipif(missing() is not None, reason=str(missing()))


def free_port(count):
    """A port with `count` free ones from it on, and as many a hundred above."""
    for port in range(23200 + os.getpid() % 500 * 10, 32000, 10):
        try:
            for n in range(count):
                for base in (port, port + 100):
                    with socket.socket() as probe:
                        probe.bind(("127.0.0.1", base + n))
            return port
        except OSError:
            continue
    raise AssertionError("no free ports")


class Cluster:
    def __init__(self, folder, brokers=1):
        self.folder, self.brokers = folder, brokers
        self.port = free_port(brokers)
        self.bootstrap = ",".join(f"127.0.0.1:{self.port + n}" for n in range(brokers))

    def tool(self, command, *words):
        result = subprocess.run(
            [TOOL, command, str(self.folder), *map(str, words)], capture_output=True, text=True,
            env=os.environ | {"KAFKA_HEAP_OPTS": "-Xmx400m"}, timeout=240,
        )
        assert result.returncode == 0, f"{command}: {result.stdout[-500:]}\n{result.stderr[-2000:]}"

    def start(self):
        self.tool("start", "--brokers", self.brokers, "--port", self.port)
        return self

    def kill(self, broker=1):
        self.tool("kill", broker)

    def up(self, broker=1):
        self.tool("up", broker)

    def destroy(self):
        self.tool("destroy")

    def run(self, tool, *words):
        """One of Kafka's own tools."""
        home = subprocess.run([TOOL, "home"], capture_output=True, text=True, check=True).stdout.strip()
        return subprocess.run(
            ["java", "-Xmx200m", "-cp", f"{home}/libs/*", tool, "--bootstrap-server", self.bootstrap, *words],
            capture_output=True, text=True, check=True, timeout=120,
        ).stdout


def apply(house):
    """Makes the topics that are missing."""
    house.run("topics", "apply", "--fit-brokers")


def house_on(cluster, folder, topics=True):
    """Fenliu in a folder of its own on this cluster."""
    folder.mkdir(parents=True, exist_ok=True)
    house = House(folder)
    house.environment["FENLIU_KAFKA_BOOTSTRAP"] = cluster.bootstrap
    if topics:
        apply(house)
    return house


__all__ = ["Cluster", "House", "ROOT", "apply", "house_on", "needs_kafka", "wait_until"]
