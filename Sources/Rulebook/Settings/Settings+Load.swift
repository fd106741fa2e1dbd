import Casework
import Formats

extension Settings {
  /// Reads the file, then the variables over it.
  ///
  /// - Parameters:
  ///   - file: `Config/fenliu.yaml`; `nil` for the defaults.
  ///   - environment: the process's. `FENLIU_CONFIG` and `FENLIU_TEST_…` are not settings.
  ///   - hasAccounts: whether people have to sign in; without that HTTP stays on the loopback.
  /// - Throws: every fault of the file and of the variables.
  public static func load(
    file: String?, environment: [String: String], hasAccounts: Bool = false
  ) throws(FaultList) -> Settings {
    let faults = FaultCollector()
    var settings = Settings()
    var addressPlace: Fault?
    if let file { settings.read(file, faults, &addressPlace) }
    settings.overlay(environment, faults, &addressPlace)
    if !hasAccounts, !isLoopback(settings.http.address), var fault = addressPlace {
      fault.rule = "needs-accounts"
      fault.message = Bilingual(
        "只能监听本机回环地址（127.0.0.1 或 ::1）：本程序还没有账号，别的机器能连上就能看到市民的个人信息。"
          + "需要从别处访问时，请在前面放一个要求登录的反向代理",
        "only the loopback (127.0.0.1 or ::1) may be listened on: there are no accounts yet, and whoever reaches the port "
          + "reads citizens' personal data. To reach it from elsewhere, put a proxy in front that asks for a login")
      faults.add(fault)
    }
    guard faults.faults.isEmpty else { throw FaultList(faults.sorted) }
    return settings
  }

  private mutating func read(_ path: String, _ faults: FaultCollector, _ address: inout Fault?) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = RuleFolder(path: parts.dropLast().joined(separator: "/"), faults: faults)
    guard let file = folder.root(String(parts.last ?? ""), named: path) else { return }
    file.checkSchemaVersion()
    let groups = Dictionary(grouping: Self.keys) { $0.name.split(separator: ".")[0] }
    for name in groups.keys.sorted() {
      guard let section = file.optionalSection(String(name)) else { continue }
      for key in groups[name] ?? [] {
        read(key, section, faults, &address)
      }
      section.finish()
    }
    file.finish()
  }

  private mutating func read(
    _ key: SettingKey, _ section: Section, _ faults: FaultCollector, _ address: inout Fault?
  ) {
    let name = key.name.split(separator: ".").dropFirst().joined(separator: ".")
    guard let node = section.look(name) else { return }
    let place = section.place(of: name)
    let fault = Fault(
      file: place.mark.file, line: place.mark.line, column: place.mark.column, path: place.path, rule: "bad-value",
      message: key.refusal(of: node))
    if key.name == "http.address" { address = fault }
    if node.isNull, key.isOptional { return }
    guard let text = key.text(of: node), key.take(&self, text) else {
      faults.add(fault)
      return
    }
  }

  private mutating func overlay(
    _ environment: [String: String], _ faults: FaultCollector, _ address: inout Fault?
  ) {
    let byVariable = Dictionary(Self.keys.map { ($0.variable, $0) }, uniquingKeysWith: { first, _ in first })
    for (variable, value) in environment.sorted(by: { $0.key < $1.key }) where variable.hasPrefix("FENLIU_") {
      if variable == "FENLIU_CONFIG" || variable.hasPrefix("FENLIU_TEST_") { continue }
      guard let key = byVariable[variable] else {
        faults.add(
          Fault(
            file: variable, rule: "unknown-variable",
            message: Bilingual(
              "没有这个设置变量；全部设置见 fenliu settings", "no setting has this variable; `fenliu settings` lists them all")))
        continue
      }
      let fault = Fault(
        file: variable, rule: "bad-value",
        message: Bilingual(
          "\(key.name) 的值不对，应为：\(key.formWording.zh)", "not a value of \(key.name): expected \(key.formWording.en)"))
      if key.name == "http.address" { address = fault }
      guard !(value.isEmpty && key.isOptional) else { continue }
      guard key.take(&self, value) else {
        faults.add(fault)
        continue
      }
    }
  }
}

extension SettingKey {
  /// The value as it is written, where the node is of the setting's form.
  fileprivate func text(of node: YAMLNode) -> String? {
    if form == .pairs { return SettingPairs.text(of: node) }
    return switch (form, node.scalar) {
    case (.integer, .integer(let text)), (.text, .string(let text)), (.choice, .string(let text)): text
    default: nil
    }
  }

  fileprivate func refusal(of node: YAMLNode) -> Bilingual {
    Bilingual("值不对，应为：\(formWording.zh)", "not a value for this: expected \(formWording.en)")
  }
}
