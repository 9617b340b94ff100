// SPDX-License-Identifier: Apache-2.0

import Domain
import Markup

/// What is kept of residents, for how long, who may see it and how to ask, in words a villager understands. The periods
/// are the tenant's own.
struct PrivacyPage {
    let practice: Practice

    private var profile: PracticeProfile { practice.profile }

    var html: HTML {
        """
        <h1>我们怎样保护您的信息</h1>
        <div class="prose stack">
        <p>您提议题不用注册，也不用留姓名。手机号可留可不留，留了用来告诉您进展，以后补充、撤回要报它的后四位。我们保存您写的话、在哪间议事室提的、什么时候提的。</p>
        <p>您的原话加密保存，只有办这件事的工作人员和负责的领导看得到。公开的文字要先由议事室审过，去掉姓名、电话和门牌号。</p>
        <p>查询码就是您的钥匙。谁有它，谁就能看这件事的进度，请不要发到群里。</p>
        <p>提议题时浏览器里会存一个随机记号，只用来防止重复提交和刷屏，不用来认人。</p>
        <p>您也可以用手机号登录，看这个号码留过的议题。号码加密保存，退出登录就删除，不退出的\(profile.residents.signInDays)天后自动删除。</p>
        </div>
        \(PageSection(id: "who", title: "谁看得到您的姓名和手机号", content: who).html)
        \(PageSection(id: "periods", title: "保存多久", content: periods).html)
        \(PageSection(id: "ask", title: "您可以要求什么", content: ask).html)
        """
    }

    private var who: HTML {
        """
        <div class="prose stack"><p>手机号谁都不显示，由系统发短信。办事的单位、领导、委员看不到您是谁。</p>\
        <p>来开协商会的群众代表，纪要确认以前，议事室的秘书和召集人看得到姓名，好请您、好签到；以后只显示“群众代表1”。</p>\
        <p>预约委员接待日，称呼和手机号都可以不留。留了的称呼，到那一天结束以前，接待的委员、议事室的秘书和召集人看得到，好叫到您；以后谁都看不到。</p>\
        <p>委员走访时记下的事，您愿意才留称呼和电话；接着办这件事的委员和议事室的秘书看得到，好把结果告诉您，办结以后谁都看不到。不想留了，告诉他们，马上就删。</p>\
        <p>融媒体协商时的留言，手机号谁都不显示；公开的是您写的话和您自己填的称呼。会场大屏还没有放出来的，您自己随时可以撤回，撤回就删。</p>\
        <p>确有必要时，召集人可以写明原因，向隐私专员申请查看；隐私专员同意后，只有申请人能看，只能看\(profile.privacy.unmaskingMinutes)分钟。看过会写在您的进度页上：哪一天、为什么；留了手机号的，还会发短信告诉您。</p></div>
        """
    }

    private var periods: HTML {
        let kinds: [RetentionPractice.Category] = [
            .submitterContacts, .supporterPhones, .participantNames, .visitorContacts, .liaisonContacts,
            .commenterContacts, .clueWords, .attachments, .decidedRequests,
        ]
        let rows = kinds.map { kind in
            Facts.Row(RetentionWording.name(kind), RetentionWording.period(kind, profile.privacy.retention))
        }
        return """
            \(Facts(rows: rows).html)<p class="prose">到期自动删除，找不回来。您写的话和公开的文字随议题一直保存，您要求删除的除外。\
            正在办的事，和依照法律必须留存的，先不删。</p>
            """
    }

    private var ask: HTML {
        """
        <div class="prose stack"><p>您可以查阅、复制、更正、删除自己的信息：凭查询码打开进度页，点“查阅、更正或删除”。\
        隐私专员\(profile.erasureDays)个工作日内答复，不能照办的会说明原因。</p>\
        <p>用手机号登录以后说过的留言、表过的态、添过的话，在\(TextLink(text: "我的议题", address: "/mine").html)里查阅、复制；添的话没有用的，自己就能删掉。看法征集结束满\(OpinionVote.keyDays)天，系统不再知道哪些表态是您的。</p>\
        <p>支持过一件事、留了手机号的，可以从请您确认的短信里收回手机号；参加过协商会的，可以从那里要求删除姓名；约过接待日的，凭预约码自己就能删掉称呼和手机号。件数和人数不变。</p>\
        <p>委员和工作人员登录以后，在“我的登录”里查阅、复制账号和名册里自己的信息；有不对的，请系统管理员改。</p>\
        <p>查询码丢了、当时留过手机号的，可以\(TextLink(text: "用手机号登录", address: "/mine").html)；没有留的，或者有不同意见，请打页面下方的电话。</p>\
        <p>您的要求没有照办，您又不同意的，可以向网信部门投诉，也可以依法向人民法院起诉。</p>\
        <p>不满14周岁的孩子有事要说，请父母或者别的监护人来提，手机号也留监护人的。\
        我们不问年龄：交的时候按钮上面写着，点了就是说已满14周岁，或者监护人同意。孩子没有得到同意就留了信息的，监护人随时可以要求删除，\
        我们知道了也会删掉。</p></div>
        """
    }
}
