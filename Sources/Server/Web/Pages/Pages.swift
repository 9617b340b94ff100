// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes
import Markup

/// What all pages of one request have in common: head, footer, elder switch, the person's desk.
struct Pages: Sendable {
    let request: WebRequest
    let assetVersion: String

    init(_ request: WebRequest, _ services: Services) {
        self.request = request
        assetVersion = services.assets.version
    }

    var today: Day { request.now.day }

    func head(_ title: String, description: String? = nil) -> PageHead {
        PageHead(
            title: title, description: description, assetVersion: assetVersion, isElder: request.client.isElder,
            isTraining: request.site.tenant.isTraining)
    }

    /// A page for residents. `home`: where the logo leads.
    func resident(
        _ title: String, home: String = "/", isFormStep: Bool = false, status: Int = 200, content: HTML
    ) -> WebResponse {
        let layout = ResidentLayout(
            head: head(title), home: home, elderSwitch: elderSwitch, flash: nil,
            footer: isFormStep ? nil : request.site.footer, content: content)
        let page = WebResponse.page(layout.html, status: .init(code: status))
        // The browser's back button can show the answer to a form only from its own cache; without it stands an error.
        return request.head.method == .post ? page.adding(.cacheControl, "private, no-cache") : page
    }

    /// Back to the same page, larger or as it was; nil after a form was sent, when there is no page to come back to.
    private var elderSwitch: String? {
        guard request.head.method == .get else { return nil }
        return "/elder?on=\(request.client.isElder ? "0" : "1")&back=\(FormEncoding.encode(request.path))"
    }

    /// The search over the own desk, for those who have records on it.
    private static func find(for staff: Staff) -> DeskLayout.Find? {
        SearchRoutes.readers.contains { staff.holds($0) } ? .init(action: SearchRoutes.desk) : nil
    }

    /// A page of the desk. `counts`: what waits at its places, as far as the page has looked.
    func desk(
        _ title: String, _ signedIn: SignedIn, place: DeskPlace?, counts: [DeskPlace: DeskPlace.Count] = [:],
        find: DeskLayout.Find? = nil, flash: Flash? = nil, status: Int = 200, content: HTML
    ) -> WebResponse {
        let role = signedIn.staff.appointments.first.map { RoleWording.name($0.role) } ?? ""
        let places = DeskPlace.allCases.filter { $0.isOpen(to: signedIn.staff, of: request.site) }
        let atHand = DeskPlace.atHand(of: places, current: place)
        let counts = counts.merging([.notices: .init(waiting: signedIn.unreadNotices)]) { given, _ in given }
        let layout = DeskLayout(
            head: head(title), tenant: request.site.tenant.shortName, home: "/desk",
            person: PersonTag(name: signedIn.staff.name, role: role),
            signOut: .init(action: "/sign-out", token: request.token(for: "/sign-out")),
            find: find ?? Self.find(for: signedIn.staff), deskName: "工作台",
            places: places.map {
                $0.entry(
                    for: signedIn.staff, isCurrent: $0 == place, isAtHand: atHand.contains($0), count: counts[$0])
            },
            flash: flash,
            footer: request.site.footer, content: content)
        return .page(layout.html, status: .init(code: status))
    }
}

/// The places of the desk's navigation.
enum DeskPlace: CaseIterable, Hashable, Sendable {
    case screening, topics, sessions, live, deliberations, receptions, items, sentiments, proposals, board, erasures,
        unmaskings, retention,
        directory,
        practice, health,
        accounts,
        audit
    case notices, rooms, account

    /// What waits at a place.
    struct Count: Hashable, Sendable {
        let waiting: Int
        var overdue = 0
    }

    /// Whose place it is.
    var roles: Set<Role> {
        switch self {
        case .screening, .rooms, .board, .live, .deliberations: [.roomSecretary, .convener, .leader]
        case .topics, .sessions, .receptions: [.roomSecretary, .convener, .leader, .member]
        case .sentiments: [.roomSecretary, .convener, .leader, .member, .unitOfficer]
        case .items: [.roomSecretary, .convener, .leader, .unitOfficer]
        case .proposals: [.member, .proposalOfficer, .leader, .unitOfficer]
        case .directory: Register.keepers
        case .practice, .health: [.systemAdministrator]
        case .accounts: [.securityAdministrator]
        case .audit: [.auditAdministrator]
        case .unmaskings: [.privacyOfficer, .convener]
        case .erasures, .retention: [.privacyOfficer]
        case .notices, .account: Set(Role.allCases)
        }
    }

