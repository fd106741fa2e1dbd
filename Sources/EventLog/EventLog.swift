// The room EventLog; see CONTRIBUTING.md for the map.
