# 应聘与实习申请
apply-title = 申请
apply-submit = 提交申请
apply-own = 查看我的申请
apply-back = 返回信息页面
apply-full = 等待答复的申请已满，暂不接收新的申请。有申请办结后会自动恢复，您可以先收藏这条信息。
apply-often = 您近半年内已申请过这个岗位三次，暂时不能再申请。
apply-insider = 您在本平台代表这家单位发布信息，不能以个人身份申请它的岗位。
apply-closed = 这个岗位已停止接收申请。
apply-elsewhere = 这条信息转自其他平台，请在原发布平台申请。
apply-restricted = 您已暂停使用个人信息，恢复使用后才能申请。
apply-no-profile = 您还没有填写简历。请先填写，再回来申请。
apply-fill-in = 填写简历
apply-shared = 提供哪些简历内容
apply-shared-hint = 只有勾选的部分会提供给对方。提供的是此刻的副本，以后修改简历不会改变它。最低薪资要求从不提供。
apply-shared-name = 称呼：{ $name }
apply-change-profile = 修改简历
apply-reach = 对方怎样联系您
apply-reach-hint = 不提供也可以：面谈安排和沟通都可以在平台内完成。
apply-reach-nowhere = 只在平台内联系
apply-consent = 我同意把以上勾选的简历内容、我的称呼、所选的联系方式和我写的内容提供给“{ $organisation }”，仅用于本次申请。
apply-consent-hint = 只对这一个单位有效，可以随时在隐私中心撤回；撤回后对方不再看到这些内容。
field-letter = 给对方的话
field-letter-hint = 为什么适合这个岗位，最多 { $max } 个字符。联系方式请在上面选择，不要写在这里。
mistake-apply-consent = 请先同意向这个单位提供以上内容
mistake-apply-nothing = 请至少勾选一部分简历内容
mistake-apply-reach = 请选择一种联系方式
mistake-words-missing = 请填写内容
mistake-words-long = 最多 { $max } 个字符，现在是 { $found } 个
mistake-words-address = 请不要写电话、邮箱、QQ、微信等联系方式或证件号，沟通请留在平台内
fact-questions = 对申请人的提问
posting-questions-hint = 选填，最多 3 个，每行一个，只在申请时显示。不要问婚育、籍贯、病史等与岗位无关的情况。
fact-replies = 答复申请
reply-promised = 承诺 { $number } 天内答复。
ledger-told = 近 180 天：通常 { $days } 天内答复，{ $percent }% 得到答复，{ $in-time }% 按承诺答复。
ledger-none-answered = 近 180 天的申请都没有得到答复。
reply-promise-title = 答复承诺
reply-promise-lead = 承诺多少天内答复申请，会显示在岗位页面上。到一半时间和到期时会提醒你们；超过两倍时间仍未答复，申请自动结束，申请人可以另选岗位。只影响以后的申请。
reply-promise-submit = 保存
reply-promise-back = 返回单位页面
field-reply-days = 多少天内答复
reply-days = { $number } 天
mistake-reply-days = 请选择天数

