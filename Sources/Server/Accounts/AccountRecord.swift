// SPDX-License-Identifier: Apache-2.0

import Database
import Domain
import Markup

/// The record of an account: roles, sign-ins, what can be done, and its log.
struct AccountRecord: Sendable {
    private let account: Account
    /// The person's number in the register.
    private let number: String?
    private let actor: Actor
    private let signIns: [SignIn]
    private let tokens: [APIToken]
    private let invitationEnds: Instant?
    private let places: GrantPlaces
    private let log: [EventStore.Entry<AccountEvent>]
    private let now: Instant
    /// How long before the end of a token it is marked.
    private let tokenWarningDays: Int

    /// Reads what belongs to an account. Throws ``WebFailure/notFound`` for whoever may not see it.
    init(_ desk: AccountDesk, _ id: Account.ID, _ request: WebRequest, in transaction: Transaction) throws {
        account = try desk.visible(id, to: request.actor, in: transaction)
        number = try DirectoryStore().number(of: account.person.id, tenant: desk.tenant, in: transaction)
        actor = request.actor
        now = request.now
        tokenWarningDays = desk.site.practice.profile.tokenWarningDays
        signIns = try SignInStore(tenant: desk.tenant).alive(of: account.person.id, at: now, in: transaction)
        tokens = try APITokenStore(tenant: desk.tenant).alive(of: account.person.id, at: now, in: transaction)
        invitationEnds = try desk.store.invitationEnds(of: account.person.id, in: transaction)
        log = try desk.log(of: id, in: transaction)
        let told = log.compactMap { entry -> Grant? in
            switch entry.event {
            case .appointed(let grant), .appointmentEnded(let grant): grant
            case .created, .invited, .passwordSet, .passwordChanged, .locked, .unlocked, .signInsEnded, .signInEnded,
                .secondFactorEnabled, .secondFactorDisabled, .recoveryCodeUsed, .recoveryCodesRenewed, .tokenMade,
                .tokenRevoked, .tokenEnding, .calendarMade, .calendarRevoked, .closed, .reopened:
                nil
            }
        }
        places = try desk.places(of: account.grants + told, in: transaction)
    }

    func record(_ pages: Pages, done: Account.Command?, token: @escaping (String) -> String) -> TwoPanes.Record {
        let lock = account.isLocked ? Chip(word: "锁着", icon: .lock, tone: .late).html : HTML()
        return TwoPanes.Record(
            title: account.person.name,
            status: "<span class=\"row\">\(AccountWording.chip(account.state).html)\(lock)</span>",
            content: """
                \(Facts(rows: [
                    .init("账号名", account.signInName), .init("名册编号", number ?? "名册里没有编号"),
                    .init("记录编号", account.person.id.text),
                ]).html)\
                \(present: invitation(pages.today), { Note(text: $0).html })\
                \(bar(token).html)\
                \(PageSection(id: "roles", title: "职务", content: roles(pages.today)).html)\
                \(PageSection(id: "sign-ins", title: "登录", content: signIns(pages.today, token)).html)\
                \(tokens.isEmpty ? HTML() : PageSection(
                    id: "tokens", title: "接口令牌", content: tokenList(token)).html)\
                \(PageSection(id: "trace", title: "经过", content: trace(pages.today)).html)
                """)
    }

    private func invitation(_ today: Day) -> String? {
        guard let ends = invitationEnds else { return nil }
        return ends > now
            ? "设密码的链接还没有用，\(ChineseTime.moment(ends, today: today))前有效。" : "设密码的链接过期了，请给他一条新的。"
    }

    private func bar(_ token: @escaping (String) -> String) -> ActionBar {
        let hidden = [HiddenField(name: "version", value: String(account.version))]
        var bar = CaseActions<AccountDesk>(
            record: account, id: account.id, actor: actor, helpful: [.ownAccount], hasPrimary: false, token: token
        ).bar
        let mayInvite = account.refusal(of: .invite, by: actor) == nil
        if mayInvite {
            let address = "/desk/accounts/\(account.id)/invitation"
            bar.others.append(
                .init(
                    label: AccountWording.name(.invite),
                    way: .post(action: address, token: token(address), hidden: hidden), icon: nil))
        }
        bar.explanation = mayInvite ? "重设密码会让他马上全部退出，旧密码作废。" : nil
        bar.refused = bar.refused.isEmpty ? [] : [.init(act: "改自己的账号", reason: AccountRefusal.ownAccount.sentence)]
        return bar
    }

    private func roles(_ today: Day) -> HTML {
        guard !account.grants.isEmpty else { return "<p class=\"mute\">还没有职务，登录后什么也看不到。</p>" }
        return LinkList(
            rows: account.grants.map { grant in
                LinkList.Row(
                    relation: grant.isInForce(on: today) ? "现任" : "还没开始",
                    content: "<p>\(places.words(grant, today: today))</p>")
            }
        ).html
    }

    private func signIns(_ today: Day, _ token: (String) -> String) -> HTML {
        guard !signIns.isEmpty else { return "<p class=\"mute\">现在没有登录。</p>" }
        let mayEnd = account.refusal(of: .endSignIns, by: actor) == nil
        let rows = signIns.map { signIn -> LinkList.Row in
            let action = "/desk/accounts/\(account.id)/sign-ins/\(signIn.id)/end"
            let form = PostForm(
                action: action, token: token(action),
                content: Button(label: "让它退出", role: .submit(busy: "正在退出"), size: .small).html)
            return LinkList.Row(
                content: """
                    <p>\(DeviceWording.name(userAgent: signIn.device))</p><p class="small mute">\
                    \(ChineseTime.moment(signIn.createdAt, today: today))登录，最近\
                    \(ChineseTime.moment(signIn.lastSeenAt, today: today))用过</p>\(mayEnd ? form.html : HTML())
                    """)
        }
        return LinkList(rows: rows).html
    }

    private func tokenList(_ token: (String) -> String) -> HTML {
        let rows = tokens.map { each -> LinkList.Row in
            let action = "/desk/accounts/\(account.id)/tokens/\(each.id)/revoke"
            let form = PostForm(
                action: action, token: token(action),
                content: Button(label: "作废", role: .submit(busy: "正在作废"), size: .small).html)
            return LinkList.Row(
                content: """
                    <p>\(each.name)</p><p class="small mute">\
                    \(APITokenWording.words(each, endingWithin: tokenWarningDays, at: now))</p>\(form.html)
                    """)
        }
        return LinkList(rows: rows).html
    }

    private func trace(_ today: Day) -> HTML {
        let steps = log.map { entry -> Trace.Step in
            let (act, quote) = AccountWording.act(entry.event, places, today: today)
            return Trace.Step(stage: .done, act: act, meta: StepMeta.text(entry, today: today), quote: quote)
        }
        return steps.isEmpty ? "<p class=\"mute\">还没有记录。</p>" : Trace(steps: steps).html
    }
}
