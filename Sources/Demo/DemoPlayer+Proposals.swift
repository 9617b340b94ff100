// SPDX-License-Identifier: Apache-2.0

import Domain
import Server

extension DemoPlayer {
    /// Lines of registers, and the steps of a proposal.
    mutating func propose(_ moment: DemoScript.Moment, with commands: Commands) throws {
        let (thread, key, now) = (moment.thread, moment.thread.key, moment.at)
        let (practice, tenant) = (founded.practice, founded.tenant)
        switch moment.step.deed {
        case .register(let name, let register, let fields):
            records[name, default: Records()].entry = try commands.enter(
                try filled(fields, thread, commands, at: now), into: register, by: try keeper(of: register, thread),
                at: now,
                practice: practice, tenant: tenant)
        case .propose(let signIn, let fields, let source):
            var sent = try filled(fields, thread, commands, at: now)
            sent["subject"] = thread.matter.title
            records[key, default: Records()].proposal = try commands.draftProposal(
                sent, from: try source.map { try topic($0) }, by: .staff(try staff(signIn)), at: now,
                practice: practice, tenant: tenant)
        case .enterPaper(let fields):
            var sent = try filled(fields, thread, commands, at: now)
            sent["subject"] = thread.matter.title
            records[key, default: Records()].proposal = try commands.enterProposal(
                sent, by: .staff(try staff("tian")), at: now, practice: practice, tenant: tenant)
        case .proposal(let command, let fields, let signIn):
            try commands.perform(
                command, try filled(fields, thread, commands, at: now), on: try proposal(key),
                by: .staff(try staff(signIn)),
                at: now, practice: practice, tenant: tenant)
        case .handle(let unit, let command, let fields):
            let id = founded.units[unit].id
            let staff = founded.staff.values.first { $0.units.contains(id) }
            guard let actor = command.holders.contains(.unitOfficer) ? staff : try self.staff("tian") else {
                throw Missing(what: "officer of unit \(unit)")
            }
            try commands.perform(
                command, try filled(fields, thread, commands, at: now), onPartOf: id, in: try proposal(key),
                by: .staff(actor),
                at: now, practice: practice, tenant: tenant)
        case .opine(let signIn, let rating, let remark):
            try commands.opine(
                ["manner": rating.rawValue, "result": rating.rawValue, "remark": remark ?? ""],
                on: try proposal(key), by: try staff(signIn), at: now, practice: practice, tenant: tenant)
        default:
            throw Missing(what: "a step of a proposal")
        }
    }

    /// Who enters lines of a register: the system administrator what everything stands on, the office or the thread's room
    /// what was done.
    func keeper(of register: Register, _ thread: DemoThread) throws -> Actor {
        guard register.isBusiness else { return .staff(try staff("xitong")) }
        return register.holders.contains(.proposalOfficer)
            ? .staff(try staff("tian")) : try actor(register.holders, thread)
    }

    /// A line of a register that an earlier step entered.
    func entry(_ key: String) throws -> DirectoryEntry.ID {
        guard let id = records[key]?.entry else { throw Missing(what: "register entry \(key)") }
        return id
    }

    func proposal(_ key: String) throws -> Proposal.ID {
        guard let id = records[key]?.proposal else { throw Missing(what: "proposal \(key)") }
        return id
    }
}
