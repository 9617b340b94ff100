// SPDX-License-Identifier: Apache-2.0

import Markup

/// A small plot of numbers in a row, drawn by the server: it prints, and it needs no script. The numbers themselves
/// stand in a table beside it.
struct BarPlot: Sendable {
    /// One bar.
    struct Bar: Sendable {
        var label: String
        var value: Int
    }

    /// What is plotted, for everyone who does not see it.
    var title: String
    var bars: [Bar]

    private static let height = 60
    private static let step = 10

    /// The plot; nothing when there are no bars.
    var html: HTML {
        guard let first = bars.first, let last = bars.last else { return HTML() }
        let most = bars.map(\.value).max() ?? 0
        let sum = bars.reduce(0) { $0 + $1.value }
        return """
            <figure class="plot"><svg viewBox="0 0 \(bars.count * Self.step) \(Self.height + 2)" role="img" \
            preserveAspectRatio="none" aria-labelledby="plot">\
            <title id="plot">\(title)：共\(sum)次，最多的一天\(most)次</title>\
            \(each: bars.enumerated(), { index, bar in self.bar(bar, at: index, most) })</svg>\
            <figcaption class="small mute"><span>\(first.label)</span><span>\(title)，最多\(most)次</span>\
            <span>\(last.label)</span>\
            </figcaption></figure>
            """
    }

    /// A line at the foot stands for nothing, so that a day without anything is seen as one.
    private func bar(_ bar: Bar, at index: Int, _ most: Int) -> HTML {
        let height = most == 0 ? 0 : bar.value * Self.height / most
        let drawn = max(height, 1)
        return """
            <rect x="\(index * Self.step + 1)" y="\(Self.height + 1 - drawn)" width="\(Self.step - 2)" \
            height="\(drawn)">\
            <title>\(bar.label) \(bar.value)次</title></rect>
            """
    }
}
