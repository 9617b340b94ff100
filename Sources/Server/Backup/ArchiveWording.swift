// SPDX-License-Identifier: Apache-2.0

extension ArchiveError: CustomStringConvertible {
    /// What is wrong and what to do about it, for whoever runs the command.
    package var description: String {
        switch self {
        case .alreadyThere(let path): "\(path) 已经存在，不会覆盖；请换一个文件名。"
        case .underWay(let path): "另一个进程正在写 \(path)。"
        case .nothingThere: "这里没有可备份的数据库：请检查 --data 和 --database。"
        case .notAnArchive(let path): "\(path) 不是本程序的备份文件。"
        case .damaged(let damage): "备份文件已损坏：\(Self.sentence(for: damage))没有恢复任何数据，请换一份备份。"
        case .foreignKeys: "数据目录里的密钥不是这份备份的密钥，恢复后读不出内容。请先用 key import 放入原来的密钥。"
        case .newer(let program): "这份备份由更新的程序（\(program)）制作，请用那个版本或更新的版本恢复。"
        case .notEmpty: "目标里已经有单位了。恢复只能放进空的数据目录或空的数据库。"
        case .targetIsAhead: "目标数据库的表结构比备份新。请用一个全新的数据目录或空的数据库。"
        case .unknownColumn(let name): "备份里有 \(name)，本程序的数据库没有。没有恢复任何数据。"
        case .unfit(let reason): "备份里有不合规则的数据（\(reason)）。没有恢复任何数据。"
        case .system(let path, let reason): "\(path)：\(reason)"
        }
    }

    private static func sentence(for damage: Damage) -> String {
        switch damage {
        case .cut: "文件不完整。"
        case .line: "有一行读不出来。"
        case .table(let name): "表 \(name) 的内容与清单不符。"
        case .end: "清单与内容不符，或者签名不对。"
        }
    }
}
