// SPDX-License-Identifier: Apache-2.0

import Markup

/// The face for those who work here: places at the left (at the lower edge of a phone), lists and records beside.
struct DeskLayout: Sendable {
    /// A place in the navigation.
    struct Place: Sendable {
        var word: String
        var address: String
        var icon: Icon
        var isCurrent = false
        /// Whether it stands at the lower edge of a phone, and not behind 更多.
        var isAtHand = true
        /// How many records wait there.
        var count: Int?
        /// How many of them are overdue; `nil` or 0 shows nothing.
        var overdue: Int?
    }

    /// The search over everything one may see.
    struct Find: Sendable {
        /// The address of the results; the words travel as `q`.
        var action: String
        var words = ""
        /// What can be typed.
        var hint = "编号，或者几个字"
    }

    /// The way out.
    struct SignOut: Sendable {
        var action: String
        var token: String
    }

    var head: PageHead
    /// 安澜县政协
    var tenant: String
    /// Where the logo leads.
    var home: String
    var person: PersonTag
    var signOut: SignOut
    var find: Find?
    /// Whose desk it is, the navigation's name: 杨柳社区议事室.
    var deskName: String
    var places: [Place]
    var flash: Flash?
    var footer: PageFooter
    /// The main part, with the page's one `h1`.
    var content: HTML

    /// The whole document.
    var html: HTML {
        head.document(
            face: "desk",
            body: """
                <header class="mast"><a class="logo" href="\(url: home)">\(Logo.html)<small>\(tenant)</small></a>\
                \(present: find, search)<div class="end">\(person.html)\(leave)</div></header>
                <nav class="nav" aria-label="\(deskName)">\(each: places, { link($0) })\(rest)</nav>
                <main id="main">
                \(flash?.note)\(content)
                </main>
                \(footer.html)\(flash?.toast)
                """)
    }

    private var leave: HTML {
        PostForm(
            action: signOut.action, token: signOut.token,
            content: Button(label: "退出", role: .submit(busy: "正在退出"), style: .quiet, size: .small).html
        ).html
    }

    private func search(_ find: Find) -> HTML {
        """
        <form class="find" role="search" action="\(url: find.action)"><label class="vh" for="find">查找</label>\
        \(Icon.search.html)<input class="input" id="find" name="q" type="search" value="\(find.words)" \
        placeholder="\(find.hint)"></form>
        """
    }

    /// `opened`: inside 更多, where all of them are shown.
    private func link(_ place: Place, opened: Bool = false) -> HTML {
        """
        <a href="\(url: place.address)"\(attribute: "class", place.isAtHand || opened ? nil : "wide")\
        \(attribute: "aria-current", place.isCurrent ? "page" : nil)>\(place.icon.html)<span>\(place.word)</span>\
        \(Self.numbers(count: place.count, overdue: place.overdue ?? 0))</a>
        """
    }

    /// What a phone has no room for, one tap away; it opens without a script, and says whether it is open. On a desk all places
    /// stand beside the page anyway.
    private var rest: HTML {
        let rest = places.filter { !$0.isAtHand }
        guard !rest.isEmpty else { return HTML() }
        let count = rest.compactMap(\.count).reduce(0, +)
        return """
            <details class="hide-l"><summary>\(Icon.more.html)<span>更多</span>\
            \(Self.numbers(count: count > 0 ? count : nil, overdue: rest.compactMap(\.overdue).reduce(0, +)))</summary>\
            <div>\(each: rest, { link($0, opened: true) })</div></details>
            """
    }

    private static func numbers(count: Int?, overdue: Int) -> HTML {
        """
        \(present: overdue > 0 ? overdue : nil, { Self.overdue($0) })\
        \(present: count, { Self.count($0, besideOverdue: overdue > 0) })
        """
    }

    /// More than fits into the navigation is not told apart.
    private static func badge(_ number: Int) -> String { number > 999 ? "999+" : String(number) }

    private static func overdue(_ number: Int) -> HTML {
        """
        <span class="n late"><span class="hide-s">超期</span>\(badge(number))<span class="vh">件<span class="hide-l">超期</span></span></span>
        """
    }

    /// A phone has room for one number: the overdue one.
    private static func count(_ number: Int, besideOverdue: Bool) -> HTML {
        "<span class=\"\(besideOverdue ? "n hide-s" : "n")\">\(badge(number))<span class=\"vh\">件</span></span>"
    }
}
