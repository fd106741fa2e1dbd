import COpenSSL

/// The error of a failed call, with the reasons that OpenSSL left for this thread; they are taken away.
func libraryFailure(_ operation: String) -> CryptoError {
  var reasons: [String] = []
  while true {
    let code = ERR_get_error()
    guard code != 0 else { break }
    var text = [CChar](repeating: 0, count: 256)
    ERR_error_string_n(code, &text, text.count)
    reasons.append(String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }
  return .library(operation: operation, reason: reasons.isEmpty ? "no reason given" : reasons.joined(separator: "; "))
}

/// Forgets the reasons of a failure that is answered in another way, so that no later one is explained with them.
func forgetLibraryFailure() { ERR_clear_error() }
