// The room Casework; see CONTRIBUTING.md for the map.
