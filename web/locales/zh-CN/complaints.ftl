# 举报入口
complain-listing = 举报这条信息
complain-organisation = 举报这个单位
complain-title = 投诉举报
complain-submit = 提交举报
complain-about = 您要举报：{ $title }
complain-hidden = 对方不会知道是谁举报的，处理人员也看不到您的姓名和账号。处理进展可在“我的举报”中查看。
complain-without-account = 不登录也可以举报。提交后请保存查询地址，它是查看处理进展的唯一方式；登录后举报，可随时在“我的举报”中查看，并收到通知。
complain-sign-in = 登录后举报
complain-back = 返回
field-complaint-category = 问题类型
field-complaint-text = 具体情况
field-complaint-text-hint = 请写清楚时间、经过和依据，最多 1,000 字。请不要写出您自己的姓名和联系方式。
field-complaint-link = 相关网址
field-complaint-link-hint = 可以看到证据的网页，以 https:// 开头
complaint-about = 举报对象：{ $title }
complaint-category-untrue = 虚假信息
complaint-category-discrimination = 歧视性内容
complaint-category-money = 收费、押金或担保
complaint-category-personal-data = 骗取个人信息
complaint-category-impersonation = 冒用单位名义
complaint-category-infringement = 侵犯权利
complaint-category-unlawful = 违法内容
complaint-category-outdated = 已失效
complaint-category-other = 其他
complaint-basis-untrue = 《人力资源市场暂行条例》第二十四条：发布的信息应当真实、合法
complaint-basis-discrimination = 《就业促进法》第三条、《人力资源市场暂行条例》第二十四条：不得含有歧视性内容
complaint-basis-money = 《劳动合同法》第九条：不得要求提供担保，不得以其他名义收取财物
complaint-basis-personal-data = 《个人信息保护法》第十条：不得非法收集、使用个人信息
complaint-basis-impersonation = 平台发布规则：只能以本单位的名义、经本单位授权发布
complaint-basis-infringement = 《民法典》第一千一百九十五条：接到侵权通知后采取必要措施
complaint-basis-unlawful = 《互联网信息服务管理办法》第十五条：不得发布法律、行政法规禁止的内容
complaint-basis-outdated = 平台发布规则：情况变化或者失效的信息应及时更新或撤下
complaint-basis-other = 平台发布规则
mistake-complaint-category = 请选择问题类型
mistake-complaint-empty = 请填写内容
mistake-complaint-long = 请控制在 { $max } 个字符以内，现在有 { $found } 个
mistake-complaint-link = 网址应以 https:// 或 http:// 开头，不超过 { $max } 个字符
refusal-complaints-too-many = 您今天提交的举报已达上限。您填写的内容没有丢失，请明天再提交，或登录后提交。
refusal-appeal-late = 现在不能申诉：期限已过，已有人申诉，或者措施已经解除。

# 我的举报
my-complaints-title = 我的举报
my-complaints-lead = 只有您自己能看到这里的内容。
my-complaints-none = 您还没有举报过。每条信息和每个单位的页面上都有“举报”入口。
complaint-title = 举报进展
complaint-told-received = 已收到您的举报，我们会在 5 个工作日内处理。
complaint-told-known = 您此前已就此举报，正在处理中，无需重复提交。
complaint-told-appealed = 已收到申诉，将由未参与原决定的工作人员在 10 个工作日内处理。
complaint-secret = 请保存本页的网址：只有凭它才能查看进展，遗失后无法找回。请不要转发给他人。
complaint-measure = 采取的措施：{ $measure }
complaint-answers = 处理答复
complaint-appeal-until = 如不同意处理结果，可在 { $day } 前申诉一次，由未参与原决定的工作人员处理。
complaint-written = 您的举报
complaint-hidden = 我们不会向任何人透露您的身份。
complaint-appeal-title = 申诉
complaint-appeal-lead = 请说明您不同意处理结果的理由。
complaint-appeal-submit = 提交申诉
field-complaint-appeal = 申诉理由
field-complaint-appeal-hint = 最多 1,000 字
case-state-received = 待受理
case-state-examining = 调查中
case-state-upheld = 举报成立
case-state-not-upheld = 举报不成立
case-state-reporter-appealed = 举报人申诉中
case-state-organisation-appealed = 单位申诉中
case-state-closed = 已办结
complaint-state-received = 已收到，等待工作人员受理。
complaint-state-examining = 工作人员正在调查。
complaint-state-upheld = 经调查，您反映的情况属实，已采取措施。
complaint-state-not-upheld = 经调查，未发现违反规定的情况。
complaint-state-reporter-appealed = 已有举报人申诉，正在重新处理。
complaint-state-organisation-appealed = 单位对所采取的措施提出了申诉，正在重新处理。
complaint-state-closed = 处理已结束。

