import pytest

from cluster import Cluster, house_on


@pytest.fixture
def clusters(tmp_path):
    """Makes clusters, and destroys them in the end."""
    made = []

    def make(brokers=1, start=True):
        made.append(Cluster(tmp_path / f"kafka-{len(made)}", brokers))
        return made[-1].start() if start else made[-1]

    yield make
    for cluster in made:
        cluster.destroy()


@pytest.fixture
def cluster(clusters):
    return clusters()


@pytest.fixture
def house(cluster, tmp_path):
    return house_on(cluster, tmp_path / "house")
