/// Labelled text in lines that fit a terminal.
struct Sheet {
  private(set) var lines: [String] = []
  let width: Int
  private let indent: Int

  /// - Parameter indent: columns of the labels.
  init(width: Int, indent: Int) {
    self.width = width
    self.indent = indent
  }

  /// A label and its text; further lines stand below the text. Nothing where the text is empty.
  mutating func row(_ label: String, _ text: String) {
    guard !text.isEmpty else { return }
    rows(label, [text])
  }

  /// A label with several texts, each beginning a line.
  mutating func rows(_ label: String, _ texts: [String]) {
    var label = label
    for text in texts.filter({ !$0.isEmpty }) {
      let kept = text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { TextWidth.printable(String($0)) }.joined(separator: "\n")
      for line in TextWidth.wrap(kept, width - indent) {
        lines.append(TextWidth.pad(label, indent) + line)
        label = ""
      }
    }
  }

  /// A title above what follows.
  mutating func title(_ text: String) {
    if !lines.isEmpty { lines.append("") }
    lines += TextWidth.wrap(TextWidth.printable(text), width)
  }

  mutating func append(_ other: Sheet) { lines += other.lines }

  mutating func table(_ table: TextTable) {
    lines += table.lines(width: width - 2).map { "  " + $0 }
  }
}