# 单位
measures-title = 投诉处理措施
measures-none = 没有因投诉对本单位采取过措施。
measures-hint = 措施在解除前有效。申诉由未参与原决定的管委会工作人员处理。
measures-back = 返回单位管理
measure-title = 处理措施
measure-warn = 警告
measure-hide = 下架信息
measure-suspend = 暂停发布
measure-ban = 禁止发布
about-measure-warn = 请立即改正。警告记入处理记录，90 天内发布的信息需要逐条审核。
about-measure-hide = 这条信息不再对外展示，原内容已留存备查。
about-measure-suspend = 本单位发布的信息暂停展示，恢复前不能发布，也不能录用、下单、预约或作出其他新的约定；正在进行的不受影响。
about-measure-ban = 本单位的信息全部停止展示，发布人员的岗位已被免去，解除前不能发布任何信息，也不能作出新的约定；正在进行的不受影响。
measure-taken = { $day }采取
measure-in-force = 有效
measure-appealed = 申诉处理中
measure-lifted = { $day }解除
measure-ground = 问题
measure-basis = 依据
measure-reason = 理由
measure-own-appeal = 本单位的申诉
measure-answer = 申诉答复
measure-appeal-until = 如不同意，可在 { $day } 前申诉一次，由未参与原决定的工作人员处理。
measure-appeal-title = 提出申诉
measure-appeal-lead = 请说明理由。申诉期间措施继续有效；请不要猜测或追查举报人。
measure-appeal-submit = 提交申诉
standing-banned = 已被禁止发布，本单位的信息不再展示。核验有效期至 { $day }。

# 工作台
desk-complaints-title = 投诉举报处理
desk-complaints-lead = 受理、调查和答复投诉举报，处理申诉。
desk-complaints-waiting = 待办 { $number } 件
desk-complaints-late = 其中 { $number } 件已超期
desk-complaints-figures = 最近 { $days } 天办结 { $decided } 件，其中成立 { $upheld } 件
desk-complaints-decided = 已处理
desk-complaints-gathered = 举报 { $number } 份
desk-complaints-due = { $day }前处理
complaint-subject-listing = 信息
complaint-subject-organisation = 单位
complaint-reporter = 举报人 { $number }
desk-complaint-hidden = 举报人的身份不向任何人显示。请不要在理由中写出可能暴露举报人的内容。
desk-complaint-examine = 开始调查
desk-complaint-appeals = 申诉
appeal-of-reporter = 举报人申诉
appeal-of-organisation = 单位申诉
desk-complaint-rulings = 处理记录
desk-complaint-reason = 给单位的理由：{ $text }
desk-complaint-answer = 给举报人的答复：{ $text }
desk-complaint-snapshot = 首次举报时的内容（{ $day }）
desk-complaint-before = 同一单位的其他举报和措施
desk-complaint-before-none = 没有。
desk-complaint-decide = 作出决定
desk-complaint-submit = 提交决定
desk-complaint-too-late = 没有提交：这件举报刚被同事处理或有了变化，以下是现在的情况。
case-step-examine = 开始调查
case-step-uphold = 举报成立
case-step-dismiss = 举报不成立
case-step-appeal-as-reporter = 举报人申诉
case-step-appeal-as-organisation = 单位申诉
case-step-confirm = 维持原决定
case-step-overturn = 改变原决定
case-step-close = 期满办结
field-complaint-outcome = 结论
field-complaint-outcome-hint = 从轻到重，较重的措施包含较轻的
complaint-outcome-not-upheld = 举报不成立
complaint-outcome-warn = 成立：警告
complaint-outcome-hide = 成立：下架信息
complaint-outcome-suspend = 成立：暂停单位发布
complaint-outcome-ban = 成立：禁止单位发布，并免去发布人员的岗位
complaint-outcome-measure-stands = 维持措施
complaint-outcome-measure-lifted = 撤销措施
field-complaint-ground = 认定的问题
field-complaint-ground-hint = 举报成立时必选，单位会看到对应的依据
field-complaint-reason = 给单位的理由
field-complaint-reason-hint = 采取措施或答复单位申诉时必填，最多 500 字。请不要透露举报人的任何信息，包括举报时间。
field-complaint-answer = 给举报人的答复
field-complaint-answer-hint = 所有举报人都会看到，最多 500 字
mistake-complaint-outcome = 请选择结论
mistake-complaint-ground = 请选择认定的问题

