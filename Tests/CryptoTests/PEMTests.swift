import Crypto
import Testing

@Suite struct PEMTests {
  @Test(arguments: SuiteID.allCases)
  func keysComeBack(suite: SuiteID) throws {
    let key = try PrivateKey(generating: suite)
    let publicText = try key.publicKey.pem()
    #expect(publicText.hasPrefix("-----BEGIN PUBLIC KEY-----\n"))
    #expect(try PublicKey(pem: publicText) == key.publicKey)
    #expect(try PublicKey(pem: publicText).id == key.publicKey.id)
    #expect(key.publicKey.id == suite.digestAlgorithm.digest(key.publicKey.bytes))

    let privateText = try key.pem()
    #expect(privateText.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
    let box = try SealedBox(sealing: utf8("text"), to: PublicKey(pem: publicText))
    #expect(try box.open(with: PrivateKey(pem: privateText)) == utf8("text"))
    #expect(try PrivateKey(pem: privateText, passphrase: "not needed").publicKey == key.publicKey)
  }

  @Test(arguments: SuiteID.allCases)
  func aPassphraseIsNeeded(suite: SuiteID) throws {
    let key = try PrivateKey(generating: suite)
    let text = try key.pem(passphrase: "口令 with spaces")
    #expect(text.hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"))
    #expect(try PrivateKey(pem: text, passphrase: "口令 with spaces").publicKey == key.publicKey)
    for wrong in [nil, "", "口令 with space"] {
      #expect(throws: CryptoError.passphrase) { try PrivateKey(pem: text, passphrase: wrong) }
    }
  }

  /// Made once with `openssl genpkey -algorithm …`; the keys protect nothing.
  @Test(arguments: [
    ("EC P-256", p256), ("RSA", rsaPublic), ("Ed25519", ed25519),
    ("a certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
    ("nothing", ""), ("text", "hello"), ("cut short", "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VuBCIEIA"),
    ("NULs", String(repeating: "\0", count: 100)),
    (
      "old encryption",
      "-----BEGIN PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\nAAAAAAAAAAAAAAAAAAAAAA==\n-----END PRIVATE KEY-----\n"
    ),
  ])
  func otherTextsAreRefused(name: String, text: String) {
    #expect(throws: CryptoError.self) { try PrivateKey(pem: text) }
    #expect(throws: CryptoError.self) { try PrivateKey(pem: text, passphrase: "x") }
    #expect(throws: CryptoError.self) { try PublicKey(pem: text) }
  }

  @Test func theErrorNamesTheTypeOfTheKey() {
    #expect { try PrivateKey(pem: p256) } throws: { "\($0)".contains("EC") && "\($0)".contains("X25519") }
    #expect { try PublicKey(pem: rsaPublic) } throws: { "\($0)".contains("RSA") }
  }

  /// There is no checksum in a key, so a changed one may be another key; but what is read must be whole.
  @Test(arguments: SuiteID.allCases)
  func whatIsReadFromAChangedTextIsAKeyOrNothing(suite: SuiteID) throws {
    func changes(_ text: String) -> [String] {
      let bytes = Array(text.utf8)
      return bytes.indices.map { position in
        var changed = bytes
        changed[position] = Bool.random() ? .random(in: 0...255) : UInt8(ascii: "A") + .random(in: 0..<26)
        return String(decoding: changed, as: UTF8.self)
      }
    }
    let key = try PrivateKey(generating: suite)
    for text in changes(try key.pem()) {
      guard let read = try? PrivateKey(pem: text) else { continue }
      #expect(try SealedBox(sealing: [7], to: read.publicKey).open(with: read) == [7])
    }
    for text in changes(try key.publicKey.pem()) {
      guard let read = try? PublicKey(pem: text) else { continue }
      #expect(try PublicKey(suite, bytes: read.bytes) == read)
    }
  }

  @Test(arguments: SuiteID.allCases)
  func keysShowNothing(suite: SuiteID) throws {
    let key = try PrivateKey(generating: suite)
    var dumped = ""
    dump(key, to: &dumped)
    #expect("\(key)" == "PrivateKey(of \(key.publicKey.id))")
    #expect(!dumped.contains("handle"))
  }
}

private let p256 = """
  -----BEGIN PRIVATE KEY-----
  MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgKzArqp2snaZTC99k
  LVN5sJPPydrXcM9nyqHwrk1bNHuhRANCAARYMbNlyn0VZySObhZVETeupDKu6rxI
  6JGIjehlpdPrAe518uU08Q/dCWAL2tONdo+A/0FxsLyKSdNDeMsUSd3l
  -----END PRIVATE KEY-----

  """

private let ed25519 = """
  -----BEGIN PRIVATE KEY-----
  MC4CAQAwBQYDK2VwBCIEIPocxZTuJWJc82PXRcYDqPKPZEU1UnBMxqXRArgZ09s0
  -----END PRIVATE KEY-----

  """

private let rsaPublic = """
  -----BEGIN PUBLIC KEY-----
  MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQD3St+9XAe6zMMdT1ODugiV/H3Q
  9LKa/No05dcHt/lIg37k94tj7wrzXWe7o0z81z1167XHXKvT9TLLYgTLrOaNc09V
  3F7VN/W2FmBlqkiuQHDb5ZykG2zYGGSzEczpNoEP8QN+yz2/u4L+Gb684+uQ0Wop
  B/mctnqWPJs24SJexQIDAQAB
  -----END PUBLIC KEY-----

  """
