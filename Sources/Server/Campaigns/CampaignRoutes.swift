// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import HTTPTypes
import Markup

/// Campaigns on the desk (A2-20): which there are, and what the sessions of each come to, on one page.
struct CampaignRoutes: RouteGroup {
    let services: Services
    private static let readers = DeskPlace.sessions.roles
    /// More campaigns, and more sessions of one, nobody reads on one page.
    static let campaignsMax = 200
    private static let sessionsMax = 500

    /// Where the report of a campaign is saved.
    static func report(of campaign: String) -> String { "/desk/campaigns/\(campaign)/documents/report" }

    var routes: [Route] {
        DocumentRoutes(services: services).both(
            Self.report(of: "{record}"), DocumentAPI.campaignReport, for: Self.readers, report)
            + pages
    }

    private var pages: [Route] {
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
        let store = store(request)
        let (campaigns, progress) = try await services.engine.read { transaction in
            let campaigns = try store.all(limit: Self.campaignsMax, in: transaction)
            return (
                campaigns,
                try store.progress(of: campaigns.map(\.id), scope: SessionScope(of: request.actor), in: transaction)
            )
        }
        let practice = request.site.practice.profile.sessions
        let page = CampaignPages.List(
            campaigns: campaigns, progress: progress, fixed: practice.fixedTopics,
            form: practice.form(ConsultationForm.fourPlusXCode).name, today: pages.today)
        return pages.desk("主题活动", signedIn, place: .sessions, content: page.html)
    }

    /// A campaign with its figures and its sessions.
    private struct Open: Sendable {
        let campaign: CampaignStore.Campaign
        let figures: CampaignStore.Figures
        let sessions: [SessionListStore.Listed]
        let issues: [CampaignStore.Issue]
        let walks: [CampaignStore.Walk]
        let topics: [Topic.ID: (topic: TopicDeskStore.Named, isOpen: Bool)]
    }

    private func open(_ request: WebRequest) async throws -> Open {
        let id: DirectoryEntry.ID = try request.id("record")
        let store = store(request)
        let scope = SessionScope(of: request.actor)
        return try await services.engine.read { transaction in
            guard let campaign = try store.campaign(id, in: transaction) else { throw WebFailure.notFound }
            let issues = try store.issues(of: id, scope: scope, limit: Self.sessionsMax, in: transaction)
            let named = try TopicDeskStore(tenant: store.tenant, contents: services.contents)
                .named(issues.map(\.topic), scope: TopicScope(of: request.actor), in: transaction)
            return Open(
                campaign: campaign, figures: try store.figures(of: id, scope: scope, in: transaction),
                sessions: try SessionListStore(tenant: store.tenant)
                    .sessions(of: id, scope: scope, limit: Self.sessionsMax, in: transaction),
                issues: issues,
                walks: try store.walks(
                    of: id, scope: SentimentScope(of: request.actor), contents: services.contents,
                    limit: Self.sessionsMax, in: transaction),
                topics: Dictionary(named.map { ($0.topic.id, $0) }) { first, _ in first })
        }
    }

    private func one(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let open = try await open(request)
        let pages = Pages(request, services)
        let page = CampaignPages.One(
            campaign: open.campaign, figures: open.figures, sessions: open.sessions, issues: open.issues,
            walks: open.walks, topics: open.topics, today: pages.today)
        return pages.desk(open.campaign.name, signedIn, place: .sessions, content: page.html)
    }

    private func report(_ request: WebRequest) async throws -> DocumentFile {
        let open = try await open(request)
        return CampaignReport(
            campaign: open.campaign, figures: open.figures, sessions: open.sessions, issues: open.issues,
            walks: open.walks, topics: open.topics.mapValues { $0.topic.plainTitle }, tenant: request.site.tenant,
            today: request.now.day
        ).file
    }

    private func listJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        .json(["items": .array(try await all(request).map(CampaignAPI.json))])
    }

    private func oneJSON(_ request: WebRequest, _ signedIn: SignedIn) async throws -> WebResponse {
        let open = try await open(request)
        return .json(
            CampaignAPI.json(
                open.campaign, open.figures, open.sessions, open.issues, open.walks, open.topics))
    }
}