# 审计
event-listing-restored = 恢复信息展示
event-organisation-banned = 禁止单位发布
event-complaint-received = 收到举报
event-complaint-examined = 开始调查举报
event-complaint-upheld = 认定举报成立
event-complaint-dismissed = 认定举报不成立
event-complaint-appealed = 收到申诉
event-appeal-dismissed = 申诉不成立，维持原决定
event-appeal-upheld = 申诉成立，改变原决定
event-complaint-closed = 举报期满办结

# 消息
message-kind-complaint = 我的举报
message-complaint = { $what ->
    [received] 已收到您对“{ $name }”的举报
    [upheld] 您举报的“{ $name }”经查属实，已采取措施
    [not-upheld] 您对“{ $name }”的举报未被认定
    [appeal-dismissed] 您对“{ $name }”的举报经申诉处理，维持原决定
    [appeal-upheld] 您对“{ $name }”的举报经申诉处理，认定成立并已采取措施
    [measure-stands] 单位就“{ $name }”提出的申诉不成立，措施继续有效
    [measure-lifted] 单位就“{ $name }”提出的申诉成立，措施已撤销
   *[other] 您对“{ $name }”的举报有了进展
}
letter-complaint-subject = 您的举报有了进展
letter-complaint = 您好：

    您的举报有了进展，请登录查看。
letter-complaint-short = 【融桥】您的举报有了进展，请登录查看。
message-kind-measure = 投诉处理措施
message-measure = { $what ->
    [warn] 因“{ $name }”，您的单位受到警告。单位管理员可查看理由和依据并申诉
    [hide] “{ $name }”已被下架。单位管理员可查看理由和依据并申诉
    [suspend] 因“{ $name }”，您的单位被暂停发布。单位管理员可查看理由和依据并申诉
    [ban] 因“{ $name }”，您的单位被禁止发布。单位管理员可查看理由和依据并申诉
    [appeal-upheld] 您的单位就“{ $name }”提出的申诉成立，措施已撤销
    [appeal-dismissed] 您的单位就“{ $name }”提出的申诉不成立，措施继续有效
   *[other] 您的单位就“{ $name }”的处理措施有了变化
}
letter-measure-subject = 平台对您的单位采取的措施有了变化
letter-measure = 您好：

    平台对您的单位采取的措施有了变化，请登录查看理由、依据和申诉办法。
letter-measure-short = 【融桥】平台对您的单位采取的措施有了变化，请登录查看理由和申诉办法。

# 隐私说明
privacy-complaints-heading = 投诉举报
privacy-complaints-text = 您的举报内容只给负责处理的工作人员看，您的姓名和账号不向任何人显示，包括处理人员、被举报的单位和审计记录。不登录也可以举报，我们只保存您写的内容；为防止恶意举报，网络地址以无法还原的形式保存一天，仅用于计数。处理记录保存三年。
