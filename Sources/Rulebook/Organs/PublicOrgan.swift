public import Casework

/// An organ or body of the city that has a part in the house's work (`Config/organs.yaml`).
public struct PublicOrgan: Sendable, Hashable {
  /// How the present name is known.
  public enum NameStatus: String, Sendable, Hashable, CaseIterable {
    case verified
    case verifiedOlder = "verified_older"
    case generalKnowledge = "general_knowledge"
  }

  public var id: String
  public var title: Bilingual
  public var nameStatus: NameStatus
  /// For instance `handling_unit`, `petition_office`.
  public var roles: [String]
  public var formerNames: [String]
  /// No work order is sent to it.
  public var neverHandles: Bool
  public var note: String?

  public init(
    id: String, title: Bilingual, nameStatus: NameStatus, roles: [String], formerNames: [String] = [],
    neverHandles: Bool = false, note: String? = nil
  ) {
    self.id = id
    self.title = title
    self.nameStatus = nameStatus
    self.roles = roles
    self.formerNames = formerNames
    self.neverHandles = neverHandles
    self.note = note
  }
}

/// Reads `Config/organs.yaml`.
enum OrgansReader {
  static func read(_ file: Section) -> [PublicOrgan] {
    defer { file.finish() }
    file.checkSchemaVersion()
    _ = file.text("as_of")
    let sections = file.sections("organs")
    file.noDuplicates(sections.compactMap { $0.optionalPlacedText("id") }, Bilingual("机关", "organ"))
    return sections.compactMap { section in
      defer { section.finish() }
      let roles = section.texts("roles").map(\.value)
      let former = section.optionalTexts("former").map(\.value)
      let neverHandles = section.optionalFlag("never_handles") ?? false
      let note = section.optionalText("note")
      let id = section.text("id")
      let title = section.wording("title")
      let status = section.choice("name_status", PublicOrgan.NameStatus.self)
      guard let id, let title, let status else { return nil }
      return PublicOrgan(
        id: id, title: title, nameStatus: status, roles: roles, formerNames: former, neverHandles: neverHandles,
        note: note)
    }
  }
}
