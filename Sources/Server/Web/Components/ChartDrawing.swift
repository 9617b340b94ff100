// SPDX-License-Identifier: Apache-2.0

import Markup

/// The drawings of charts: made by the server, so that they print and need no script. Lengths are shares of the width, so
/// that letters keep their size on every screen.
enum ChartDrawing {
    /// Where bars begin behind their names, in thousandths of the width: eight characters fit before on a phone.
    private static let named = 370

    /// Bars below each other, each a part of the one before: how many are left from step to step.
    struct Step: Sendable {
        var name: String
        var count: Int
        /// Where those are that are missing from the step before.
        var lost: String?
        var isGood = false
    }

    static func funnel(_ steps: [Step]) -> HTML {
        let whole = steps.first?.count ?? 0
        let bars = steps.enumerated().map { index, step -> HTML in
            let top = index * 54
            let before = index == 0 ? step.count : steps[index - 1].count
            return """
                <text x="0" y="\(top + 15)"><tspan class="lab">\(step.name)</tspan> \
                <tspan class="strong">\(BoardWording.grouped(step.count))</tspan></text>\
                \(present: step.lost, {
                    "<text x=\"100%\" y=\"\(top + 15)\" text-anchor=\"end\" class=\"dim hide-s\">\($0)</text>"
                })\
                <rect class="q1" x="0" y="\(top + 23)" width="\(share(before, whole))" height="20" rx="3"/>\
                <rect class="\(step.isGood ? "b4" : "b1")" x="0" y="\(top + 23)" width="\(share(step.count, whole))" \
                height="20" rx="3"/>
                """
        }
        return svg(height: steps.count * 54, bars.joined())
    }

    /// Bars below each other, each with its name before and its number behind it.
    static func bars(_ steps: [Step]) -> HTML {
        let most = steps.map(\.count).max() ?? 0
        let bars = steps.enumerated().map { index, step -> HTML in
            let top = index * 36
            return """
                <text x="0" y="\(top + 23)" class="lab">\(step.name)</text>\
                <rect class="b1" x="\(tenths(named))" y="\(top + 9)" width="\(tenths(step.count * 510 / max(most, 1)))" height="18" \
                rx="3"/><text x="100%" y="\(top + 23)" text-anchor="end" class="lab">\
                \(BoardWording.grouped(step.count))</text>
                """
        }
        return svg(height: steps.count * 36, bars.joined())
    }

    /// A bar for what is claimed, in which what is confirmed is filled; what is missing is hatched where it is much.
    struct Pair: Sendable {
        var name: String
        var claimed: Int
        var confirmed: Int
    }

    static func pairs(_ pairs: [Pair]) -> HTML {
        let most = pairs.map(\.claimed).max() ?? 0
        // A name stands before its bar, the numbers behind it.
        let bars = pairs.enumerated().map { index, pair -> HTML in
            let top = index * 40
            let isMuch = (pair.claimed - pair.confirmed) * 100 > pair.claimed * 6
            let confirmed = pair.confirmed * 460 / max(most, 1)
            let missing = pair.claimed * 460 / max(most, 1) - confirmed
            return """
                <text x="0" y="\(top + 25)" class="lab">\(pair.name)</text>\
                <rect class="b4" x="\(tenths(named))" y="\(top + 11)" width="\(tenths(confirmed))" height="18" rx="3"/>\
                <rect class="\(isMuch ? "red" : "b3")" x="\(tenths(named + confirmed))" y="\(top + 11)" \
                width="\(tenths(missing))" height="18" rx="2"/>\
                <text x="100%" y="\(top + 25)" text-anchor="end" class="\(isMuch ? "strong" : "lab")">\
                \(pair.confirmed)/\(pair.claimed)</text>
                """
        }
        return svg(height: pairs.count * 40, bars.joined())
    }

    /// How long something takes: a bar as far as most, in which the usual is filled.
    struct Span: Sendable {
        var name: String
        var usual: Int
        var most: Int
        /// Both, as they are read.
        var numbers: String
    }

    static func spans(_ spans: [Span]) -> HTML {
        let longest = max(spans.map(\.most).max() ?? 0, 1)
        func share(_ time: Int) -> String { tenths(time * 410 / longest) }
        let bars = spans.enumerated().map { index, span -> HTML in
            let top = index * 36
            return """
                <text x="0" y="\(top + 23)" class="lab">\(span.name)</text>\
                <rect class="q1" x="\(tenths(named))" y="\(top + 9)" width="\(share(span.most))" height="18" rx="3"/>\
                <rect class="b1" x="\(tenths(named))" y="\(top + 9)" width="\(share(span.usual))" height="18" rx="3"/>\
                <text x="100%" y="\(top + 23)" text-anchor="end" class="lab">\(span.numbers)</text>
                """
        }
        return svg(height: spans.count * 36, bars.joined())
    }

    /// A field of numbers, the darker the more.
    struct Heat: Sendable {
        var columns: [String]
        var rows: [(name: String, counts: [Int])]
    }

    static func heat(_ heat: Heat) -> HTML {
        let most = heat.rows.flatMap(\.counts).max() ?? 0
        let width = 780 / max(heat.columns.count, 1)
        let heads = heat.columns.enumerated().map { index, name -> HTML in
            """
            <text x="\(tenths(220 + index * width + width / 2))" y="14" text-anchor="middle" class="dim">\(name)</text>
            """
        }
        let lines = heat.rows.enumerated().map { line, row -> HTML in
            let top = line * 37 + 24
            let cells = row.counts.enumerated().map { index, count -> HTML in
                let level = most == 0 ? 0 : min(4, count * 5 / (most + 1))
                let left = 220 + index * width
                return """
                    <rect class="q\(level)" x="\(tenths(left))" y="\(top)" width="\(tenths(width - 4))" height="33" rx="3"/>\
                    <text x="\(tenths(left + width / 2 - 2))" y="\(top + 22)" text-anchor="middle" \
                    class="\(level > 2 ? "inv" : "cell")">\(count)</text>
                    """
            }
            return "<text x=\"0\" y=\"\(top + 21)\" class=\"lab\">\(row.name)</text>\(cells.joined())"
        }
        return svg(height: heat.rows.count * 37 + 24, heads.joined() + lines.joined())
    }

    private static func svg(height: Int, _ content: HTML) -> HTML {
        height == 0 ? HTML() : "<svg aria-hidden=\"true\" width=\"100%\" height=\"\(height)\">\(content)</svg>"
    }

    private static func share(_ part: Int, _ whole: Int) -> String {
        tenths(whole == 0 ? 0 : part * 1000 / whole)
    }

    /// Thousandths of the width.
    private static func tenths(_ number: Int) -> String { "\(number / 10).\(number % 10)%" }
}
