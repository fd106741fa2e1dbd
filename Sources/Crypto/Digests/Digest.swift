/// A digest and the algorithm that made it. As text: `sha256:` or `sm3:` and lower-case hexadecimal.
public struct Digest: Sendable, Hashable {
  public let algorithm: DigestAlgorithm
  public let bytes: [UInt8]

  init(algorithm: DigestAlgorithm, bytes: [UInt8]) {
    self.algorithm = algorithm
    self.bytes = bytes
  }

  /// A digest that was stored as algorithm and bytes.
  public init?(algorithm: DigestAlgorithm, storedBytes bytes: [UInt8]) {
    guard bytes.count == algorithm.byteCount else { return nil }
    self.init(algorithm: algorithm, bytes: bytes)
  }

  /// A digest from its binary form.
  public init?(encoded: [UInt8]) {
    guard let algorithm = encoded.first.flatMap(DigestAlgorithm.init(code:)) else { return nil }
    self.init(algorithm: algorithm, storedBytes: Array(encoded.dropFirst()))
  }

  /// The binary form: the algorithm's code, then the bytes.
  public var encoded: [UInt8] { [algorithm.code] + bytes }
}

extension Digest: LosslessStringConvertible {
  /// A digest from its text, exactly as ``description`` writes it.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let algorithm = DigestAlgorithm(rawValue: String(parts[0])),
      !parts[1].utf8.contains(where: (UInt8(ascii: "A")...UInt8(ascii: "F")).contains),
      let bytes = Hex.decode(String(parts[1]))
    else { return nil }
    self.init(algorithm: algorithm, storedBytes: bytes)
  }

  public var description: String { "\(algorithm.rawValue):\(Hex.encode(bytes))" }
}

extension Digest: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let digest = Digest(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a digest such as sha256:9f86…")
    }
    self = digest
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
