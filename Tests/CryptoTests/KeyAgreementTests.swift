import Foundation
import Testing

@testable import Crypto

@Suite struct KeyAgreementTests {
  /// RFC 7748 §6.1.
  @Test func x25519KnownAnswer() throws {
    let alice = try KeyHandle.x25519(
      privateBytes: hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"))
    let bob = try KeyHandle.x25519(
      privateBytes: hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"))
    #expect(try alice.publicBytes() == hex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"))
    #expect(try bob.publicBytes() == hex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"))
    let secret = hex("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742")
    #expect(try alice.sharedSecret(with: bob).exportedBytes() == secret)
    #expect(
      try bob.sharedSecret(with: KeyHandle.publicKey(.international, bytes: alice.publicBytes())).exportedBytes()
        == secret)
  }

  /// GM/T 0003.5-2012 annex C, in the encoding of GM/T 0009-2012 §7.2.
  @Test func sm2KnownAnswer() throws {
    let key = try sm2PrivateKey(hex("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8"))
    let ciphertext = hex(
      """
      307C022004EBFC718E8D1798620432268E77FEB6415E2EDE0E073C0F4F640ECD2E149A73022100E858F9D81E5430A57B36DAAB8F950A3C64E6
      EE6A63094D99283AFF767E124DF0042059983C18F809E262923C53AEC295D30383B54E39D609D160AFCB1908D0BD8766041321886CA989CA9C
      7D58087307CA93092D651EFA
      """)
    #expect(try key.decrypt(ciphertext).exportedBytes() == utf8("encryption standard"))
    for position in ciphertext.indices {
      var changed = ciphertext
      changed[position] ^= 1
      #expect(throws: CryptoError.authenticationFailed) { try key.decrypt(changed) }
    }
    #expect(throws: CryptoError.authenticationFailed) { try key.decrypt([]) }
  }

  /// Points of small order, with which every secret would be the same.
  @Test(arguments: [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  ])
  func x25519RefusesPointsOfSmallOrder(point: String) throws {
    let key = try PrivateKey(generating: .international)
    #expect(throws: CryptoError.authenticationFailed) {
      try InternationalSuite().decapsulate(hex(point), with: key)
    }
    #expect(throws: CryptoError.self) {
      try SealedBox(sealing: [1], to: PublicKey(.international, bytes: hex(point)))
    }
  }

  @Test func sm2RefusesWhatIsNotOnTheCurve() throws {
    var bytes = try PrivateKey(generating: .national).publicKey.bytes
    #expect(bytes.count == 65)
    #expect(try PublicKey(.national, bytes: bytes).bytes == bytes)
    bytes[64] ^= 1
    #expect(throws: CryptoError.self) { try PublicKey(.national, bytes: bytes) }
    for other in [[], [0], [4], Array(bytes.dropLast()), bytes + [0]] {
      #expect(throws: CryptoError.self) { try PublicKey(.national, bytes: other) }
      #expect(throws: CryptoError.self) { try PublicKey(.international, bytes: other) }
    }
  }

  @Test(arguments: SuiteID.allCases)
  func strangeEncapsulationsAreRefused(suite: SuiteID) throws {
    let key = try PrivateKey(generating: suite)
    for _ in 0..<200 {
      #expect(throws: CryptoError.self) { try suite.suite.decapsulate(SecureRandom.bytes(31), with: key) }
      // Any 32 bytes are a public key of X25519; what they lead to shows when the tag is checked.
      let strange = [0x30] + someBytes(upTo: 150)
      guard strange.count != 32 else { continue }
      #expect(throws: CryptoError.self) { try suite.suite.decapsulate(strange, with: key) }
    }
  }
}

/// A private key of SM2 from its number alone: a PKCS #8 structure without the public part, which the library computes.
private func sm2PrivateKey(_ number: [UInt8]) throws -> KeyHandle {
  let structure = hex(
    """
    30 41 020100 3013 0607 2A8648CE3D0201 0608 2A811CCF5501822D
    0427 3025 020101 0420
    """)
  let text = Data(structure + number).base64EncodedString()
  return try PrivateKey(pem: "-----BEGIN PRIVATE KEY-----\n\(text)\n-----END PRIVATE KEY-----\n").handle
}
