import Crypto
import Foundation
import Testing
import Threading

@Suite struct SecretKeyFileTests {
  /// Runs the test in a folder of its own, which is removed afterwards.
  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("keys-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func mode(_ path: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test func createsForTheOwnerAloneAndNeverOverwrites() throws {
    try inFolder { folder in
      let file = SecretKeyFile(path: folder + "/secret")
      let earlier = umask(0)
      defer { umask(earlier) }
      #expect(throws: SecretKeyFileError.missing(path: file.path)) { try file.read() }
      try file.create(utf8("first"))
      #expect(try mode(file.path) == 0o600)
      #expect(try file.read() == utf8("first"))
      #expect(throws: SecretKeyFileError.exists(path: file.path)) { try file.create(utf8("second")) }
      #expect(try file.read() == utf8("first"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["secret"])
    }
  }

  @Test(arguments: [0o640, 0o604, 0o660, 0o644, 0o610, 0o601, 0o620, 0o602, 0o777])
  func refusesAFileThatOthersCanGetAt(mode: Int) throws {
    try inFolder { folder in
      let file = SecretKeyFile(path: folder + "/secret")
      try file.create(utf8("secret"))
      #expect(chmod(file.path, mode_t(mode)) == 0)
      #expect(throws: SecretKeyFileError.open(path: file.path, mode: UInt32(mode))) { try file.read() }
      #expect { try file.read() } throws: {
        "\($0)".contains(String(mode, radix: 8)) && "\($0)".contains("chmod 600 \(file.path)")
      }
      #expect(chmod(file.path, 0o400) == 0)
      #expect(try file.read() == utf8("secret"))
    }
  }

  @Test func refusesWhatIsNoFile() throws {
    try inFolder { folder in
      try SecretKeyFile(path: folder + "/real").create(utf8("x"))
      #expect(symlink(folder + "/real", folder + "/link") == 0)
      #expect(mkfifo(folder + "/pipe", 0o600) == 0)
      for path in [folder, folder + "/link", folder + "/pipe", "", "/dev/null", folder + "/re\0al"] {
        #expect(throws: SecretKeyFileError.self, "\(path)") { try SecretKeyFile(path: path).read() }
        #expect(throws: SecretKeyFileError.self, "\(path)") { try SecretKeyFile(path: path).create([1]) }
      }
      #expect(throws: SecretKeyFileError.self) { try SecretKeyFile(path: folder + "/no/folder").create([1]) }
    }
  }

  @Test func makesASymmetricKeyOnceAndReadsItAgain() throws {
    try inFolder { folder in
      let file = SecretKeyFile(path: folder + "/field.key")
      let key = try file.symmetricKey()
      #expect(key.byteCount == 32)
      #expect(try file.symmetricKey() == key)
      #expect(try file.read() == utf8(Base64URL.encode(key.exportedBytes()) + "\n"))
      #expect(throws: SecretKeyFileError.self) { try file.symmetricKey(byteCount: 16) }
    }
  }

  @Test(arguments: ["", "\n", "not a key\n", "AAAA\n", String(repeating: "A", count: 43) + "\n\n"])
  func refusesWhatIsNoKey(content: String) throws {
    try inFolder { folder in
      let file = SecretKeyFile(path: folder + "/field.key")
      try file.create(utf8(content))
      #expect(throws: SecretKeyFileError.self) { try file.symmetricKey() }
    }
  }

  @Test func aFileTooLongForASecretIsNotRead() throws {
    try inFolder { folder in
      let file = SecretKeyFile(path: folder + "/big")
      try file.create([UInt8](repeating: 0, count: (1 << 20) + 1))
      #expect(throws: SecretKeyFileError.self) { try file.read() }
    }
  }

  @Test func ofManyAtOnceAllGetTheSameKey() throws {
    try inFolder { folder in
      let file = SecretKeyFile(path: folder + "/field.key")
      let keys = Lock<[[UInt8]?]>([])
      DispatchQueue.concurrentPerform(iterations: 16) { _ in
        let key = try? file.symmetricKey().exportedBytes()
        keys.withLock { $0.append(key) }
      }
      let all = keys.withLock { $0 }
      #expect(all.count == 16)
      #expect(Set(all).count == 1)
      #expect(all.allSatisfy { $0?.count == 32 })
    }
  }
}
