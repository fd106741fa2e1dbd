import Foundation
import Testing
import Threading

@Suite struct LockTests {
  @Test func manyThreadsCountTogether() async {
    let count = Lock(0)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<16 {
        group.addTask { for _ in 0..<2_000 { count.withLock { $0 += 1 } } }
      }
    }
    #expect(count.withLock { $0 } == 32_000)
  }

  @Test func givesBackTheResultAndUnlocksWhenTheBodyThrows() {
    struct Refused: Error, Equatable { var value: Int }
    let lock = Lock([1, 2, 3])
    #expect(throws: Refused(value: 3)) {
      try lock.withLock { (values: inout [Int]) throws(Refused) in
        values.append(4)
        throw Refused(value: 3)
      }
    }
    #expect(lock.withLock { $0 } == [1, 2, 3, 4])
  }

  @Test func releasesItsValue() {
    final class Witness: Sendable {}
    weak var witness: Witness?
    do {
      let lock = Lock(Witness())
      witness = lock.withLock { $0 }
      #expect(witness != nil)
    }
    #expect(witness == nil)
  }

  @Test func guardsMoreThanOneWord() {
    // Two fields that must always move together: a torn read would show them apart.
    let pair = Lock((0, 0))
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      for _ in 0..<1_000 {
        let (a, b) = pair.withLock { value in
          value.0 += 1
          value.1 += 1
          return (value.0, value.1)
        }
        if a != b { Issue.record("torn: \(a), \(b)") }
      }
    }
    #expect(pair.withLock { $0.0 } == 8_000)
  }
}
