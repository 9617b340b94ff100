// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// The copy of what is kept of whoever signs in: members and staff read it themselves, at any time (BR-40).
struct StaffCopyRoutes: RouteGroup {
    let services: Services
    private static let everyRole = Set(Role.allCases)
    private static let account = "/desk/account"

    var routes: [Route] {
        [
            .desk(.get, "/desk/account/copy", for: Self.everyRole) { request, signedIn in
                let copy = try await copy(request, signedIn)
                return Pages(request, services).desk(
                    "留着的您的信息", signedIn, place: .account,
                    content: copy.html(at: Self.account, scope: "账号和各种名册里", today: request.now.day))
            },
            .desk(.get, "/desk/account/copy.csv", for: Self.everyRole) { request, signedIn in
                let copy = try await copy(request, signedIn)
                return WebResponse(status: .ok, headers: [.cacheControl: "no-store"], body: copy.csv)
                    .adding(.contentType, "text/csv; charset=utf-8")
                    .adding(.contentDisposition, "attachment; filename=\"data.csv\"")
            },
            .desk(.get, "/desk/account/copy.json", for: Self.everyRole) { request, signedIn in
                WebResponse.json(try await copy(request, signedIn).json)
                    .adding(.contentDisposition, "attachment; filename=\"data.json\"")
            },
            .api(.get, "/desk/me/copy", PersonalDataAPI.staffCopy, for: Self.everyRole) { request, signedIn in
                .json(try await copy(request, signedIn).json)
            }.bySignInOnly(),
        ]
    }

    private func copy(_ request: WebRequest, _ signedIn: SignedIn) async throws -> PersonalCopy {
        let (services, site) = (services, request.site)
        return try await services.engine.read {
            try PersonalCopy.read(of: signedIn.staff, at: request.now, services, site, in: $0)
        }
    }
}
