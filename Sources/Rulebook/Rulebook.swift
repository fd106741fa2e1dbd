// The room Rulebook; see CONTRIBUTING.md for the map.
