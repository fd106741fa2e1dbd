import COpenSSL
import Crypto
import Testing

@Suite struct KeyedDigestTests {
  /// RFC 4231, cases 1, 2 and 6.
  @Test(arguments: [
    (
      String(repeating: "0b", count: 20), utf8("Hi There"),
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      "4a656665", utf8("what do ya want for nothing?"),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      String(repeating: "aa", count: 131), utf8("Test Using Larger Than Block-Size Key - Hash Key First"),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
  ])
  func hmacKnownAnswers(key: String, message: [UInt8], code: String) {
    let hmac = HMAC(.sha256, key: SymmetricKey(hex(key)))
    #expect(hmac.authenticate(message) == hex(code))
    #expect(hmac.isValid(hex(code), for: message))
    #expect(!hmac.isValid(hex(code), for: message + [0]))
    #expect(!hmac.isValid(Array(hex(code).dropLast()), for: message))
    #expect(!hmac.isValid([], for: message))
  }

  /// HMAC by its definition (RFC 2104) over the digest that is tested elsewhere.
  @Test(arguments: DigestAlgorithm.allCases)
  func hmacIsWhatItsDefinitionSays(algorithm: DigestAlgorithm) {
    for length in [0, 1, 31, 32, 63, 64, 65, 200] {
      let key = SecureRandom.bytes(length)
      let message = someBytes(upTo: 300)
      var block = length > 64 ? algorithm.digest(key).bytes : key
      block += [UInt8](repeating: 0, count: 64 - block.count)
      let inner = algorithm.digest(block.map { $0 ^ 0x36 } + message).bytes
      let outer = algorithm.digest(block.map { $0 ^ 0x5C } + inner).bytes
      #expect(HMAC(algorithm, key: SymmetricKey(key)).authenticate(message) == outer)
    }
  }

  /// RFC 5869, cases 1 to 3.
  @Test func hkdfKnownAnswers() {
    let short = HKDF.deriveKey(
      .sha256, from: SymmetricKey([UInt8](repeating: 0x0B, count: 22)), salt: Array(0...0x0C), info: Array(0xF0...0xF9),
      count: 42)
    #expect(
      short.exportedBytes()
        == hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"))
    let long = HKDF.deriveKey(
      .sha256, from: SymmetricKey(Array(0...0x4F)), salt: Array(0x60...0xAF), info: Array(0xB0...0xFF), count: 82)
    #expect(
      long.exportedBytes()
        == hex(
          """
          b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09
          da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87
          """))
    let bare = HKDF.deriveKey(.sha256, from: SymmetricKey([UInt8](repeating: 0x0B, count: 22)), info: [], count: 42)
    #expect(
      bare.exportedBytes()
        == hex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"))
  }

  @Test(arguments: DigestAlgorithm.allCases)
  func hkdfAgreesWithTheLibrary(algorithm: DigestAlgorithm) throws {
    for _ in 0..<50 {
      let (secret, salt, info) = (
        SecureRandom.bytes(.random(in: 1...80)), SecureRandom.bytes(.random(in: 1...80)), someBytes(upTo: 80)
      )
      let count = Int.random(in: 1...500)
      let ours = HKDF.deriveKey(algorithm, from: SymmetricKey(secret), salt: salt, info: info, count: count)
      #expect(try ours.exportedBytes() == libraryHKDF(algorithm, secret, salt, info, count))
    }
  }

  @Test func keysShowNothing() {
    let key = SymmetricKey(utf8("a secret of thirty-two characters"))
    var dumped = ""
    dump(key, to: &dumped)
    for text in ["\(key)", String(reflecting: key), dumped] {
      #expect(!text.contains("97") && !text.contains("secret"))
    }
    #expect(key == SymmetricKey(utf8("a secret of thirty-two characters")))
    #expect(key != SymmetricKey(utf8("a secret of thirty-two character!")))
    #expect(key != SymmetricKey([]))
    #expect(key.id == SymmetricKey(key.exportedBytes()).id)
    #expect(key.id != SymmetricKey().id)
    #expect(key.id.count == 8)
  }
}

/// HKDF by OpenSSL's own implementation.
private func libraryHKDF(
  _ algorithm: DigestAlgorithm, _ secret: [UInt8], _ salt: [UInt8], _ info: [UInt8], _ count: Int
) throws -> [UInt8] {
  let context = try #require(EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nil))
  defer { EVP_PKEY_CTX_free(context) }
  #expect(EVP_PKEY_derive_init(context) == 1)
  #expect(EVP_PKEY_CTX_set_hkdf_md(context, algorithm == .sha256 ? EVP_sha256() : EVP_sm3()) == 1)
  #expect(EVP_PKEY_CTX_set1_hkdf_key(context, secret, Int32(secret.count)) == 1)
  #expect(EVP_PKEY_CTX_set1_hkdf_salt(context, salt, Int32(salt.count)) == 1)
  #expect(EVP_PKEY_CTX_add1_hkdf_info(context, info, Int32(info.count)) == 1)
  var output = [UInt8](repeating: 0, count: count)
  var written = count
  #expect(EVP_PKEY_derive(context, &output, &written) == 1)
  #expect(written == count)
  return output
}
