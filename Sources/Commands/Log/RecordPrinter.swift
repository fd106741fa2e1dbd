import Casework
import Console
import EventLog
import Formats

/// Prints records of the log, one after the other.
struct RecordPrinter {
  let showsValues: Bool
  let isJSON: Bool
  let terminal: Terminal

  func print(_ record: ConsumedRecord) {
    if isJSON { return terminal.print(json(record).description) }
    for line in lines(record) { terminal.print(line) }
  }

  private func json(_ record: ConsumedRecord) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("topic", .string(record.coordinates.topic)),
      .init("partition", JSONValue(record.coordinates.partition.partition)),
      .init("offset", JSONValue(record.coordinates.offset)), .init("timestamp", JSONValue(instant: record.timestamp)),
      .init("key", RecordText.json(record.key, .none)),
      .init(
        "headers",
        .array(record.headers.map { ["name": .string($0.name), "value": RecordText.json($0.value, .none)] })),
      .init("bytes", JSONValue(record.value?.count)),
    ]
    if showsValues { members.append(.init("value", RecordText.json(record.value, .none))) }
    return .object(members)
  }

  private func lines(_ record: ConsumedRecord) -> [String] {
    var sheet = Sheet(width: terminal.columns, indent: 20)
    let size = record.value.map { "\($0.count) B" } ?? terminal.text("墓碑", "tombstone")
    sheet.title(
      "\(record.coordinates)  \(Timestamp.format(record.timestamp))  \(RecordText.text(record.key, .none, terminal))  \(size)"
    )
    for header in record.headers {
      sheet.row("  " + TextWidth.fit(header.name, 17), RecordText.text(header.value, .none, terminal))
    }
    if showsValues { sheet.row("  value", RecordText.text(record.value, .none, terminal)) }
    return sheet.lines
  }
}
