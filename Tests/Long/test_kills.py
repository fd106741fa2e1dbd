from house import House
from kills import kill_fifty_times


def test_killed_at_fifty_points(tmp_path):
    kill_fifty_times(House(tmp_path))
