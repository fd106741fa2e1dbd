import Casework
import Messages

/// An event as it stands in a case's chain.
///
/// The hash covers the hash of the event before it and the canonical bytes of this one. What may be personal — the
/// reason and the data — stands in there only as a salted digest, so that it can be erased and the chain stays whole.
struct ChainedEvent: Sendable {
  var number: String
  var sequence: Int
  var event: String
  var from: String?
  var to: String
  var at: Int64
  var actor: String
  var organ: String?
  var basis: String
  var outcome: String?
  /// Canonical JSON; `nil` where the event did nothing beside moving the state, and in chains of earlier versions.
  var effects: String?
  var contentDigest: [UInt8]
  var previousHash: [UInt8]
  var hash: [UInt8]

  /// The hash before the first event of a case.
  static let genesis: [UInt8] = []

  /// Seals the fields of a new event.
  init(
    number: String, sequence: Int, event: String, from: String?, to: String, at: Int64, actor: String, organ: String?,
    basis: String, outcome: String?, effects: String?, contentDigest: [UInt8], previousHash: [UInt8]
  ) {
    self.number = number
    self.sequence = sequence
    self.event = event
    self.from = from
    self.to = to
    self.at = at
    self.actor = actor
    self.organ = organ
    self.basis = basis
    self.outcome = outcome
    self.effects = effects
    self.contentDigest = contentDigest
    self.previousHash = previousHash
    hash = []
    hash = computedHash
  }

  /// The hash that the fields give; differs from ``hash`` when something was changed afterwards.
  var computedHash: [UInt8] {
    var canonical = CanonicalBytes()
    canonical.add(previousHash)
    canonical.add(number)
    canonical.add(Int64(sequence))
    canonical.add(event)
    canonical.add(from)
    canonical.add(to)
    canonical.add(at)
    canonical.add(actor)
    canonical.add(organ)
    canonical.add(basis)
    canonical.add(outcome)
    canonical.add(contentDigest)
    if let effects { canonical.add(effects) }
    return RecordDigest.of(canonical.bytes)
  }

  /// The salted digest of what may be personal.
  static func contentDigest(salt: [UInt8], reason: String, data: String) -> [UInt8] {
    var canonical = CanonicalBytes()
    canonical.add(salt)
    canonical.add(reason)
    canonical.add(data)
    return RecordDigest.of(canonical.bytes)
  }
}
