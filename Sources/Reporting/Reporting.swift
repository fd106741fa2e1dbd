// The room Reporting; see CONTRIBUTING.md for the map.
