// The room Metrics; see CONTRIBUTING.md for the map.
