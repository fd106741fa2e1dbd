/// What is broken. The sign ⟪ stands where the fault has to be found, in the new text or in `at`.
extension BrokenRulesTests {
  static let breaks: [Break] = [
    Break(
      "Config/laws.yaml", "key: PWR", "key: ARL", at: "  - key: ⟪ARL\n    short: 信访工作条例",
      rule: "duplicate", english: "the key \"ARL\" stands twice, first on line "),
    Break(
      "Config/laws.yaml", "verified: model", "verified: ⟪maybe",
      rule: "unknown-value", english: "unknown value \"maybe\"; one of primary, model, secondary, superseded, design"),
    Break(
      "Config/laws.yaml", "schema_version: 1", "schema_version: ⟪2",
      rule: "schema-version", english: "schema version 2 is not known, this program reads version 1"),
    Break(
      "Config/roles.yaml", "id: court,", "id: citizen,", at: "  - {id: ⟪citizen, title: {zh: 人民法院",
      rule: "duplicate", english: "role \"citizen\" stands twice, first on line "),
    Break(
      "Config/roles.yaml", "  - {id: court,", "  - ⟪{idd: court,",
      rule: "missing-key", english: "missing key \"id\""),
    Break(
      "Config/roles.yaml", "  - {id: court,", "  - {⟪idd: court,",
      rule: "unknown-key", english: "unknown key \"idd\"; known here: id, title"),
    Break(
      "Config/procedures/petition.yaml", "id: petition", "id: ⟪petitions",
      rule: "wrong-name", english: "procedure petitions belongs in petitions.yaml"),
    Break(
      "Config/procedures/petition.yaml", "initial: registered", "initial: ⟪received",
      rule: "unknown-state", english: "procedure petition has no state received"),
    Break(
      "Config/procedures/petition.yaml", "to: forwarded", "to: ⟪forward",
      rule: "unknown-state", english: "procedure petition has no state forward"),
    Break(
      "Config/procedures/petition.yaml", "from: [forwarded, assigned]", "from: [forwarded, ⟪asigned]",
      rule: "unknown-state", english: "procedure petition has no state asigned"),
    Break(
      "Config/procedures/petition.yaml", "actors: [organ]\n", "actors: [⟪nobody]\n",
      rule: "unknown-role", english: "there is no role nobody in Config/roles.yaml"),
    Break(
      "Config/procedures/petition.yaml", "basis: PWR 第24条", "basis: ⟪PWQ 第24条",
      rule: "unknown-law", english: "there is no PWQ in Config/laws.yaml"),
    Break(
      "Config/procedures/petition.yaml", "event: duplicate_final", "event: duplicate_running",
      at: "event: ⟪duplicate_running\n    title: {zh: 重复（已复核终结）",
      rule: "overlap",
      english: "two steps duplicate_running fit at once: sorted → closed_duplicate and sorted → closed_duplicate"),
    Break(
      "Config/procedures/petition.yaml", "verified: primary", "verified: ⟪certain",
      rule: "unknown-value", english: "unknown value \"certain\"; one of primary, model, secondary, superseded, design"),
    Break(
      "Config/procedures/petition.yaml", "    actors: [petition_office_or_organ]\n",
      "    actors: [petition_office_or_organ]\n    ⟪deadlin: [pt.handle]\n",
      rule: "unknown-key",
      english:
        "unknown key \"deadlin\"; known here: actors, back_to, basis, corrects, effects, event, extends, from, guard, guards, letters, links, "
    ),
    Break(
      "Config/procedures/petition.yaml", "requires: [class]", "requires: [⟪klass]",
      rule: "unknown-datum", english: "there is no klass in this procedure's data"),
    Break(
      "Config/procedures/petition.yaml", "settles: {repeat: running}", "settles: {repeat: ⟪sometimes}",
      rule: "unknown-value", english: "repeat has no value sometimes"),
    Break(
      "Config/procedures/petition.yaml", "detail: adoption", "detail: adopted",
      at: "  - id: ⟪closed_adopted_or_answered\n",
      rule: "unknown-datum", english: "the outcome's detail names adopted, which is not in data"),
    Break(
      "Config/procedures/reconsideration.yaml", "- {first_time: ask_supplement,", "- {⟪only_once: ask_supplement,",
      rule: "unknown-predicate", english: "there is no predicate \"only_once\"; one of is, is_not, one_of, "),
    Break(
      "Config/procedures/reconsideration.yaml", "letters: [extension_notice]", "letters: [⟪extension]",
      rule: "unknown-letter", english: "there is no letter extension of this procedure in Config/letters"),
    Break(
      "Config/exclusivity.yaml", "petition: [closed_recheck_final]", "petition: [⟪closed]",
      rule: "unknown-state", english: "procedure petition has no state closed"),
    Break(
      "Config/procedures/reconsideration.yaml", "  - id: executing\n",
      "  - id: ⟪executing_2\n    title: {zh: 甲, en: a}\n    outcome: {code: a, title: {zh: 甲, en: a}}\n  - id: executing\n",
      rule: "unreachable", english: "executing_2 cannot be reached from the first state"),
    Break(
      "Config/procedures/reconsideration.yaml", "  - id: executing\n",
      "  - id: ⟪executing_2\n    title: {zh: 甲, en: a}\n  - id: executing\n",
      rule: "dead-end", english: "executing_2 has no way out: give it an outcome or a transition"),
    Break(
      "Config/procedures/reconsideration.yaml", "from: [served]\n    to: closed", "from: [closed]\n    to: served",
      at: "  - id: ⟪closed\n",
      rule: "terminal-leads-on", english: "closed has an outcome and yet a way out"),
    Break(
      "Config/procedures/reconsideration.yaml", "  - id: committee\n",
      "  - id: hearing\n    title: {zh: 甲, en: a}\n  - id: committee\n", at: "  - id: ⟪hearing\n    title: {zh: 甲",
      rule: "duplicate", english: "state \"hearing\" stands twice, first on line "),
    Break(
      "Config/procedures/reconsideration.yaml", "only: [change,", "only: [⟪chance,",
      rule: "unknown-value", english: "decision has no value chance"),
    Break(
      "Config/procedures/reconsideration.yaml", "corrected: true", "corrected: ⟪yes",
      rule: "wrong-type", english: "expected true or false"),
    Break(
      "Config/procedures/reconsideration.yaml", "form: date", "form: ⟪day",
      rule: "unknown-value",
      english: "unknown value \"day\"; one of text, date, timestamp, integer, amount, organ, boolean, case"),
    Break(
      "Config/procedures/people_mediation.yaml", "office_rule: false", "office_rule: ⟪0",
      rule: "wrong-type", english: "expected true or false"),
    Break(
      "Config/procedures/people_mediation.yaml", "title: {zh: 人民调解,", "title: {⟪cn: 人民调解,",
      rule: "unknown-key", english: "unknown key \"cn\"; known here: en, zh"),
    Break(
      "Config/procedures/people_mediation.yaml", "    to: consent_check", "    to: ⟪7",
      rule: "wrong-type", english: "expected a text: put it in quotes"),
    Break(
      "Config/procedures/people_mediation.yaml", "to: refused\n", "to: ⟪''\n",
      rule: "empty", english: "must not be empty"),
    Break(
      "Config/routes.yaml", "{route: petition, docket: petition,", "{route: petition, docket: ⟪petitions,",
      rule: "unknown-value",
      english:
        "unknown value \"petitions\"; one of work-order, mediation, reconsideration, litigation-separation, petition, supervision"
    ),
    Break(
      "Config/routes.yaml", "route: clarify", "route: ⟪unclear",
      rule: "unknown-value",
      english: "unknown value \"unclear\"; one of emergency, supervision, reconsideration, litsep.court, "),
    Break(
      "Config/routes.yaml", "route: clarify", "route: hotline",
      at:
        "  - {route: ⟪hotline, docket: work-order, procedure: hotline_work_order, first_state: registered, awaits_confirmation: false}\n  # A refusal",
      rule: "duplicate", english: "route \"hotline\" stands twice, first on line "),
    Break(
      "Config/routes.yaml", "procedure: petition,", "procedure: ⟪petitions,",
      rule: "unknown-procedure", english: "there is no procedure petitions in Config/procedures"),
    Break(
      "Config/routes.yaml", "procedure: petition, first_state: registered", "procedure: petition, first_state: ⟪sorted",
      rule: "not-an-opening-state", english: "a case of petition cannot open in sorted; it may in registered"),
    Break(
      "Config/routes.yaml", "first_state: sealed, awaits_confirmation: true",
      "first_state: sealed, awaits_confirmation: ⟪1",
      rule: "wrong-type", english: "expected true or false"),
    Break(
      "Config/regions.yaml", "code: '441803102'", "code: ⟪'441802102'",
      rule: "bad-code", english: "a town of 清新区 has a code that begins with 441803"),
    Break(
      "Config/regions.yaml", "code: '441803102'", "code: ⟪441803102",
      rule: "wrong-type", english: "expected a text: put it in quotes"),
    Break(
      "Config/regions.yaml", "code: '441821'", "code: ⟪'44182'",
      rule: "bad-code", english: "a code of 6 digits is expected"),
    Break(
      "Config/regions.yaml", "{code: '441823107', hints", "{code: ⟪'441823999', hints",
      rule: "unknown-region", english: "no region has the code 441823999"),
    Break(
      "Config/regions.yaml", "kind: county\n", "kind: ⟪shire\n",
      rule: "unknown-value",
      english: "unknown value \"shire\"; one of district, county, autonomous_county, county_level_city"),
    Break(
      "Config/organs.yaml", "id: justice", "id: gov_city", at: "  - id: ⟪gov_city\n    title: {zh: 清远市司法局",
      rule: "duplicate", english: "organ \"gov_city\" stands twice, first on line "),
    Break(
      "Config/organs.yaml", "name_status: verified", "name_status: ⟪sure",
      rule: "unknown-value", english: "unknown value \"sure\"; one of verified, verified_older, general_knowledge"),
    Break(
      "Config/calendar/2026.yaml", "date: '2026-02-14'", "date: ⟪'2026-02-13'",
      rule: "not-a-weekend", english: "2026-02-13 is no weekend day of 2026"),
    Break(
      "Config/calendar/2026.yaml", "date: '2026-02-14'", "date: ⟪'2026-02-30'",
      rule: "bad-date", english: "not a date: \"2026-02-30\"; write it as 2026-11-23"),
    Break(
      "Config/calendar/2026.yaml", "to: '2026-01-03'", "to: ⟪'2025-01-03'",
      rule: "bad-range", english: "must lie within the year and not before `from`"),
    Break(
      "Config/calendar/2026.yaml", "working_days: 248", "working_days: ⟪249",
      rule: "wrong-count", english: "the lists make 248 working days, not 249"),
    Break(
      "Config/calendar/2026.yaml", "in_lieu: ['2026-01-02'", "in_lieu: [⟪'2026-01-05'",
      rule: "not-in-a-break", english: "2026-01-05 is no weekday inside a break"),
    Break(
      "Config/calendar/2026.yaml", "year: 2026", "year: ⟪2027",
      rule: "wrong-name", english: "year 2027 belongs in 2027.yaml"),
    Break(
      "Topics/intake.yaml", "embedded: 6", "embedded: ⟪0",
      rule: "out-of-range", english: "expected 1 to 1024, found 0"),
    Break(
      "Topics/intake.yaml", "embedded: 6", "embedded: ⟪six",
      rule: "wrong-type", english: "expected an integer"),
    Break(
      "Topics/intake.yaml", "retention: {days: 7}", "retention: ⟪seven",
      rule: "wrong-type", english: "expected {days: n}, {milliseconds: n} or forever"),
    Break(
      "Topics/intake.yaml", "min_in_sync: 2", "min_in_sync: ⟪4",
      rule: "out-of-range", english: "min_in_sync is above replication (3)"),
    Break(
      "Topics/intake.yaml", "name: intake.mediation", "name: intake.hotline",
      at: "  - name: ⟪intake.hotline\n    title: {zh: 调解申请",
      rule: "duplicate", english: "topic \"intake.hotline\" stands twice, first at "),
    Break(
      "Topics/intake.yaml", "name: intake.mediation", "name: ⟪Intake_mediation",
      rule: "bad-name", english: "a topic's name has small letters, digits, dots and dashes only, at most 100"),
    Break(
      "Topics/intake.yaml", "schema: schemas/submission.hotline.v1.json", "schema: ⟪schemas/nowhere.json",
      rule: "missing-file", english: "there is no file "),
    Break(
      "Topics/events.yaml", "cleanup: delete", "cleanup: ⟪shred",
      rule: "unknown-value", english: "unknown value \"shred\"; one of delete, compact"),
    Break(
      "Config/mappings/default.yaml", "- 实名情况", "- 是否保密", at: "{header: ⟪是否保密",
      rule: "duplicate", english: "header \"是否保密\" fills caller.disclosure already, on line "),
    Break(
      "Config/mappings/default.yaml", "phone: [电话, 来电,", "phone: [电话, 微信,", at: "wechat: [⟪微信",
      rule: "duplicate", english: "\"微信\" means phone already"),
    Break(
      "Config/mappings/mailbox.yaml", "extends: default", "extends: ⟪common",
      rule: "unknown-mapping", english: "there is no mapping common"),
    Break(
      "Config/mappings/mailbox.yaml", "extends: default", "extends: ⟪mailbox",
      rule: "circular", english: "mappings extend each other: mailbox"),
    Break(
      "Config/mappings/mailbox.yaml", "id: mailbox", "id: ⟪post",
      rule: "wrong-name", english: "mapping post belongs in post.yaml"),
  ]
}
