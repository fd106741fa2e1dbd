import Casework

/// What somebody typed where a number was asked for.
enum CaseNumberReading {
  case registration(RegistrationNumber)
  case request(CaseNumber)

  init(_ text: String) throws {
    if let number = CaseNumber(text) {
      self = .request(number)
    } else if let number = RegistrationNumber(text) {
      self = .registration(number)
    } else {
      throw Self.failure(text)
    }
  }

  static func failure(_ text: String) -> CommandFailure {
    CommandFailure(
      "\(text) 不是编号，或校验位不对；受理编号如 QY20261123-0000171，案件编号在其后加 -1、-2……",
      "\(text) is no number, or its check digit is wrong; a registration number looks like QY20261123-0000171, "
        + "a case number has -1, -2 … after it")
  }
}
