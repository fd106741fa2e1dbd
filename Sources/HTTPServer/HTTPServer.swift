// The room HTTPServer; see CONTRIBUTING.md for the map.
