from cluster import needs_kafka

from kills import kill_fifty_times

pytestmark = needs_kafka


def test_killed_at_fifty_points(house):
    kill_fifty_times(house)


