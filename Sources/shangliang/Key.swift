// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `shangliang key`: takes the keys out under a passphrase, and puts them back.
struct Key: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "密钥的导出和导入（用口令封存）。", subcommands: [ExportKey.self, ImportKey.self])
}
