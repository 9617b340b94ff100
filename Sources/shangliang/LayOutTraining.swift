// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Demo
import Domain
import Logging
import Server

/// `shangliang train`: lays out a tenant for practice beside the real ones.
struct LayOutTraining: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "在用着的安装里另设一个演练用的县，随便试，和真的互不相干。",
        discussion: """
            train --data /var/lib/shangliang --host yanlian.example.org

            先停服务。演练有自己的主机名，每一页上面都写着“演练”，不发短信和邮件。想重新开始，加 --again：
            旧的那份从此打不开。
            """)

    @OptionGroup var options: SettingsOptions
    @OptionGroup var passphrase: PassphraseOptions

    @Option(help: "演练的主机名；要能在县里的网络上打开，又不是正式的那个。")
    var host: String

    @Option(help: "随机种子：相同的种子得到相同的县。")
    var seed: UInt64 = 1

    @Flag(help: "已经有演练时，换成新的。")
    var again = false

    func run() async throws {
        guard let name = HostName(host) else {
            throw CommandFailure("--host 要是主机名，如 yanlian.example.org，不带 http:// 和端口。")
        }
        let settings = try await options.read()
        let password = try passphrase.read(isNew: true)
        let installation = try await Installation.open(settings, log: Logger(label: "shangliang"))
        do {
            try await TrainingCounty(host: name.text, seed: seed)
                .play(on: installation, password: password, again: again)
        } catch let problem as TrainingCounty.Problem {
            await installation.close()
            throw CommandFailure(Self.sentence(problem))
        } catch {
            await installation.close()
            throw error
        }
        await installation.close()
        Terminal.say("演练已就绪，主机名 \(name.text)。账号（口令都是刚才设的）：")
        for line in TrainingCounty.signIns { Terminal.say("  \(line)") }
    }

    private static func sentence(_ problem: TrainingCounty.Problem) -> String {
        switch problem {
        case .notFounded: "这个安装里还没有单位；先用 shangliang found 建立，再设演练。"
        case .alreadyThere: "这个主机名下已经有演练了；要重新开始，请加 --again。"
        case .hostTaken: "这个主机名是正式单位的；演练要另用一个。"
        }
    }
}
