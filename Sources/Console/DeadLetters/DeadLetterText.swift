public import Casebook
public import Casework
public import Formats
public import Messages

extension DeadLetterEntry.Status {
  public var title: Bilingual {
    switch self {
    case .waiting: Bilingual("待处置", "waiting")
    case .replayed: Bilingual("已重放", "replayed")
    case .discarded: Bilingual("已丢弃", "discarded")
    }
  }
}

/// Dead letters in words and in JSON; without the record, which can hold personal data.
public enum DeadLetterText {
  /// `intake.hotline[0]@12`
  public static func place(_ origin: DocketEntry.Origin) -> String {
    "\(origin.topic)[\(origin.partition)]@\(origin.offset)"
  }

  public static func json(_ letter: DeadLetterEntry) -> JSONValue {
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
