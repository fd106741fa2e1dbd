/// Relationships of a part: which other part an id stands for.
final class XLSXRelationships: XMLHandler {
  struct Target {
    /// The last word of the relationship's type: `worksheet`, `sharedStrings`, `styles`, `officeDocument`.
    var kind: String
    /// Name of the part in the archive.
    var part: String
  }

  private(set) var targets: [String: Target] = [:]
  private let folder: String

  /// - Parameter folder: the folder of the part whose relationships these are.
  init(folder: String) { self.folder = folder }

  /// Reads the relationships that stand beside a part; none when the archive has none.
  static func of(_ part: String, in archive: ZipArchive) throws(XLSXError) -> XLSXRelationships {
    let slash = part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex
    let folder = String(part[..<slash])
    let relationships = XLSXRelationships(folder: folder)
    let name = "\(folder)_rels/\(part[slash...]).rels"
    if archive.contains(name) { try ExpatParser.parse(try archive.open(name), relationships) }
    return relationships
  }

  func first(_ kind: String) -> String? {
    targets.values.filter { $0.kind == kind }.map(\.part).min()
  }

  func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(XLSXError) {
    guard name == "Relationship", let id = attributes["Id"], let type = attributes["Type"],
      let target = attributes["Target"], attributes["TargetMode"] != "External"
    else { return }
    let kind = type.split(separator: "/").last.map(String.init) ?? ""
    targets[id] = Target(kind: kind, part: resolve(target))
  }

  func end(_ name: XMLName) {}
  func text(_ utf8: UnsafeBufferPointer<UInt8>) {}

  private func resolve(_ target: String) -> String {
    var steps: [Substring] = []
    let path = target.hasPrefix("/") ? target : folder + target
    for step in path.split(separator: "/") {
      if step == ".." { _ = steps.popLast() } else if step != "." { steps.append(step) }
    }
    return steps.joined(separator: "/")
  }
}

/// The workbook part: the sheets in order, and the date system.
final class XLSXWorkbook: XMLHandler {
  private(set) var sheets: [XLSXSheet] = []
  private(set) var is1904 = false
  private let relationships: XLSXRelationships
  private let limit: Int

  init(relationships: XLSXRelationships, limits: XLSXLimits) {
    self.relationships = relationships
    limit = limits.sheets
  }

  func begin(_ name: XMLName, _ attributes: XMLAttributes) throws(XLSXError) {
    if name == "workbookPr" {
      is1904 = attributes["date1904"] == "1" || attributes["date1904"] == "true"
    } else if name == "sheet" {
      // Chart sheets and the like have relationships of another kind: they hold no cells.
      guard let id = attributes["id", prefixed: true], let target = relationships.targets[id],
        target.kind == "worksheet"
      else { return }
      if sheets.count >= limit { throw XLSXError(.tooManySheets(limit: limit)) }
      let isHidden = attributes["state"].map { $0 != "visible" } ?? false
      sheets.append(XLSXSheet(name: attributes["name"] ?? "", isHidden: isHidden, part: target.part))
    }
  }

  func end(_ name: XMLName) {}
  func text(_ utf8: UnsafeBufferPointer<UInt8>) {}
}
