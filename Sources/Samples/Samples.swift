// The room Samples; see CONTRIBUTING.md for the map.
