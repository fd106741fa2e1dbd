import Crypto
import Testing

/// The same keys, ciphers and algorithms from many tasks at once: to be run under the thread sanitizer.
@Suite struct ConcurrencyTests {
  @Test(arguments: SuiteID.allCases)
  func oneKeyServesManyTasks(suite: SuiteID) async throws {
    let key = try PrivateKey(generating: suite)
    let cipher = try FieldCipher(suite, key: SymmetricKey())
    let hmac = HMAC(suite.digestAlgorithm, key: SymmetricKey())
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask {
          for number in 0..<20 {
            let text = utf8("\(task):\(number)")
            let box = try SealedBox(sealing: text, to: key.publicKey, associatedData: text)
            #expect(try box.open(with: key, associatedData: text) == text)
            #expect(try cipher.open(cipher.seal(text)) == text)
            #expect(hmac.isValid(hmac.authenticate(text), for: text))
            #expect(suite.digestAlgorithm.digest(text) == suite.digestAlgorithm.digest("\(task):\(number)"))
            #expect(try PublicKey(pem: key.publicKey.pem()) == key.publicKey)
          }
        }
      }
      try await group.waitForAll()
    }
  }
}
