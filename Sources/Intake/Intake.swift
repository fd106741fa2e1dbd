// The room Intake; see CONTRIBUTING.md for the map.
