import Casework

/// Why a command could not do what was asked, and what to do about it.
struct CommandFailure: Error, Sendable, Hashable, CustomStringConvertible {
  let wording: Bilingual

  init(_ zh: String, _ en: String) {
    wording = Bilingual(zh, en)
  }

  init(_ wording: Bilingual) {
    self.wording = wording
  }

  var description: String { wording.en }
}
