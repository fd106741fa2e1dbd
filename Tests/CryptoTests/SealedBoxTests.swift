import Testing

@testable import Crypto

@Suite struct SealedBoxTests {
  @Test(arguments: SuiteID.allCases)
  func onlyTheHolderOfThePrivateKeyReads(suite: SuiteID) throws {
    let key = try PrivateKey(generating: suite)
    for length in [0, 1, 700, 50_000] {
      let (plaintext, data) = (SecureRandom.bytes(length), someBytes(upTo: 60))
      let box = try SealedBox(sealing: plaintext, to: key.publicKey, associatedData: data)
      #expect(box.suite == suite)
      #expect(box.keyID == key.publicKey.id)
      #expect(try SealedBox(box.encoded) == box)
      #expect(try SealedBox(box.encoded).open(with: key, associatedData: data) == plaintext)
      #expect(throws: CryptoError.authenticationFailed) { try box.open(with: key, associatedData: data + [1]) }
      let again = try SealedBox(sealing: plaintext, to: key.publicKey, associatedData: data)
      #expect(again.encoded != box.encoded)
    }
    let stranger = try PrivateKey(generating: suite)
    let box = try SealedBox(sealing: [1, 2, 3], to: key.publicKey)
    #expect(throws: CryptoError.wrongKey(needed: key.publicKey.id, given: stranger.publicKey.id)) {
      try box.open(with: stranger)
    }
  }

  @Test(arguments: SuiteID.allCases)
  func everyChangeIsFound(suite: SuiteID) throws {
    let key = try PrivateKey(generating: suite)
    let data = utf8("330100-2026-000007")
    let encoded = try SealedBox(sealing: utf8("举报某局"), to: key.publicKey, associatedData: data).encoded
    for position in encoded.indices {
      for mask in [UInt8(1), 0x80, 0xFF] {
        var changed = encoded
        changed[position] ^= mask
        #expect(throws: CryptoError.self, "byte \(position)") {
          try SealedBox(changed).open(with: key, associatedData: data)
        }
      }
    }
    for count in encoded.indices {
      #expect(throws: CryptoError.self) {
        try SealedBox(Array(encoded.prefix(count))).open(with: key, associatedData: data)
      }
    }
    #expect(throws: CryptoError.authenticationFailed) {
      try SealedBox(encoded + [0]).open(with: key, associatedData: data)
    }
    #expect(try SealedBox(encoded).open(with: key, associatedData: data) == utf8("举报某局"))
  }

  @Test(arguments: SuiteID.allCases)
  func partsOfTwoBoxesDoNotFit(suite: SuiteID) throws {
    let key = try PrivateKey(generating: suite)
    let (one, two) = (
      try SealedBox(sealing: utf8("one"), to: key.publicKey).encoded,
      try SealedBox(sealing: utf8("two"), to: key.publicKey).encoded
    )
    // The content key is part of the head, so cut behind it: nonce, text and tag of the other box.
    let tail = try suite.suite.cipher(key: SymmetricKey()).overhead + 3
    let mixed = Array(one.dropLast(tail) + two.suffix(tail))
    #expect(throws: CryptoError.authenticationFailed) { try SealedBox(mixed).open(with: key) }
  }

  @Test func randomBytesAreNoBox() {
    for _ in 0..<2_000 {
      #expect(throws: CryptoError.self) { try SealedBox(someBytes(upTo: 200)) }
      let shaped = utf8("SBX") + [1, UInt8.random(in: 0...3), 1] + someBytes(upTo: 120)
      if let box = try? SealedBox(shaped) { #expect(box.encoded == shaped) }
    }
  }

  @Test func aKeyOfTheOtherSuiteIsRefused() throws {
    let key = try PrivateKey(generating: .international)
    #expect(throws: CryptoError.self) { try NationalSuite().encapsulate(to: key.publicKey) }
    #expect(throws: CryptoError.self) { try NationalSuite().decapsulate([], with: key) }
  }
}
