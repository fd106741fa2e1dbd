import Glibc

/// A file that holds a secret and that nobody but its owner can read.
public struct SecretKeyFile: Sendable {
  /// No secret is longer, in bytes.
  private static let longestSecret = 1 << 20

  /// Where it lies.
  public let path: String

  public init(path: String) { self.path = path }

  /// Creates the file with mode 0600 and these bytes. At any moment the path shows nothing or the whole secret, also after
  /// a loss of power; a file that is there already is never touched.
  public func create(_ secret: [UInt8]) throws(SecretKeyFileError) {
    try checkPath()
    let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let draft = "\(folder)/.\(Hex.encode(SecureRandom.bytes(8))).key"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure("create") }
    defer {
      close(descriptor)
      unlink(draft)
    }
    // The umask may have taken bits away from the owner, too.
    guard fchmod(descriptor, 0o600) == 0 else { throw failure("set the mode of") }
    var rest = secret[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("write") }
      rest = rest.dropFirst(count)
    }
    guard fsync(descriptor) == 0 else { throw failure("write") }
    // A link fails where a rename would put itself in the place of another's key.
    guard link(draft, path) == 0 else { throw errno == EEXIST ? .exists(path: path) : failure("create") }
    let folderDescriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folderDescriptor >= 0 else { throw failure("open the folder of") }
    defer { close(folderDescriptor) }
    guard fsync(folderDescriptor) == 0 else { throw failure("write the folder of") }
  }

  /// Reads the secret.
  ///
  /// - Throws: ``SecretKeyFileError/open(path:mode:)`` when others than the owner can get at it.
  public func read() throws(SecretKeyFileError) -> [UInt8] {
    try checkPath()
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT: throw .missing(path: path)
      case ELOOP: throw .notAFile(path: path)
      default: throw failure("open")
      }
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure("look at") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    guard status.st_mode & 0o077 == 0 else { throw .open(path: path, mode: status.st_mode & 0o7777) }
    guard status.st_uid == geteuid() || status.st_uid == 0 else { throw .foreign(path: path, owner: status.st_uid) }
    guard status.st_size <= Self.longestSecret else { throw .unexpected(path: path, what: "\(status.st_size) bytes") }
    var secret: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    defer { wipe(&buffer) }
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure("read") }
      guard count > 0 else { return secret }
      secret += buffer.prefix(count)
      guard secret.count <= Self.longestSecret else { throw .unexpected(path: path, what: "a growing file") }
    }
  }

  /// The symmetric key in the file, made at the first call: one line of base64url. Of several processes that call this at
  /// once, all get the same key.
  ///
  /// - Parameter byteCount: the length that the key must have.
  public func symmetricKey(byteCount: Int = 32) throws(SecretKeyFileError) -> SymmetricKey {
    do {
      return try readSymmetricKey(byteCount: byteCount)
    } catch .missing {
      let key = SymmetricKey(randomByteCount: byteCount)
      do {
        try create(Array((Base64URL.encode(key.exportedBytes()) + "\n").utf8))
        return key
      } catch .exists {
        return try readSymmetricKey(byteCount: byteCount)
      }
    }
  }

  private func readSymmetricKey(byteCount: Int) throws(SecretKeyFileError) -> SymmetricKey {
    var content = try read()
    defer { wipe(&content) }
    if content.last == UInt8(ascii: "\n") { content.removeLast() }
    guard var bytes = Base64URL.decode(String(decoding: content, as: UTF8.self)), bytes.count == byteCount else {
      throw .unexpected(path: path, what: "no key of \(byteCount) bytes in base64url")
    }
    defer { wipe(&bytes) }
    return SymmetricKey(bytes)
  }

  private func checkPath() throws(SecretKeyFileError) {
    // The system would read the path only up to the NUL.
    guard !path.isEmpty, !path.utf8.contains(0) else { throw .notAFile(path: path) }
  }

  private func failure(_ action: String) -> SecretKeyFileError {
    .system(action: action, path: path, code: errno)
  }
}

/// Why a secret could not be read or created.
public enum SecretKeyFileError: Error, Equatable, Sendable {
  /// There is no such file.
  case missing(path: String)
  /// There is such a file, and it was not touched.
  case exists(path: String)
  /// The path leads to a folder, a link, or something else that is no file.
  case notAFile(path: String)
  /// The file's mode lets others than its owner read, write or run it.
  case open(path: String, mode: UInt32)
  /// The file belongs to another user.
  case foreign(path: String, owner: UInt32)
  /// The file holds something else than what is looked for.
  case unexpected(path: String, what: String)
  /// The system refused.
  case system(action: String, path: String, code: Int32)
}

extension SecretKeyFileError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let path): "\(path): there is no such file"
    case .exists(let path): "\(path): exists already and was not touched"
    case .notAFile(let path): "\(path): is not an ordinary file"
    case .open(let path, let mode):
      "\(path): mode \(String(mode, radix: 8)) lets others than the owner at the secret; run: chmod 600 \(path)"
    case .foreign(let path, let owner): "\(path): belongs to the user \(owner)"
    case .unexpected(let path, let what): "\(path): \(what)"
    case .system(let action, let path, let code): "cannot \(action) \(path): \(String(cString: strerror(code)))"
    }
  }
}
