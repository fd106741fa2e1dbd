import Crypto
import Testing

@Suite struct SecureRandomTests {
  @Test func givesAsManyBytesAsAskedFor() {
    for count in [0, 1, 16, 1_000] { #expect(SecureRandom.bytes(count).count == count) }
    #expect(SecureRandom.bytes(-1).isEmpty)
  }

  @Test func neverGivesTheSameTwice() {
    let drawn = (0..<5_000).map { _ in SecureRandom.bytes(16) }
    #expect(Set(drawn).count == drawn.count)
    // Every value of a byte must come up in 80,000: the chance that one does not is below 10⁻¹³³.
    #expect(Set(drawn.joined()).count == 256)
  }

  @Test func comparisonInConstantTimeCompares() {
    #expect(ConstantTime.equals([], []))
    for _ in 0..<200 {
      let bytes = SecureRandom.bytes(.random(in: 1...50))
      #expect(ConstantTime.equals(bytes, bytes))
      #expect(!ConstantTime.equals(bytes, bytes + [0]))
      var other = bytes
      other[.random(in: 0..<bytes.count)] ^= 1 << UInt8.random(in: 0...7)
      #expect(!ConstantTime.equals(bytes, other))
    }
  }
}
