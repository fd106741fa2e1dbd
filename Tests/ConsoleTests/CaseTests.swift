import Casebook
import Casework
import Formats
import Testing

@testable import Commands
@testable import Console

@Suite struct CaseTests {
  @Test func pagesGoThroughAllCasesOnce() async throws {
    try await withConsole { console async throws in
      var numbers: [String] = []
      for id in 1...7 { numbers.append(try await console.open(String(id))) }
      var seen: [String] = []
      var path = "/v1/cases?limit=3"
      while true {
        let page = try JSONValue(parsing: try await console.send("GET", path).text)
        seen += (page["cases"]?.elements ?? []).compactMap { $0["number"]?.string }
        guard let next = page["next"]?.integer else { break }
        path = "/v1/cases?limit=3&before=\(next)"
      }
      #expect(seen == numbers.reversed())
    }
  }

  @Test(arguments: [
    ("docket=work-order", 2), ("route=hotline", 1), ("route=clarify", 1), ("state=open", 3), ("state=done", 0),
    ("region=441802", 2), ("region=441803", 0), ("closed=false", 3), ("closed=true", 0), ("awaiting=true", 1),
    ("flag=group", 2), ("opened_from=2026-11-23", 3), ("opened_from=2026-11-24", 0), ("opened_until=2026-11-23", 3),
    ("opened_until=2026-11-22", 0), ("docket=supervision", 1),
  ])
  func filtersHold(_ query: String, _ count: Int) async throws {
    try await withConsole { console async throws in
      _ = try await console.open("1")
      _ = try await console.open("2", route: .clarify)
      _ = try await console.open("3", route: .supervision)
      let answer = try JSONValue(parsing: try await console.send("GET", "/v1/cases?\(query)").text)
      #expect(answer["cases"]?.elements?.count == count)
    }
  }

  @Test(arguments: [
    ("docket=attic", "docket"), ("route=nowhere", "route"), ("state=a%20b", "state"), ("region=99", "region"),
    ("closed=maybe", "closed"), ("awaiting=1", "awaiting"), ("flag=%3Cb%3E", "flag"),
    ("registration=QY1", "registration"), ("opened_from=tomorrow", "opened_from"),
    ("opened_from=2026-11-24&opened_until=2026-11-23", "opened_until"), ("before=-1", "before"), ("limit=0", "limit"),
    ("limit=501", "limit"), ("limit=1&limit=2", "limit"), ("dockets=petition", "dockets"),
  ])
  func aBadQueryIsRefusedByName(_ query: String, _ field: String) async throws {
    try await withConsole { console async throws in
      let answer = try await console.send("GET", "/v1/cases?\(query)")
      #expect(answer.status == 400)
      let errors = try JSONValue(parsing: answer.text)["errors"]?.elements ?? []
      #expect(errors.map { $0["pointer"]?.string } == [field])
    }
  }

  @Test func personalDataAreCovered() async throws {
    try await withConsole { console async throws in
      let number = try await console.open("1", text: "我是张三丰，电话13812345678，路灯不亮")
      for path in ["/v1/cases/\(number)", "/cases/\(number)", "/cases/\(number)?lang=en", "/"] {
        let answer = try await console.send("GET", path)
        #expect(answer.status == 200)
        #expect(!answer.text.contains("张三丰"))
        #expect(!answer.text.contains("13812345678"))
      }
    }
  }

  @Test func aSealedCaseShowsNumberDocketStateAndTimesOnly() async throws {
    try await withConsole { console async throws in
      let number = try await console.open("1", route: .supervision, text: "某局长受贿", words: "受贿")
      let shown: Set<String> = [
        "number", "docket", "state", "state_title", "sealed", "received_at", "opened_at", "changed_at", "closed_at",
        "sequence",
      ]
      let one = try JSONValue(parsing: try await console.send("GET", "/v1/cases/\(number)").text)
      #expect(Set((one.members ?? []).map(\.key)) == shown)
      let list = try JSONValue(parsing: try await console.send("GET", "/v1/cases").text)
      #expect(Set((list["cases"]?[0]?.members ?? []).map(\.key)) == shown)
      for path in ["/", "/cases/\(number)", "/v1/cases", "/v1/cases/\(number)"] {
        let text = try await console.send("GET", path).text
        #expect(!text.contains("受贿") && !text.contains("局长") && !text.contains("清城区"))
      }
      // Nor can it be found by what it does not show.
      let registration = String(number.dropLast(2))
      for query in ["region=441802", "flag=group", "registration=\(registration)", "route=hotline"] {
        let found = try JSONValue(parsing: try await console.send("GET", "/v1/cases?\(query)").text)
        #expect(found["cases"]?.elements?.isEmpty == true)
      }
    }
  }

