import Formats
import Foundation
import Messages
import Samples

/// Days that several tests look at, made once.
enum Days {
  static let seeds: [UInt64] = [1, 42, 20_261_123]
  private static let made: [UInt64: [SampleItem]] = Dictionary(
    uniqueKeysWithValues: seeds.map { ($0, Array(SampleDay(seed: $0, count: 1_000))) })

  static func day(_ seed: UInt64) -> [SampleItem] { made[seed] ?? [] }
}

extension SampleItem {
  var isCopy: Bool { truth.duplicateOf != nil || truth.conflictWith != nil }
}

/// Files of the repository.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: path)))
  }

  static func lines(_ path: String) throws -> [[UInt8]] {
    try bytes(path).split(separator: 0x0A).map(Array.init)
  }
}

/// All rows of a CSV file.
func rows(_ bytes: [UInt8]) -> [[String]] {
  var reader = CSVReader(delimiter: .comma)
  reader.append(bytes)
  reader.close()
  var rows: [[String]] = []
  while let step = reader.next() {
    guard case .row = step else { break }
    rows.append(reader.texts)
  }
  return rows
}
