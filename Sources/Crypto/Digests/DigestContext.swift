import COpenSSL
import Glibc

/// A hash function of the library, found once.
final class DigestMethod: @unchecked Sendable {
  // Sendable without the compiler's proof: the pointer is set once, and the library only reads what it points to.
  let pointer: OpaquePointer

  private static let sha256 = DigestMethod("SHA256")
  private static let sm3 = DigestMethod("SM3")

  private init?(_ name: String) {
    guard let pointer = EVP_MD_fetch(nil, name, nil) else {
      forgetLibraryFailure()
      return nil
    }
    self.pointer = pointer
  }

  deinit { EVP_MD_free(pointer) }

  static func of(_ algorithm: DigestAlgorithm) -> DigestMethod? {
    switch algorithm {
    case .sha256: sha256
    case .sm3: sm3
    }
  }

  /// The method; traps when the library lacks it.
  static func required(_ algorithm: DigestAlgorithm) -> DigestMethod {
    guard let method = of(algorithm) else { preconditionFailure("the library has no \(algorithm.rawValue)") }
    return method
  }
}

/// A digest in the making, used for one message after the other.
final class DigestContext {
  private let context: OpaquePointer
  private let method: DigestMethod
  private let byteCount: Int

  init(_ algorithm: DigestAlgorithm) {
    method = .required(algorithm)
    byteCount = algorithm.byteCount
    guard let context = EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
    self.context = context
    start()
  }

  deinit { EVP_MD_CTX_free(context) }

  func update(_ bytes: borrowing RawSpan) {
    let done = bytes.withUnsafeBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
    precondition(done == 1, "\(libraryFailure("EVP_DigestUpdate"))")
  }

  /// The digest of all since the last one; what comes next belongs to another message.
  func finish() -> [UInt8] {
    let digest = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, initialized in
      let done = EVP_DigestFinal_ex(context, buffer.baseAddress, nil)
      precondition(done == 1, "\(libraryFailure("EVP_DigestFinal_ex"))")
      initialized = byteCount
    }
    start()
    return digest
  }

  private func start() {
    let done = EVP_DigestInit_ex2(context, method.pointer, nil)
    precondition(done == 1, "\(libraryFailure("EVP_DigestInit_ex2"))")
  }
}

/// One context a thread and algorithm, so that a single digest costs no allocation of one.
enum ThreadDigestContext {
  private final class Contexts {
    var byAlgorithm: [DigestAlgorithm: DigestContext] = [:]
  }

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    let code = pthread_key_create(&key) { pointer in
      if let pointer { Unmanaged<Contexts>.fromOpaque(pointer).release() }
    }
    precondition(code == 0, "pthread_key_create failed with \(code)")
    return key
  }()

  /// Runs `body`, which must not suspend and does not, being no async function, with this thread's context.
  static func withContext<Result>(of algorithm: DigestAlgorithm, _ body: (DigestContext) -> Result) -> Result {
    let contexts: Contexts
    if let pointer = pthread_getspecific(key) {
      contexts = Unmanaged<Contexts>.fromOpaque(pointer).takeUnretainedValue()
    } else {
      contexts = Contexts()
      pthread_setspecific(key, Unmanaged.passRetained(contexts).toOpaque())
    }
    if let context = contexts.byAlgorithm[algorithm] { return body(context) }
    let context = DigestContext(algorithm)
    contexts.byAlgorithm[algorithm] = context
    return body(context)
  }
}
