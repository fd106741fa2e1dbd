import Foundation

/// A file system in memory with a size of its own; to mount one takes root.
struct SmallDisk {
  struct Failure: Error { var number: Int32 }

  private let path: String

  static let isPossible: Bool = {
    let folder = FileManager.default.temporaryDirectory.appending(path: "small-disk-\(UUID().uuidString)")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    guard let disk = try? SmallDisk(at: folder.path, bytes: 1 << 20) else { return false }
    disk.unmount()
    return true
  }()

  init(at path: String, bytes: Int) throws {
    self.path = path
    guard mount("tmpfs", path, "tmpfs", 0, "size=\(bytes)") == 0 else { throw Failure(number: errno) }
  }

  func grow(to bytes: Int) throws {
    guard mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT), "size=\(bytes)") == 0 else {
      throw Failure(number: errno)
    }
  }

  func unmount() { umount2(path, Int32(MNT_DETACH)) }
}
