// The room Crypto; see CONTRIBUTING.md for the map.
