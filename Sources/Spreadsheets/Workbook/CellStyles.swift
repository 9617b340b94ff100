// SPDX-License-Identifier: Apache-2.0

/// How the cells of each style show their numbers.
final class CellStyles: XMLListener {
    private var formats: [NumberFormat] = []
    private var own: [Int: NumberFormat] = [:]
    private var isOfCells = false

    /// Excel itself allows 65 490 styles.
    private static let stylesMax = 100_000

    /// What a cell of this style shows. Cells without a style have the first.
    subscript(_ style: Int) -> NumberFormat { formats.indices.contains(style) ? formats[style] : .general }

    func started(_ element: XMLElement) throws(SpreadsheetProblem) {
        if element.isCalled("cellXfs") {
            isOfCells = true
        } else if element.isCalled("xf"), isOfCells {
            guard formats.count < Self.stylesMax else { throw .damaged(part: "styles") }
            let id = element["numFmtId"].flatMap { Int($0) } ?? 0
            formats.append(own[id] ?? NumberFormat(builtIn: id))
        } else if element.isCalled("numFmt"), let id = element["numFmtId"].flatMap({ Int($0) }),
            let code = element["formatCode"]
        {
            guard own.count < Self.stylesMax else { throw .damaged(part: "styles") }
            own[id] = NumberFormat(code)
        }
    }

    func ended(_ element: XMLElement) {
        if element.isCalled("cellXfs") { isOfCells = false }
    }

    func heard(_ text: UnsafeRawBufferPointer) {}
}
