import Database

extension CasebookMigrations {
  /// Issued documents, the counters of their numbers, and the records of their service.
  static func letters(_ number: Int) -> Migration {
    Migration(
      number, "issued letters and their service",
      [
        """
        CREATE TABLE letter (
          id {{identity}},
          case_id BIGINT NOT NULL,
          procedure_id TEXT NOT NULL,
          form TEXT NOT NULL,
          title TEXT NOT NULL,
          number TEXT,
          issued_at BIGINT NOT NULL,
          actor TEXT NOT NULL,
          digest {{blob}} NOT NULL,
          page {{blob}} NOT NULL
        )
        """,
        "CREATE INDEX letter_case ON letter (case_id, id)",
        "CREATE UNIQUE INDEX letter_number ON letter (number) WHERE number IS NOT NULL",
        """
        CREATE TABLE letter_counter (
          series TEXT NOT NULL,
          year BIGINT NOT NULL,
          last BIGINT NOT NULL,
          PRIMARY KEY (series, year)
        ) {{clustered}}
        """,
        // served_on is a day of Shanghai, YYYY-MM-DD.
        """
        CREATE TABLE letter_delivery (
          letter_id BIGINT NOT NULL,
          ordinal BIGINT NOT NULL,
          recipient TEXT NOT NULL,
          manner TEXT NOT NULL,
          served_on TEXT NOT NULL,
          receipt TEXT,
          actor TEXT NOT NULL,
          recorded_at BIGINT NOT NULL,
          PRIMARY KEY (letter_id, ordinal)
        ) {{clustered}}
        """,
      ])
  }
}
