// The room Dispatching; see CONTRIBUTING.md for the map.
