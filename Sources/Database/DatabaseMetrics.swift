import Metrics

/// What a database tells of itself, labelled with the file's name.
struct DatabaseMetrics: Sendable {
  /// From the start of a transaction to its end on disk.
  let commits: Timer
  /// Writing jobs, by how they ended.
  let succeeded: Counter
  let failed: Counter
  /// Jobs refused because too many waited.
  let refused: Counter

  init(path: String) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    commits = Timer(label: "database_commit_duration_seconds", dimensions: [("database", name)])
    succeeded = Counter(label: "database_jobs_total", dimensions: [("database", name), ("outcome", "committed")])
    failed = Counter(label: "database_jobs_total", dimensions: [("database", name), ("outcome", "failed")])
    refused = Counter(label: "database_jobs_total", dimensions: [("database", name), ("outcome", "refused")])
  }
}
