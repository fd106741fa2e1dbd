import Database
import Foundation
import Testing

@Suite struct OwnerLockTests {
  @Test func oneOwnerAtATime() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a/b c/data")
    #expect(DataFolder.owner(of: path) == nil)
    let owner = try DataFolder(path: path)
    #expect(DataFolder.owner(of: path) == getpid())
    let error = #expect(throws: DatabaseError.self) { try DataFolder(path: path) }
    #expect(error?.kind == .owned(pid: getpid()))
    #expect(error?.message.contains("\(getpid())") == true)
    owner.release()
    owner.release()
    #expect(DataFolder.owner(of: path) == nil)
    let next = try DataFolder(path: path)
    #expect(throws: DatabaseError.self) { try DataFolder(path: path) }
    next.release()
  }

  @Test func lettingGoOfTheValueLetsGoOfTheLock() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("lock")
    do {
      let lock = try OwnerLock(path: path)
      #expect(OwnerLock.owner(path: lock.path) == getpid())
    }
    #expect(OwnerLock.owner(path: path) == nil)
  }

  @Test func theFolderIsItsUsersAlone() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("data")
    let owner = try DataFolder(path: path)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.int16Value == 0o700)
    #expect(owner.file("log.sqlite") == "\(path)/log.sqlite")
    owner.release()
  }

  @Test func whatCannotBeMadeIsSaid() throws {
    let folder = try TemporaryFolder()
    try Data().write(to: URL(filePath: folder.file("file")))
    let error = #expect(throws: DatabaseError.self) { try DataFolder(path: folder.file("file/data")) }
    #expect(error?.kind == .cannotOpen)
  }

  /// Another process's lock ends with it, however it ends.
  @Test func anotherProcessHoldsItUntilItIsKilled() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("lock")
    let other = Process()
    let said = Pipe()
    other.executableURL = URL(filePath: "/bin/sh")
    // The shell itself holds the file, open as its descriptor 9.
    other.arguments = ["-c", "exec 9>>\"$0\"; flock 9; echo 4242 >&9; echo held; exec sleep 600", path]
    other.standardOutput = said
    try other.run()
    #expect(!said.fileHandleForReading.availableData.isEmpty)
    let error = #expect(throws: DatabaseError.self) { try OwnerLock(path: path) }
    #expect(error?.kind == .owned(pid: 4_242))
    kill(other.processIdentifier, SIGKILL)
    while OwnerLock.owner(path: path) != nil { try await Task.sleep(for: .milliseconds(5)) }
    try OwnerLock(path: path).release()
  }
}
