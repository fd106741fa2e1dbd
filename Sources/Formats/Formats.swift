// The room Formats; see CONTRIBUTING.md for the map.
