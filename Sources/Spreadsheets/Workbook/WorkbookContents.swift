// SPDX-License-Identifier: Apache-2.0

/// What the workbook's own part says: the sheets that can be seen, and how dates are counted.
final class WorkbookContents: XMLListener {
    private(set) var isWorkbook = false
    private(set) var calendar = SerialCalendar.from1900
    private(set) var sheets: [(name: String, id: String)] = []
    private var isRoot = true

    func started(_ element: XMLElement) throws(SpreadsheetProblem) {
        if isRoot {
            isWorkbook = element.isCalled("workbook")
            isRoot = false
        } else if element.isCalled("workbookPr") {
            if let value = element["date1904"], value == "1" || value == "true" { calendar = .from1904 }
        } else if element.isCalled("sheet"), let name = element["name"], let id = element["id"] {
            let state = element["state"] ?? "visible"
            if state == "visible" { sheets.append((name, id)) }
        }
    }

    func ended(_ element: XMLElement) {}
    func heard(_ text: UnsafeRawBufferPointer) {}
}
