// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Logging
import Server

/// `shangliang describe`: writes down what the code decides, for people to read and tests to compare.
struct Describe: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "写出生命周期表和路由×角色表。")

    @Argument(help: "\(Subject.allValueStrings.joined(separator: "、"))。")
    var subject: Subject?

    @Option(help: "不打印，把全部写进这个文件夹：lifecycles/ 下每类一份，和 routes.md。")
    var into: String?

    func validate() throws {
        guard (subject == nil) != (into == nil) else { throw ValidationError("请写明写哪一份，或用 --into 指定文件夹。") }
    }

    /// What can be written down: the lifecycle of a kind of case, or who may call which route.
    enum Subject: ExpressibleByArgument, CaseIterable {
        case lifecycle(Description.Lifecycle)
        case routes

        static var allCases: [Subject] { Description.Lifecycle.allCases.map(Subject.lifecycle) + [.routes] }

        init?(argument: String) {
            guard let subject = Self.allCases.first(where: { $0.defaultValueDescription == argument }) else {
                return nil
            }
            self = subject
        }

        var defaultValueDescription: String {
            switch self {
            case .lifecycle(let kind): kind.rawValue
            case .routes: "routes"
            }
        }

        /// Where its text lies below the folder of the documents.
        var path: String {
            switch self {
            case .lifecycle(let kind): "lifecycles/\(kind.rawValue).md"
            case .routes: "routes.md"
            }
        }

        static var allValueStrings: [String] { allCases.map(\.defaultValueDescription) }
    }

    func run() async throws {
        if let subject { return Terminal.say(try await text(of: subject)) }
        let folder = URL(filePath: into ?? ".")
        for subject in Subject.allCases {
            let file = folder.appending(path: subject.path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data((try await text(of: subject) + "\n").utf8).write(to: file)
        }
    }

    private func text(of subject: Subject) async throws -> String {
        switch subject {
        case .lifecycle(let kind): return Description.lifecycle(kind)
        case .routes:
            // The table is made with the services, so an empty installation is opened for it and thrown away.
            let folder = FileManager.default.temporaryDirectory.appending(path: "shangliang-\(UUID().uuidString)").path
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let settings = try await SettingsOptions.parse(["--data", folder]).read()
            let installation = try await Installation.open(settings, log: Logger(label: "shangliang"))
            let routes = Description.routes(of: installation)
            await installation.close()
            return routes
        }
    }
}
