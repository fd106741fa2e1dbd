public import Casework
import Database

/// The seal of a day: one digest over the hashes of all events since the seal before, and over that seal. With it the
/// heads of all chains are fixed; whoever keeps a copy elsewhere can prove that nothing was rewritten.
public struct ChainSeal: Sendable, Hashable {
  public var day: LocalDate
  public var sealedAt: Int64
  /// The number of cases on that day.
  public var chains: Int64
  /// With the algorithm's name, for instance `sha256:…`.
  public var root: String
}

extension Casebook {
  /// Seals the day, once; `nil` when it was sealed before.
  public func sealChains(day: LocalDate) async throws -> ChainSeal? {
    let sealedAt = now()
    return try await database.write { try Sealer.seal(day, at: sealedAt, on: $0) }
  }

  /// Computes every seal again from the events.
  public func auditSeals() async throws -> [ChainFault] {
    try await database.read { try Sealer.audit(on: $0) }
  }
}

enum Sealer {
  static func seal(_ day: LocalDate, at sealedAt: Int64, on connection: any SQLConnection) throws -> ChainSeal? {
    let known: Int64? = try connection.scalar("SELECT 1 FROM chain_seal WHERE day = $1", .text(day.description))
    guard known == nil else { return nil }
    let previous = try connection.queryOne(
      "SELECT last_event_id, root FROM chain_seal ORDER BY day DESC LIMIT 1"
    ) { (last: try $0.get(0, as: Int64.self), root: try $0.get(1, as: [UInt8].self)) }
    let last: Int64 = try connection.scalar("SELECT coalesce(max(id), 0) FROM case_event") ?? 0
    let chains: Int64 = try connection.scalar("SELECT count(*) FROM case_file") ?? 0
    let root = try root(after: previous?.last ?? 0, through: last, previous: previous?.root, on: connection)
    try connection.execute(
      """
      INSERT INTO chain_seal (day, sealed_at, last_event_id, chains, previous_root, root)
      VALUES ($1, $2, $3, $4, $5, $6)
      """,
      .text(day.description), .integer(sealedAt), .integer(last), .integer(chains), SQLValue(previous?.root),
      .blob(root))
    return ChainSeal(day: day, sealedAt: sealedAt, chains: chains, root: RecordDigest.text(root))
  }

  static func audit(on connection: any SQLConnection) throws -> [ChainFault] {
    let seals = try connection.query("SELECT day, last_event_id, root FROM chain_seal ORDER BY day") {
      (day: try $0.get(0, as: String.self), last: try $0.get(1, as: Int64.self), root: try $0.get(2, as: [UInt8].self))
    }
    var faults: [ChainFault] = []
    var previous: (last: Int64, root: [UInt8])?
    for seal in seals {
      let root = try root(after: previous?.last ?? 0, through: seal.last, previous: previous?.root, on: connection)
      if root != seal.root { faults.append(ChainFault(kind: .wrongSeal, subject: seal.day, sequence: nil)) }
      previous = (seal.last, seal.root)
    }
    return faults
  }

  private static func root(
    after first: Int64, through last: Int64, previous: [UInt8]?, on connection: any SQLConnection
  ) throws -> [UInt8] {
    var canonical = CanonicalBytes()
    canonical.add(previous ?? [])
    try connection.forEachRow(
      "SELECT id, hash FROM case_event WHERE id > $1 AND id <= $2 ORDER BY id", [.integer(first), .integer(last)]
    ) { row in
      canonical.add(try row.get(0, as: Int64.self))
      canonical.add(try row.get(1, as: [UInt8].self))
      return true
    }
    return RecordDigest.of(canonical.bytes)
  }
}
