import CSQLite

/// A result code of SQLite. The extended ones are macros that Swift does not see.
struct SQLiteResultCode: Hashable {
  var extended: Int32

  var primary: Int32 { extended & 0xff }

  var name: String {
    switch primary {
    case SQLITE_PERM: "SQLITE_PERM"
    case SQLITE_BUSY: "SQLITE_BUSY"
    case SQLITE_LOCKED: "SQLITE_LOCKED"
    case SQLITE_NOMEM: "SQLITE_NOMEM"
    case SQLITE_READONLY: "SQLITE_READONLY"
    case SQLITE_INTERRUPT: "SQLITE_INTERRUPT"
    case SQLITE_IOERR: "SQLITE_IOERR"
    case SQLITE_CORRUPT: "SQLITE_CORRUPT"
    case SQLITE_FULL: "SQLITE_FULL"
    case SQLITE_CANTOPEN: "SQLITE_CANTOPEN"
    case SQLITE_PROTOCOL: "SQLITE_PROTOCOL"
    case SQLITE_SCHEMA: "SQLITE_SCHEMA"
    case SQLITE_TOOBIG: "SQLITE_TOOBIG"
    case SQLITE_CONSTRAINT: "SQLITE_CONSTRAINT"
    case SQLITE_MISMATCH: "SQLITE_MISMATCH"
    case SQLITE_MISUSE: "SQLITE_MISUSE"
    case SQLITE_RANGE: "SQLITE_RANGE"
    case SQLITE_NOTADB: "SQLITE_NOTADB"
    default: "SQLITE_ERROR"
    }
  }

  var kind: DatabaseError.Kind {
    // A file that cannot grow shows as an I/O error of writing (a size limit, a quota), of truncating, or of making
    // the shared-memory file larger; system errno is not kept by SQLite in these cases.
    let ioErrorWrite: Int32 = 778
    let ioErrorTruncate: Int32 = 1_546
    let ioErrorSharedMemorySize: Int32 = 4_874
    switch extended {
    case ioErrorWrite, ioErrorTruncate, ioErrorSharedMemorySize: return .full
    default: break
    }
    switch primary {
    case SQLITE_CONSTRAINT: return .constraint(constraint)
    case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: return .busy
    case SQLITE_FULL: return .full
    case SQLITE_READONLY: return .readOnly
    case SQLITE_CORRUPT, SQLITE_NOTADB: return .corrupt
    case SQLITE_IOERR: return .io
    case SQLITE_CANTOPEN, SQLITE_PERM: return .cannotOpen
    case SQLITE_TOOBIG: return .tooLarge
    case SQLITE_MISUSE, SQLITE_RANGE, SQLITE_ERROR, SQLITE_MISMATCH: return .misuse
    default: return .other
    }
  }

  private var constraint: DatabaseError.Constraint {
    switch extended >> 8 {
    case 1: .check
    case 3: .foreignKey
    case 5: .notNull
    case 6, 8, 10: .unique  // primary key, unique index, rowid
    default: .other
    }
  }

  func error(_ message: String, sql: String? = nil) -> DatabaseError {
    DatabaseError(kind, message, code: name, extendedCode: String(extended), sql: sql)
  }
}
