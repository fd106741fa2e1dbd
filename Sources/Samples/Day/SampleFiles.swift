import Formats
public import Messages

/// The files of a sample day, line by line: the hotline's export as a table or as JSON Lines, the two kinds of
/// application as JSON Lines, and the truths apart from them.
public struct SampleFiles: Sequence, Sendable {
  public let day: SampleDay
  /// Whether the hotline's matters come as a CSV export; otherwise as JSON Lines.
  public let hotlineAsTable: Bool

  public init(_ day: SampleDay, hotlineAsTable: Bool = true) {
    self.day = day
    self.hotlineAsTable = hotlineAsTable
  }

  /// A file of the day.
  public enum File: Sendable, Hashable {
    case table
    case lines(Submission.Kind)
    case truth

    /// The kind of what is in it; `nil` of the truths.
    public var kind: Submission.Kind? {
      switch self {
      case .table: .hotline
      case .lines(let kind): kind
      case .truth: nil
      }
    }

    /// `hotline.csv`, `mediation.jsonl`, `truth.jsonl`.
    public var name: String {
      switch self {
      case .table: "hotline.csv"
      case .lines(let kind): "\(kind.rawValue).jsonl"
      case .truth: "truth.jsonl"
      }
    }
  }

  /// A piece to be appended to a file: whole lines with their ends.
  public struct Piece: Sendable {
    public var file: File
    public var bytes: [UInt8]
  }

  public func makeIterator() -> Iterator { Iterator(self) }

  public struct Iterator: IteratorProtocol, Sendable {
    private var items: SampleDay.Iterator
    private let asTable: Bool
    private var writer = SampleWriter()
    private var table = CSVWriter()
    private var waiting: Piece?

    init(_ files: SampleFiles) {
      items = files.day.makeIterator()
      asTable = files.hotlineAsTable
      if asTable {
        table.row(SampleWriter.hotlineHeader)
        waiting = Piece(file: .table, bytes: table.take())
      }
    }

    public mutating func next() -> Piece? {
      if let piece = waiting {
        waiting = nil
        return piece
      }
      guard let item = items.next() else { return nil }
      waiting = Piece(file: .truth, bytes: ended(writer.line(item.truth)))
      if asTable, item.submission.kind == .hotline {
        table.row(SampleWriter.cells(item.submission))
        return Piece(file: .table, bytes: table.take())
      }
      return Piece(file: .lines(item.submission.kind), bytes: ended(writer.line(item.submission)))
    }

    private func ended(_ line: ArraySlice<UInt8>) -> [UInt8] {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(line.count + 1)
      bytes.append(contentsOf: line)
      bytes.append(0x0A)
      return bytes
    }
  }
}
