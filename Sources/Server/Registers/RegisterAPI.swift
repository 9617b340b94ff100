// SPDX-License-Identifier: Apache-2.0

import Domain

/// The registers as the API shows them.
enum RegisterAPI {
    private static let register = Operation.Parameter(
        name: "register", place: .path, schema: .string(values: Register.allCases.map(\.rawValue)),
        meaning: "Which register.")

    static let entry = Schema.object([
        ("id", .id), ("register", .string(values: Register.allCases.map(\.rawValue))),
        ("version", .integer(minimum: 1)),
        ("label", .text), ("endedOn", .nullable(.day)), ("values", .any),
    ])

    /// `values` has a member for each column that is filled in: codes as they are sent, ids of entries; `label` is what
    /// people call it.
    static func json(_ entry: DirectoryEntry, _ labels: RegisterLabels) -> JSON {
        let endedOn: String? =
            switch entry.state {
            case .current: nil
            case .ended(let day): day.description
            }
        return [
            "id": .string(entry.id.text), "register": .string(entry.register.rawValue),
            "version": .integer(Int64(entry.version)), "label": .string(labels.label(entry)),
            "endedOn": .optional(endedOn),
            "values": .object(
                labels.form.columns.compactMap { column in
                    entry.values[column.name].map { (column.name, JSON.string($0)) }
                }),
        ]
    }

    static let list = Operation(
        id: "listDirectory",
        summary: "Lists the entries of a register: people in the order of strokes, all else as it was entered.",
        parameters: [
            register,
            .init(
                name: "part", place: .query, schema: .string(values: ["current", "ended"]),
                meaning: "Those that are in use, if not said."),
            .init(
                name: "q", place: .query, schema: .string(maxLength: 60),
                meaning: "Part of a name, number or code; of people also the initials of the name, as szq."),
            .limit, .cursor,
        ],
        success: .init(status: 200, meaning: "A page of entries.", schema: .page(of: entry)))

    static let one = Operation(
        id: "readDirectoryEntry", summary: "Reads an entry of a register.", parameters: [register, .record],
        success: .init(status: 200, meaning: "The entry.", schema: entry))

    static let enter = Operation(
        id: "enterDirectoryEntry", summary: "Enters a line into a register; its columns are the register's.",
        parameters: [register], body: columns, isIdempotent: true,
        success: .init(status: 201, meaning: "Entered.", schema: entry))

    static func act(_ command: DirectoryEntry.Command) -> Operation {
        Operation(
            id: "\(command.rawValue)DirectoryEntry",
            summary: "Does `\(command.rawValue)` to an entry of a register.", parameters: [register, .record],
            body: (command == .change ? columns : []) + [recordVersionField], isIdempotent: true,
            success: .init(status: 200, meaning: "Done; the entry as it is now.", schema: entry))
    }

    /// The columns of all registers, each once: which of them a register has, it says itself.
    private static let columns: [InputField] = {
        var seen: Set<String> = []
        return Register.allCases.flatMap { RegisterForm.of($0).fields }.filter { seen.insert($0.name).inserted }
            .map { InputField($0.name, $0.label, $0.isWritten ? .line(limit: 100) : $0.kind, isRequired: false) }
    }()

    static let registers = Operation(
        id: "readDirectory",
        summary:
            "Counts the entries of each register that one keeps; the system administrator is told what is missing as well.",
        success: .init(
            status: 200, meaning: "The registers.",
            schema: .object(
                [("items", .array(count)), ("observationsWithoutPost", .array(.id))] + gaps,
                optional: Set(gaps.map(\.0)))))

    private static let count = Schema.object([
        ("register", .string(values: Register.allCases.map(\.rawValue))), ("count", .integer()),
    ])

