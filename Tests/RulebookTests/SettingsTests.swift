import Casework
import Foundation
import Rulebook
import Testing

@Suite("Settings") struct SettingsTests {
  static let file = "\(RepositoryRules.config)/fenliu.yaml"

  @Test func fileThatShipsIsTheDocumentedDefaults() throws {
    #expect(try String(contentsOfFile: Self.file, encoding: .utf8) == Settings.documentedFile())
    #expect(try Settings.load(file: Self.file, environment: [:]) == Settings())
    #expect(try Settings.load(file: nil, environment: [:]) == Settings())
  }

  @Test func everyKeyIsDocumentedAndNamedOnce() {
    #expect(Set(Settings.keys.map(\.name)).count == Settings.keys.count)
    #expect(Set(Settings.keys.map(\.variable)).count == Settings.keys.count)
    for key in Settings.keys {
      #expect(!key.description.zh.isEmpty && !key.description.en.isEmpty, "\(key.name)")
      #expect(key.defaultValue != nil || key.isOptional, "\(key.name)")
    }
    #expect(Settings.keys.first { $0.name == "http.port" }?.variable == "FENLIU_HTTP_PORT")
    #expect(Settings.keys.first { $0.name == "http.requests_in_flight" }?.variable == "FENLIU_HTTP_REQUESTS_IN_FLIGHT")
  }

  /// Each key takes another value by its variable, and only that value changes.
  @Test(arguments: Settings.keys.map(\.name))
  func everyVariableReachesItsSetting(_ name: String) throws {
    let key = try #require(Settings.keys.first { $0.name == name })
    let value =
      switch key.form {
      case .integer(let range, _):
        String(range.lowerBound == Int(key.defaultValue ?? "") ? range.upperBound : range.lowerBound)
      case .choice(let words): try #require(words.first { $0 != key.defaultValue })
      case .pairs: "security.protocol=ssl,sasl.password=p"
      case .text:
        ["numbers.prefix": "GD", "kafka.bootstrap": "a:9092,b:9092", "http.address": "::1"][name] ?? "other"
      }
    let settings = try Settings.load(file: Self.file, environment: [key.variable: value])
    #expect(key.written(settings) == (key.form == .pairs ? "sasl.password=***,security.protocol=***" : value))
    for other in Settings.keys where other.name != name {
      #expect(other.written(settings) == other.defaultValue, "\(other.name)")
    }
  }

