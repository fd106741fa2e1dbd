// The room Messages; see CONTRIBUTING.md for the map.
