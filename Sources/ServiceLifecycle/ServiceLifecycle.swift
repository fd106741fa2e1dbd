// The room ServiceLifecycle; see CONTRIBUTING.md for the map.
