// SPDX-License-Identifier: Apache-2.0

import Domain
import Server

extension DemoPlayer {
    /// The steps of a media consultation: its window, what people say, what moderators and units do.
    mutating func broadcast(_ moment: DemoScript.Moment, with commands: Commands) throws {
        let (thread, key, now) = (moment.thread, moment.thread.key, moment.at)
        let (practice, tenant) = (founded.practice, founded.tenant)
        switch moment.step.deed {
        case .planLive(let daysAgo, let from, let until):
            let day = calendar.day(daysAgo)
            records[key, default: Records()].live = try commands.planLive(
                .init(opensAt: Instant(day, hour: from), closesAt: Instant(day, hour: until), stream: nil),
                beside: session(of: thread), by: try actor(MediaConsultation.holders, thread), at: now,
                practice: practice, tenant: tenant)
        case .live(let command, let fields):
            try commands.perform(
                command, try filled(fields, thread, commands, at: now), on: live(of: thread),
                by: try actor(MediaConsultation.holders, thread), at: now, practice: practice, tenant: tenant)
        case .comment(let words, let name):
            let number = records[key]?.comments.count ?? 0
            records[key, default: Records()].comments.append(
                try commands.comment(
                    words, name: name, phone: Self.phone(number), to: live(of: thread), at: now, practice: practice,
                    tenant: tenant))
        case .like(let index, let people):
            for number in 0..<people {
                try commands.like(
                    try comment(index, of: thread), of: live(of: thread), phone: Self.phone(100 + number), at: now,
                    practice: practice, tenant: tenant)
            }
        case .commenting(let index, let command, let fields, let officer):
            var sent = try filled(fields, thread, commands, at: now)
            // Left over, it becomes part of what the session has written down already.
            if command == .joinItem { sent["item"] = records[key]?.items.first?.text }
            try commands.perform(
                command, sent, on: comment(index, of: thread),
                by: try officer.map { Actor.staff(try staff($0)) } ?? actor(command.holders, thread), at: now,
                practice: practice, tenant: tenant)
        default:
            throw Missing(what: "a step of a media consultation")
        }
    }

    private func live(of thread: DemoThread) throws -> MediaConsultation.ID {
        guard let id = records[thread.key]?.live else { throw Missing(what: "media consultation of \(thread.key)") }
        return id
    }

    private func comment(_ index: Int, of thread: DemoThread) throws -> LiveComment.ID {
        guard let comments = records[thread.key]?.comments, comments.indices.contains(index) else {
            throw Missing(what: "comment \(index) of \(thread.key)")
        }
        return comments[index]
    }

    /// Numbers that nobody has, those of the chance excepted.
    private static func phone(_ number: Int) -> String { "1390002\(String(10_000 + number).suffix(4))" }
}
