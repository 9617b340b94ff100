// SPDX-License-Identifier: Apache-2.0

import Database
import Domain

/// What a topic's stages carry, each in its column. What was said with an earlier event stays where it is.
extension TopicStore {
    /// What has to be written of its place in the plan; nothing where that stays.
    static func planColumns(
        from before: Topic.Plan?, to plan: Topic.Plan?, _ recorded: EventStore.Recorded
    ) -> SQL {
        guard before != plan else { return "" }
        return switch plan {
        case .approved(let reference, let day):
            "plan = 'approved', plan_reference = \(recorded.content(of: reference)), plan_day = \(day.description),"
        case .proposed: "plan = 'proposed', plan_reference = NULL, plan_day = NULL,"
        case nil: "plan = NULL, plan_reference = NULL, plan_day = NULL,"
        }
    }

    /// What has to be written of its way before the room above; nothing where that stays.
    static func escalationColumns(
        from before: Topic.Escalation?, to escalation: Topic.Escalation?, _ recorded: EventStore.Recorded
    ) -> SQL {
        guard before != escalation else { return "" }
        guard let escalation else {
            return """
                escalation_room = NULL, escalation_area = NULL, escalation_reason = NULL, escalated_into = NULL,
                escalation_declined = NULL,
                """
        }
        // Why it was brought before the room above was said as it was; what follows says the other topic alone.
        if let parent = escalation.parent { return "escalated_into = \(parent.number)," }
        if let declined = escalation.declined { return "escalation_declined = \(recorded.content(of: declined))," }
        return """
            escalation_declined = NULL, escalation_room = \(escalation.room.number), escalation_area = \(escalation.area.text),
            escalation_reason = \(recorded.content(of: escalation.reason)),
            """
    }

    /// What has to be written of its state, and of what was said with it; nothing where it stays.
    static func stateColumns(
        from before: Topic.State, to state: Topic.State, _ recorded: EventStore.Recorded
    ) -> SQL {
        if before == state { return "" }
        // What was said as it was sent on stays where it is; this event says the result alone.
        if case .redirected(let earlier) = before, case .redirected(let redirection) = state {
            return earlier.result == redirection.result
                ? "" : "redirect_result = \(recorded.content(of: redirection.result)),"
        }
        var columns = StateColumns()
        switch state {
        case .held, .screening, .pooled, .selected, .researching, .ready, .scheduled, .consulted, .inHandling,
            .reopened, .withdrawn:
            break
        case .asked(let text): columns.question = recorded.content(of: text)
        case .solvedDirectly(let text): columns.answer = recorded.content(of: text)
        case .rejected(let rejection):
            columns.ground = rejection.ground
            columns.reason = recorded.content(of: rejection.explanation)
        case .redirected(let redirection):
            columns.channel = redirection.channel.rawValue
            columns.channelReason = recorded.content(of: redirection.explanation)
            columns.channelResult = recorded.content(of: redirection.result)
            columns.channelAnswerBy = redirection.answerBy
        case .merged(let other): columns.mergedInto = other.number
        case .closed(.handled(let claimed)):
            columns.closure = "handled"
            columns.claimed = claimed.rawValue
        case .closed(.noAction(let reason)):
            columns.closure = "no_action"
            columns.closureReason = recorded.content(of: reason)
        }
        return """
            state = \(state.name.rawValue), question = \(columns.question), answer = \(columns.answer),
            rejection_ground = \(columns.ground), rejection_reason = \(columns.reason),
            merged_into = \(columns.mergedInto), closure = \(columns.closure), claimed = \(columns.claimed),
            closure_reason = \(columns.closureReason), redirect_channel = \(columns.channel),
            redirect_reason = \(columns.channelReason), redirect_result = \(columns.channelResult),
            redirect_answer_by = \(columns.channelAnswerBy?.description),
            """
    }

    /// What a state carries, each in its column.
    private struct StateColumns {
        var question: Int64?
        var answer: Int64?
        var ground: String?
        var reason: Int64?
        var mergedInto: Int64?
        var closure: String?
        var claimed: String?
        var closureReason: Int64?
        var channel: String?
        var channelReason: Int64?
        var channelResult: Int64?
        var channelAnswerBy: Day?
    }
}

extension Publication {
    /// The name of the column's value.
    var name: String {
        switch self {
        case .hidden: "hidden"
        case .reviewed: "reviewed"
        case .published: "published"
        case .withdrawn: "withdrawn"
        }
    }
}
