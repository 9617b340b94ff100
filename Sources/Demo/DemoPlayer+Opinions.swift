// SPDX-License-Identifier: Apache-2.0

import Domain
import Server

extension DemoPlayer {
    /// Opens the call and lets its people answer most of what they are asked.
    mutating func deliberate(
        _ call: DemoCall, on topic: Topic.ID, _ moment: DemoScript.Moment, with commands: Commands
    ) throws {
        let (practice, tenant, now) = (founded.practice, founded.tenant, moment.at)
        let open = try commands.openDeliberation(
            on: topic, question: call.question, statements: call.statements.map(\.text),
            until: now.day.advanced(by: 60), by: try actor(Deliberation.keepers, moment.thread), at: now,
            practice: practice, tenant: tenant)
        records[moment.thread.key, default: Records()].call = open.call
        var chance = SplitMix(seed: 60)
        for (camp, people) in call.camps.enumerated() {
            for person in 0..<people {
                for (statement, id) in zip(call.statements, open.statements) {
                    let (asked, said) = (
                        Int.random(in: 0..<100, using: &chance), Int.random(in: 0..<100, using: &chance)
                    )
                    guard asked < 85 else { continue }
                    let agreeing = statement.agreeing[camp]
                    let answer: OpinionVote.Answer = said < agreeing ? .agree : said < agreeing + 8 ? .pass : .disagree
                    try commands.vote(
                        answer, on: id, in: open.call, as: "\(camp)/\(person)", isVerified: person % 3 != 2, at: now,
                        practice: practice, tenant: tenant)
                }
            }
        }
    }
}
