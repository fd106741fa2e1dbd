// The room Logging; see CONTRIBUTING.md for the map.
