/// A procedure as a drawing, in the languages of two drawing tools. Labels are in the words of one language.
public struct ProcedureDrawing {
  let procedure: Procedure
  let language: Language

  public init(_ procedure: Procedure, language: Language) {
    self.procedure = procedure
    self.language = language
  }

  /// Steps between two states share one arrow.
  private struct Arrow {
    var from: String
    var to: String
    var steps: [Transition]
  }

  private var arrows: [Arrow] {
    var arrows: [Arrow] = []
    for step in procedure.transitions {
      for from in step.from where from != step.to {
        if let known = arrows.firstIndex(where: { $0.from == from && $0.to == step.to }) {
          arrows[known].steps.append(step)
        } else {
          arrows.append(Arrow(from: from, to: step.to, steps: [step]))
        }
      }
    }
    return arrows
  }

  private func label(_ arrow: Arrow) -> String {
    var seen: Set<String> = []
    return arrow.steps.filter { seen.insert($0.event).inserted }
      .map { $0.isAutomatic ? "⏱ \($0.title[language])" : $0.title[language] }.joined(separator: " / ")
  }

  /// The clocks that a case waits for in a state.
  private func clocks(_ state: ProcedureState) -> [String] {
    if case .clocks(let rules, _)? = state.wait { rules } else { [] }
  }

  /// A Mermaid state diagram.
  public var mermaid: String {
    var lines = ["stateDiagram-v2", "  direction TB"]
    for state in procedure.states {
      let text = [state.title[language]] + (clocks(state).isEmpty ? [] : [clocks(state).joined(separator: ", ")])
      // A colon ends a description in Mermaid, and a semicolon a line.
      let safe = text.joined(separator: " ⧗ ").replacing(":", with: "：").replacing(";", with: "；")
      lines.append("  \(state.id) : \(safe)")
    }
    lines += procedure.openingStates.map { "  [*] --> \($0)" }
    lines += arrows.map { arrow in
      let safe = label(arrow).replacing(":", with: "：").replacing(";", with: "；")
      return "  \(arrow.from) --> \(arrow.to) : \(safe)"
    }
    lines += procedure.states.filter(\.isTerminal).map { "  \($0.id) --> [*]" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A graph for Graphviz.
  public var dot: String {
    var lines = [
      "digraph \(procedure.id) {", "  rankdir=TB;", "  label=\(Self.quoted(procedure.title[language]));",
      "  labelloc=t;", "  node [shape=box, style=rounded, fontname=\"Noto Sans CJK SC\"];",
      "  edge [fontname=\"Noto Sans CJK SC\", fontsize=10];",
    ]
    for state in procedure.states {
      let text = ([state.title[language]] + clocks(state)).joined(separator: "\n")
      let shape = state.isTerminal ? ", peripheries=2, style=\"rounded,filled\", fillcolor=\"#eeeeee\"" : ""
      let bold = procedure.openingStates.contains(state.id) ? ", penwidth=2" : ""
      lines.append("  \(state.id) [label=\(Self.quoted(text))\(shape)\(bold)];")
    }
    for arrow in arrows {
      let style = arrow.steps.allSatisfy(\.isAutomatic) ? ", style=dashed" : ""
      lines.append("  \(arrow.from) -> \(arrow.to) [label=\(Self.quoted(label(arrow)))\(style)];")
    }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    return "\"\(escaped)\""
  }
}