my-applications-title = 我的申请
my-applications-open = 进行中
my-applications-ended = 已结束
my-applications-none = 您还没有申请过岗位。
application-sent = { $day }提交
application-fits = 看看适合我的岗位
application-next-submitted = 对方尚未打开，打开后这里会显示“已查看”。
application-next-viewed = 对方已打开您的申请，请等待答复。
application-next-shortlisted = 您已进入初选，请等待对方安排。
application-next-interviewing = 请选一个面谈时间；都不方便时请在沟通里说明。
application-next-time-chosen = 面谈时间已选定，请准时参加；可以改选其他时间。
application-next-offered = 对方希望录用您，请决定是否接受。
application-next-accepted = 您已接受。开始后请确认结果，双方都确认才算完成。
application-next-accepted-internship = 您已接受。请在实习页面选择所在学校，由学校审核并拟定三方协议。
application-next-approved = 学校已同意，等待签订协议。
application-next-agreed = 协议已确认，等待开始。
application-next-running = 正在进行。
application-next-interrupted = 已中止，等待恢复。
application-next-delivered = 等待各方确认结果。
application-next-disputed = 双方说法不一，等待处理。
application-next-confirmed = 双方都已确认，祝一切顺利。
application-next-declined = 您没有接受这份意向。
application-next-refused = 很遗憾，这次没有通过。
application-next-refused-by-school = 学校没有同意这次实习，理由见下面的记录。
application-next-withdrawn = 您已撤回，对方不再看到您提供的内容。
application-next-lapsed = 对方没有按时答复，申请已自动结束，您可以另选岗位。
application-next-terminated = 已终止。
application-todo-submitted = 尚未打开。
application-todo-viewed = 请初选、约时间面谈或答复。
application-todo-shortlisted = 请约时间面谈或答复。
application-todo-interviewing = 等待对方选定时间；面谈后请答复。
application-todo-offered = 等待对方决定。
application-todo-accepted = 对方已接受。到岗后请确认结果，双方都确认才算完成。
application-todo-approved = 学校已同意，等待签订协议。
application-todo-agreed = 协议已确认，等待开始。
application-todo-running = 正在进行。
application-todo-interrupted = 已中止，等待恢复。
application-todo-delivered = 等待各方确认结果。
application-todo-disputed = 双方说法不一，等待处理。
application-todo-confirmed = 双方都已确认。
application-todo-declined = 对方没有接受。
application-todo-refused = 已婉拒。
application-todo-refused-by-school = 学生所在学校没有同意这次实习。
application-todo-time-chosen = 对方已选定面谈时间；面谈后请答复。另约时间会取代已选定的时间。
application-todo-withdrawn = 对方已撤回。
application-todo-lapsed = 没有按时答复，已自动结束。
application-todo-terminated = 已终止。
application-lapses-on = 如果到 { $day }对方仍没有新的安排，申请自动结束，您可以另选岗位。
application-answer-by = 请在 { $day }前答复，过期自动作废。
application-promised-by = 承诺 { $day }前答复
application-ends-on = 到 { $day }没有进展将自动结束。
application-instead = 也许适合您
application-instead-late = 承诺的答复时间已过，对方还没有答复。您的申请仍然有效，也可以同时看看别的岗位。
field-message = 写给对方
field-message-hint = 对方会收到提醒。请不要写电话、邮箱、QQ、微信等联系方式。
application-nameless = 不再提供姓名的申请人
application-shared = 提供的内容
application-no-contact = 只在平台内联系
application-unanswered = （未回答）
application-shared-note = 这是申请时的副本，以后修改简历不会改变它。
application-shared-gone = 您已撤回同意，提供的内容已删除。
application-taken-back = 申请人已撤回，提供的内容不再显示。
application-open = 打开申请
application-open-hint = 打开后申请人会看到“已查看”，打开会记入审计。
field-interview-time = 面谈时间 { $number }
field-time = 选一个面谈时间
field-invite-words = 地点或方式
field-invite-words-hint = 例如：临港办公楼 3 号会议室，或平台外的会议链接。不要写电话、邮箱等联系方式。
field-offer-words = 说明
field-offer-words-hint = 例如岗位、待遇、到岗时间
field-refuse-words = 原因
field-refuse-words-hint = 对方会看到，请具体而友善
field-refuse-more = 自己写的话
field-refuse-sentence = 原因
field-refuse-sentence-hint = 选中的话会原样发给申请人；也可以只写自己的话，或者两者都发。
refuse-sentence-filled = 岗位已招满，感谢您的申请。
refuse-sentence-skills = 您的经验或技能与岗位要求差距较大，感谢您的申请。
refuse-sentence-circumstances = 您的时间或地点与岗位安排不合适，感谢您的申请。
refuse-sentence-chosen = 我们已选择更匹配的人选，感谢您的申请。
refuse-sentence-none = （不选，只发自己写的话）
mistake-refuse-reason = 请选一个原因，或者自己写几句
field-terminate-words = 原因
field-terminate-words-hint = 对方会看到
field-settle-words = 裁定和理由
mistake-interview-time = 请填写日期和时间
mistake-interview-over = 这个时间已经过去，请另选
mistake-interview-far = 请选择 { $days } 天以内的时间
mistake-interview-choice = 请选一个时间
interview-title = 面谈：{ $title }（{ $organisation }）

