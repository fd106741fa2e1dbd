import Casework
public import Crypto
import Formats

/// Tells whether two submissions under one key are the same matter said again, or two different ones, without giving the
/// content away: a keyed digest.
///
/// **The same content** is what the citizen brought: the text, the place and region, the earlier number, the attachments
/// (by their digests; by address where there is none) and all that the kind asks for (caller, accused, parties, act,
/// requests, …), as Fenliu keeps them, with all white space left out. **Not part of it** is how it came and what was
/// noted about it: key, channel, time of receipt, extra fields and findings. So the same ticket exported again is a
/// repeat, though its columns of state have moved on, its dates are written otherwise or its lines end differently; a
/// changed word, name or number is a conflict.
///
/// A submission that is sealed as a whole has the digest that it had before, which its sealed part carries.
public struct ContentDigest: Sendable {
  private let content: HMAC
  private let rows: HMAC

  /// - Parameter secret: the secret of the house. Digests made with another cannot be compared.
  public init(_ algorithm: DigestAlgorithm = .sha256, secret: SymmetricKey) {
    func key(_ purpose: String) -> SymmetricKey {
      HKDF.deriveKey(algorithm, from: secret, info: Array(purpose.utf8), count: algorithm.byteCount)
    }
    content = HMAC(algorithm, key: key("fenliu content digest v1"))
    rows = HMAC(algorithm, key: key("fenliu row digest v1"))
  }

  /// `hmac-sha256:` or `hmac-sm3:` and 64 hexadecimal digits.
  public func digest(of submission: Submission) -> String {
    if submission.isSealedAsAWhole, let before = submission.sealed.lazy.compactMap(\.contentDigest).first {
      return before
    }
    return "hmac-\(content.algorithm.rawValue):\(Hex.encode(content.authenticate(Self.content(submission))))"
  }

  /// What stands for the external id of rows of a table that has none: equal for equal rows of one source. A time of
  /// receipt counts when the row says it. Rows that are equal are told apart by ``externalID(row:ordinal:)``.
  public func row(of reading: ReadSubmission) -> String {
    let submission = reading.submission
    let time = reading.hasReceivedAt ? String(submission.receivedAt) : "-"
    let head = "\(submission.key.source) \(submission.kind.rawValue) \(time)\n"
    return Hex.encode(Array(rows.authenticate(Array(head.utf8) + Self.content(submission)).prefix(16)))
  }

  /// The external id of the n-th of equal rows in a file, from 1, so that the file can be given again.
  public static func externalID(row: String, ordinal: Int) -> String { "row-\(row)-\(ordinal)" }

  static func content(_ submission: Submission) -> [UInt8] {
    var bare = submission
    bare.key.source = ""
    bare.key.externalID = ""
    bare.channel = .other
    bare.receivedAt = 0
    bare.extra = []
    bare.findings = []
    bare.sealed = []
    bare.attachments = submission.attachments.map { attachment in
      let digest = attachment.digest.isEmpty ? attachment.uri : attachment.digest
      return Attachment(uri: "", name: nil, mediaType: nil, size: nil, digest: digest)
    }
    var writer = JSONWriter(form: .canonical, capacity: submission.text.utf8.count + 1024)
    SubmissionCodec.encode(bare, into: &writer)
    return withoutWhiteSpace(writer.slice)
  }

  /// Leaves out white space in canonical JSON, where it stands within strings only: as such, or escaped.
  private static func withoutWhiteSpace(_ json: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(json.count)
    var k = json.startIndex
    while k < json.endIndex {
      let byte = json[k]
      if byte == 0x20 {
        k += 1
      } else if byte == UInt8(ascii: "\\"), json[k + 1] == UInt8(ascii: "n") || json[k + 1] == UInt8(ascii: "t") {
        k += 2
      } else if byte == UInt8(ascii: "\\") {
        out.append(byte)
        out.append(json[k + 1])
        k += 2
      } else if byte == 0xC2, json[k + 1] == 0xA0 {
        k += 2
      } else if byte == 0xE3, json[k + 1] == 0x80, json[k + 2] == 0x80 {
        k += 3
      } else {
        out.append(byte)
        k += 1
      }
    }
    return out
  }
}
