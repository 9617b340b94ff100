// SPDX-License-Identifier: Apache-2.0

import Domain
import Server

extension DemoPlayer {
    /// The steps of those who want to take part in the thread's session.
    mutating func enrol(_ moment: DemoScript.Moment, with commands: Commands) throws {
        let (thread, key, now) = (moment.thread, moment.thread.key, moment.at)
        let (practice, tenant) = (founded.practice, founded.tenant)
        switch moment.step.deed {
        case .enrol(let name, let hasPhone, let words):
            let wish = Enrolment.Wish(
                session: try session(of: thread), name: name, phone: hasPhone ? phone() : nil, words: words)
            records[key, default: Records()].enrolments.append(
                try commands.enrol(wish, at: now, practice: practice, tenant: tenant))
        case .enrolment(let index, let command, let fields):
            guard let enrolments = records[key]?.enrolments, enrolments.indices.contains(index) else {
                throw Missing(what: "enrolment \(index) of \(key)")
            }
            let id = enrolments[index]
            guard !command.holders.isEmpty else {
                return try commands.perform(command, ofHolder: id, at: now, practice: practice, tenant: tenant)
            }
            try commands.perform(
                command, try filled(fields, thread, commands, at: now), on: id, by: try actor(command.holders, thread),
                at: now, practice: practice, tenant: tenant)
        default:
            throw Missing(what: "a step of an enrolment")
        }
    }
}
