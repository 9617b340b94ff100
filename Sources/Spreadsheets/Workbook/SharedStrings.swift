// SPDX-License-Identifier: Apache-2.0

/// The texts that cells refer to by their number. The runs of a rich text are joined; how it is pronounced is left out.
final class SharedStrings: XMLListener {
    private let limits: SpreadsheetLimits
    private var strings: [String] = []
    private var text: CellText
    private var isText = false
    private var isPronunciation = false

    init(_ limits: SpreadsheetLimits) {
        self.limits = limits
        text = CellText(limits)
    }

    subscript(_ index: Int) -> String? { strings.indices.contains(index) ? strings[index] : nil }

    func started(_ element: XMLElement) throws(SpreadsheetProblem) {
        if element.isCalled("si") {
            guard strings.count < limits.sharedStrings else { throw .tooManySharedStrings(max: limits.sharedStrings) }
            text.clear()
        } else if element.isCalled("rPh") {
            isPronunciation = true
        } else if element.isCalled("t") {
            isText = !isPronunciation
        }
    }

    func ended(_ element: XMLElement) {
        if element.isCalled("si") {
            strings.append(text.string)
        } else if element.isCalled("rPh") {
            isPronunciation = false
        } else if element.isCalled("t") {
            isText = false
        }
    }

    func heard(_ piece: UnsafeRawBufferPointer) {
        if isText { text.append(piece) }
    }
}
