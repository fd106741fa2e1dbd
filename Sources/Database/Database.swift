// The room Database; see CONTRIBUTING.md for the map.
