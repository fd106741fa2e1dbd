import Casework
import Formats
public import Rulebook

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The documents of all procedures with their templates, read and checked.
public struct LetterBook: Sendable {
  public let forms: [LetterForm]
  private let templates: [String: MustacheTemplate]
  private let partials: [String: MustacheTemplate]

  /// The page around a document's text.
  private static let frame = "shared/frame"

  /// - Parameters:
  ///   - folder: `Config`.
  /// - Throws: every fault of every template.
  public static func load(folder: String, rulebook: Rulebook) throws(FaultList) -> LetterBook {
    let reader = TemplateReader(folder: folder)
    let (book, faults) = reader.book(rulebook)
    let list = FaultList(faults)
    guard list.errors.isEmpty else { throw list }
    return book
  }

  /// Errors and warnings of the templates in `Config/letters`; what is wrong in the files that describe the documents is
  /// among the rulebook's own faults.
  public static func check(folder: String, rulebook: Rulebook) -> [Fault] {
    TemplateReader(folder: folder).book(rulebook).faults
  }

  init(forms: [LetterForm], templates: [String: MustacheTemplate], partials: [String: MustacheTemplate]) {
    self.forms = forms
    self.templates = templates
    self.partials = partials
  }

  /// The documents of a procedure, in the order of its file.
  public func forms(of procedure: String) -> [LetterForm] { forms.filter { $0.procedure == procedure } }

  public func form(_ id: String, of procedure: String) throws(LetterError) -> LetterForm {
    let known = forms(of: procedure)
    guard let form = known.first(where: { $0.id == id }) else {
      throw .unknownLetter(id, procedure: procedure, known: known)
    }
    return form
  }

  /// Writes a document as a page of HTML that prints on A4.
  ///
  /// - Parameters:
  ///   - form: one of ``forms``.
  ///   - stage: a draft bears a mark on every page, and a blank where the number will stand.
  public func render(_ form: LetterForm, _ context: LetterContext, stage: LetterStage) throws(LetterError) -> String {
    let values = LetterValues(
      form: form, context: context, number: stage.number(form, context), isDraft: stage == .draft)
    var root = try values.root()
    guard let template = templates[form.template], let frame = partials[Self.frame] else {
      throw .unknownLetter(form.id, procedure: form.procedure, known: forms(of: form.procedure))
    }
    do throws(MustacheError) {
      root["body"] = .text(try template.render(.record(root), partials: partials, isStrict: true))
      root["is_letter"] = .boolean(form.layout == .letter)
      root["is_paper"] = .boolean(form.layout == .paper)
      return try frame.render(.record(root), partials: partials, isStrict: true)
    } catch {
      throw .template(error)
    }
  }
}

/// How far a document is.
public enum LetterStage: Sendable, Hashable {
  case draft
  /// Signed and sent out under this number; `nil` for a paper that has none.
  case issued(number: String?)

  func number(_ form: LetterForm, _ context: LetterContext) -> String? {
    switch self {
    case .draft: form.number(year: context.today.year, running: nil)
    case .issued(let number): number
    }
  }
}

extension LetterForm {
  /// `清远复受〔2026〕1号`; a blank for the running number where it is not known yet. `nil` for a paper without number.
  public func number(year: Int, running: Int64?) -> String? {
    number?.replacing("{year}", with: String(year)).replacing("{n}", with: running.map { String($0) } ?? "　　")
  }
}
