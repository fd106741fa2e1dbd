/// No two steps may fit the same event and data: what happens must not depend on the order of a file.
struct Overlaps {
  let procedure: Procedure

  init(_ procedure: Procedure) {
    self.procedure = procedure
  }

  var faults: [ProcedureFault] {
    let logic = Satisfiability(procedure)
    let steps = procedure.transitions
    var faults: [ProcedureFault] = []
    for (index, step) in steps.enumerated() {
      if !logic.canHold(step.demands) {
        faults.append(
          ProcedureFault(
            "never-fits", .transition(index),
            Bilingual("步骤 \(step.event) 的条件互相矛盾", "the guards of \(step.event) contradict each other")))
      }
      for other in steps[..<index] where other.event == step.event {
        guard let state = step.from.first(where: other.from.contains),
          logic.canHold(step.demands + other.demands)
        else { continue }
        faults.append(
          ProcedureFault(
            "overlap", .transition(index),
            Bilingual(
              "状态 \(state) 下有两个 \(step.event) 可以同时成立：\(state) → \(other.to)，\(state) → \(step.to)",
              "two steps \(step.event) fit at once: \(state) → \(other.to) and \(state) → \(step.to)")))
      }
    }
    return faults
  }
}
