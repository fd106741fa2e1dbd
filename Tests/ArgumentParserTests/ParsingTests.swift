import ArgumentParser
import Testing

@Suite struct ParsingTests {
  @Test(arguments: [
    (["load", "tea"], "tea [] red nil [] false 3 false"),
    (["put", "tea", "silk", "jade"], "tea [silk jade] red nil [] false 3 false"),
    (["load", "--colour", "blue", "tea", "--weight=2.5"], "tea [] blue 2.5 [] false 3 false"),
    (["load", "-c", "green", "tea", "-v"], "tea [] green nil [] false 3 true"),
    (["load", "tea", "--mark", "a", "--mark=b=c", "--mark="], "tea [] red nil [a b=c ] false 3 false"),
    (["load", "--fragile", "--decks", "-1", "tea"], "refused"),
    (["load", "--", "--fragile", "-v"], "--fragile [-v] red nil [] false 3 false"),
    (["load", "-", "--weight", "-2"], "- [] red -2.0 [] false 3 false"),
    (["load", "", "茶"], " [茶] red nil [] false 3 false"),
    (["load", "--decks=9", "tea", "--verbose"], "tea [] red nil [] false 9 true"),
  ])
  func words(words: [String], expected: String) {
    guard let load = (try? Ship.parseAsRoot(words)) as? Load else {
      #expect(expected == "refused")
      return
    }
    let weight = load.weight.map { "\($0)" } ?? "nil"
    let more = load.more.joined(separator: " ")
    let marks = load.marks.joined(separator: " ")
    #expect(
      "\(load.cargo) [\(more)] \(load.colour) \(weight) [\(marks)] \(load.fragile) \(load.shared.decks) \(load.shared.verbose)"
        == expected)
  }

  @Test(arguments: [
    (["crew", "ann"], "ann", false), (["crew", "show", "ann", "--json"], "ann", true),
    (["crew", "--json", "ann"], "ann", true), (["crew", "--", "hire"], "hire", false),
  ])
  func theDefaultSubcommandTakesTheRest(words: [String], name: String, json: Bool) throws {
    let show = try #require(try Ship.parseAsRoot(words) as? CrewShow)
    #expect(show.name == name)
    #expect(show.json == json)
  }

  @Test func aNamedSubcommandGoesBeforeTheDefault() throws {
    let hire = try #require(try Ship.parseAsRoot(["crew", "hire", "--name", "show", "--rank", "blue"]) as? CrewHire)
    #expect(hire.rank == .blue)
    #expect(hire.name == "show")
  }

  @Test(arguments: [
    (["lod", "tea"], "未知命令 lod，是不是 load？", "unknown command lod; did you mean load?"),
    (["load"], "缺少参数 <cargo>", "missing argument <cargo>"),
    (
      ["load", "tea", "--wieght", "2"], "未知选项 --wieght，是不是 --weight？", "unknown option --wieght; did you mean --weight?"
    ),
    (["load", "tea", "--weight"], "选项 --weight 缺少取值 <weight>", "option --weight needs a value <weight>"),
    (["load", "tea", "--weight", "--fragile"], "选项 --weight 缺少取值", "option --weight needs a value"),
    (["load", "tea", "--weight", "much"], "--weight 的取值 much 不对", "much is no value for --weight"),
    (["load", "tea", "--colour", "pink"], "应为 red|green|blue", "expected red|green|blue"),
    (["load", "tea", "--colour=red", "--colour=blue"], "选项 --colour 给了两次", "option --colour was given twice"),
    (["load", "tea", "--fragile=yes"], "选项 --fragile 不带取值", "option --fragile takes no value"),
    (["load", "tea", "--fragile", "--weight", "11"], "too heavy to be fragile", "too heavy to be fragile"),
    (["load", "tea", "--decks", "-1"], "no negative decks", "no negative decks"),
    (["crew", "ann", "bob"], "多余的参数 bob", "unexpected argument bob"),
    (["crew", "hire", "--rank", "red"], "缺少选项 --name", "missing option --name"),
  ])
  func wrongWordsAreToldWithWhatToDo(words: [String], chinese: String, english: String) throws {
    for (language, expected, see) in [
      (ParserLanguage.chinese, chinese, "用法见：ship"), (.english, english, "See: ship"),
    ] {
      ParserLanguage.$current.withValue(language) {
        do {
          _ = try Ship.parseAsRoot(words)
          Issue.record("\(words) was taken")
        } catch {
          let message = Ship.fullMessage(for: error)
          #expect(message.contains(expected))
          #expect(message.contains(see))
          #expect(Ship.exitCode(for: error) == .validationFailure)
        }
      }
    }
  }

  @Test(arguments: [["--version"], ["load", "--version"], ["crew", "hire", "--version"]])
  func theVersionIsAnswered(words: [String]) {
    #expect { try Ship.parseAsRoot(words) } throws: { error in
      Ship.fullMessage(for: error) == "7.8.9\n" && Ship.exitCode(for: error) == .success
    }
  }

  @Test(arguments: [
    ([], "ship <"), (["--help"], "ship <"), (["help"], "ship <"), (["load", "-h"], "ship load"),
    (["help", "crew", "hire"], "ship crew hire"), (["help", "nobody"], "ship <"),
    (["crew", "hire", "--help"], "ship crew hire"),
  ])
  func helpIsAnswered(words: [String], usage: String) {
    ParserLanguage.$current.withValue(.english) {
      #expect { try Ship.parseAsRoot(words) } throws: { error in
        Ship.fullMessage(for: error).contains("USAGE: \(usage)") && Ship.exitCode(for: error) == .success
      }
    }
  }

  /// Whatever is typed is taken or refused; nothing else happens.
  @Test func anyWordsAreAnswered() {
    let pool = [
      "", "-", "--", "---", "=", "--=", "--=x", "-=", "load", "crew", "show", "hire", "help", "tea", "--weight", "1",
      "--colour", "red", "--mark", "-v", "-c", "-vv", "-cred", "\0", "茶", "--\u{202E}", "--name", "--rank", "-h",
      String(repeating: "x", count: 5_000), "--" + String(repeating: "y", count: 300),
    ]
    var state: UInt64 = 42
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<3_000 {
      let words = (0..<next(7)).map { _ in pool[next(pool.count)] }
      do {
        _ = try Ship.parseAsRoot(words)
      } catch {
        #expect(!Ship.fullMessage(for: error).isEmpty)
        #expect([ExitCode.success, .validationFailure].contains(Ship.exitCode(for: error)))
      }
    }
  }
}