    /// What is missing in the data that everything stands on, for whoever keeps it.
    private static let gaps: [(String, Schema)] = [
        ("members", .integer()),
        ("membersWithGaps", .array(.object([("id", .id), ("gaps", .array(.text))]))),
        ("partyMembers", .integer()), ("partyMembersInOneBranch", .integer()),
        ("ownMembers", .integer()), ("ownMembersWithoutGroup", .array(.id)),
        (
            "ownMembersNotStanding",
            .array(
                .object([("id", .id), ("reason", .string(values: Tenure.Gap.allCases.map(\.rawValue)))]))
        ),
        (
            "organsWithGaps",
            .array(.object([("id", .id), ("missingPosts", .array(.text)), ("isLedApart", .boolean)]))
        ),
        ("units", .integer()),
        (
            "unitsWithGaps",
            .array(.object([("id", .id), ("gap", .string(values: HandlingUnit.Gap.allCases.map(\.rawValue)))]))
        ),
        ("conveners", .integer()), ("convenersWithoutTraining", .array(.id)),
        ("rooms", .integer()), ("completeRooms", .integer()),
        ("roomsWithGaps", .array(.object([("id", .id), ("gaps", .array(.text))]))),
        (
            "vacantRooms",
            .array(
                .object([
                    ("id", .id), ("vacancies", .array(.string(values: Room.Vacancy.allCases.map(\.rawValue)))),
                ]))
        ), ("vacantUnits", .array(.id)),
    ]

    static func json(_ overview: DirectoryOverview) -> JSON {
        let own: [(String, JSON)] = [
            (
                "items",
                .array(
                    overview.counts.map {
                        ["register": .string($0.register.rawValue), "count": .integer(Int64($0.count))]
                    })
            ), ("observationsWithoutPost", .array(overview.observersWithoutPost.map { .string($0.id.text) })),
        ]
        return .object(own + (overview.keepsMasterData ? gaps(overview) : []))
    }

    private static func gaps(_ overview: DirectoryOverview) -> [(String, JSON)] {
        [
            ("members", .integer(Int64(overview.members.count))),
            (
                "membersWithGaps",
                .array(
                    overview.members.filter { !$0.membership.gaps.isEmpty }.map { member in
                        [
                            "id": .string(member.id.text),
                            "gaps": .array(member.membership.gaps.map { .string($0.rawValue) }),
                        ]
                    })
            ),
            ("partyMembers", .integer(Int64(overview.partyMembers.count))),
            ("partyMembersInOneBranch", .integer(Int64(overview.partyMembersInOneBranch))),
            ("ownMembers", .integer(Int64(overview.ownMembers.count))),
            ("ownMembersWithoutGroup", .array(overview.ownMembersWithoutGroup.map { .string($0.id.text) })),
            (
                "ownMembersNotStanding",
                .array(
                    overview.ownMembersNotStanding.map { member in
                        ["id": .string(member.id.text), "reason": .optional(member.absence?.rawValue)]
                    })
            ),
            (
                "organsWithGaps",
                .array(
                    overview.organsWithGaps.map { organ in
                        [
                            "id": .string(organ.id.text),
                            "missingPosts": .array(organ.missing.map { .string($0.rawValue) }),
                            "isLedApart": .boolean(organ.apartFrom != nil),
                        ]
                    })
            ),
            ("units", .integer(Int64(overview.units.count))),
            (
                "unitsWithGaps",
                .array(
                    overview.unitsWithGaps.map { unit in
                        ["id": .string(unit.id.text), "gap": .optional(unit.gap?.rawValue)]
                    })
            ),
            ("conveners", .integer(Int64(overview.conveners.count))),
            (
                "convenersWithoutTraining",
                .array(
                    overview.conveners.filter { !$0.isTrained }.map { .string($0.id.text) })
            ),
            ("rooms", .integer(Int64(overview.rooms.all))), ("completeRooms", .integer(Int64(overview.rooms.complete))),
            (
                "roomsWithGaps",
                .array(
                    overview.incompleteRooms.map { room in
                        ["id": .string(room.id.text), "gaps": .array(room.gaps.map { .string($0.rawValue) })]
                    })
            ),
            ("vacantRooms", vacantRooms(overview.staffing)),
            ("vacantUnits", .array(overview.staffing.vacantUnits.map { .string($0.id.text) })),
        ]
    }

    /// Rooms in which nobody near with an account can act.
    static func vacantRooms(_ staffing: Staffing) -> JSON {
        .array(
            staffing.vacantRooms.map {
                ["id": .string($0.id.text), "vacancies": .array($0.vacancies.map { .string($0.rawValue) })]
            })
    }
}
