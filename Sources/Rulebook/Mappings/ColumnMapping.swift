public import Casework

/// How the columns of another system's export fill the fields of a submission (`Config/mappings/`).
///
/// Fields are named by their paths in the contract, kinds by their names there (`hotline`).
public struct ColumnMapping: Sendable, Hashable {
  public var id: String
  public var title: Bilingual
  /// The columns of each kind, those of all kinds included. The first that knows a header wins.
  public var columns: [String: [ColumnRule]]
  /// Values that every row of a kind has unless a column says otherwise, by field.
  public var constants: [String: [String: String]]
  /// By kind, then by normalised header.
  private let byHeader: [String: [String: ColumnRule]]

  public init(
    id: String, title: Bilingual, columns: [String: [ColumnRule]], constants: [String: [String: String]] = [:]
  ) {
    self.id = id
    self.title = title
    self.columns = columns
    self.constants = constants
    byHeader = columns.mapValues { rules in
      Dictionary(rules.map { (HeaderName.normalised($0.header), $0) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// The rule for a header as the file writes it; `nil` where no list knows it.
  public func column(_ header: String, kind: String) -> ColumnRule? {
    byHeader[kind]?[HeaderName.normalised(header)]
  }
}

/// One header and the field that it fills.
public struct ColumnRule: Sendable, Hashable {
  public var header: String
  /// The field's path in the contract, `caller.telephone`.
  public var field: String
  /// Words that a cell may say, normalised, with the codes they mean.
  public var codes: [String: String]

  public init(header: String, field: String, codes: [String: String] = [:]) {
    self.header = header
    self.field = field
    self.codes = codes
  }

  /// The code that a cell's words mean; the words as they are where no list knows them.
  public func value(_ cell: String) -> String {
    codes.isEmpty ? cell : codes[cell] ?? codes[HeaderName.normalised(cell)] ?? cell
  }
}

/// How headers and words of lists are compared.
enum HeaderName {
  /// Small letters, half width, without white space, underscores, stars, colons, and a remark in brackets at the end.
  static func normalised(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      guard let scalar = Self.folded(scalar) else { continue }
      folded.append(scalar)
    }
    guard folded.last == ")", let open = folded.lastIndex(of: "("), open != folded.startIndex else {
      return String(folded)
    }
    return String(folded[..<open])
  }

  /// `nil` for what does not count.
  private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0).flatMap(folded)
    case 0x41...0x5A: Unicode.Scalar(scalar.value + 0x20)
    case 0x00...0x20, 0x2A, 0x2D, 0x3A, 0x5F, 0x85, 0xA0, 0x2000...0x200B, 0x2028, 0x2029, 0x3000, 0xFEFF: nil
    default: scalar
    }
  }
}
