// The room Casebook; see CONTRIBUTING.md for the map.
