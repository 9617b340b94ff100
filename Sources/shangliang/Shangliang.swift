// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Server

/// The program and its commands.
@main
struct Shangliang: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shangliang", abstract: "商量：县区政协协商议事平台。", version: Version.current,
        subcommands: [
            Serve.self, FoundCommittee.self, InviteAdministrator.self, LoadDemo.self, LayOutTraining.self, Verify.self,
            CheckDocument.self,
            TakeBackup.self,
            RestoreBackup.self, Key.self, ChangeCalendar.self,
            Describe.self, FindSimilar.self, DrawOpinionMap.self,
        ])
}
