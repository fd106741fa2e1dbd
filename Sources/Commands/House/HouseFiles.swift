/// The files in a data folder.
struct HouseFiles: Sendable {
  let folder: String

  var casebook: String { "\(folder)/casebook.db" }
  var log: String { "\(folder)/log.db" }
  /// Where the owner listens for commands typed beside it.
  var socket: String { "\(folder)/fenliu.sock" }
  var keys: String { "\(folder)/keys" }
  /// Compiled word lists; may be deleted at any time.
  var cache: String { "\(folder)/cache" }
}
