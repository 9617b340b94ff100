// SPDX-License-Identifier: Apache-2.0

import Foundation
import PackagePlugin

/// Hands the files of a target that are text but no Swift, by their endings, to `embed-files`, which writes them as one Swift
/// file.
@main
struct EmbedFiles: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let module = target.sourceModule else { return [] }
        let kinds: Set<String> = ["sql", "css", "js", "svg", "json", "typ", "py"]
        let files = module.sourceFiles.map(\.url)
            .filter { kinds.contains($0.pathExtension) }
            .sorted { $0.path < $1.path }
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
        return [
            .buildCommand(
                displayName: "Embedding \(files.count) files into \(target.name)",
                executable: try context.tool(named: "embed-files").url,
                arguments: [output.path] + files.map(\.path),
                inputFiles: files,
                outputFiles: [output])
        ]
    }
}
