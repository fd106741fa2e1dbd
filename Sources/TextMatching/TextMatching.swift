// The room TextMatching; see CONTRIBUTING.md for the map.
