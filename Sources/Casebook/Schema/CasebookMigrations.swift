import Database

/// The schema of the casebook, step by step. One set of statements for SQLite and PostgreSQL; see ``SQLDialect`` for the
/// placeholders. Times are milliseconds since 1970-01-01 UTC.
enum CasebookMigrations {
  static let all: [Migration] = [
    Migration(
      1, "registrations and the outbox",
      [
        """
        CREATE TABLE registration (
          id {{identity}},
          number TEXT NOT NULL UNIQUE,
          source TEXT NOT NULL,
          external_id TEXT NOT NULL,
          kind TEXT NOT NULL,
          channel TEXT NOT NULL,
          region TEXT,
          received_at BIGINT NOT NULL,
          registered_at BIGINT NOT NULL,
          came_by TEXT NOT NULL,
          previous_number TEXT,
          content_digest TEXT NOT NULL,
          body_digest {{blob}} NOT NULL,
          body {{blob}} NOT NULL,
          UNIQUE (source, external_id)
        )
        """,
        "CREATE TABLE number_counter (day TEXT NOT NULL PRIMARY KEY, last BIGINT NOT NULL) {{clustered}}",
        // How often the same submission came again, and when last: a repeat is recorded, never a second matter.
        """
        CREATE TABLE repetition (
          registration_id BIGINT NOT NULL PRIMARY KEY,
          times BIGINT NOT NULL,
          last_at BIGINT NOT NULL
        ) {{clustered}}
        """,
        // kind: submission (ref: registration), event (ref: case_event) or record (payload holds the whole record).
        "CREATE TABLE outbox (id {{identity}}, kind TEXT NOT NULL, ref BIGINT, payload {{blob}})",
      ]),
    Migration(
      2, "cases, parties, events",
      [
        """
        CREATE TABLE case_file (
          id {{identity}},
          number TEXT NOT NULL UNIQUE,
          registration_id BIGINT NOT NULL,
          request BIGINT NOT NULL,
          request_count BIGINT NOT NULL,
          is_primary BOOLEAN NOT NULL,
          docket TEXT NOT NULL,
          route TEXT NOT NULL,
          procedure_id TEXT NOT NULL,
          state TEXT NOT NULL,
          awaits_confirmation BOOLEAN NOT NULL,
          is_sealed BOOLEAN NOT NULL,
          region TEXT,
          flags TEXT NOT NULL,
          decision {{blob}} NOT NULL,
          excerpt TEXT,
          list_version TEXT NOT NULL,
          received_at BIGINT NOT NULL,
          opened_at BIGINT NOT NULL,
          changed_at BIGINT NOT NULL,
          outcome TEXT,
          closed_at BIGINT,
          sequence BIGINT NOT NULL,
          head_hash {{blob}} NOT NULL,
          UNIQUE (registration_id, request)
        )
        """,
        "CREATE INDEX case_file_docket ON case_file (docket, state, id)",
        "CREATE INDEX case_file_waiting ON case_file (docket, id) WHERE awaits_confirmation",
        """
        CREATE TABLE party (
          registration_id BIGINT NOT NULL,
          ordinal BIGINT NOT NULL,
          role TEXT NOT NULL,
          kind TEXT NOT NULL,
          name TEXT,
          identity_number TEXT,
          telephone TEXT,
          address TEXT,
          PRIMARY KEY (registration_id, ordinal)
        ) {{clustered}}
        """,
        "CREATE INDEX party_telephone ON party (telephone) WHERE telephone IS NOT NULL",
        // reason, data and salt can be erased; content_digest keeps the chain whole.
        """
        CREATE TABLE case_event (
          id {{identity}},
          case_id BIGINT NOT NULL,
          sequence BIGINT NOT NULL,
          event TEXT NOT NULL,
          from_state TEXT,
          to_state TEXT NOT NULL,
          at BIGINT NOT NULL,
          actor TEXT NOT NULL,
          organ TEXT,
          basis TEXT NOT NULL,
          outcome TEXT,
          reason TEXT,
          data TEXT,
          salt {{blob}},
          content_digest {{blob}} NOT NULL,
          previous_hash {{blob}} NOT NULL,
          hash {{blob}} NOT NULL,
          UNIQUE (case_id, sequence)
        )
        """,
        // Which earlier matter a case goes on from.
        """
        CREATE TABLE case_link (
          case_id BIGINT NOT NULL,
          other_registration_id BIGINT NOT NULL,
          kind TEXT NOT NULL,
          PRIMARY KEY (case_id, other_registration_id, kind)
        ) {{clustered}}
        """,
        """
        CREATE TABLE chain_seal (
          day TEXT NOT NULL PRIMARY KEY,
          sealed_at BIGINT NOT NULL,
          last_event_id BIGINT NOT NULL,
          chains BIGINT NOT NULL,
          previous_root {{blob}},
          root {{blob}} NOT NULL
        ) {{clustered}}
        """,
      ]),
    Migration(
      3, "the ledger of intake records, consumer offsets, dead letters",
      [
        // One row for each intake record that was worked: request n of m. The cluster is part of the key, because
        // coordinates start anew on another log.
        """
        CREATE TABLE ledger (
          cluster TEXT NOT NULL,
          topic TEXT NOT NULL,
          partition_no BIGINT NOT NULL,
          offset_no BIGINT NOT NULL,
          registration_id BIGINT NOT NULL,
          verdict TEXT NOT NULL,
          requests BIGINT NOT NULL,
          docketed BIGINT NOT NULL,
          at BIGINT NOT NULL,
          PRIMARY KEY (cluster, topic, partition_no, offset_no, registration_id)
        ) {{clustered}}
        """,
        "CREATE UNIQUE INDEX ledger_registered ON ledger (registration_id) WHERE verdict = 'registered'",
        """
        CREATE TABLE consumer_offset (
          consumer_group TEXT NOT NULL,
          cluster TEXT NOT NULL,
          topic TEXT NOT NULL,
          partition_no BIGINT NOT NULL,
          next_offset BIGINT NOT NULL,
          PRIMARY KEY (consumer_group, cluster, topic, partition_no)
        ) {{clustered}}
        """,
        """
        CREATE TABLE dead_letter (
          id {{identity}},
          cluster TEXT NOT NULL,
          topic TEXT NOT NULL,
          partition_no BIGINT NOT NULL,
          offset_no BIGINT NOT NULL,
          source_topic TEXT NOT NULL,
          source_partition BIGINT NOT NULL,
          source_offset BIGINT NOT NULL,
          registration_id BIGINT,
          error_class TEXT NOT NULL,
          message TEXT NOT NULL,
          stage TEXT NOT NULL,
          attempts BIGINT NOT NULL,
          first_failed_at BIGINT NOT NULL,
          arrived_at BIGINT NOT NULL,
          status TEXT NOT NULL,
          settled_at BIGINT,
          settled_by TEXT,
          settled_reason TEXT,
          record_key {{blob}},
          record_value {{blob}},
          record_headers {{blob}} NOT NULL,
          UNIQUE (cluster, topic, partition_no, offset_no)
        )
        """,
        "CREATE INDEX dead_letter_waiting ON dead_letter (id) WHERE status = 'waiting'",
      ]),
    Migration(
      4, "effects of events, clocks, relations between cases",
      [
        // What an event did to place, clocks and links, as canonical JSON; a part of its hash. Absent before this step.
        "ALTER TABLE case_event ADD COLUMN effects TEXT",
        // The case that this one was split from; such a case came from no intake record of its own.
        "ALTER TABLE case_file ADD COLUMN parent_id BIGINT",
        "ALTER TABLE case_file ADD COLUMN assignee TEXT",
        """
        CREATE TABLE case_relation (
          case_id BIGINT NOT NULL,
          other_case_id BIGINT NOT NULL,
          kind TEXT NOT NULL,
          PRIMARY KEY (case_id, other_case_id, kind)
        ) {{clustered}}
        """,
        "CREATE INDEX case_relation_other ON case_relation (other_case_id)",
        // Made from the events after each of them, for worklists and the scheduler; never the truth about a clock.
        // wake_at: when there is something to do about it next; none for a clock that does not run.
        """
        CREATE TABLE case_clock (
          case_id BIGINT NOT NULL,
          clock TEXT NOT NULL,
          rule TEXT NOT NULL,
          is_duty BOOLEAN NOT NULL,
          status TEXT NOT NULL,
          due_on TEXT,
          due_at BIGINT,
          is_provisional BOOLEAN NOT NULL,
          amber_at BIGINT,
          red_at BIGINT,
          told TEXT,
          proposal TEXT,
          wake_at BIGINT,
          PRIMARY KEY (case_id, clock)
        ) {{clustered}}
        """,
        "CREATE INDEX case_clock_wake ON case_clock (wake_at) WHERE wake_at IS NOT NULL",
      ]),
    letters(5),
  ]
}
