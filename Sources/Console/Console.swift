// The room Console; see CONTRIBUTING.md for the map.
