// SPDX-License-Identifier: Apache-2.0

import Domain
import Server

extension DemoPlayer {
    /// What residents leave for those who write proposals, and how proposals are honoured.
    mutating func commend(_ moment: DemoScript.Moment, with commands: Commands) throws {
        let (thread, key, now) = (moment.thread, moment.thread.key, moment.at)
        let (practice, tenant, office) = (founded.practice, founded.tenant, Actor.staff(try staff("tian")))
        switch moment.step.deed {
        case .leaveClue(let text):
            records[key, default: Records()].clue = try commands.leaveClue(
                text, at: now, practice: practice, tenant: tenant)
        case .clue(let command, let fields):
            try commands.perform(
                command, try filled(fields, thread, commands, at: now), on: try clue(key), by: office, at: now,
                practice: practice, tenant: tenant)
        case .beginCommendation(let span):
            records[key, default: Records()].commendation = try commands.beginCommendation(
                of: span, by: office, at: now, practice: practice, tenant: tenant)
        case .commendation(let command, let fields):
            try commands.perform(
                command, try filled(fields, thread, commands, at: now), on: try commendation(key), by: office, at: now,
                practice: practice, tenant: tenant)
        case .handOutEvaluatorLink:
            records[key, default: Records()].evaluatorLink = try commands.makeEvaluatorLink(
                of: try commendation(key), by: office, at: now, practice: practice, tenant: tenant)
        case .mark(let fields):
            guard let link = records[key]?.evaluatorLink else { throw Missing(what: "link of \(key)") }
            try commands.mark(
                try filled(fields, thread, commands, at: now), byLink: link, at: now, practice: practice, tenant: tenant
            )
        case .raise, .enter, .gather, .receipt, .support, .topic, .withdrawalTakesEffect, .nextRound, .plan, .session,
            .item, .word, .planReception, .book, .reception, .visit, .walk, .sentiment, .enrol, .enrolment, .campaign,
            .yearTopic, .lookBack, .lookingBack, .nominate, .contest, .deploy, .answerNotice, .remindSilent, .register,
            .propose, .enterPaper, .proposal, .handle, .opine,
            .askErasure,
            .decideErasure, .deliberate, .planLive, .live, .comment, .commenting, .like:
            throw Missing(what: "a step of a clue or a commendation")
        }
    }

    private func commendation(_ key: String) throws -> Commendation.ID {
        guard let id = records[key]?.commendation else { throw Missing(what: "commendation \(key)") }
        return id
    }

    /// The clue that an earlier step left.
    func clue(_ key: String) throws -> ProposalClue.ID {
        guard let id = records[key]?.clue else { throw Missing(what: "clue \(key)") }
        return id
    }
}