applications-title = 收到的申请
applications-none = 还没有申请。
applications-tick = 选中{ $name }
applications-answer-title = 一并处理选中的申请
applications-shortlist-note = 打开过的申请才能列入初选；婉拒要说明原因。
applications-shortlist = 选中的列入初选
applications-shortlisted = 已把 { $number } 份申请列入初选。
applications-not-shortlisted = 没有列入初选：{ $names }。还没有打开、已过初选或刚刚有变化的申请保持原样。
applications-not-refused = 没有婉拒：{ $names }。这些申请刚刚有变化，保持原样。
applications-refuse = 婉拒选中的申请
applications-refused = 已婉拒 { $number } 份申请。
applications-none-ticked = 请先选中申请
applications-export = 导出名单（CSV）
applications-export-note = 名单只用于本次招聘；导出会记入审计。尚未打开的申请只列出姓名和时间。
applications-back = 返回信息详情
applications-column-name = 姓名
applications-column-contact = 联系方式
applications-column-stage = 进度
applications-column-sent = 提交时间
applications-column-replied = 首次答复
applications-column-letter = 附言

# 消息
message-kind-application = 应聘与实习申请
message-application = { $what ->
    [shortlist] 您对“{ $name }”的申请已进入初选
    [invite] { $organisation }约您面谈：“{ $name }”，请选定时间
    [offer] { $organisation }希望录用您：“{ $name }”，请决定是否接受
    [refuse] 您对“{ $name }”的申请没有通过
    [lapse] { $organisation }没有按时答复“{ $name }”，申请已结束，您可以另选岗位
    [confirm] { $organisation }确认了“{ $name }”的结果
    [terminate] “{ $name }”已被终止
    [message] { $organisation }就“{ $name }”给您发来消息
    [upheld] “{ $name }”：工作人员核实了实习中的疑点，这次实习不计入对接成效；理由见实习页面，有异议可以投诉
    [cleared] “{ $name }”：工作人员重新核实后认为疑点有合理解释，这次实习重新计入对接成效
    [turn] 您对“{ $name }”的申请等待您这一方处理，请尽快查看
   *[other] 您对“{ $name }”的申请有了新进展
    }
message-application-received = { $what ->
    [begun] “{ $name }”收到新的申请
    [withdraw] “{ $name }”的一份申请已被撤回
    [choose-time] “{ $name }”的申请人选定了面谈时间
    [accept] “{ $name }”的申请人接受了录用意向
    [decline] “{ $name }”的申请人没有接受录用意向
    [lapse] “{ $name }”的一份申请没有按时答复，已自动结束
    [confirm] “{ $name }”的申请人确认了结果
    [terminate] “{ $name }”的一份申请已被终止
    [message] “{ $name }”的申请人发来消息
    [reminder] “{ $name }”有申请等待答复，承诺的时间已过一半
    [overdue] “{ $name }”有申请超过承诺时间仍未答复
    [upheld] “{ $name }”：工作人员核实了实习中的疑点，这次实习不计入对接成效；理由见实习页面，有异议可以投诉
    [cleared] “{ $name }”：工作人员重新核实后认为疑点有合理解释，这次实习重新计入对接成效
    [turn] “{ $name }”有事项等待你们处理，请尽快查看
   *[other] “{ $name }”的一份申请有了新进展
    }
letter-application-subject = 您的申请有了新进展
letter-application = 您好：

    您的申请有了新进展，请登录查看。
letter-application-short = 【融桥】您的申请有了新进展，请登录查看。
letter-application-received-subject = 你们收到的申请有了新进展
letter-application-received = 您好：

    你们单位收到的申请有了新进展，请登录查看。
letter-application-received-short = 【融桥】你们单位收到的申请有了新进展，请登录查看。

# 审计与隐私
event-connection-begun = 提交申请
event-connection-moved = 推进申请
event-connections-exported = 导出收到的申请
event-reply-promised = 修改答复承诺
record-connections = 应聘与实习：提供的内容副本、经过与沟通，实习协议与签署文件、日志与每周确认、走访、突发情况与考核；代表单位办理的订单与合作：经过与沟通
privacy-applications-heading = 应聘与申请实习
privacy-applications-text = 申请岗位时，只把您当时勾选的简历内容、您的称呼、您选择的联系方式和您写的话提供给这一个单位，逐个单位征得单独同意。对方看到的是当时的副本。撤回申请后对方不再看到它；在隐私中心撤回同意后，副本随即删除。单位打开和导出申请会记入操作日志。单位的答复速度按全部申请统计后公开，不涉及个人。
