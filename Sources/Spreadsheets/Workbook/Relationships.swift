// SPDX-License-Identifier: Apache-2.0

/// The parts that a part refers to, by the ids it uses for them.
final class Relationships: XMLListener {
    private(set) var targets: [Target] = []
    private let folder: String

    struct Target {
        let id: String
        /// The last word of its type, as in `worksheet`.
        let kind: String
        /// From the root of the archive.
        let part: String
    }

    /// Read from the archive; none if the part has none.
    init(of part: String, in archive: ZipArchive) throws(SpreadsheetProblem) {
        let slash = part.lastIndex(of: "/")
        folder = slash.map { String(part[..<$0]) } ?? ""
        let name = slash.map { part[part.index(after: $0)...] } ?? part[...]
        let relationships = (folder.isEmpty ? "" : folder + "/") + "_rels/\(name).rels"
        if archive.contains(relationships) { try XMLReading.read(relationships, of: archive, self) }
    }

    func started(_ element: XMLElement) throws(SpreadsheetProblem) {
        guard element.isCalled("Relationship"), element["TargetMode"] != "External",
            let id = element["Id"], let type = element["Type"],
            let target = element["Target"], let kind = type.split(separator: "/").last
        else { return }
        targets.append(Target(id: id, kind: String(kind), part: resolved(target)))
    }

    func ended(_ element: XMLElement) {}
    func heard(_ text: UnsafeRawBufferPointer) {}

    /// A path as the part's folder sees it. Nothing leads out of the archive, for it is only looked up in there.
    private func resolved(_ target: String) -> String {
        var path: [Substring] = target.hasPrefix("/") ? [] : folder.split(separator: "/")
        for step in target.split(separator: "/") where step != "." {
            if step == ".." { _ = path.popLast() } else { path.append(step) }
        }
        return path.joined(separator: "/")
    }
}
