// SPDX-License-Identifier: Apache-2.0

import Domain

/// Assignments as the API shows them.
enum AssignmentAPI {
    static let state = Schema.string(values: ProposalAssignment.State.Name.allCases.map(\.rawValue))
    static let part = Schema.string(values: Proposal.Part.allCases.map(\.rawValue))

    private static let reply = Schema.object([
        ("text", .nullable(.text)), ("outcome", .nullable(.text)), ("isOpen", .boolean), ("abstract", .nullable(.text)),
        ("closedReason", .nullable(.text)), ("signer", .nullable(.text)), ("isPrincipal", .nullable(.boolean)),
        ("sentOn", .nullable(.day)), ("letterNumber", .nullable(.text)), ("attachments", .array(.id)),
    ])

    private static let contact = Schema.object([
        ("means", .string(values: ProposalAssignment.Contact.Means.allCases.map(\.rawValue))), ("day", .day),
        ("words", .nullable(.text)), ("withLeader", .boolean), ("isContested", .boolean),
        ("stage", .nullable(.string(values: ProposalAssignment.Contact.Stage.allCases.map(\.rawValue)))),
    ])

    /// What a proposer was not satisfied with, while there is to be another reply.
    private static let objection = Schema.object([
        ("opinion", .id), ("proposer", .text), ("remark", .nullable(.text)),
    ])

    static let assignment = Schema.object([
        ("id", .id), ("version", .integer(minimum: 1)), ("proposal", .id), ("unit", .id), ("officer", .nullable(.id)),
        ("part", part),
        ("state", state), ("round", .integer(minimum: 1)), ("receivedOn", .nullable(.day)),
        ("dueOn", .nullable(.day)), ("remindedOn", .nullable(.day)), ("returnReason", .nullable(.text)),
        ("suggestedUnit", .nullable(.text)), ("extensionMonths", .nullable(.integer(minimum: 1))),
        ("extensionReason", .nullable(.text)), ("contacts", .array(contact)), ("draft", .nullable(reply)),
        ("replies", .array(reply)),
        ("objections", .array(objection)),
        ("permittedCommands", .array(.string(values: ProposalAssignment.Command.allCases.map(\.rawValue)))),
    ])

    static func json(
        _ assignment: ProposalAssignment, objections: [ProposerOpinionStore.Said], for actor: Actor
    ) -> JSON {
        var returning: (reason: FreeText, suggested: FreeText)?
        if case .returnRequested(let reason, let suggested) = assignment.state { returning = (reason, suggested) }
        return [
            "id": .string(assignment.id.text), "version": .integer(Int64(assignment.version)),
            "proposal": .string(assignment.proposal.text), "unit": .string(assignment.unit.text),
            "officer": .optional(assignment.officer?.text),
            "part": .string(assignment.part.rawValue), "state": .string(assignment.state.name.rawValue),
            "round": .integer(Int64(max(1, assignment.round))),
            "receivedOn": .optional(assignment.receivedOn?.description),
            "dueOn": .optional(assignment.deadline?.day.description),
            "remindedOn": .optional(assignment.remindedOn?.description),
            "returnReason": .optional(returning?.reason.words),
            "suggestedUnit": .optional(returning?.suggested.words),
            "extensionMonths": assignment.extensionAsked.map { .integer(Int64($0.months)) } ?? .null,
            "extensionReason": .optional(assignment.extensionAsked?.reason.words),
            "contacts": .array(assignment.contacts.map(json)),
            "draft": assignment.draft.map(json) ?? .null, "replies": .array(assignment.replies.map(json)),
            "objections": .array(objections.map(json)),
            "permittedCommands": .array(
                assignment.permittedCommands(for: actor).map(\.rawValue).sorted().map(JSON.string)),
        ]
    }

    private static func json(_ said: ProposerOpinionStore.Said) -> JSON {
        [
            "opinion": .string(said.id.text), "proposer": .string(said.name),
            "remark": .optional(said.remark?.words),
        ]
    }

    private static func json(_ contact: ProposalAssignment.Contact) -> JSON {
        [
            "means": .string(contact.means.rawValue), "day": .string(contact.day.description),
            "words": .optional(contact.words.words), "withLeader": .boolean(contact.withLeader),
            "isContested": .boolean(contact.isContested), "stage": .optional(contact.stage?.rawValue),
        ]
    }

    private static func json(_ reply: ProposalAssignment.Reply) -> JSON {
        var closedReason: FreeText?
        if case .closed(let reason) = reply.disclosure { closedReason = reason }
        return [
            "text": .optional(reply.text.words), "outcome": .optional(reply.outcome),
            "isOpen": .boolean(reply.disclosure == .open), "abstract": .optional(reply.abstract?.words),
            "closedReason": .optional(closedReason?.words),
            "signer": .optional(reply.signature?.signer.words),
            "isPrincipal": reply.signature.map { .boolean($0.isPrincipal) } ?? .null,
            "sentOn": .optional(reply.signature?.day.description),
            "letterNumber": .optional(reply.signature?.number?.text),
            "attachments": .array(reply.attachments.map { .string($0.text) }),
        ]
    }

    static let one = Operation(
        id: "readAssignment", summary: "Reads what a unit does with a proposal, with what one may do now.",
        parameters: [.record], success: .init(status: 200, meaning: "The assignment.", schema: assignment))

    private static let listed = Schema.object([
        ("id", .id), ("proposal", .id), ("subject", .nullable(.text)), ("number", .nullable(.text)),
        ("state", state), ("part", part), ("unit", .id), ("unitName", .text), ("outcome", .nullable(.text)),
        ("dueOn", .nullable(.day)), ("isKey", .boolean),
    ])

    static let list = Operation(
        id: "listAssignments", summary: "Lists the assignments of one part that one sees, by due day.",
        parameters: [
            .init(
                name: "part", place: .query,
                schema: .string(values: AssignmentListStore.Part.allCases.map(\.rawValue)),
                meaning: "Which part; what the unit has to do if not said."), .limit, .cursor,
        ],
        success: .init(
            status: 200, meaning: "A page of assignments.",
            schema: .object([("items", .array(listed)), ("next", .nullable(.string()))])))

    static let ofProposal = Operation(
        id: "listAssignmentsOfProposal", summary: "Lists which units have a proposal, and how far each is.",
        parameters: [.record],
        success: .init(
            status: 200, meaning: "The assignments that one sees, in the order in which they were made.",
            schema: .object([("items", .array(listed))])))

    static func json(_ listed: AssignmentListStore.Listed) -> JSON {
        [
            "id": .string(listed.id.text), "proposal": .string(listed.proposal.text),
            "subject": .optional(listed.subject), "number": .optional(listed.number?.text),
            "state": .string(listed.state.rawValue), "part": .string(listed.part.rawValue),
            "unit": .string(listed.unit.text), "unitName": .string(listed.unitName),
            "outcome": .optional(listed.outcome), "dueOn": .optional(listed.dueOn?.description),
            "isKey": .boolean(listed.isKey),
        ]
    }
}