  /// Values may hold what separates pairs elsewhere.
  @Test(arguments: [
    ("sasl.password=a=b,client.id=x", ["sasl.password": "a=b", "client.id": "x"]),
    ("sasl.password=a,b\n", ["sasl.password": "a,b"]),
    (
      " sasl.password = a,b \n\nssl.ca.location=/etc/ca.pem",
      ["sasl.password": "a,b", "ssl.ca.location": "/etc/ca.pem"]
    ),
    ("sasl.password=", ["sasl.password": ""]),
  ])
  func propertiesOfKafkaAreRead(text: String, pairs: [String: String]) throws {
    let settings = try Settings.load(file: nil, environment: ["FENLIU_KAFKA_PROPERTIES": text])
    #expect(settings.kafka.properties == pairs)
    let key = try #require(Settings.keys.first { $0.form == .pairs })
    for value in pairs.values where !value.isEmpty { #expect(key.written(settings)?.contains("=\(value)") == false) }
  }

  @Test func propertiesOfKafkaStandInTheFile() throws {
    let copy = try RulesCopy()
    try copy.write(
      "schema_version: 1\nkafka:\n  bootstrap: 'a:1'\n  properties:\n    sasl.password: 'x, y=z'\n    linger.ms: 5\n",
      to: "fenliu.yaml")
    let settings = try Settings.load(file: "\(copy.folder)/fenliu.yaml", environment: [:])
    #expect(settings.kafka.properties == ["sasl.password": "x, y=z", "linger.ms": "5"])
  }

  @Test func variablesGoOverTheFile() throws {
    let copy = try RulesCopy()
    try copy.write("schema_version: 1\nhttp:\n  port: 9000\n  threads: 4\n", to: "fenliu.yaml")
    let settings = try Settings.load(file: "\(copy.folder)/fenliu.yaml", environment: ["FENLIU_HTTP_PORT": "9001"])
    #expect(settings.http.port == 9_001)
    #expect(settings.http.threads == 4)
    #expect(settings.http.address == "127.0.0.1")
  }

  @Test func otherVariablesAreLeftAlone() throws {
    let environment = ["FENLIU_CONFIG": "x", "FENLIU_TEST_ANYTHING": "y", "HOME": "/", "FENLIUX": "z"]
    #expect(try Settings.load(file: nil, environment: environment) == Settings())
  }

  @Test(arguments: [
    ("FENLIU_HTTP_PROT", "1", "unknown-variable"), ("FENLIU_HTTP_PORT", "70000", "bad-value"),
    ("FENLIU_HTTP_PORT", "", "bad-value"), ("FENLIU_HTTP_PORT", "8080 ", "bad-value"),
    ("FENLIU_NUMBERS_PREFIX", "qy", "bad-value"), ("FENLIU_NUMBERS_PREFIX", "QINGY", "bad-value"),
    ("FENLIU_CRYPTO_SUITE", "sm", "bad-value"), ("FENLIU_KAFKA_BOOTSTRAP", "kafka", "bad-value"),
    ("FENLIU_KAFKA_BOOTSTRAP_SERVERS", "a:1", "unknown-variable"), ("FENLIU_KAFKA_BOOTSTRAP", "a:1,,b:2", "bad-value"),
    ("FENLIU_KAFKA_PROPERTIES", "sasl.password", "bad-value"), ("FENLIU_KAFKA_PROPERTIES", "=x", "bad-value"),
    ("FENLIU_KAFKA_PROPERTIES", "a=1,a=2", "bad-value"), ("FENLIU_DATA_FOLDER", "", "bad-value"),
    ("FENLIU_HTTP_ADDRESS", "0.0.0.0", "needs-accounts"), ("FENLIU_HTTP_ADDRESS", "127.0.0.1.evil", "needs-accounts"),
    ("FENLIU_HTTP_ADDRESS", "127.0.0.256", "needs-accounts"),
  ])
  func wrongVariablesAreRefusedByName(variable: String, value: String, rule: String) throws {
    let error = #expect(throws: FaultList.self) { try Settings.load(file: Self.file, environment: [variable: value]) }
    #expect(error?.faults.map(\.file) == [variable])
    #expect(error?.faults.map(\.rule) == [rule])
    #expect(error?.faults.first?.line == nil)
  }

  @Test(arguments: [
    ("http:\n  port: 8080\n  prot: 1\n", "4:3", "unknown-key"), ("htp:\n  port: 8080\n", "2:1", "unknown-key"),
    ("http:\n  port: '8080'\n", "3:9", "bad-value"), ("http:\n  port: 99999\n", "3:9", "bad-value"),
    ("http:\n  port: null\n", "3:9", "bad-value"), ("http:\n  address: 10.0.0.1\n", "3:12", "needs-accounts"),
    ("kafka:\n  properties: x\n", "3:15", "bad-value"), ("kafka:\n  properties: {a: [1]}\n", "3:15", "bad-value"),
    ("kafka:\n  bootstrap_servers: 'a:1'\n", "3:3", "unknown-key"), ("http: 7\n", "2:7", "wrong-type"),
    ("logging:\n  level: loud\n", "3:10", "bad-value"),
    ("logging:\n  level: [debug]\n", "3:10", "bad-value"),
  ])
  func wrongKeysAreRefusedByPlace(text: String, place: String, rule: String) throws {
    let copy = try RulesCopy()
    try copy.write("schema_version: 1\n" + text, to: "fenliu.yaml")
    let file = "\(copy.folder)/fenliu.yaml"
    let error = #expect(throws: FaultList.self) { try Settings.load(file: file, environment: [:]) }
    #expect(error?.faults.map(\.place) == ["\(file):\(place)"])
    #expect(error?.faults.map(\.rule) == [rule])
  }

  @Test func everyFaultIsNamedAtOnce() throws {
    let copy = try RulesCopy()
    try copy.write("schema_version: 1\nhttp:\n  port: 0x\n  address: 0.0.0.0\n", to: "fenliu.yaml")
    let error = #expect(throws: FaultList.self) {
      try Settings.load(file: "\(copy.folder)/fenliu.yaml", environment: ["FENLIU_X": "", "FENLIU_HTTP_THREADS": "0"])
    }
    #expect(error?.faults.count == 4)
  }

  /// A wrong address in the file does no harm once a variable has put it right.
  @Test func theAddressInForceIsTheOneThatCounts() throws {
    let copy = try RulesCopy()
    try copy.write("schema_version: 1\nhttp:\n  address: 0.0.0.0\n", to: "fenliu.yaml")
    let file = "\(copy.folder)/fenliu.yaml"
    #expect(
      try Settings.load(file: file, environment: ["FENLIU_HTTP_ADDRESS": "127.0.0.2"]).http.address == "127.0.0.2")
    #expect(try Settings.load(file: file, environment: [:], hasAccounts: true).http.address == "0.0.0.0")
  }

  @Test func theRefusedAddressIsExplained() throws {
    let error = #expect(throws: FaultList.self) {
      try Settings.load(file: nil, environment: ["FENLIU_HTTP_ADDRESS": "0.0.0.0"])
    }
    let fault = try #require(error?.faults.first)
    #expect(fault.text(.chinese).contains("还没有账号"))
    #expect(fault.text(.english).contains("there are no accounts yet"))
  }
}
