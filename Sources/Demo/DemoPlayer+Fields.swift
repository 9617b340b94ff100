// SPDX-License-Identifier: Apache-2.0

import Domain
import Server

extension DemoPlayer {
    /// The fields as a form sends them.
    mutating func filled(
        _ fields: [String: DemoStep.Value], _ thread: DemoThread, _ commands: Commands, at now: Instant
    ) throws -> [String: String] {
        var filled: [String: String] = [:]
        // In one order, so that the same seed draws the same numbers.
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            switch value {
            case .text(let text): filled[name] = text
            case .day(let daysAgo): filled[name] = calendar.day(daysAgo).description
            case .year: filled[name] = String(calendar.day(0).year)
            case .person(let signIn): filled[name] = try staff(signIn).id.text
            case .people(let signIns):
                for id in try signIns.map({ try staff($0).id }) { filled["\(name).\(id)"] = "on" }
            case .entry(let key): filled[name] = try entry(key).text
            case .proposal(let key): filled[name] = try proposal(key).text
            case .number(let key):
                let numbered = try commands.record(
                    try proposal(key), practice: founded.practice, tenant: founded.tenant)
                filled[name] = numbered?.number?.text ?? ""
            case .clue(let key): filled[name] = try clue(key).text
            case .unit(let index): filled[name] = founded.units[index].id.text
            case .units(let indices):
                for id in indices.map({ founded.units[$0].id }) { filled["\(name).\(id)"] = "on" }
            case .room(let index): filled[name] = founded.rooms[index].id.text
            case .rooms(let indices):
                for id in indices.map({ founded.rooms[$0].id }) { filled["\(name).\(id)"] = "on" }
            case .topic(let key): filled[name] = try topic(key).text
            case .ownTopic: filled[name] = try topic(of: thread).text
            case .names(let category, let count):
                let taken = try category == .people ? participants(thread, commands).compactMap(\.phone?.words) : []
                filled[name] = names(category, count, besides: taken).joined(separator: "\n")
            case .invited(let category):
                let silent = try participants(thread, commands).filter { $0.category == category && $0.answer == nil }
                filled[name] = try drawn(silent).id.text
            case .participant(let category):
                let present = try participants(thread, commands).filter { $0.category == category && $0.isPresent }
                filled[name] = try drawn(present).id.text
            case .speaker(let category):
                let present = try participants(thread, commands).filter { $0.category == category && $0.isPresent }
                filled["\(name).\(try drawn(present).id)"] = "on"
            case .document(let text):
                let secretary = try staff(DemoPeople.secretary(ofRoom: thread.room)).id
                let file = try commands.upload(
                    text, named: "\(thread.matter.title)：调研情况.txt", by: secretary, at: now,
                    practice: founded.practice, tenant: founded.tenant)
                filled["\(name).\(file)"] = "on"
            case .original(let body, let signIn):
                let file = try commands.upload(
                    "\(body)：《\(thread.matter.title)》，已盖章。\n", named: "盖章原件.txt", by: try staff(signIn).id, at: now,
                    practice: founded.practice, tenant: founded.tenant)
                filled["\(name).\(file)"] = "on"
            case .present:
                for participant in try present(thread, commands) { filled["\(name).\(participant.id)"] = "1" }
            case .milestones(let days, let texts):
                filled[name] = zip(days, texts).map { "\(calendar.day($0)) \($1)" }.joined(separator: "\n")
            }
        }
        return filled
    }

    /// `besides`: the phones that are on the list already.
    private mutating func names(
        _ category: ParticipantCategory, _ count: Int, besides taken: [String]
    ) -> [String] {
        let pool: [String] =
            switch category {
            case .people: DemoPeople.residents
            case .grassroots: DemoPeople.grassroots
            case .expert: DemoPeople.experts
            case .department: ["高远舟（县住房城乡建设局）", "程路平（县交通运输局）", "罗清扬（清河街道办事处）"]
            case .member: []
            }
        let drawn = pool.shuffled(using: &random).prefix(count)
        guard category == .people else { return Array(drawn) }
        // No two of them have one number.
        var phones: [String] = []
        while phones.count < drawn.count {
            let phone = phone()
            if !phones.contains(phone), !taken.contains(phone) { phones.append(phone) }
        }
        return zip(drawn, phones).map { "\($0) \($1)" }
    }

    /// Everybody but, now and then, an expert who could not come.
    private mutating func present(_ thread: DemoThread, _ commands: Commands) throws -> [Participant] {
        let all = try participants(thread, commands)
        let isExpertAway = thread.matter.opinions.allSatisfy { $0.category != .expert } && Bool.random(using: &random)
        return all.filter { $0.category != .expert || !isExpertAway }
    }

    private func participants(_ thread: DemoThread, _ commands: Commands) throws -> [Participant] {
        guard let id = records[thread.key]?.session else { throw Missing(what: "session of \(thread.key)") }
        return try commands.record(id, practice: founded.practice, tenant: founded.tenant)?.participants ?? []
    }

    private mutating func drawn(_ participants: [Participant]) throws -> Participant {
        guard let one = participants.randomElement(using: &random) else { throw Missing(what: "participant") }
        return one
    }
}
