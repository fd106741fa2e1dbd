// The room EventLogSQLite; see CONTRIBUTING.md for the map.
