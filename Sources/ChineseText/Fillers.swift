// SPDX-License-Identifier: Apache-2.0

/// Words of courtesy around a matter. They say nothing of what it is about, and stand in every second text.
enum Fillers {
    /// A word without the fillers it begins with and those it ends with; empty when it is nothing else.
    static func trimmed(_ word: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
        var rest = word
        while let filler = openings.first(where: { rest.starts(with: $0) }) { rest = rest.dropFirst(filler.count) }
        while let filler = closings.first(where: { rest.suffix($0.count).elementsEqual($0) }) {
            rest = rest.dropLast(filler.count)
        }
        return rest
    }

    private static let openings = folded([
        "请问一下", "请问", "我想问一下", "我想问", "想问一下", "想问", "问一下", "我想咨询一下", "我想咨询", "想咨询一下", "咨询一下", "咨询",
        "我想反映一下", "我想反映", "我要反映", "我来反映", "想反映一下", "反映一下", "反映", "我想建议", "我建议", "建议", "我希望", "希望", "请求", "恳请", "请",
        "麻烦问一下", "麻烦", "您好", "你好", "尊敬的领导", "各位领导", "领导您好", "领导好", "领导", "同志", "我想说一下", "我想说", "说一下", "能不能", "可不可以",
        "可否", "能否",
    ])

    private static let closings = folded([
        "谢谢您了", "谢谢您", "谢谢大家", "谢谢领导", "谢谢", "多谢", "感谢您", "感谢", "非常感谢", "万分感谢", "拜托了", "麻烦了", "辛苦了", "请尽快处理", "请处理",
        "请解决", "望解决",
        "望处理", "望回复", "请回复", "盼复", "盼回复",
    ])

    /// The longest first, so that none is cut short.
    private static func folded(_ words: [String]) -> [[UInt32]] {
        words.map { FoldedText($0).scalars }.sorted { $0.count > $1.count }
    }
}
