/// A table of text for a terminal.
public struct TextTable: Sendable {
  public struct Column: Sendable {
    public var title: String
    /// The most columns its text takes; `nil` for as many as the longest cell.
    public var width: Int?
    /// Numbers stand at the right.
    public var isNumber: Bool
    /// Gives way first when the table is too wide.
    public var isFlexible: Bool

    public init(_ title: String, width: Int? = nil, isNumber: Bool = false, isFlexible: Bool = false) {
      self.title = title
      self.width = width
      self.isNumber = isNumber
      self.isFlexible = isFlexible
    }
  }

  public let columns: [Column]
  public private(set) var rows: [[String]]

  private static let gap = "  "
  private static let narrowest = 4

  public init(columns: [Column], rows: [[String]] = []) {
    self.columns = columns
    self.rows = []
    for row in rows { add(row) }
  }

  /// Adds a row; cells that are missing are empty, those beyond the columns are left out.
  public mutating func add(_ cells: [String]) {
    let missing = max(0, columns.count - cells.count)
    let row = cells.prefix(columns.count) + Array(repeating: "", count: missing)
    rows.append(row.map { TextWidth.printable($0) })
  }

  /// Title, rule and rows, none wider than `width` columns.
  public func lines(width: Int) -> [String] {
    guard !columns.isEmpty else { return [] }
    let widths = widths(total: width)
    let rule = widths.map { String(repeating: "─", count: $0) }
    return ([columns.map(\.title)] + [rule] + rows).map { cells in
      TextWidth.fit(line(cells, widths), width)
    }
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, cell) in cells.enumerated() {
      if index > 0 { line += Self.gap }
      line += TextWidth.pad(TextWidth.fit(cell, widths[index]), widths[index], isNumber: columns[index].isNumber)
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  /// What each column takes: as much as it needs, then the flexible ones give way, then whichever is widest.
  private func widths(total: Int) -> [Int] {
    var widths = columns.enumerated().map { index, column in
      let needed = rows.reduce(TextWidth.of(column.title)) { max($0, TextWidth.of($1[index])) }
      return min(needed, max(column.width ?? needed, TextWidth.of(column.title)))
    }
    let room = total - (columns.count - 1) * Self.gap.count
    while widths.reduce(0, +) > room {
      let all = Array(widths.indices)
      let flexible = all.filter { columns[$0].isFlexible && widths[$0] > Self.narrowest }
      let candidates = flexible.isEmpty ? all : flexible
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }), widths[widest] > 1 else { break }
      widths[widest] -= 1
    }
    return widths
  }
}
