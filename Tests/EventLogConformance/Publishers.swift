import EventLog
import Testing

let publisherCases = [
  ConformanceCase("publisher: its position stands beside what it appended") { bench in
    try await bench.topic("t", partitions: 2)
    let publisher = try await bench.log.publisher(id: "relay")
    #expect(try await publisher.position() == nil)
    let places = try await publisher.append(bench.numbered("t", 0..<10), position: 7)
    #expect(places.count == 10)
    #expect(try await publisher.position() == 7)
    try await publisher.append([], position: 9)
    #expect(try await publisher.position() == 9)
    try await publisher.append(bench.numbered("t", 10..<11), position: -3)
    #expect(try await publisher.position() == -3)
    #expect(try await bench.contents("t").count == 11)
    // Watching neither opens nor fences.
    #expect(try await bench.log.publisherPosition(id: "relay") == -3)
    #expect(try await bench.log.publisherPosition(id: "another") == nil)
    try await publisher.append(bench.numbered("t", 11..<12), position: 12)
    let other = try await bench.log.publisher(id: "another")
    #expect(try await other.position() == nil)
  },
  ConformanceCase("publisher: the position is there after reopening", needs: [.reopening]) { bench in
    try await bench.topic("t")
    let publisher = try await bench.log.publisher(id: "relay")
    try await publisher.append(bench.numbered("t", 0..<10), position: 10)
    try await bench.reopen()
    #expect(try await bench.log.publisher(id: "relay").position() == 10)
  },
  ConformanceCase("publisher: a newer one under the same identity shuts the older out", needs: [.transactions]) {
    bench in
    try await bench.topic("t")
    let old = try await bench.log.publisher(id: "relay")
    try await old.append(bench.numbered("t", 0..<3), position: 3)
    let new = try await bench.log.publisher(id: "relay")
    #expect(try await new.position() == 3)
    #expect(await logError { try await old.append(bench.numbered("t", 3..<6), position: 6) } == .fenced(id: "relay"))
    #expect(await logError { try await old.append([], position: 6) } == .fenced(id: "relay"))
    try await new.append(bench.numbered("t", 3..<5), position: 5)
    #expect(try await new.position() == 5)
    #expect(numbers(try await bench.contents("t")) == Array(0..<5))
  },
  ConformanceCase("publisher: what is refused does not move the position", needs: [.administration, .transactions]) {
    bench in
    try await bench.topic("t")
    let publisher = try await bench.log.publisher(id: "relay")
    try await publisher.append(bench.numbered("t", 0..<3), position: 3)
    let error = await logError {
      try await publisher.append(
        bench.numbered("t", 3..<6) + [ProducerRecord(topic: "nowhere", key: nil, value: [])], position: 6)
    }
    #expect(error == .unknownTopic("nowhere"))
    #expect(try await publisher.position() == 3)
    #expect(try await bench.contents("t").count == 3)
  },
  ConformanceCase("publisher: a failing disk or broker moves neither", needs: [.interruption, .transactions]) { bench in
    try await bench.topic("t")
    let publisher = try await bench.log.publisher(id: "relay")
    try await publisher.append(bench.numbered("t", 0..<3), position: 3)
    try await bench.site.interrupting {
      guard case .unavailable = await logError({ try await publisher.append(bench.numbered("t", 3..<6), position: 6) })
      else {
        Issue.record("an interrupted append did not say so")
        return
      }
    }
    #expect(try await publisher.position() == 3)
    try await publisher.append(bench.numbered("t", 3..<6), position: 6)
    #expect(numbers(try await bench.contents("t")) == Array(0..<6))
  },
  ConformanceCase("publisher: rivals leave each position's records exactly once", needs: [.transactions]) { bench in
    try await bench.topic("t", partitions: 2)
    // Each rival goes on from the position it finds, until the next one shuts it out.
    try await withThrowingTaskGroup(of: Void.self) { group in
      for rival in 0..<6 {
        group.addTask {
          try await Task.sleep(for: .milliseconds(rival * 5))
          do {
            let publisher = try await bench.log.publisher(id: "relay")
            var next = Int(try await publisher.position() ?? 0)
            while next < 400 {
              try await publisher.append(bench.numbered("t", next..<(next + 4)), position: Int64(next + 4))
              next += 4
            }
          } catch EventLogError.fenced {}
        }
      }
      try await group.waitForAll()
    }
    #expect(numbers(try await bench.contents("t")).sorted() == Array(0..<400))
  },
]
