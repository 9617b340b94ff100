// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes
import Spreadsheets

/// How imports sound: what is wrong, where, and what to do.
enum ImportWording {
    static func name(_ state: RegisterImport.State.Name) -> String {
        switch state {
        case .checking: "正在检查"
        case .unplaced: "等您对应列"
        case .checked: "检查通过，等您确认"
        case .refused: "有错，没有导入"
        case .applying: "正在导入"
        case .applied: "已导入"
        case .stopped: "中途停下"
        case .discarded: "已放弃"
        }
    }

    static func chip(_ state: RegisterImport.State.Name) -> Chip {
        switch state {
        case .checking, .applying: Chip(word: name(state), icon: .ring, tone: .wait)
        case .unplaced, .checked: Chip(word: name(state), icon: .ring, tone: .wait)
        case .refused, .stopped: Chip(word: name(state), icon: .error, tone: .late)
        case .applied: Chip(word: name(state), icon: .done, tone: .done)
        case .discarded: Chip(word: name(state), icon: .off, tone: nil)
        }
    }

    static func name(_ command: RegisterImport.Command) -> String {
        switch command {
        case .place: "对应列"
        case .confirm: "确认导入"
        case .discard: "不导入了"
        }
    }

    /// What the desk says after a command was done.
    static func done(_ command: RegisterImport.Command) -> String {
        switch command {
        case .place: "列对应好了，正在检查。"
        case .confirm: "开始导入，关掉这一页也会继续。"
        case .discard: "这个文件没有导入，已经删掉。"
        }
    }

    /// What an import would do, or has done.
    static func sentence(_ tally: RegisterImport.Tally, isDone: Bool) -> String {
        let word = isDone ? "已" : "将"
        return "一共\(tally.rows)行：\(word)新增\(tally.new)条，\(word)修改\(tally.changed)条，\(tally.same)条和现有的一样、不动。"
    }

    static func stopped(_ row: Int) -> String {
        "导入到第\(row)行停下了：检查之后名册或者规则又被改过，这一行放不进去了。它前面的都已导入。改好后把同一个文件再导一次，已有的不会重复。"
    }

    /// That it goes on after a server has ended.
    static func resuming(done: Int) -> String {
        "服务器中间重新启动过，从第\(done)行后面接着导，前面导好的都在，不会重复。不用再传一次。"
    }

    static let resumed = "服务器中间重新启动过，是从停下的地方接着导完的，没有漏，也没有重复。"

    /// A column as a spreadsheet program names it.
    static func letters(_ column: ImportColumn) -> String {
        SpreadsheetPlace(row: 1, column: column.place).columnLetters
    }

    /// A column as somebody chooses it.
    static func name(_ column: ImportColumn) -> String {
        "\(letters(column))列 \(column.title)\(column.example.isEmpty ? "" : "（如：\(column.example)）")"
    }

    static let noLines = "除了标题行，表里没有内容。"
    static func twice(_ row: Int) -> String { "和第\(row)行是同一条，只能留一行。" }
    static func titleTwice(_ title: String) -> String { "标题“\(title)”出现了两次，请删掉一列。" }
    static func missingTitle(_ label: String) -> String { "标题行里没有“\(label)”这一列，它是必填的。" }
    static let ended = "这一条已经停用：请先在名册里恢复使用，再导入。"

    static func unknownTitle(_ title: String, _ form: any TableForm) -> String {
        "不认识标题“\(title.prefix(30))”。这张表的列是：\(form.columns.map(\.label).joined(separator: "、"))。"
    }

    static func noSuchName(_ text: String, _ column: RegisterColumn) -> String {
        "“\(column.label)”里的“\(text.prefix(30))”在名册里没有（这里要填\(column.label)），或者已经停用：请先录入，或改成名册里的名称。"
    }

    static func severalOfName(_ text: String, _ count: Int, _ register: Register) -> String {
        "名册里有\(count)个“\(text.prefix(30))”，分不清是哪一个：\(register == .people ? "请改填编号。" : "请改填全称。")"
    }

