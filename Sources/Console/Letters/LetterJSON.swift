public import Casebook
import Casework
import Crypto
public import Formats

/// Issued documents as the API and `--json` show them; the page itself is not among them.
public enum LetterJSON {
  public static func issued(_ letter: IssuedLetter) -> JSONValue {
    [
      "id": JSONValue(letter.id), "case": .string(letter.caseNumber), "letter": .string(letter.form),
      "title": .string(letter.title), "number": letter.number.map { .string($0) } ?? .null,
      "issued_at": .string(Timestamp.format(letter.issuedAt)), "actor": .string(letter.actor),
      "digest": .string(letter.digest.description),
      "deliveries": .array(letter.deliveries.map(delivery)),
    ]
  }

  private static func delivery(_ delivery: LetterDelivery) -> JSONValue {
    [
      "recipient": .string(delivery.recipient), "manner": .string(delivery.manner.rawValue),
      "served_on": .string(delivery.servedOn.description),
      "receipt": delivery.receipt.map { .string($0) } ?? .null, "actor": .string(delivery.actor),
      "recorded_at": .string(Timestamp.format(delivery.recordedAt)),
    ]
  }
}
