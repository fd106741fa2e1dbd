import Testing

@testable import Crypto

@Suite struct AuthenticatedCipherTests {
  /// McGrew and Viega, "The Galois/Counter Mode of Operation", cases 13 to 16, which NIST took over.
  @Test(arguments: [
    (
      String(repeating: "00", count: 32), String(repeating: "00", count: 12), "", "", "530f8afbc74536b9a963b4f1c4cb738b"
    ),
    (
      String(repeating: "00", count: 32), String(repeating: "00", count: 12), String(repeating: "00", count: 16), "",
      "cea7403d4d606b6e074ec5d3baf39d18 d0d1c8a799996bf0265b98b5d48ab919"
    ),
    (
      "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
      """
      d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72
      1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39
      """,
      "feedfacedeadbeeffeedfacedeadbeefabaddad2",
      """
      522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa
      8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662 76fc6ece0f4e1768cddf8853bb2d551b
      """
    ),
  ])
  func aesGCMKnownAnswers(key: String, nonce: String, plaintext: String, data: String, output: String) throws {
    let cipher = try AESGCMCipher(key: SymmetricKey(hex(key)))
    let ciphertext = try cipher.encrypt(hex(plaintext), associatedData: hex(data), nonce: hex(nonce))
    #expect(ciphertext == hex(nonce) + hex(output))
    #expect(try cipher.decrypt(ciphertext, associatedData: hex(data)) == hex(plaintext))
  }

  /// GB/T 32907-2016, annex A: counter mode encrypts the counter, so zeros give the block cipher's own answer.
  @Test func sm4KnownAnswer() throws {
    let context = try CipherContext(
      .sm4CTR(), .encrypt, key: SymmetricKey(hex("0123456789abcdeffedcba9876543210")),
      nonce: hex("0123456789abcdeffedcba9876543210"))
    var output: [UInt8] = []
    try context.process([UInt8](repeating: 0, count: 16)[...], into: &output)
    #expect(output == hex("681edf34d206965e86b3e94f536e4246"))
  }

  @Test(arguments: SuiteID.allCases)
  func whatIsEncryptedComesBack(suite: SuiteID) throws {
    let cipher = try suite.suite.cipher(key: SymmetricKey())
    for length in [0, 1, 15, 16, 17, 31, 32, 700, 100_000] {
      let (plaintext, data) = (SecureRandom.bytes(length), someBytes(upTo: 100))
      let ciphertext = try cipher.encrypt(plaintext, associatedData: data)
      #expect(ciphertext.count == length + cipher.overhead)
      #expect(try cipher.decrypt(ciphertext, associatedData: data) == plaintext)
      #expect(try cipher.encrypt(plaintext, associatedData: data) != ciphertext)
    }
  }

  @Test(arguments: SuiteID.allCases)
  func everyChangeIsFound(suite: SuiteID) throws {
    let cipher = try suite.suite.cipher(key: SymmetricKey())
    let data = utf8("row 7, column text")
    let ciphertext = try cipher.encrypt(utf8("来电人反映"), associatedData: data)
    for position in ciphertext.indices {
      for bit in 0..<8 {
        var changed = ciphertext
        changed[position] ^= 1 << bit
        #expect(throws: CryptoError.authenticationFailed) { try cipher.decrypt(changed, associatedData: data) }
      }
    }
    for count in 0..<ciphertext.count {
      #expect(throws: CryptoError.self) { try cipher.decrypt(Array(ciphertext.prefix(count)), associatedData: data) }
    }
    #expect(throws: CryptoError.authenticationFailed) { try cipher.decrypt(ciphertext + [0], associatedData: data) }
    for other in [[], data + [0], Array(data.dropLast()), utf8("row 8, column text")] {
      #expect(throws: CryptoError.authenticationFailed) { try cipher.decrypt(ciphertext, associatedData: other) }
    }
    let stranger = try suite.suite.cipher(key: SymmetricKey())
    #expect(throws: CryptoError.authenticationFailed) { try stranger.decrypt(ciphertext, associatedData: data) }
  }

  /// A border between associated data and ciphertext that moved must not go unnoticed.
  @Test func bytesDoNotMoveFromDataToNonce() throws {
    let cipher = try SM4Cipher(key: SymmetricKey())
    let ciphertext = try cipher.encrypt([UInt8](repeating: 7, count: 40), associatedData: utf8("abc"))
    #expect(throws: CryptoError.authenticationFailed) {
      try cipher.decrypt(Array(ciphertext.dropFirst()), associatedData: utf8("abc") + ciphertext.prefix(1))
    }
  }

  @Test(arguments: SuiteID.allCases, [0, 16, 31, 33, 64])
  func keysHaveOneLength(suite: SuiteID, byteCount: Int) {
    #expect(throws: CryptoError.self) { try suite.suite.cipher(key: SymmetricKey(randomByteCount: byteCount)) }
  }
}
