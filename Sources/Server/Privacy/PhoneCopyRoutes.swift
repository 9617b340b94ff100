// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// The copy of what was said by a phone to media consultations and in calls for opinions (BR-40). What was said in topics,
/// bookings and enrolments is copied on the page of each.
struct PhoneCopyRoutes: RouteGroup {
    let services: Services
    private static let address = "/mine"

    var routes: [Route] {
        [
            .own(.get, "/mine/copy") { request, resident in
                let copy = try await copy(request, resident)
                return Pages(request, services).resident(
                    "留着的您的信息", home: Self.address,
                    content: copy.html(at: Self.address, scope: "融媒体留言和看法征集里，用这个号码说过的话、表过的态，", today: request.now.day))
            },
            .own(.get, "/mine/copy.csv") { request, resident in
                let copy = try await copy(request, resident)
                return WebResponse(status: .ok, headers: [.cacheControl: "no-store"], body: copy.csv)
                    .adding(.contentType, "text/csv; charset=utf-8")
                    .adding(.contentDisposition, "attachment; filename=\"data.csv\"")
            },
            .own(.get, "/mine/copy.json") { request, resident in
                let copy = try await copy(request, resident)
                return WebResponse.json(copy.json).adding(.contentDisposition, "attachment; filename=\"data.json\"")
            },
            .ownAPI(.get, "/copy", PersonalDataAPI.phoneCopy) { .json(try await copy($0, $1).json) },
        ]
    }

    private func copy(_ request: WebRequest, _ resident: ResidentSignIn) async throws -> PersonalCopy {
        let site = request.site
        return try await services.engine.read { try PersonalCopy.read(of: resident, services, site, in: $0) }
    }
}
