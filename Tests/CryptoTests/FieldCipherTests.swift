import Crypto
import Testing

@Suite struct FieldCipherTests {
  @Test(arguments: SuiteID.allCases)
  func fieldsComeBackAndChangesAreFound(suite: SuiteID) throws {
    let key = SymmetricKey()
    let cipher = try FieldCipher(suite, key: key)
    let data = utf8("party/7/name")
    let sealed = try cipher.seal(utf8("王某"), associatedData: data)
    #expect(sealed.count == utf8("王某").count + cipher.overhead)
    #expect(try FieldCipher(suite, key: key).open(sealed, associatedData: data) == utf8("王某"))
    for position in sealed.indices {
      var changed = sealed
      changed[position] ^= 0x40
      #expect(throws: CryptoError.self) { try cipher.open(changed, associatedData: data) }
    }
    for count in sealed.indices {
      #expect(throws: CryptoError.self) { try cipher.open(Array(sealed.prefix(count)), associatedData: data) }
    }
    #expect(throws: CryptoError.authenticationFailed) { try cipher.open(sealed, associatedData: utf8("party/8/name")) }
  }

  @Test func aFieldTellsWhichKeyItNeeds() throws {
    let (old, new) = (SymmetricKey(), SymmetricKey())
    let sealed = try FieldCipher(.international, key: old).seal(utf8("x"))
    let origin = try FieldCipher.origin(of: sealed)
    #expect(origin.suite == .international)
    #expect(origin.keyID == old.id)
    #expect(throws: CryptoError.self) { try FieldCipher(.international, key: new).open(sealed) }
    #expect(throws: CryptoError.self) { try FieldCipher(.national, key: old).open(sealed) }
    #expect(throws: CryptoError.self) { try FieldCipher.origin(of: []) }
  }
}
