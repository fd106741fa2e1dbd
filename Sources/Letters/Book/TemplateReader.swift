import Casework
import Formats
import Rulebook

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads the templates of `Config/letters` and holds each against what its document can count on.
struct TemplateReader {
  /// `Config`
  let folder: String

  private static let shared = "shared"
  private static let frame = "shared/frame"
  private static let suffix = ".mustache"

  func book(_ rulebook: Rulebook) -> (book: LetterBook, faults: [Fault]) {
    var faults: [Fault] = []
    var partials: [String: MustacheTemplate] = [:]
    for file in files(in: Self.shared) {
      guard let template = read(file, &faults) else { continue }
      partials[String(file.dropLast(Self.suffix.count))] = template
    }
    if let frame = partials[Self.frame] {
      faults += frame.faults(for: LetterShape.frame(), partials: partials).map { Fault($0) }
    } else if !faults.contains(where: { $0.file == path(Self.frame + Self.suffix) }) {
      faults.append(missing(Self.frame + Self.suffix))
    }
    var templates: [String: MustacheTemplate] = [:]
    var refused: Set<String> = []
    for form in rulebook.letters {
      if templates[form.template] == nil, refused.insert(form.template).inserted {
        templates[form.template] = read(form.template, &faults)
      }
      guard let template = templates[form.template], let procedure = rulebook.procedure(form.procedure) else {
        continue
      }
      faults += self.faults(of: template, form, procedure, partials)
    }
    faults += unused(rulebook.letters)
    return (LetterBook(forms: rulebook.letters, templates: templates, partials: partials), faults)
  }

  private func faults(
    of template: MustacheTemplate, _ form: LetterForm, _ procedure: Procedure, _ partials: [String: MustacheTemplate]
  ) -> [Fault] {
    var faults = template.faults(for: LetterShape.of(form, procedure: procedure), partials: partials).map { Fault($0) }
    let used = Self.names(in: template, partials)
    for value in form.values where !used.contains(value.name) && !form.names(value.name) {
      faults.append(
        Fault(
          file: template.name, rule: "unused-value",
          message: Bilingual(
            "文书 \(form.id) 要求填写 \(value.name)（\(value.title.zh)），模板没有用它",
            "letter \(form.id) asks for \(value.name) (\(value.title.en)), but the template does not use it")))
    }
    return faults
  }

  /// The first parts of all names, of partials too; `_is` and `_basis` count for the value they belong to.
  private static func names(in template: MustacheTemplate, _ partials: [String: MustacheTemplate]) -> Set<String> {
    var names: Set<String> = []
    var waiting = [template]
    var seen: Set<String> = []
    while let next = waiting.popLast() {
      for name in next.valueNames {
        let first = name.split(separator: ".").first.map(String.init) ?? name
        names.insert(first)
        for ending in ["_is", "_basis"] where first.hasSuffix(ending) {
          names.insert(String(first.dropLast(ending.count)))
        }
      }
      for name in next.partialNames where seen.insert(name).inserted {
        if let partial = partials[name] { waiting.append(partial) }
      }
    }
    return names
  }

  /// Templates that no document names.
  private func unused(_ forms: [LetterForm]) -> [Fault] {
    let named = Set(forms.map(\.template))
    return Set(forms.map(\.procedure)).sorted().flatMap(files).filter { !named.contains($0) }.map { file in
      Fault(
        .warning, file: path(file), rule: "unused-template",
        message: Bilingual("没有文书使用这个模板", "no letter uses this template"))
    }
  }

  // MARK: Files

  private func path(_ file: String) -> String { "\(folder)/letters/\(file)" }

  private func files(in place: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path(place))) ?? []
    return names.filter { $0.hasSuffix(Self.suffix) && !$0.hasPrefix(".") }.sorted().map { "\(place)/\($0)" }
  }

  private func read(_ file: String, _ faults: inout [Fault]) -> MustacheTemplate? {
    guard let data = FileManager.default.contents(atPath: path(file)) else {
      faults.append(missing(file))
      return nil
    }
    guard let text = String(validating: [UInt8](data), as: UTF8.self) else {
      faults.append(
        Fault(file: path(file), rule: "invalid-utf8", message: Bilingual("不是 UTF-8", "not UTF-8")))
      return nil
    }
    do throws(MustacheError) {
      return try MustacheTemplate(text, name: path(file))
    } catch {
      faults.append(Fault(error))
      return nil
    }
  }

  private func missing(_ file: String) -> Fault {
    Fault(
      file: path(file), rule: "missing-file",
      message: Bilingual("模板不存在或无法读取", "there is no such template, or it cannot be read"))
  }
}

extension LetterForm {
  /// Whether the issuer or the addressee is the value with this name.
  func names(_ value: String) -> Bool { issuer == .value(value) || addressee == .value(value) }
}

extension Fault {
  /// A fault of a template.
  init(_ error: MustacheError) {
    self.init(
      file: error.mark.file, line: error.mark.line, column: error.mark.column, rule: error.code,
      message: Bilingual(zh: error.chinese, en: error.message))
  }
}

extension MustacheError {
  fileprivate var chinese: String {
    switch reason {
    case .tooLarge(let limit): "模板超过 \(limit) 字节"
    case .tooManyNodes(let limit): "标签和行超过 \(limit) 个"
    case .tooDeep(let limit): "嵌套超过 \(limit) 层"
    case .tooMuchOutput(let limit): "输出超过 \(limit) 字节"
    case .tooManySteps(let limit): "步骤超过 \(limit)"
    case .unclosedTag: "标签没有结束"
    case .badName(let name): "不是名称：“\(name)”"
    case .badDelimiters(let text): "不是两个分隔符：“\(text)”"
    case .unclosedSection(let name): "段落 \(name) 没有结束"
    case .unopenedSection(let name): "此处没有打开的段落 \(name)"
    case .wrongSection(let open, let line, let closed): "此处结束 \(closed)，但打开的是第 \(line) 行的 \(open)"
    case .missingValue(let name): "没有 \(name)，或它可以空缺而未放在 {{#\(name)}} 段落内"
    case .notText(let name): "\(name) 不是可以打印的文字"
    case .missingPartial(let name): "没有公用模板 \(name)"
    }
  }
}
