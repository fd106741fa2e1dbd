import Foundation
import Testing
import Threading

@Suite(.timeLimit(.minutes(2))) struct WorkerThreadTests {
  @Test func runsJobsInOrderOnOneThread() async throws {
    let worker = WorkerThread(name: "order")
    let seen = Lock<[Int]>([])
    let threads = Lock<Set<ObjectIdentifier>>([])
    for number in 0..<5_000 {
      worker.submit {
        seen.withLock { $0.append(number) }
        threads.withLock { _ = $0.insert(ObjectIdentifier(Thread.current)) }
      }
    }
    let count = try await worker.run { seen.withLock { $0.count } }
    #expect(count == 5_000)
    #expect(seen.withLock { $0 } == Array(0..<5_000))
    #expect(threads.withLock { $0.count } == 1)
    worker.close()
  }

  @Test func carriesResultsAndErrorsBack() async throws {
    struct Refused: Error, Equatable {}
    let worker = WorkerThread(name: "results")
    #expect(try await worker.run { 6 * 7 } == 42)
    await #expect(throws: Refused()) { try await worker.run { throw Refused() } }
    #expect(try await worker.run { "still there" } == "still there")
    worker.close()
  }

  @Test func manyCallersFromTheCooperativePool() async throws {
    let worker = WorkerThread(name: "crowd")
    let ran = Lock(0)
    let sum = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 1...500 {
        group.addTask {
          try await worker.run {
            ran.withLock { $0 += 1 }
            return number
          }
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(sum == 500 * 501 / 2)
    #expect(ran.withLock { $0 } == 500)
    worker.close()
  }

  @Test func acceptedJobsRunAfterClosing() {
    for _ in 0..<50 {
      let worker = WorkerThread(name: "closing")
      let ran = Lock(0)
      var accepted = 0
      for _ in 0..<20 where worker.submit({ ran.withLock { $0 += 1 } }) { accepted += 1 }
      worker.close()
      #expect(!worker.submit { ran.withLock { $0 += 1_000 } })
      worker.join()
      #expect(accepted == 20)
      #expect(ran.withLock { $0 } == 20)
    }
  }

  @Test func closingRacesWithSubmitting() async {
    for _ in 0..<50 {
      let worker = WorkerThread(name: "race")
      let ran = Lock(0)
      let accepted = await withTaskGroup(of: Int.self) { group in
        for _ in 0..<4 {
          group.addTask {
            (0..<50).reduce(into: 0) { count, _ in
              if worker.submit({ ran.withLock { $0 += 1 } }) { count += 1 }
            }
          }
        }
        group.addTask {
          worker.close()
          return 0
        }
        return await group.reduce(0, +)
      }
      await onThread { worker.join() }
      #expect(ran.withLock { $0 } == accepted)
    }
  }

  @Test func refusesAfterClosing() async {
    let worker = WorkerThread(name: "closed")
    worker.close()
    worker.close()
    await #expect(throws: CancellationError.self) { try await worker.run { 1 } }
  }

  @Test func everybodyMayJoin() async {
    let worker = WorkerThread(name: "joined")
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 { group.addTask { await onThread { worker.join() } } }
      worker.close()
    }
  }

  @Test func jobsMaySubmitJobs() async throws {
    let worker = WorkerThread(name: "nested")
    let seen = Lock<[String]>([])
    try await worker.run {
      worker.submit { seen.withLock { $0.append("inner") } }
      seen.withLock { $0.append("outer") }
    }
    try await worker.run {}
    #expect(seen.withLock { $0 } == ["outer", "inner"])
    worker.close()
  }

  @Test func isReleasedAfterClosing() async {
    weak var witness: WorkerThread?
    do {
      let worker = WorkerThread(name: "released")
      witness = worker
      worker.close()
      await onThread { worker.join() }
    }
    // The thread lets go of its owner a moment after it said that it has ended.
    for _ in 0..<1_000 where witness != nil { try? await Task.sleep(for: .milliseconds(5)) }
    #expect(witness == nil)
  }
}

/// Runs a blocking call on a thread that is not of the cooperative pool.
private func onThread(_ body: @escaping @Sendable () -> Void) async {
  await withCheckedContinuation { continuation in
    Thread.detachNewThread {
      body()
      continuation.resume()
    }
  }
}
