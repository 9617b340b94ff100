// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("What may import what")
struct ImportTests {
    @Test("the rules import Foundation at most")
    func domain() {
        #expect(offences(in: "Sources/Domain/", allowed: ["Foundation"]) == [])
    }

    @Test("the database knows no rules, no pages and no keys")
    func database() {
        #expect(offences(in: "Sources/Database/", forbidden: ["Domain", "Server", "Markup", "Cryptography"]) == [])
    }

    @Test("the comparing of texts imports Foundation at most")
    func texts() {
        #expect(offences(in: "Sources/ChineseText/", allowed: ["Foundation"]) == [])
    }

    @Test("the opinion map imports Foundation at most")
    func opinionMap() {
        #expect(offences(in: "Sources/OpinionMap/", allowed: ["Foundation"]) == [])
    }

    @Test("the hub of events knows connections and nothing else")
    func eventStreams() {
        let allowed: Set<String> = ["Glibc", "NIOCore", "NIOHTTP1", "NIOHTTPTypesHTTP1", "Synchronization"]
        #expect(offences(in: "Sources/EventStreams/", allowed: allowed) == [])
    }

    @Test("markup, cryptography, spreadsheets and documents know nothing of the rest")
    func foundations() {
        for module in ["Markup", "Cryptography", "Spreadsheets", "OfficialDocuments"] {
            let folder = "Sources/\(module)/"
            #expect(offences(in: folder, forbidden: ["Domain", "Database", "Server", "Hummingbird"]) == [])
        }
    }

    @Test("every form of import is seen")
    func forms() {
        let text =
            "import Domain\n@testable import Domain\nimport struct Domain.Topic\npackage import Domain\n// import Domain"
        #expect(imports(of: SourceFile(path: "A.swift", text: text)).count == 4)
    }

    private func offences(in folder: String, allowed: Set<String>? = nil, forbidden: Set<String> = []) -> [String] {
        SourceTree.sources.filter { $0.path.hasPrefix(folder) }.flatMap { file in
            imports(of: file).filter { module in forbidden.contains(module) || allowed?.contains(module) == false }
                .map { "\(file.path) imports \($0)" }
        }
    }

    private func imports(of file: SourceFile) -> [String] {
        let form =
            /^\s*(@\w+ )?((package|public|internal|private|fileprivate) )?import ((struct|class|enum|protocol|func|let|var|typealias) )?(\w+)/
        return file.codeLines.compactMap { $0.firstMatch(of: form).map { String($0.output.6) } }
    }
}
