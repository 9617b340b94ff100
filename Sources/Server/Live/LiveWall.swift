// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// The room's screen during a media consultation: one thing at a time, readable from ten metres. It is read anew by itself, also
/// where there is no script.
struct LiveWall: Sendable {
    let content: LiveContent
    /// What was found of what is asked beside it.
    let opinions: WallOpinions
    let qr: HTML
    let now: Instant
    let head: PageHead
    /// Where it is told what happens.
    let stream: String

    private var record: MediaConsultation { content.record }

    var html: HTML {
        head.document(
            face: "wall-face",
            body: """
                <main id="main" class="wall" data-stream="\(stream)" data-stream-events="\(LiveNow.events) opinions" \
                data-opinion-drawn="\(opinions.drawn)"><header class="wall-top"><span>\(content.roomName)</span>\
                <span class="mute" data-live="speaker"\(flag: "hidden", content.speaker == nil)>\
                \(content.speaker.map { "\($0)正在发言" })</span>\(left)\
                <span class="end num">\(clock)</span></header>\
                <section class="wall-main" aria-live="polite"><p class="over">\(over)</p><h1>\(content.title)</h1>\
                \(question)\(opinions.map(isHidden: atHand != nil))</section>\
                <aside class="wall-side" aria-label="参加"><div class="qr">\(qr)</div>\
                <p><b>\(record.takesComments(at: now) ? "扫码说一句" : "扫码看留言")</b></p>\(tally)</aside>\
                \(opinions.foot)</main>
                """)
    }

    private var clock: String { SessionWording.time(Int(now.millisecondsIntoDay / 60_000)) }

    private var over: String {
        switch record.state {
        case .planned: "还没有开始"
        case .open: "正在商量"
        case .closed, .reported, .cancelled: "已经结束"
        }
    }

    /// How long whoever speaks still has; the script counts on.
    private var left: HTML {
        let floor = content.session.floor
        let seconds = floor.map { String(SpeakingWording.seconds($0, at: now)) }
        return """
            <span class="num mute" data-live="clock"\(attribute: "data-seconds", seconds)\(flag: "hidden", floor == nil)>\
            \(floor.map { SpeakingWording.left($0, at: now) })</span>
            """
    }

    private var atHand: CommentListStore.Listed? { record.state == .open ? content.atHand : nil }

    /// The question at hand, with its answer once there is one.
    private var question: HTML {
        let comment = atHand
        return """
            <div class="wall-cut" data-live="question"\(flag: "hidden", comment == nil)>\
            <p class="over" data-live="name">\(comment.map { "场外留言 · \(LiveContent.name($0))" })</p>\
            <p class="big" data-live="words">\(comment.map { "“\(LiveContent.words($0))”" })</p>\
            <p class="wall-answer" data-live="answer">\(comment.map(LiveNow.answer))</p></div>
            """
    }

    private var tally: HTML {
        let figures = content.figures
        let heads = record.headCount.map { "<div><dt>现场</dt><dd>\($0.count)<small>人</small></dd></div>" as HTML }
        return """
            <dl class="wall-tally">\(heads)<div><dt>留言</dt>\
            <dd><span data-live="figure-comments">\(figures.comments)</span><small>条</small></dd></div>\
            <div><dt>当场回应</dt><dd><span data-live="figure-answeredOnSpot">\(figures.answeredOnSpot)</span>\
            <small>/ <span data-live="figure-cutIn">\(figures.cutIn)</span>条</small></dd></div></dl>
            """
    }
}
