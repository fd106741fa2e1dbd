import Casebook
import Casework
import Formats
import Messages

extension DeadLetterEntry.Status {
  var title: Bilingual {
    switch self {
    case .waiting: Bilingual("待处置", "waiting")
    case .replayed: Bilingual("已重放", "replayed")
    case .discarded: Bilingual("已丢弃", "discarded")
    }
  }
}

/// Dead letters in words and in JSON; without the record, which can hold personal data.
enum DeadLetterText {
  /// `intake.hotline[0]@12`
  static func place(_ origin: DocketEntry.Origin) -> String {
    "\(origin.topic)[\(origin.partition)]@\(origin.offset)"
  }

  static func json(_ letter: DeadLetterEntry) -> JSONValue {
    [
      "id": JSONValue(letter.id), "source": .string(place(letter.source)), "position": .string(place(letter.position)),
      "stage": .string(letter.stage), "class": .string(letter.errorClass), "message": .string(letter.message),
      "attempts": JSONValue(letter.attempts), "first_failed_at": JSONValue(instant: letter.firstFailedAt),
      "arrived_at": JSONValue(instant: letter.arrivedAt), "status": .string(letter.status.rawValue),
      "registration": JSONValue(letter.registration), "settled_at": JSONValue(instant: letter.settledAt),
      "settled_by": JSONValue(letter.settledBy), "settled_reason": JSONValue(letter.settledReason),
    ]
  }
}
