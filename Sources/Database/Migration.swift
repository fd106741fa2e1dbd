/// One step of a schema's history. Once released it is never changed: a new step follows it.
public struct Migration: Sendable, Hashable {
  /// Counts up by one from 1.
  public var id: Int
  /// A few words for logs.
  public var name: String
  /// Statements in the common subset of SQL, with the placeholders of ``SQLDialect``.
  public var statements: [String]

  public init(_ id: Int, _ name: String, _ statements: [String]) {
    self.id = id
    self.name = name
    self.statements = statements
  }

  /// FNV-1a, 64 bits, over the statements: finds a change made by mistake, proves nothing against an adversary.
  var checksum: Int64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for statement in statements {
      for byte in statement.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0xff) &* 0x100_0000_01b3
    }
    return Int64(bitPattern: hash)
  }
}
