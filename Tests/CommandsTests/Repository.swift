import Foundation

/// The repository that the tests stand in.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// A folder of its own that is gone after `body`.
  static func withFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "fenliu-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try await body(folder)
  }

  /// Copies `Config/` and `Topics/`, themselves and not links to them, into a folder where they can be broken.
  static func copyRules(to folder: String) throws {
    for name in ["Config", "Topics"] {
      let source = URL(filePath: "\(root)/\(name)").resolvingSymlinksInPath().path
      try FileManager.default.copyItem(atPath: source, toPath: "\(folder)/\(name)")
    }
  }
}
