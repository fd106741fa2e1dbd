import Casework

/// What a procedure names elsewhere has to be there: rules of periods, documents, grounds that stop a clock.
struct ProcedureReferences {
  let deadlines: DeadlineTable
  let letters: [LetterForm]
  let faults: FaultCollector

  func check(_ placed: PlacedProcedure) {
    let procedure = placed.procedure
    for clock in placed.clocks where !deadlines.contains(clock.value.rule) {
      faults.add(
        "unknown-clock", at: clock.place,
        Bilingual(
          "Config/deadlines 中没有期限 \(clock.value.rule)", "there is no rule \(clock.value.rule) in Config/deadlines"))
    }
    let known = Set(letters.filter { $0.procedure == procedure.id }.map(\.id))
    for step in placed.transitions {
      for letter in step.letters where !known.contains(letter.value) {
        faults.add(
          "unknown-letter", at: letter.place,
          Bilingual(
            "Config/letters 中本程序没有文书 \(letter.value)",
            "there is no letter \(letter.value) of this procedure in Config/letters"))
      }
      checkGround(step)
      checkExtension(step)
    }
  }

  /// A step that suspends named clocks for a fixed ground: each of their rules has to know it.
  private func checkGround(_ step: PlacedTransition) {
    guard let suspension = step.transition.suspends, let ground = suspension.fixedGround,
      case .rules(let rules) = suspension.clocks
    else { return }
    for rule in rules.flatMap({ deadlines.versions(of: $0) }) {
      let grounds = deadlines.grounds(of: rule) + deadlines.grounds(of: rule, excluding: true)
      if grounds.contains(where: { $0.code == ground }) { continue }
      faults.add(
        "unknown-ground", at: step.event,
        Bilingual("期限 \(rule.id) 不因 \(ground) 停止", "the clock \(rule.id) does not stop for \(ground)"))
    }
  }

  /// A step that lengthens a period: the rule has to allow it.
  private func checkExtension(_ step: PlacedTransition) {
    for rule in (step.transition.extends?.clocks.named ?? []).flatMap({ deadlines.versions(of: $0) })
    where rule.extendable == nil {
      faults.add(
        "not-extendable", at: step.event,
        Bilingual("期限 \(rule.id) 不得延长", "the clock \(rule.id) cannot be extended"))
    }
  }
}
