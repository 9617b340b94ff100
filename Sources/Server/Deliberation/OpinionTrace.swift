// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What the trace of a topic says of a call for opinions on it, or beside its session.
struct OpinionTrace: Sendable {
    let call: DeliberationStore.Listed
    let log: [EventStore.Entry<DeliberationEvent>]

    /// Of these calls, those that everybody may read.
    static func read(
        _ calls: [DeliberationStore.Listed], _ desk: DeliberationDesk, in transaction: Transaction
    ) throws -> [OpinionTrace] {
        let calls = calls.filter(\.state.isPublic)
        let logs = try desk.logs(of: calls.map(\.id), in: transaction)
        return calls.map { OpinionTrace(call: $0, log: logs[$0.id] ?? []) }
    }

    /// That people were asked, and how many answered: the same for everybody.
    func moments(today: Day) -> [LoopTrace.Moment] {
        log.compactMap { entry in
            let (act, link): (String, TextLink)
            switch entry.event {
            case .opened(let day):
                act = "征集看法，到\(ChineseTime.date(day, today: today))为止"
                link = TextLink(text: "看问了什么", address: "/deliberations/\(call.id)")
            case .closed(let result):
                // Of fewer nothing is shown, no count either (decision 0060).
                act =
                    result.people < OpinionVote.peopleMin
                    ? "看法征集结束：表态的不满\(OpinionVote.peopleMin)人"
                    : "看法征集结束：\(result.people)人、\(result.votes)次表态"
                link = TextLink(text: "看意见图", address: "/deliberations/\(call.id)/map")
            case .extended(let day):
                act = "征集看法延长到\(ChineseTime.date(day, today: today))"
                link = TextLink(text: "看问了什么", address: "/deliberations/\(call.id)")
            case .begun, .dropped: return nil
            }
            let step = Trace.Step(
                stage: .done, act: act, meta: StepMeta.text(entry, today: today), quote: call.question,
                documents: [link])
            return LoopTrace.Moment(id: entry.id, step: step)
        }
    }
}
