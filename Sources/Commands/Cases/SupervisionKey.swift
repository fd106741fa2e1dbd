import Casebook
import Casework
import Crypto
import Formats
import Foundation

/// The private key of the supervision office, with which sealed submissions are opened.
struct SupervisionKey {
  private let key: PrivateKey

  /// - Parameters:
  ///   - path: a private key as PEM (PKCS #8).
  ///   - passphrase: a file that holds the passphrase of an encrypted key.
  init(path: String, passphrase: String?) throws {
    let phrase = try passphrase.map { try Self.read($0).trimmingCharacters(in: .newlines) }
    do {
      key = try PrivateKey(pem: try Self.read(path), passphrase: phrase)
    } catch CryptoError.passphrase {
      throw CommandFailure(
        "\(path) 是加密的私钥，口令缺少或不对；用 --passphrase-file 指定口令文件",
        "\(path) is an encrypted key and the passphrase is missing or wrong: name its file with --passphrase-file")
    } catch let error as CryptoError {
      throw CommandFailure("\(path) 不是可用的私钥（PEM）：\(error)", "\(path) is no private key as PEM: \(error)")
    }
  }

  /// The submissions in the envelopes of a case.
  func open(_ file: CaseFile) throws -> [JSONValue] {
    let submission = try JSONValue(parsing: file.submission)
    let envelopes = (submission["sealed"]?.elements ?? []).compactMap { $0["envelope"]?.string }
    return try envelopes.map { envelope in
      guard let bytes = Base64URL.decode(envelope) else {
        throw CommandFailure("密封内容已损坏", "the envelope is damaged")
      }
      let plain = try SealedBox(bytes).open(with: key, associatedData: Array(file.key.description.utf8))
      return try JSONValue(parsing: plain)
    }
  }

  private static func read(_ path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure("读不了文件 \(path)", "the file \(path) cannot be read")
    }
    return String(decoding: data, as: UTF8.self)
  }
}