    /// Whether it is this person's place, at a committee that has what lies there.
    func isOpen(to staff: Staff, of site: Site) -> Bool {
        roles.contains { staff.holds($0) } && site.opens(address(for: staff))
    }

    /// Where it lies; a member begins with what was given to research.
    func address(for staff: Staff) -> String {
        switch self {
        case .screening: "/desk/topics"
        case .topics: staff.opensRooms ? "/desk/topics?part=pool" : "/desk/topics?part=research"
        case .sessions: "/desk/sessions"
        case .live: "/desk/live"
        case .deliberations: "/desk/deliberations"
        case .receptions: "/desk/receptions"
        case .sentiments: "/desk/sentiments"
        case .items: "/desk/items"
        case .proposals: staff.units.isEmpty ? "/desk/proposals" : "/desk/assignments"
        case .board: "/desk/board"
        case .unmaskings: "/desk/unmaskings"
        case .erasures: "/desk/erasures"
        case .directory: "/desk/directory"
        case .practice: "/desk/practice"
        case .accounts: "/desk/accounts"
        case .audit: "/desk/audit"
        case .retention: "/desk/retention"
        case .health: "/desk/health"
        case .notices: "/desk/notices"
        case .rooms: "/desk/rooms"
        case .account: "/desk/account"
        }
    }

    /// What somebody opens day by day, the first first: as much of it as fits stands at the lower edge of a phone.
    private static let daily: [DeskPlace] = [.screening, .topics, .sessions, .items, .proposals, .notices]
    /// More are too narrow for a thumb, and for words that older eyes read.
    private static let atHandMax = 5

    /// Of somebody's places those that a phone shows at once: all of them, or, beside 更多, where one is and what is opened day by day.
    static func atHand(of places: [DeskPlace], current: DeskPlace?) -> Set<DeskPlace> {
        guard places.count > atHandMax else { return Set(places) }
        let daily = daily.filter(places.contains)
        let wanted = [current].compactMap(\.self).filter(places.contains) + daily + places
        return wanted.reduce(into: []) { atHand, place in
            if atHand.count < atHandMax - 1 { atHand.insert(place) }
        }
    }

    /// Where somebody begins: the first place that is theirs; who has nothing to do but to look begins at the board.
    static func home(of staff: Staff, at site: Site) -> String {
        if !staff.appointments.isEmpty, staff.appointments.allSatisfy({ $0.role == .leader }) {
            return board.address(for: staff)
        }
        return (allCases.first { $0.isOpen(to: staff, of: site) } ?? .notices).address(for: staff)
    }

    func entry(for staff: Staff, isCurrent: Bool, isAtHand: Bool, count: Count?) -> DeskLayout.Place {
        let (word, icon): (String, Icon) =
            switch self {
            case .screening: ("筛选", .inbox)
            case .topics: ("议题", .talk)
            case .sessions: ("会议", .calendar)
            case .live: ("融媒体", .now)
            case .deliberations: ("征集", .thumb)
            case .receptions: ("接待日", .people)
            case .sentiments: ("走访", .diamond)
            case .items: ("事项", .check)
            case .proposals: ("提案", .document)
            case .board: ("看板", .chart)
            case .unmaskings: ("查看申请", .search)
            case .erasures: ("信息申请", .lock)
            case .directory: (DirectoryWording.name(ofRegistersOf: staff), .book)
            case .practice: ("规则", .check)
            case .accounts: ("账号", .lock)
            case .audit: ("审计", .book)
            case .retention: ("保存期限", .history)
            case .health: ("运行", .chart)
            case .notices: ("通知", .bell)
            case .rooms: ("议事室", .home)
            case .account: ("我的登录", .people)
            }
        return .init(
            word: word, address: address(for: staff), icon: icon, isCurrent: isCurrent, isAtHand: isAtHand,
            count: count.flatMap { $0.waiting > 0 ? $0.waiting : nil },
            overdue: count?.overdue)
    }
}

extension Site {
    var footer: PageFooter {
        PageFooter(
            organ: "\(tenant.shortName)主办", contact: tenant.contact,
            links: [
                TextLink(text: "我们怎样保护您的信息", address: "/privacy")
            ])
    }
}
