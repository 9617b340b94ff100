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
        PageHead(title: title, description: description, assetVersion: assetVersion, isElder: request.client.isElder)
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

    /// Back to the same page, larger or as it was. After a form was sent there is no page to come back to.
    private var elderSwitch: String? {
        let back = request.head.method == .get ? request.path : "/"
        return "/elder?on=\(request.client.isElder ? "0" : "1")&back=\(FormEncoding.encode(back))"
    }

    /// A page of the desk.
    func desk(
        _ title: String, _ signedIn: SignedIn, place: DeskPlace, counts: [TopicDeskStore.Part: Int],
        flash: Flash? = nil,
        status: Int = 200, content: HTML
    ) -> WebResponse {
        let role = signedIn.staff.appointments.first.map { RoleWording.name($0.role) } ?? ""
        let layout = DeskLayout(
            head: head(title), tenant: request.site.tenant.shortName, home: "/desk",
            person: PersonTag(name: signedIn.staff.name, role: role),
            signOut: .init(action: "/sign-out", token: request.token(for: "/sign-out")), find: nil, deskName: "工作台",
            places: DeskPlace.allCases.map { $0.entry(isCurrent: $0 == place, counts: counts) }, flash: flash,
            footer: request.site.footer, content: content)
        return .page(layout.html, status: .init(code: status))
    }
}

/// The places of the desk's navigation.
enum DeskPlace: CaseIterable, Sendable {
    case screening, decided, notices, rooms, account

    func entry(isCurrent: Bool, counts: [TopicDeskStore.Part: Int]) -> DeskLayout.Place {
        switch self {
        case .screening:
            .init(
                word: "筛选", address: "/desk/topics", icon: .inbox, isCurrent: isCurrent, count: counts[.waiting],
                overdue: counts[.overdue])
        case .decided:
            .init(
                word: "议题", address: "/desk/topics?part=decided", icon: .talk, isCurrent: isCurrent,
                count: counts[.decided])
        case .notices: .init(word: "通知", address: "/desk/notices", icon: .bell, isCurrent: isCurrent)
        case .rooms: .init(word: "议事室", address: "/desk/rooms", icon: .home, isCurrent: isCurrent)
        case .account: .init(word: "我的登录", address: "/desk/account", icon: .people, isCurrent: isCurrent)
        }
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