  @Test func aStepIsTakenOrRefusedWithWhatIsAllowed() async throws {
    try await withConsole { console async throws in
      let number = try await console.open("1")
      let path = "/v1/cases/\(number)/events"
      let wrong = try await console.send("POST", path, #"{"event":"fly","actor":"李","reason":"试"}"#)
      #expect(wrong.status == 409)
      let allowed = try JSONValue(parsing: wrong.text)["allowed"]?.elements ?? []
      #expect(allowed.map { $0["event"]?.string } == ["finish"])
      let overtaken = try await console.send(
        "POST", path,
        #"{"event":"finish","actor":"李","role":"unit","reason":"完","data":{"result":"好"},"expected_sequence":9}"#)
      #expect(overtaken.status == 409)
      let done = try await console.send(
        "POST", path,
        #"{"event":"finish","actor":"李","role":"unit","organ":"某局","reason":"完","data":{"result":"好"},"expected_sequence":1}"#
      )
      #expect(done.status == 200)
      let event = try JSONValue(parsing: done.text)
      #expect(event["to"]?.string == "done")
      #expect(event["sequence"]?.integer == 2)
      let late = try await console.send("POST", path, #"{"event":"finish","actor":"李","reason":"再"}"#)
      #expect(late.status == 409)
      #expect(try JSONValue(parsing: late.text)["allowed"]?.elements?.isEmpty == true)
    }
  }

  @Test func aProposalWaitsForAPerson() async throws {
    try await withConsole { console async throws in
      let number = try await console.open("1", route: .notAccepted)
      let path = "/v1/cases/\(number)/events"
      let early = try await console.send("POST", path, #"{"event":"finish","actor":"李","reason":"完"}"#)
      #expect(early.status == 409)
      let allowed = try JSONValue(parsing: early.text)["allowed"]?.elements ?? []
      #expect(allowed.map { $0["event"]?.string } == ["confirm_route", "reroute"])
      let confirmed = try await console.send("POST", path, #"{"event":"confirm_route","actor":"李","reason":"属实"}"#)
      #expect(confirmed.status == 200)
    }
  }

  @Test(arguments: [
    (#"{"event":"finish","actor":"李"}"#, "/reason"),
    (#"{"event":"finish","actor":"","reason":"x","data":{"result":"y"}}"#, "/actor"),
    (#"{"event":"finish","actor":"李","reason":"x"}"#, "/data/result"),
    (#"{"event":7,"actor":"李","reason":"x"}"#, "/event"),
    (#"{"event":"finish","actor":"李","reason":"x","data":[]}"#, "/data"),
    (#"{"event":"finish","actor":"李","reason":"x","data":{"a/b":{}}}"#, "/data/a~1b"),
    (#"{"event":"finish","actor":"李","reason":"x","expected_sequence":"1"}"#, "/expected_sequence"),
    (#"{"event":"finish","actor":"李","reason":"x","color":"red"}"#, "/color"),
    (#"{"event":"finish","actor":"李","reason":"x","data":{"result":"y"}}"#, "/role"),
    (#"{"event":"finish","actor":"李","role":"citizen","reason":"x","data":{"result":"y"}}"#, "/role"),
    (#"{"event":"finish","actor":"李","role":"unit","reason":"x","day":"2020-01-01"}"#, "/day"),
    (#"{"event":"finish","actor":"李","role":"unit","reason":"x","day":"tomorrow"}"#, "/day"),
    (#"{"event":"correct","actor":"李","reason":"x","corrects":1,"approver":"王"}"#, "/corrects"),
    (#"{"event":"correct","actor":"李","reason":"x","corrects":1,"approver":"李"}"#, "/approver"),
    (#"{"event":"correct","actor":"李","reason":"x","right":"finish"}"#, "/corrects"),
    (
      #"{"event":"link_case","actor":"李","reason":"x","data":{"case":"QY20261123-0000011-1","kind":"previous"}}"#,
      "/data"
    ),
    ("[]", ""), ("{", ""),
  ])
  func aBadCommandIsRefusedByField(_ body: String, _ pointer: String) async throws {
    try await withConsole { console async throws in
      let number = try await console.open("1")
      let answer = try await console.send("POST", "/v1/cases/\(number)/events", body)
      #expect(answer.status == 400)
      let errors = try JSONValue(parsing: answer.text)["errors"]?.elements ?? []
      #expect(errors.map { $0["pointer"]?.string } == [pointer])
      #expect(try await console.casebook.caseFile(number).events.count == 1)
    }
  }

  @Test func whatIsNotThereIs404AndWrongMethodsAre405() async throws {
    try await withConsole { console async throws in
      let command = #"{"event":"finish","actor":"李","reason":"x"}"#
      for number in ["QY20261123-0000011-1", "nonsense", "QY20261123-0000012-1"] {
        #expect(try await console.send("GET", "/v1/cases/\(number)").status == 404)
        #expect(try await console.send("GET", "/cases/\(number)").status == 404)
        #expect(try await console.send("POST", "/v1/cases/\(number)/events", command).status == 404)
      }
      for path in ["/v1/nothing", "/assets/other.js", "/v1/dead-letters/99", "/v1/dead-letters/x"] {
        #expect(try await console.send("GET", path).status == 404)
      }
      for (method, path) in [
        ("DELETE", "/v1/cases"), ("PUT", "/v1/cases/1"), ("GET", "/v1/cases/1/events"), ("GET", "/v1/submissions"),
        ("POST", "/"), ("GET", "/v1/dead-letters/1/replay"), ("POST", "/v1/flow"),
      ] {
        let answer = try await console.send(method, path, method == "GET" ? nil : "{}")
        #expect(answer.status == 405, "\(method) \(path)")
        #expect(answer.response["Allow"] != nil)
      }
    }
  }

  @Test func commandsAreSmallAndJSON() async throws {
    try await withConsole { console async throws in
      let number = try await console.open("1")
      let path = "/v1/cases/\(number)/events"
      #expect(try await console.send("POST", path, "event=finish", type: "text/plain").status == 415)
      let long = #"{"event":"finish","actor":"李","reason":"\#(String(repeating: "x", count: 70_000))"}"#
      #expect(try await console.send("POST", path, long).status == 413)
    }
  }
}
