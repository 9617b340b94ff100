// SPDX-License-Identifier: Apache-2.0

/// What a notice says of a proposal, of what a unit has in hand of it, and of what its proposers are asked.
enum ProposalNoticeWording {
    static func proposal(_ eventKind: String) -> String {
        ProposalNews(rawValue: eventKind).map(sentence) ?? "有一件提案有了变化"
    }

    static func assignment(_ eventKind: String) -> String {
        AssignmentNews(rawValue: eventKind).map(sentence) ?? "有一件提案的办理有了变化"
    }

    static func opinion(_ eventKind: String) -> String {
        OpinionNews(rawValue: eventKind).map(sentence) ?? "您的提案有了答复，请在期限内说说您的意见"
    }

    /// The events of a proposal that somebody is told of.
    private enum ProposalNews: String {
        case invited, submitted, filed, merged, unmerged, forwarded, assigned, replied, closed, withdrawn, recalled
        case coSignerAnswered = "co_signer_answered"
        case withdrawalAsked = "withdrawal_asked"
        case withdrawalEntered = "withdrawal_entered"
        case withdrawalRefused = "withdrawal_refused"
        case turnedDown = "turned_down"
        case sentBack = "sent_back"
        case reconsidered
        case resultReceived = "result_received"
        case rehandlingBegan = "rehandling_began"
        case chosenAsKey = "chosen_as_key"
        case supervisionAsked = "supervision_asked"
        case supervised, commended, corrected
        case handedOver = "handed_over"
        case entered
        case enteredAnew = "entered_anew"
    }

    private static func sentence(_ news: ProposalNews) -> String {
        switch news {
        case .invited: "有委员请您在一件提案上联名，请在期限内签名或婉拒"
        case .recalled: "请您联名的一件提案收回去改了，改好会再请您"
        case .entered: "您签名的一件纸质提案录入了，请核对文字；立案、答复都会告诉您"
        case .enteredAnew: "您签名的一件纸质提案改好又交来，已经录入，请核对文字"
        case .coSignerAnswered: "您请的委员答复了联名"
        case .submitted: "来了一件提案，请在期限内审查"
        case .filed: "您的提案立案了，有了编号"
        case .turnedDown: "您的提案没有立案，请看看理由和去向"
        case .sentBack: "您的提案退回修改，改好可以再提交"
        case .reconsidered: "您的提案重新审查"
        case .merged: "您的提案和另一件并案办理，一样会收到答复"
        case .unmerged: "您的提案不再并案，单独办理"
        case .forwarded: "您的提案上报市政协了"
        case .resultReceived: "上报市政协的提案有了结果"
        case .assigned: "您的提案交给单位办理了"
        case .replied: "您的提案有了答复，请说说您的意见"
        case .rehandlingBegan: "有提案人不满意，这件提案要再办一次"
        case .chosenAsKey: "一件提案列为重点提案，请看看由谁领衔督办"
        case .supervisionAsked: "您领衔督办的提案有了答复，还没有督办记录；督办过才能办结"
        case .commended: "您的提案评为好提案"
        case .corrected: "提案委员会更正了您提案里的笔误，请看一看"
        case .handedOver: "一件提案换了第一提案人"
        case .supervised: "有一件提案督办了一次，请看看定了什么"
        case .closed: "您的提案办结了"
        case .withdrawalAsked: "提案人要撤回一件已立案的提案，请答复"
        case .withdrawalEntered: "录入了一件集体提案的书面撤回；没有这回事的，请马上告诉提案委员会"
        case .withdrawalRefused: "撤回提案没有同意，继续办理"
        case .withdrawn: "有一件提案撤回了"
        }
    }

    /// The events of an opinion that the proposer is told of.
    private enum OpinionNews: String {
        case asked, reminded
        case linkMade = "link_made"
    }

    private static func sentence(_ news: OpinionNews) -> String {
        switch news {
        case .asked: "您的提案有了答复，请在期限内说说您的意见"
        case .reminded: "快到期了：您还没有说对答复的意见。不说，就算没有意见"
        case .linkMade: "提案委员会给您开了一张意见条，先前短信里的链接停用了；您没有要过的，请登录后自己说"
        }
    }

    /// The events of an assignment that somebody is told of.
    private enum AssignmentNews: String {
        case issued, reassigned, upheld, drafted, checked, extended, reminded, reopened, recalled
        case returnRequested = "return_requested"
        case sentBack = "sent_back"
        case opinionGiven = "opinion_given"
        case extensionAsked = "extension_asked"
        case extensionRefused = "extension_refused"
        case handedOver = "handed_over"
    }

    private static func sentence(_ news: AssignmentNews) -> String {
        switch news {
        case .issued, .reassigned: "交来一件提案，请在期限内签收；不该由您单位办的，期限内说明"
        case .upheld: "申请退回的提案仍由您单位办"
        case .drafted: "有一件提案的答复等着审核"
        case .checked: "一件提案的答复审核通过，请单位领导签发"
        case .sentBack: "一件提案的答复退回来了，请看看要补什么"
        case .extended: "延期同意了，到期日已改"
        case .extensionRefused: "延期没有同意，期限不变"
        case .handedOver: "有一件提案改由您负责"
        case .reminded: "提案委员会催办一件提案"
        case .reopened: "有提案者不满意，请再办一次、再答复"
        case .recalled: "一件提案撤回了，不用再办"
        case .returnRequested: "有单位申请退回一件提案，请答复"
        case .extensionAsked: "有单位申请延期，请答复"
        case .opinionGiven: "会办单位交来了意见"
        }
    }
}
