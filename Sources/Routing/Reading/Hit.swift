/// A word of a group in one of the fields.
struct Hit: Sendable {
  /// The field's place in the list of fields.
  var field: Int
  /// Byte offsets into the field's folded text.
  var start: Int
  var end: Int
  /// Numbers that run through all fields: two hits are in one clause when these are equal.
  var clause: Int
  var sentence: Int
}
