// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The moderators' desk: what waits, what everybody may read, what is in the queue for the room. J and K go from card to card, a
/// number presses the button of the card that is open.
struct ModerationPage {
    /// What the three columns hold.
    struct Columns: Sendable {
        let record: MediaConsultation
        let title: String
        let undecided: [CommentListStore.Listed]
        let published: [CommentListStore.Listed]
        let queue: [CommentListStore.Listed]
        let counts: [LiveComment.State.Name: Int]
        let claims: [LiveComment.ID: NamedClaim]
        /// The number of the last event that those who watch were told.
        let told: Int64
    }

    let columns: Columns
    let profile: PracticeProfile
    let actor: Actor
    let action: String
    /// A token for one form: each card's is another.
    let token: (String) -> String
    let today: Day
    /// Where it is told that there is something new.
    let stream: String

    private var record: MediaConsultation { columns.record }

    var html: HTML {
        """
        \(RecordHead(
            title: "审核留言", over: columns.title,
            parent: TextLink(text: "融媒体协商", address: "/desk/live/\(record.id)"),
            buttons: many
                + [Button(label: "会场大屏", role: .link(to: "/live/\(record.id)/wall"), size: .small)]).html)\
        <p class="row">\(MediaWording.chip(record.state.name).html)\(isDecided ? HTML() : QueueList.keysHint)</p>\
        \(isDecided ? Note(text: CommentRefusal.alreadyReported.sentence).html : HTML())\
        <div role="status" data-live-known="\(known)" hidden>\(Note(
            text: "有新的变化。", link: TextLink(text: "刷新看看", address: action)).html)</div>\(StreamNote(address: action).html)\
        <div class="moderation" data-stream="\(stream)" data-stream-events="figures">\(column("undecided", "待审", [.waiting, .held], columns.undecided))\
        \(column("published", "已公开", [.approved, .suggestion], columns.published))\
        \(column("queue", "备选和会场", [.cutIn, .shortlisted], columns.queue))</div>
        """
    }

    /// Whether the report stands, and nothing is decided any more.
    private var isDecided: Bool { record.state.name == .reported }

    private var many: [Button] {
        guard !isDecided else { return [] }
        return CommentDesk.moderating.map { act in
            Button(
                label: "成批：\(CommentDesk.name(act.command))",
                role: .link(to: "\(BulkRoutes<CommentDesk>.address(act))?group=\(record.id)"), size: .small)
        }
    }

    /// How many there are, wait and have an answer, as the figures of the stream say it: a unit that writes is heard of here, too.
    private var known: String {
        let all = columns.counts.reduce(0) { $0 + ($1.key == .withdrawn ? 0 : $1.value) }
        let undecided = columns.counts[.waiting, default: 0] + columns.counts[.held, default: 0]
        return "\(all) \(undecided) \(columns.counts[.answered, default: 0])"
    }

    private func column(
        _ id: String, _ title: String, _ states: [LiveComment.State.Name], _ comments: [CommentListStore.Listed]
    ) -> HTML {
        let count = states.reduce(0) { $0 + columns.counts[$1, default: 0] }
        let cards: HTML =
            comments.isEmpty
            ? EmptyState(sentence: "这一栏没有留言。").html
            : "<ol class=\"cards\" data-keys>\(each: comments, card)</ol>"
        let rest: HTML =
            count > comments.count ? "<p class=\"small mute\">\(more(count - comments.count, id))</p>" : HTML()
        return """
            <section aria-labelledby="\(id)"><h2 id="\(id)">\(title) \(count)</h2>\(cards)\(rest)</section>
            """
    }

    /// Whoever waits comes up when others are decided; what everybody reads may stay as it is.
    private func more(_ count: Int, _ id: String) -> String {
        guard id == "published" else { return "还有\(count)条，办完前面的就出来。" }
        return isDecided ? "还有更早的\(count)条，居民看到的页面上都有。" : "还有更早的\(count)条，要记为建议的，在“成批：记为建议”里按字找。"
    }

    private func card(_ comment: CommentListStore.Listed) -> HTML {
        let claim = columns.claims[comment.id]
        let isOthers = claim.map { !$0.claim.isHeld(by: actor) } ?? false
        let acts = isOthers || isDecided ? HTML() : buttons(comment, claim == nil ? claiming(comment) : HTML())
        return """
            <li data-card><p class="row">\(CommentWording.chip(comment.state).html)\
            <span class="small mute">\(comment.name ?? CommentWording.somebody) · \
            \(ChineseTime.moment(comment.sentAt, today: today))\(comment.likes > 0 ? " · \(comment.likes)个赞" : "")</span></p>\
            <p class="said">\(TextLink(text: comment.words ?? TopicWording.erased, address: "/desk/comments/\(comment.id)").html)</p>\
            \(present: watched(comment), { $0.html })\
            \(present: comment.unitName, { "<p class=\"small\">请\($0)回应</p>" })\
            \(present: isOthers ? claim?.name : nil, { "<p class=\"small mute\">\($0)正在看</p>" })\
            \(acts)</li>
            """
    }

    /// The words of the county's list that stand in it.
    private func watched(_ comment: CommentListStore.Listed) -> Note? {
        WatchedWording.beside(comment.watchedWords(profile))
    }

    /// Takes it on for a while, so that nobody else decides it meanwhile.
    private func claiming(_ comment: CommentListStore.Listed) -> HTML {
        guard comment.state == .waiting || comment.state == .held else { return HTML() }
        let address = "/desk/comments/\(comment.id)/\(ClaimWay.claim.rawValue)"
        return PostForm(
            action: address, token: token(address), content: Button(label: "认领", style: .quiet, size: .small).html
        ).html
    }

    private func buttons(_ comment: CommentListStore.Listed, _ claiming: HTML) -> HTML {
        let (acts, pages) = Self.ways(comment.state)
        let forms = acts.enumerated().map { index, command in
            PostForm(
                action: action, token: token(action),
                hidden: [
                    HiddenField(name: "comment", value: comment.id.text),
                    HiddenField(name: "command", value: command.rawValue),
                    HiddenField(name: "version", value: String(comment.version)),
                ],
                content: Button(
                    label: CommentWording.name(command), size: .small,
                    key: String(index + 1)
                ).html
            ).html
        }
        let links = pages.enumerated().compactMap { index, command -> HTML? in
            guard let act = CommentDesk.acts.first(where: { $0.command == command }) else { return nil }
            return Button(
                label: CommentWording.name(command),
                role: .link(to: "/desk/comments/\(comment.id)/\(act.segment)"),
                size: .small,
                key: String(acts.count + index + 1)
            ).html
        }
        return "<div class=\"actions\">\(forms)\(links)\(claiming)</div>"
    }

    /// What is done at once in a state, and what asks something first; the usual one stands first.
    private static func ways(
        _ state: LiveComment.State.Name
    ) -> (acts: [LiveComment.Command], pages: [LiveComment.Command]) {
        switch state {
        case .waiting: ([.approve, .hold], [.reject])
        case .held: ([.approve], [.reject])
        case .approved: ([.mark], [.reject])
        case .suggestion: ([.shortlist, .stepBack], [.reject])
        case .shortlisted: ([], [.cutIn, .reject])
        case .cutIn: ([], [.noteAnswer, .redirect])
        case .rejected, .followUp, .answered, .itemised, .withdrawn: ([], [])
        }
    }
}
