// SPDX-License-Identifier: Apache-2.0

import Domain
import HTTPTypes

/// How signing in by phone sounds to residents.
enum ResidentWording {
    static let codeTitle = "手机验证码"

    /// The whole SMS. It says what to do with a code that one did not ask for.
    static func codeText(_ digits: String, organ: String) -> String {
        "\(organ)：您的验证码是\(digits)，\(PhoneCode.lifeMilliseconds / 60_000)分钟内有效。不是您本人要的，请不用理会，也不要告诉任何人。"
    }

    /// What a page says where there is no way in, and what to do instead.
    static func closed(contact: String) -> String {
        "这里还没有开通用手机号登录。查询码丢了，请找提议题的那间议事室，或者打\(contact)，说清是什么事、什么时候提的，工作人员帮您查。"
    }

    /// What a form says that was made while somebody was signed in.
    static let signInEnded = "您的登录到期了。想收到进展，请在这里填手机号，或者重新登录；不填也能交。"

    /// What was done from the list of one's own, by the word with which the page is come back to.
    private static let deeds: [String: String] = [
        "confirmed": "记下了，谢谢您。办结以前可以改。",
        ReceptionVisit.Command.cancel.rawValue: "取消了，位子让给别人。约的时候留的称呼和手机号都删了。",
        ReceptionVisit.Command.takeContactBack.rawValue: VisitWording.done(.takeContactBack),
        "enrolment_\(Enrolment.Command.withdraw.rawValue)": EnrolmentWording.done(.withdraw),
        "enrolment_\(Enrolment.Command.takeContactBack.rawValue)": EnrolmentWording.done(.takeContactBack),
    ]

    /// What stands above the list after something was done; nil of a word that means nothing here.
    static func done(_ what: String?) -> String? {
        what.flatMap { deeds[$0] }
    }
}

extension PhoneCodeRefusal: WordedRefusal {
    var sentence: String {
        switch self {
        case .closed: "这里还没有开通用手机号登录，请找议事室帮您查。"
        case .tooSoon(let seconds): "给这个号码的验证码刚发过，请等\(seconds)秒再要新的。"
        case .phoneDayOver: "这个号码今天已经要过\(PhoneCode.perDay)次验证码，请明天再来。有查询码的，凭它照样能查。"
        case .budgetSpent: "今天的验证码短信已经发完，请明天再来。有查询码的，凭它照样能查。"
        case .wrong: "验证码不对，请对照短信再看一遍。错\(PhoneCode.triesMax)次，这个验证码就不能用了。"
        case .gone: "这个验证码不能用了：可能过了\(PhoneCode.lifeMilliseconds / 60_000)分钟，或者已经用过、错得太多。请重新要一个。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .closed: .conflict
        case .tooSoon, .phoneDayOver, .budgetSpent: .tooManyRequests
        case .wrong, .gone: .unauthorized
        }
    }

    var retryAfterSeconds: Int? {
        switch self {
        case .tooSoon(let seconds): seconds
        case .closed, .phoneDayOver, .budgetSpent, .wrong, .gone: nil
        }
    }
}

extension PhoneEndingRefusal: FieldRefusal {
    var sentence: String {
        switch self {
        case .missing: "这件事留了手机号，请填上那个号码的后四位。"
        case .wrong: "后四位对不上，请看看是不是留了别的号码。"
        case .tooOften(let seconds): "后四位错了好几次，请\(Self.wait(seconds))后再试。急的话，请打单位公布的电话。"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .missing, .wrong: .unprocessableContent
        case .tooOften: .tooManyRequests
        }
    }

    var blamed: [String] { [OwnTopicKey.ending.name] }

    var problem: FieldProblem { FieldProblem(field: OwnTopicKey.ending.name, sentence: sentence) }

    var retryAfterSeconds: Int? {
        switch self {
        case .missing, .wrong: nil
        case .tooOften(let seconds): seconds
        }
    }

    private static func wait(_ seconds: Int) -> String {
        seconds > 3600 ? "\((seconds + 3599) / 3600)小时" : "\(max(1, (seconds + 59) / 60))分钟"
    }
}