    static func noSuchChoice(_ text: String, _ options: [InputField.Option]) -> String {
        "“\(text.prefix(30))”不在可选的里面，请填：\(options.map(\.label).joined(separator: "、"))。"
    }

    static func sentence(_ remark: SpreadsheetRemark.Kind) -> String {
        switch remark {
        case .errorValue(let shown): "这一格是错误值\(shown.prefix(12))，请改成实际内容。"
        case .formulaWithoutValue: "这一格是还没有算出结果的公式，请用表格软件打开、保存一次，或者直接填内容。"
        case .digitsLost: "这个数字太长，表格软件已经把后面几位变成了0：请把这一列设成“文本”，重新填。"
        }
    }

    /// A table that was refused: how much is wrong with it, and where to read it.
    static func refused(_ count: Int, shown: Int) -> String {
        let kept = ImportSheet.problemsMax
        let rest =
            if count > kept {
                "下面先列前\(shown)处，表格里有前\(kept)处；这些改好再上传，再看后面的。"
            } else if count > shown {
                "下面先列前\(shown)处，表格里\(count)处都有。"
            } else {
                ""
            }
        return "有\(count)处不对，一行也没有导入。请照下面改好，再上传一次。\(rest)"
    }

    /// Why a file cannot be read at all.
    static func sentence(_ problem: SpreadsheetProblem) -> String {
        switch problem {
        case .empty: "文件是空的。"
        case .fileTooLarge(let most): "文件太大，最多\(most / 1024 / 1024)MB。可以分成几个文件导入。"
        case .unsupported(let kind): sentence(kind)
        case .undecodable(let line): "第\(line)行有认不出的文字。请用表格软件另存为“xlsx”，或“CSV UTF-8”。"
        case .unclosedQuotation(let place): "第\(place.row)行\(place.columnLetters)列的引号没有成对，后面的都读不出来。"
        case .damaged: "文件不完整，或者坏了。请重新保存，再试一次。"
        case .declaresEntities: "文件里有表格软件不会写的内容，不能导入。请用表格软件重新保存。"
        case .noSheet: "文件里没有看得见的工作表。"
        case .tooManyEntries, .unpacksTooFar, .tooManySharedStrings: "文件展开后太大，不能导入。请只留下要导入的一张表。"
        case .tooManyRows(let most): "行数太多，最多\(most)行。可以分成几个文件导入。"
        case .tooManyColumns(_, let most): "列数太多，最多\(most)列。"
        case .tooManyCells(_, let most): "格子太多，最多\(most)个。可以分成几个文件导入。"
        case .cellTooLong(let place, let most): "第\(place.row)行\(place.columnLetters)列的字太多，一格最多\(most)字。"
        }
    }

    private static func sentence(_ kind: SpreadsheetProblem.Kind) -> String {
        switch kind {
        case .oldWorkbook: "这是旧版的xls（或et）文件。请用表格软件另存为“xlsx”，再导入。"
        case .encryptedWorkbook: "文件加了密码。请去掉密码，再导入。"
        case .binaryWorkbook: "这是xlsb文件。请另存为“xlsx”，再导入。"
        case .openDocument: "这是ods文件。请另存为“xlsx”，再导入。"
        case .markup: "这其实是一个网页文件。请用表格软件打开，另存为“xlsx”，再导入。"
        case .other: "这不是表格文件。请用xlsx或csv文件。"
        }
    }
}

extension RegisterImportRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .notYours: "这不是您管的：谁记这本名册或者台账，谁才能导入。"
        case .notChecked: "还没有检查完，或者在等您对应列。"
        case .notRight: "文件里有错，没有导入；请改好后重新上传。"
        case .columnTwice: "文件里的一列只能对应一项，请改一改。"
        case .alreadyDecided: "这次导入已经处理过了。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .notFound
        case .columnTwice: .unprocessableContent
        case .notChecked, .notRight, .alreadyDecided: .conflict
        }
    }
}
