import Crypto

/// Bytes written in hexadecimal, with spaces where they help to read. A slip in a test gives no bytes, and it fails.
func hex(_ text: String) -> [UInt8] { Hex.decode(text.filter { !$0.isWhitespace }) ?? [] }

func utf8(_ text: String) -> [UInt8] { Array(text.utf8) }

/// Random bytes of a random length.
func someBytes(upTo count: Int) -> [UInt8] { SecureRandom.bytes(Int.random(in: 0...count)) }
