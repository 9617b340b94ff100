// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes

/// Cases that people without an account hold: bookings of a reception day, enrolments for a session.
protocol BookedDesk: CaseDesk {
    /// How the addresses of those who hold them name them: `bookings`.
    static var booked: String { get }
    /// What stands in the braces of a route: the code, or the id of one that the phone was left with.
    static var codeParameter: String { get }
    static var idParameter: String { get }

    /// The case that a code opens.
    func held(by code: BookingCode, in transaction: Transaction) throws -> Case?
    /// The case with this id, if this phone was left with it.
    func held(_ id: Identifier<Case>, byPhone phoneHash: [UInt8], in transaction: Transaction) throws -> Case?
}

/// By what somebody comes to the own booking: its code, or a sign-in by the phone that was left with it. Behind it
/// everything is the same.
enum BookingKey<Desk: BookedDesk>: Sendable {
    case code(BookingCode)
    case phone(ResidentSignIn, Identifier<Desk.Case>)

    /// The key in a request's address; a malformed one is not found.
    init(_ request: WebRequest) throws {
        if let text = request.parameters[Desk.codeParameter] {
            guard let code = BookingCode(text) else { throw WebFailure.notFound }
            self = .code(code)
        } else {
            guard let resident = request.resident else { throw WebFailure.notFound }
            self = .phone(resident, try request.id(Desk.idParameter))
        }
    }

    /// The address of the booking's page by this key.
    var address: String {
        switch self {
        case .code(let code): "/\(Desk.booked)/\(code.text)"
        case .phone(_, let id): "/mine/\(Desk.booked)/\(id)"
        }
    }

    /// Where the own bookings are listed.
    var list: TextLink? {
        switch self {
        case .code: nil
        case .phone: TextLink(text: "回到我的议题", address: "/mine")
        }
    }

    /// The case that the key opens; nil when it opens none.
    func record(_ desk: Desk, in transaction: Transaction) throws -> Desk.Case? {
        switch self {
        case .code(let code): try desk.held(by: code, in: transaction)
        case .phone(let resident, let id): try desk.held(id, byPhone: resident.phoneHash, in: transaction)
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
