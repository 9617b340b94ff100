// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// One's own contact points: forms on the page of one's account, and the same through the API.
struct ContactRoutes: RouteGroup {
    let services: Services
    private static let everyRole = Set(Role.allCases)

    var routes: [Route] {
        [
            .desk(.post, ContactSection.action, for: Self.everyRole, save),
            .desk(.post, "\(ContactSection.action)/{channel}/removal", for: Self.everyRole, remove),
            .api(.get, "/desk/contacts", ContactAPI.read, for: Self.everyRole, readJSON),
            .api(.post, "/desk/contacts", ContactAPI.save, for: Self.everyRole, saveJSON),
            .api(.delete, "/desk/contacts/{channel}", ContactAPI.remove, for: Self.everyRole, removeJSON),
        ]
    }

    private func desk(_ request: WebRequest) -> ContactDesk {
        ContactDesk(services: services, tenant: request.site.tenant.id)
    }

    private func save(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let change: ContactDesk.Change
        do {
            change = try ContactDesk.read(request.form)
        } catch let problems as InputProblems {
            return try await SignInRoutes(services: services).account(request, signedIn, problems: problems)
        }
        let (desk, person) = (desk(request), signedIn.staff.id)
        return try await services.answered.once(request) { transaction in
            try desk.save(change, of: person, at: request.now, in: transaction)
            return .seeOther("/desk/account?done=saved")
        }
    }

    private func remove(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (desk, person, channel) = (desk(request), signedIn.staff.id, try request.channel())
        return try await services.answered.once(request) { transaction in
            try desk.remove(channel, of: person, at: request.now, in: transaction)
            return .seeOther("/desk/account?done=removed")
        }
    }

    private func readJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (desk, person) = (desk(request), signedIn.staff.id)
        let contacts = try await services.engine.read { try desk.contacts(of: person, in: $0) }
        return .json(ContactAPI.json(contacts, channels: services.channels(of: request.site.tenant.id)))
    }

    private func saveJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        _ = try request.idempotencyKey()
        let change = try ContactDesk.read(try request.fields(ContactDesk.fields))
        let (desk, person, channels) = (desk(request), signedIn.staff.id, services.channels(of: request.site.tenant.id))
        return try await services.answered.once(request) { transaction in
            try desk.save(change, of: person, at: request.now, in: transaction)
            return .json(ContactAPI.json(try desk.contacts(of: person, in: transaction), channels: channels))
        }
    }

    private func removeJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let (desk, person, channel) = (desk(request), signedIn.staff.id, try request.channel())
        try await services.engine.write { try desk.remove(channel, of: person, at: request.now, in: $0) }
        return WebResponse(status: .noContent)
    }
}

extension WebRequest {
    /// The channel that stood in the path; another word is not found.
    fileprivate func channel() throws(WebFailure) -> ContactChannel {
        guard let channel = ContactChannel(rawValue: parameters["channel"] ?? "") else { throw .notFound }
        return channel
    }
}

/// Contact points, as the API describes them.
enum ContactAPI {
    private static let list = Schema.object([
        (
            "items",
            .array(
                .object([
                    ("channel", .string(values: ContactChannel.allCases.map(\.rawValue))),
                    ("address", .nullable(.text)), ("pace", .string(values: NoticePace.allCases.map(\.rawValue))),
                    ("isOpen", .boolean),
                ]))
        )
    ])

    static let read = Operation(
        id: "readContacts", summary: "Reads one's own contact points; addresses are masked, as `138****5678`.",
        success: .init(status: 200, meaning: "One entry for each channel.", schema: list))

    static let save = Operation(
        id: "saveContacts", summary: "Saves one's own addresses and how often one is told; what is left out stays.",
        body: ContactDesk.fields, isIdempotent: true,
        success: .init(status: 200, meaning: "Saved; all channels as they are now.", schema: list))

    static let remove = Operation(
        id: "removeContact", summary: "Forgets one's own address of a channel.",
        parameters: [
            .init(
                name: "channel", place: .path, schema: .string(values: ContactChannel.allCases.map(\.rawValue)),
                meaning: "The channel.")
        ], success: .init(status: 204, meaning: "Forgotten, or there was none.", schema: nil))

    static func json(_ contacts: [ContactStore.Contact], channels: [ContactChannel]) -> JSON {
        let items = contacts.map { contact -> JSON in
            [
                "channel": .string(contact.channel.rawValue), "address": .optional(contact.address?.masked),
                "pace": .string(contact.pace.rawValue), "isOpen": .boolean(channels.contains(contact.channel)),
            ]
        }
        return ["items": .array(items)]
    }
}
