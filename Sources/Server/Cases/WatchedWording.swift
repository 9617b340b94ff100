// SPDX-License-Identifier: Apache-2.0

import Domain

/// What is said of the words of the county's list: they are shown to whoever decides, and decide nothing.
enum WatchedWording {
    /// Behind what a list says of a record of which somebody is to look at the words first; nothing where there are none.
    static func behind(_ words: [String]) -> String { words.isEmpty ? "" : " · 有\(WatchedWords.quoted(words))，先看" }

    /// Beside what somebody from outside has said.
    static func said(_ words: [String]) -> String {
        "话里有要留意的词\(WatchedWords.quoted(words))。有国家秘密、工作秘密的，不用、不抄、不转、不公开；没有，照常办。"
    }

    /// That as a note; nil where there is nothing to say.
    static func beside(_ words: [String]) -> Note? {
        words.isEmpty ? nil : Note(text: said(words), tone: .soon, icon: .lock)
    }

    /// Before the button that brings words before others.
    static func published(_ words: [String]) -> String {
        "给别人看的话里有要留意的词\(WatchedWords.quoted(words))。有国家秘密、工作秘密的，不能办这一步；没有，照常办。"
    }

    /// Above a form that was sent before anybody could read that.
    static func unseen(_ words: [String]) -> String {
        "给别人看的话里有\(WatchedWords.quoted(words))，请再看一眼。没有不该说的，再按一次就办。"
    }
}
