import Glibc

/// The folder that one process owns with all the files in it.
public final class DataFolder: Sendable {
  public let path: String
  private let lock: OwnerLock

  /// Makes the folder where it is missing, readable by its user alone, and takes it into this process's ownership.
  ///
  /// Throws ``DatabaseError/Kind/owned(pid:)`` when another process has it.
  public init(path: String) throws {
    var made = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      made += part
      if !made.isEmpty, mkdir(made, 0o700) != 0, errno != EEXIST {
        throw DatabaseError(.cannotOpen, "\(made): \(String(cString: strerror(errno)))")
      }
      made += "/"
    }
    self.path = path
    lock = try OwnerLock(path: Self.lockPath(in: path))
  }

  /// The path of a file in the folder.
  public func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Lets go of the folder; calling it again does nothing.
  public func release() { lock.release() }

  /// The process that owns the folder now; `nil` when nobody does.
  public static func owner(of path: String) -> Int32? {
    OwnerLock.owner(path: lockPath(in: path))
  }

  private static func lockPath(in folder: String) -> String { "\(folder)/owner.lock" }
}
