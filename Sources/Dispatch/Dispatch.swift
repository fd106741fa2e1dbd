// The room Dispatch; see CONTRIBUTING.md for the map.
