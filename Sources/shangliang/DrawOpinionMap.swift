// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import OpinionMap
import Spreadsheets

/// `shangliang opinion-map VOTES.csv`: the opinion map of the votes in a file, drawn up by the very code that the server
/// uses, so that analysts can use it and anybody can check it.
struct DrawOpinionMap: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "opinion-map",
        abstract: "由一个文件的表态算出观点地图：各人的位置、分成哪几组、各组的代表性观点、大家的共识。",
        discussion: """
            VOTES.csv 要有 participant、statement、vote 三列（可以有别的列）；vote 是 1（赞成）、0（略过）或 -1（反对），\
            同一个人对同一条观点的表态以最后一行为准。
            """)

    @Argument(help: "表态，CSV，UTF-8 编码。")
    var votes: String

    @Option(help: "观点的清单，CSV：statement 列，可以另有 text（原文）、moderated（-1 为不采用）、meta（1 为问身份而不问看法）。")
    var statements: String?

    @Flag(help: "输出 JSON。")
    var json = false

    func run() throws {
        let listed = try statements.map(StatementFile.init) ?? StatementFile()
        guard let bytes = FileManager.default.contents(atPath: votes) else { throw CommandFailure("读不了 \(votes)。") }
        let file: VoteFile
        do {
            file = try VoteFile([UInt8](bytes), listed: listed.lines.map(\.name))
        } catch {
            throw CommandFailure("\(votes) 第 \(error.line) 行：\(VoteFileWording.sentence(error.reason))")
        }
        let numbers = Dictionary(zip(file.statements, 0...)) { one, _ in one }
        let known = listed.lines.compactMap { line in
            numbers[line.name].map { Statement(id: $0, isOut: line.isOut, isMeta: line.isMeta) }
        }
        let map = OpinionMap(file.votes, statements: known)
        if json {
            FileHandle.standardOutput.write(Data(OpinionMapText(map, of: file).json + [UInt8(ascii: "\n")]))
        } else {
            Terminal.say(OpinionMapSummary(map, of: file, texts: listed.texts).text)
        }
    }
}
