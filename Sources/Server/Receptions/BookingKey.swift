// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// By what somebody comes to the own booking: its code, or a sign-in by the phone that was left with it. Behind it
/// everything is the same.
enum BookingKey: Sendable {
    case code(BookingCode)
    case phone(ResidentSignIn, ReceptionVisit.ID)

    /// The key in a request's address; a malformed one is not found.
    init(_ request: WebRequest) throws {
        if let text = request.parameters["booking"] {
            guard let code = BookingCode(text) else { throw WebFailure.notFound }
            self = .code(code)
        } else {
            guard let resident = request.resident else { throw WebFailure.notFound }
            self = .phone(resident, try request.id("visit"))
        }
    }

    /// The address of the booking's page by this key.
    var address: String {
        switch self {
        case .code(let code): "/bookings/\(code.text)"
        case .phone(_, let visit): "/mine/bookings/\(visit)"
        }
    }

    /// Where the own bookings are listed.
    var list: TextLink? {
        switch self {
        case .code: nil
        case .phone: TextLink(text: "回到我的议题", address: "/mine")
        }
    }

    /// The visit that the key opens; nil when it opens none.
    func visit(_ desk: VisitDesk, in transaction: Transaction) throws -> ReceptionVisit? {
        switch self {
        case .code(let code):
            return try desk.store.visit(code, in: transaction).flatMap { try desk.visit($0, in: transaction) }
        case .phone(let resident, let visit):
            guard try desk.store.isLeft(resident.phoneHash, with: visit, in: transaction) else { return nil }
            return try desk.visit(visit, in: transaction)
        }
    }

    /// Whether codes may be tried from there still; whoever has signed in tries none.
    func check(_ request: WebRequest, _ services: Services) throws {
        guard case .code = self else { return }
        try services.misses.check(request.client.address, at: request.now)
    }

    func countMiss(_ request: WebRequest, _ services: Services) {
        guard case .code = self else { return }
        services.misses.countMiss(request.client.address, at: request.now)
    }
}
