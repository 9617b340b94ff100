// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Cryptography

/// Where a passphrase comes from: a file, or whoever sits at the terminal.
struct PassphraseOptions: ParsableArguments {
    @Option(help: "口令文件（第一行）；不写就在终端上问。")
    var passphraseFile: String?

    /// The passphrase; a new one is asked for twice and must be long enough.
    func read(isNew: Bool) throws -> String {
        let passphrase =
            if let passphraseFile {
                try PrivateFile.text(at: passphraseFile)
                    .split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init) ?? ""
            } else {
                try Terminal.askUnseen("口令：")
            }
        guard isNew else { return passphrase }
        guard passphrase.count >= KeyExport.passphraseMin else {
            throw CommandFailure("口令至少要 \(KeyExport.passphraseMin) 个字符；可以用几个不相干的词。")
        }
        if passphraseFile == nil, try Terminal.askUnseen("再输一次：") != passphrase {
            throw CommandFailure("两次输入的口令不一样。")
        }
        return passphrase
    }
}
