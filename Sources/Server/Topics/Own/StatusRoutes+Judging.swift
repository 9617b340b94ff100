// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// What a submitter is asked about what the room has settled by itself: the same as about an item.
extension StatusRoutes {
    /// Says it on the page, or has the form back with what is wrong.
    func judge(_ request: WebRequest) async throws -> WebResponse { try await act(.judge, request) }

    /// The form; nil where nobody asks. What was said can be changed until the day is over.
    func judging(_ own: Own, _ key: OwnTopicKey, _ request: WebRequest, problems: InputProblems?) -> ConfirmationForm? {
        guard let asking = own.asking(on: request.now.day), let end = asking.askedUntil,
            case .solvedDirectly(let answer) = asking.state
        else { return nil }
        let action = "\(key.address)/\(TopicAct.judge.segment)"
        let day = ChineseTime.date(end, today: request.now.day)
        return ConfirmationForm(
            matter: nil,
            claim: Note(lead: "议事室说已当场解决", text: answer.words ?? TopicWording.erased, icon: .half),
            changeable: "\(day)以前可以改", action: action, token: request.token(for: action), answer: own.judgement,
            form: OwnForm.judgement.name, asksEnding: own.asksEnding, problems: problems)
    }
}

extension StatusRoutes.Own {
    /// Whose settling the submitter is asked about on this day: that of the own topic, or of the one that it is handled as part of.
    func asking(on day: Day) -> Topic? {
        topic.asking(with: shared.first { $0.topic.id == topic.mergedInto }?.topic, on: day)
    }

    /// That it is the submitter's turn to say whether it is solved; nil where nothing is asked that was not answered.
    func turn(_ isJudging: Bool) -> Note? {
        guard !asked.isEmpty || isJudging && topic.word == nil else { return nil }
        let who = asked.isEmpty ? "议事室答复了" : "单位报告了办理结果"
        return Note(lead: "轮到您了", text: "\(who)，请您说说是不是真解决了。", tone: .soon, icon: .clock)
    }

    /// What the submitter has said of it last.
    var judgement: Confirmation.Answer? {
        guard topic.word != nil else { return nil }
        return loop.log.lazy.reversed().compactMap(\.event.judgement).first
    }
}

extension TopicEvent {
    /// What the submitter says of what the room has settled; nil of whatever else happens.
    var judgement: Confirmation.Answer? {
        guard case .judged(let answer, _) = self else { return nil }
        return answer
    }
}
