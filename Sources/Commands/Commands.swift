// The room Commands; see CONTRIBUTING.md for the map.
