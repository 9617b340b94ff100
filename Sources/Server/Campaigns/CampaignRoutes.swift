// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Campaigns on the desk (A2-20): which there are, and what the sessions of each come to, on one page.
struct CampaignRoutes: Sendable {
    let services: Services
    private static let readers = DeskPlace.sessions.roles
    /// More campaigns, and more sessions of one, nobody reads on one page.
    private static let campaignsMax = 200
    private static let sessionsMax = 500

    var routes: [Route] {
        [
            .desk(.get, "/desk/campaigns", for: Self.readers, list),
            .desk(.get, "/desk/campaigns/{record}", for: Self.readers, one),
            .api(.get, "/desk/campaigns", CampaignAPI.list, for: Self.readers, listJSON),
            .api(.get, "/desk/campaigns/{record}", CampaignAPI.one, for: Self.readers, oneJSON),
        ]
    }

    private func store(_ request: WebRequest) -> CampaignStore { CampaignStore(tenant: request.site.tenant.id) }

    private func all(_ request: WebRequest) async throws -> [CampaignStore.Campaign] {
        let store = store(request)
        return try await services.engine.read { try store.all(limit: Self.campaignsMax, in: $0) }
    }

    private func list(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let pages = Pages(request, services)
        let page = CampaignPages.List(campaigns: try await all(request), today: pages.today)
        return pages.desk("主题活动", signedIn, place: .sessions, content: page.html)
    }

    /// A campaign with its figures and its sessions.
    private struct Open: Sendable {
        let campaign: CampaignStore.Campaign
        let figures: CampaignStore.Figures
        let sessions: [SessionListStore.Listed]
    }

    private func open(_ request: WebRequest) async throws -> Open {
        let id: DirectoryEntry.ID = try request.id("record")
        let store = store(request)
        let scope = SessionScope(of: request.actor)
        return try await services.engine.read { transaction in
            guard let campaign = try store.campaign(id, in: transaction) else { throw WebFailure.notFound }
            return Open(
                campaign: campaign, figures: try store.figures(of: id, scope: scope, in: transaction),
                sessions: try SessionListStore(tenant: store.tenant)
                    .sessions(of: id, scope: scope, limit: Self.sessionsMax, in: transaction))
        }
    }

    private func one(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let open = try await open(request)
        let pages = Pages(request, services)
        let page = CampaignPages.One(
            campaign: open.campaign, figures: open.figures, sessions: open.sessions, today: pages.today)
        return pages.desk(open.campaign.name, signedIn, place: .sessions, content: page.html)
    }

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        .json(["items": .array(try await all(request).map(CampaignAPI.json))])
    }

    private func oneJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let open = try await open(request)
        return .json(CampaignAPI.json(open.campaign, open.figures, open.sessions))
    }
}
