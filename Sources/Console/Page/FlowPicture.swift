import Casebook
import Casework
import Messages

/// The flow as a picture: doors, intake, router, dockets; as wide a stream as there were matters.
///
/// Two pictures are drawn, one for wide and one for narrow screens; the style shows one of them.
struct FlowPicture {
  let snapshot: FlowSnapshot
  let frame: PageFrame

  var markup: Markup {
    let label = summary
    return """
      <svg class="picture wide" viewBox="0 0 \(WideFlow.width) \(WideFlow.height)" role="img" aria-label="\(label)">
      \(WideFlow(stations: stations).markup)</svg>
      <svg class="picture narrow" viewBox="0 0 \(NarrowFlow.width) \(NarrowFlow.height)" role="img" aria-label="\(label)">
      \(NarrowFlow(stations: stations).markup)</svg>
      """
  }

  /// The numbers and words of the picture.
  struct Stations {
    struct End {
      var code: String
      var title: String
      var detail: String
      var volume: Int64
    }

    var doors: [End]
    var intake: End
    var router: End
    var ends: [End]
    /// What waits before the router, and behind it.
    var waitingBefore: String?
    var waitingAfter: String?
  }

  private var stations: Stations {
    let (counts, waiting) = (snapshot.counts, snapshot.waiting)
    let before = [
      waiting.relay > 0 ? frame.say("待发布 \(waiting.relay)", "to publish: \(waiting.relay)") : nil,
      waiting.router > 0 ? frame.say("待分流 \(waiting.router)", "to route: \(waiting.router)") : nil,
    ].compactMap { $0 }
    let dockets = counts.dockets.map { docket in
      let awaiting =
        docket.awaitingConfirmation == 0
        ? "" : frame.say(" · 待确认 \(docket.awaitingConfirmation)", " · \(docket.awaitingConfirmation) to confirm")
      return Stations.End(
        code: docket.docket.rawValue, title: docket.docket.title[frame.language],
        detail: frame.say("在办 \(docket.open)", "\(docket.open) open") + awaiting
          + frame.say(" · 已结 \(docket.closed)", " · \(docket.closed) closed"),
        volume: docket.open + docket.closed)
    }
    let dead = Stations.End(
      code: "dead", title: frame.say("死信", "dead letters"),
      detail: frame.say("读不了的消息，待人处置", "could not be read, wait for a person"), volume: counts.deadLettersWaiting)
    return Stations(
      doors: counts.kinds.map {
        Stations.End(code: $0.kind.rawValue, title: doorTitle($0.kind), detail: "", volume: $0.registered)
      },
      intake: Stations.End(
        code: "intake", title: frame.say("登记", "intake"),
        detail: counts.repeated == 0 ? "" : frame.say("重复 \(counts.repeated)", "\(counts.repeated) repeated"),
        volume: counts.registered),
      router: Stations.End(
        code: "router", title: frame.say("分流", "router"),
        detail: counts.inFlight == 0 ? "" : frame.say("在途 \(counts.inFlight)", "\(counts.inFlight) in flight"),
        volume: dockets.reduce(0) { $0 + $1.volume }),
      ends: dockets + [dead], waitingBefore: before.isEmpty ? nil : before.joined(separator: " · "),
      waitingAfter: waiting.handlers > 0
        ? frame.say("待立案 \(waiting.handlers)", "to open: \(waiting.handlers)") : nil)
  }

  private func doorTitle(_ kind: Submission.Kind) -> String {
    switch kind {
    case .hotline: frame.say("热线 12345", "hotline 12345")
    case .reconsideration: frame.say("复议申请", "reconsideration")
    case .mediation: frame.say("调解申请", "mediation")
    }
  }

  /// The picture for those who hear it.
  private var summary: String {
    let ends = stations.ends.map { "\($0.title) \($0.volume)" }.joined(separator: frame.say("，", ", "))
    let waits = [stations.waitingBefore, stations.waitingAfter].compactMap { $0 }
    let waiting = waits.isEmpty ? frame.say("无积压", "nothing waits") : waits.joined(separator: frame.say("，", ", "))
    return frame.say(
      "登记 \(snapshot.counts.registered) 件。去向：\(ends)。\(waiting)。",
      "\(snapshot.counts.registered) registered. Went to: \(ends). \(waiting).")
  }
}
