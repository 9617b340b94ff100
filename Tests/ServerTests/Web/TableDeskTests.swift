// SPDX-License-Identifier: Apache-2.0

import Database
import DatabaseTestSupport
import Domain
import Foundation
import Spreadsheets
import TestSupport
import Testing

@testable import Server

@Suite("Workbooks on their way")
struct TableDeskTests {
    private static let file = TableFile(name: "表", columns: [SpreadsheetColumn("甲"), SpreadsheetColumn("乙")])

    /// So many rows, five hundred at a time; after `last` the database fails.
    private static func rows(_ count: Int64, of services: Services, failingAfter last: Int64 = .max) -> TableRows {
        TableRows(engine: services.engine) { after, _ in
            let first = (after ?? 0) + 1
            guard first <= last else { throw Broken() }
            let numbers = Array(first..<first + 500).filter { $0 <= count }
            return .init(rows: numbers.map { ["行\($0)", "=1+\($0)"] }, last: numbers.last)
        }
    }

    private struct Broken: Error {}

    private static func files(_ services: Services) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: services.tables.folder)
    }

    private static func bytes(of response: WebResponse) async throws -> [UInt8] {
        let pieces = try #require(response.pieces)
        var (bytes, number): ([UInt8], Int) = ([], 0)
        while let piece = try await pieces.piece(number) {
            bytes += piece
            number += 1
        }
        if let count = pieces.count { #expect(bytes.count == count) }
        return bytes
    }

    @Test(
        "a long workbook is sent in pieces, says what CSV says, and has no file any more",
        arguments: EngineKind.allCases)
    func long(_ kind: EngineKind) async throws {
        try await Village.with(kind) { village in
            let services = village.services
            let count: Int64 = 20_000
            let csv = try await Self.bytes(
                of: try await Self.file.response(Self.rows(count, of: services), format: .csv, services))
            do {
                let response = try await Self.file.response(
                    Self.rows(count, of: services), format: .xlsx, services, smallBytesMax: 0)
                #expect(services.tables.count == 1 && response.body.isEmpty)
                let left = try Self.files(services)
                #expect(left == [])
                let bytes = try await Self.bytes(of: response)
                #expect(bytes.count > SentWorkbook.pieceBytes)
                let written = try Spreadsheet.read(bytes)
                #expect(written.rows.count == Int(count) + 1)
                let told = try Spreadsheet.read(csv)
                #expect(written.rows.map(\.cells) == told.rows.map(\.cells))
            }
            #expect(services.tables.count == 0)
        }
    }

    @Test("a small workbook is there at once and leaves its place free, however slowly it is read")
    func small() async throws {
        try await Village.with(.sqlite) { village in
            let services = village.services
            let responses = try await Self.small(TableDesk.filesMax + 1, services)
            #expect(services.tables.count == 0)
            for response in responses {
                let isWhole = response.pieces == nil
                #expect(isWhole)
                let read = try Spreadsheet.read(response.body)
                #expect(read.rows.count == 3)
            }
        }
    }

    private static func small(_ count: Int, _ services: Services) async throws -> [WebResponse] {
        var responses: [WebResponse] = []
        for _ in 0..<count {
            responses.append(try await file.response([["一", "二"], ["三", "四"]], format: .xlsx, services))
        }
        return responses
    }

    @Test("a batch in which nothing was found does not end a table", arguments: [TableFile.Format.csv, .xlsx])
    func gap(_ format: TableFile.Format) async throws {
        try await Village.with(.sqlite) { village in
            let services = village.services
            let rows = TableRows(engine: services.engine) { after, _ in
                switch after {
                case nil: .init(rows: [["一", "二"]], last: 1)
                case 1, 2: .init(rows: [], last: (after ?? 0) + 1)
                case 3: .init(rows: [["三", "四"]], last: 4)
                case _: .init(rows: [], last: nil)
                }
            }
            let response = try await Self.file.response(rows, format: format, services)
            let bytes = response.pieces == nil ? response.body : try await Self.bytes(of: response)
            let read = try Spreadsheet.read(bytes)
            #expect(read.rows.dropFirst().map(\.cells) == [["一", "二"], ["三", "四"]])
        }
    }

    @Test("whoever goes away while it is sent, and a database that fails, leave neither file nor place")
    func brokenOff() async throws {
        try await Village.with(.sqlite) { village in
            let services = village.services
            do {
                let response = try await Self.file.response(
                    Self.rows(20_000, of: services), format: .xlsx, services, smallBytesMax: 0)
                let pieces = try #require(response.pieces)
                _ = try await pieces.piece(0)
                await #expect(throws: Broken.self) { try await Self.leave(pieces) }
            }
            #expect(services.tables.count == 0)
            await #expect(throws: Broken.self) {
                try await Self.file.response(
                    Self.rows(20_000, of: services, failingAfter: 3_000), format: .xlsx, services)
            }
            #expect(services.tables.count == 0)
            let left = try Self.files(services)
            #expect(left == [])
        }
    }

    /// Reads one piece and goes.
    private static func leave(_ pieces: WebResponse.Pieces) async throws {
        _ = try await pieces.piece(1)
        throw Broken()
    }

    @Test("more rows than a sheet has are refused in words, for CSV they are few")
    func tooMany() async throws {
        try await Village.with(.sqlite) { village in
            let services = village.services
            let rows = Array(repeating: [""], count: 1_048_576)
            await #expect(throws: InputProblems.self) {
                try await Self.file.response(rows, format: .xlsx, services)
            }
            #expect(services.tables.count == 0)
            let left = try Self.files(services)
            #expect(left == [])
        }
    }

    @Test("so many at once, the next is asked to come again; a full disk is told in words and in the log")
    func bounded() async throws {
        try await Village.with(.sqlite) { village in
            let desk = village.services.tables
            let browser = try await village.browser(of: .systemAdministrator)
            let address = "/desk/directory/areas/export"
            do {
                let places = try (0..<TableDesk.filesMax).map { _ in try desk.place() }
                let busy = try await browser.get("\(address)?format=xlsx")
                #expect(busy.status == 503 && busy.header("Retry-After") == "30" && busy.text.contains("请过半分钟"))
                #expect(try await browser.get("\(address)?format=csv").status == 200)
                #expect(places.count == TableDesk.filesMax)
            }
            let table = try await browser.get("\(address)?format=xlsx")
            #expect(table.status == 200 && desk.count == 0)
            let read = try Spreadsheet.read(table.body)
            #expect(read.rows.count > 1)
            try FileManager.default.removeItem(atPath: desk.folder)
            let failed = try await browser.get("\(address)?format=xlsx")
            #expect(failed.status == 503 && failed.text.contains("没有写成") && desk.count == 0)
        }
    }

    @Test("what a program left that was killed while it wrote is swept out when the next one starts")
    func leftOvers() throws {
        let data = FileManager.default.temporaryDirectory.appending(path: "tables-\(UUID().uuidString)")
            .path(percentEncoded: false)
        defer { try? FileManager.default.removeItem(atPath: data) }
        let files = FileManager.default
        let folder = try TableDesk(data: data, isSole: true).folder
        let names = ["sheet-old", "sheet-new"]
        for name in names {
            try files.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: false)
            #expect(files.createFile(atPath: "\(folder)/\(name)/table.xlsx", contents: nil))
        }
        try files.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1_000_000)], ofItemAtPath: "\(folder)/sheet-old")
        // Where another program may be writing, only what is old goes.
        _ = try TableDesk(data: data, isSole: false)
        #expect(try files.contentsOfDirectory(atPath: folder) == ["sheet-new"])
        _ = try TableDesk(data: data, isSole: true)
        #expect(try files.contentsOfDirectory(atPath: folder) == [])
        let mode = try files.attributesOfItem(atPath: folder)[.posixPermissions] as? Int
        #expect(mode == 0o700)
    }
}
