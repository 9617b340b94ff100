// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Cryptography
import Foundation
import Server

/// `shangliang check-document`: says of a signed document whether anybody changed it since it was issued. It asks no server.
struct CheckDocument: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-document", abstract: "核对签过名的文件（年度办理考评）：发布以后有没有改动过。")

    @OptionGroup var options: SettingsOptions

    @Argument(help: "Word 或 PDF 文件。")
    var file: String

    @Option(help: "签名的公钥，在办理考评的页面上；不写就用数据目录里的密钥。")
    var key: String?

    func run() async throws {
        let verifying: VerifyingKey
        if let key {
            guard let given = SignedFile.key(key) else { throw CommandFailure("公钥不对：要43个字符。") }
            verifying = given
        } else {
            verifying = try Keyring.load(from: try await options.read().data + "/keys").signing.publicKey
        }
        let bytes: [UInt8]
        do {
            bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
        } catch {
            throw CommandFailure("读不了 \(file)：\(error.localizedDescription)")
        }
        guard let signed = SignedFile(bytes) else {
            throw CommandFailure("这个文件里没有签名：不是原来的文件，或者用别的程序另存过。")
        }
        guard signed.isUnchanged(by: verifying) else {
            throw CommandFailure("对不上：文件改动过，或者不是用这把密钥签的。")
        }
        let note = signed.note
        Terminal.say("\(note.number)：自\(note.issuedOn)由\(note.issuer)发布以来没有改动。")
    }
}
