import Casework
import Rulebook

/// An explanation for a person: what the period is, its dates, each day, and the months drawn.
struct ExplanationText {
  let explanation: ClockExplanation
  let terminal: Terminal

  init(_ explanation: ClockExplanation, terminal: Terminal) {
    self.explanation = explanation
    self.terminal = terminal
  }

  private var rule: DeadlineRule { explanation.rule }
  private var reading: ClockReading { explanation.reading }

  var lines: [String] {
    (heading + [""] + dates + dayLines + MonthDrawing(explanation, terminal: terminal).lines).map(TextWidth.printable)
  }

  // MARK: The rule

  private var heading: [String] {
    var lines = [
      "\(rule.id)  \(terminal.text(rule.title))\(terminal.bracketed(terminal.text(rule.lengthWording)))",
      row("依据", "basis", rule.basis + marks),
      row("性质", "kind", terminal.text(kind)),
    ]
    if let allowance = rule.extendable { lines.append(row("延长", "extension", terminal.text(words(allowance)))) }
    return lines
  }

  private var marks: String {
    var marks: [Bilingual] = []
    if !rule.isVerified { marks.append(Bilingual("未核实", "not verified")) }
    switch rule.currency {
    case .yes: break
    case .uncertain: marks.append(Bilingual("现行与否不确定", "uncertain whether in force"))
    case .superseded: marks.append(Bilingual("已被取代", "superseded"))
    case .notBindingHere: marks.append(Bilingual("外地规定，仅供参照", "another place's rule, a model"))
    }
    return marks.map { terminal.bracketed(terminal.text($0)) }.joined()
  }

  private var kind: Bilingual {
    switch rule.kind {
    case .authorityDuty: Bilingual("机关的义务", "duty of an authority")
    case .citizenRight: Bilingual("当事人的权利", "right of a citizen")
    case .partyDuty: Bilingual("当事人的义务", "duty of a party")
    case .retentionMinimum: Bilingual("最短保存期", "minimum of retention")
    }
  }

  private func words(_ allowance: ExtensionAllowance) -> Bilingual {
    var zh = allowance.approverTitle.zh + "批准"
    var en = "approved by: \(allowance.approverTitle.en)"
    if let most = allowance.most {
      let unit = (allowance.unit ?? rule.unit).title
      zh += "，最多 \(most)\(unit.zh)"
      en += "; at most \(most) \(unit.en)"
    }
    if let condition = allowance.condition {
      zh += "；\(condition.zh)"
      en += "; \(condition.en)"
    }
    return Bilingual(zh, en)
  }

  // MARK: The dates

  private var dates: [String] {
    var lines = [
      row("起算", "start", "\(explanation.ledger.start.at)" + terminal.bracketed(terminal.text(rule.startTitle)))
    ]
    if let raw = reading.rawLastDay, let due = reading.due {
      if reading.rolledOver { lines.append(row("最后一日", "last day", "\(raw)")) }
      lines.append(row("届满", "due", "\(due)" + remarks))
    } else {
      lines.append(row("届满", "due", terminal.text("停止计算中，尚无日期", "standing still, no date yet")))
    }
    if let progress = reading.progress {
      lines.append(
        row(
          "进度", "progress",
          terminal.text(
            "已用 \(progress.run)，剩余 \(progress.left)（\(Self.state(progress.state).zh)）",
            "\(progress.run) used, \(progress.left) left (\(Self.state(progress.state).en))")))
    }
    lines.append(row("届满后果", "on expiry", consequence))
    return lines
  }

  private var remarks: String {
    var text = ""
    if case .day = reading.due { text += terminal.text(" 24:00", " 24:00") }
    if reading.rolledOver { text += terminal.bracketed(terminal.text("顺延", "moved")) }
    if reading.provisional {
      text += terminal.bracketed(
        terminal.text("暂定，以国务院办公厅节假日安排为准", "provisional until the notice of holidays is out"))
    }
    return text
  }

  private var consequence: String {
    let text = terminal.text(rule.expiry.wording)
    guard rule.expiry.manner == .proposed else { return text }
    return text + terminal.bracketed(terminal.text("须经办人确认", "an officer confirms"))
  }

  static func state(_ state: ClockState) -> Bilingual {
    switch state {
    case .running: Bilingual("进行中", "running")
    case .suspended: Bilingual("中止", "suspended")
    case .waiting: Bilingual("等待补正", "waiting for the supplement")
    case .expired: Bilingual("已届满", "run out")
    case .answered: Bilingual("已办", "answered")
    case .answeredLate: Bilingual("逾期办理", "answered late")
    }
  }

  private func row(_ zh: String, _ en: String, _ value: String) -> String {
    TextWidth.pad(terminal.text(zh, en), terminal.language == .english ? 11 : 10) + value
  }

  // MARK: The days

  private var dayLines: [String] {
    guard !explanation.days.isEmpty else { return [] }
    return [""] + explanation.days.map(line)
  }

  private func line(_ day: ExplainedDay) -> String {
    let number =
      day.number.map { terminal.text("计入，第 \($0) 日", "counted, day \($0)") } ?? terminal.text("不计", "not counted")
    let reasons = day.remarks.map { remark in
      terminal.text(remark.wording) + (remark.basis(under: rule).map { terminal.bracketed($0) } ?? "")
    }
    let parts = [
      day.date.description, Self.weekday(day.date)[terminal.language], TextWidth.pad(number, 16),
      reasons.joined(separator: terminal.text("；", "; ")),
    ]
    return parts.joined(separator: "  ").trimmingSuffix(" ")
  }

  static func weekday(_ date: LocalDate) -> Bilingual {
    let zh = ["一", "二", "三", "四", "五", "六", "日"]
    let en = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    return Bilingual("周\(zh[date.weekday - 1])", en[date.weekday - 1])
  }
}

extension String {
  /// Without the spaces at its end.
  func trimmingSuffix(_ character: Character) -> String {
    var text = self
    while text.last == character { text.removeLast() }
    return text
  }
}
