// The room Routing; see CONTRIBUTING.md for the map.
