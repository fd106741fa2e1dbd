// The room Prometheus; see CONTRIBUTING.md for the map.
