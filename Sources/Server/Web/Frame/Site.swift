// SPDX-License-Identifier: Apache-2.0

import Domain

/// A tenant as requests meet it: who it is and the rules it works by.
struct Site: Sendable {
    let tenant: Tenant
    let practice: Practice
}

extension Site {
    /// What stands for the tenant where there is none: an installation nobody has founded yet.
    static let unfounded: Site = {
        guard let area = AreaCode("000000000000") else { preconditionFailure("twelve digits are a code") }
        let tenant = Tenant(
            id: .init(0), kind: .county, name: "商量", shortName: "商量", areaCode: area, contact: "")
        return Site(tenant: tenant, practice: Practice(profile: .standard, calendar: .national))
    }()
}

/// All tenants of the installation, by host name. The Host says which one is meant; with one tenant any Host does.
struct Sites: Sendable {
    private let byHost: [String: Site]
    /// The host that each tenant's links lead to; none for a tenant without any.
    private let firstHosts: [Tenant.ID: String]
    private let fallback: Site?

    /// `hosts`: of each tenant the first first.
    init(hosts: [(String, Site)], fallback: Site?) {
        byHost = Dictionary(hosts, uniquingKeysWith: { first, _ in first })
        firstHosts = Dictionary(
            hosts.map { host, site in (site.tenant.id, host) }, uniquingKeysWith: { first, _ in first })
        self.fallback = fallback
    }

    private init(byHost: [String: Site], firstHosts: [Tenant.ID: String], fallback: Site?) {
        self.byHost = byHost
        self.firstHosts = firstHosts
        self.fallback = fallback
    }

    /// The site of a Host header, its port apart; the installation's default one for a name nobody claimed.
    func site(host: String?) -> Site? {
        let name = (host ?? "").lowercased().prefix { $0 != ":" }
        return byHost[String(name)] ?? fallback
    }

    /// Under which address people reach this tenant: `installation` where its host is the tenant's, else the same with the
    /// first of the tenant's own host names.
    func baseURL(of tenant: Tenant.ID, installation: String) -> String {
        let parts = installation.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return installation }
        let authority = parts[2]
        let port = authority.lastIndex(of: ":").map { authority[$0...] } ?? ""
        if site(host: String(authority))?.tenant.id == tenant { return installation }
        return firstHosts[tenant].map { "\(parts[0])//\($0)\(port)" } ?? installation
    }

    /// The same sites, one of them with another calendar.
    func following(_ calendar: WorkCalendar, of tenant: Tenant.ID) -> Sites {
        changing(tenant) { Practice(profile: $0.profile, calendar: calendar) }
    }

    /// The same sites, one of them with another profile.
    func following(_ profile: PracticeProfile, of tenant: Tenant.ID) -> Sites {
        changing(tenant) { Practice(profile: profile, calendar: $0.calendar) }
    }

    /// The same sites, one of them called and reached in another way.
    func following(_ face: CommitteeFace.Values, of tenant: Tenant.ID) -> Sites {
        guard let old = all.first(where: { $0.tenant.id == tenant }) else { return self }
        let site = Site(tenant: old.tenant.called(face), practice: old.practice)
        var byHost = byHost.filter { $0.value.tenant.id != tenant }
        for host in face.hosts { byHost[host] = site }
        var firstHosts = firstHosts
        firstHosts[tenant] = face.hosts.first
        return Sites(
            byHost: byHost, firstHosts: firstHosts, fallback: fallback.map { $0.tenant.id == tenant ? site : $0 })
    }

    private func changing(_ tenant: Tenant.ID, _ change: (Practice) -> Practice) -> Sites {
        func changed(_ site: Site) -> Site {
            site.tenant.id == tenant ? Site(tenant: site.tenant, practice: change(site.practice)) : site
        }
        return Sites(
            byHost: byHost.mapValues(changed), firstHosts: firstHosts, fallback: fallback.map(changed))
    }

    /// Every site once.
    var all: [Site] {
        var seen: Set<Tenant.ID> = []
        return (Array(byHost.values) + (fallback.map { [$0] } ?? [])).filter { seen.insert($0.tenant.id).inserted }
            .sorted { $0.tenant.id < $1.tenant.id }
    }
}

extension Tenant {
    /// The same tenant with the names and the phone of a changed face.
    fileprivate func called(_ face: CommitteeFace.Values) -> Tenant {
        Tenant(
            id: id, kind: kind, name: face.name.words ?? name, shortName: face.shortName.words ?? shortName,
            areaCode: areaCode, contact: face.contact.words ?? contact, isTraining: isTraining)
    }
}
