# 对接：各类流程的阶段、动作、参与方与条件
connection-kind-job = 应聘
connection-kind-internship = 实习
connection-kind-challenge = 揭榜
connection-kind-service = 技术服务
connection-kind-cooperation = 校企合作
connection-stage-submitted = 已提交
connection-stage-viewed = 已查看
connection-stage-shortlisted = 初选通过
connection-stage-interviewing = 面谈中
connection-stage-offered = 已发录用意向
connection-stage-accepted = 已接受
connection-stage-approved = 学校已同意
connection-stage-agreed = 协议已确认
connection-stage-checking = 论证中
connection-stage-mediating = 专人撮合中
connection-stage-open = 征集方案中
connection-stage-sealed = 方案已封存
connection-stage-reviewing = 评审中
connection-stage-noticed = 公示中
connection-stage-objected = 有异议
connection-stage-negotiating = 洽谈中
connection-stage-quoted = 已报价
connection-stage-ordered = 已下单
connection-stage-running = 进行中
connection-stage-interrupted = 已中止
connection-stage-dormant = 长期未确认
connection-stage-delivered = 待确认结果
connection-stage-disputed = 有争议
connection-stage-confirmed = 双方已确认
connection-stage-declined = 未接受
connection-stage-refused = 未通过
connection-stage-withdrawn = 已撤回
connection-stage-lapsed = 超期未答复
connection-stage-terminated = 已终止
connection-step-view = 查看
connection-step-shortlist = 列入初选
connection-step-invite = 约时间面谈
connection-step-choose-time = 选定时间
connection-step-offer = 发出录用意向
connection-step-accept = 接受
connection-step-decline = 不接受
connection-step-refuse = 婉拒
connection-step-withdraw = 撤回
connection-step-approve = 学校同意
connection-step-agree = 确认协议
connection-step-start = 开始
connection-step-interrupt = 中止
connection-step-resume = 恢复
connection-step-terminate = 终止
connection-step-report = 报告进展
connection-step-deliver = 提交结果
connection-step-reject = 退回结果
connection-step-confirm = 确认结果
connection-step-dispute = 提出争议
connection-step-settle = 裁定
connection-step-publish = 张榜
connection-step-seal = 截止封存
connection-step-unseal = 开启方案
connection-step-score = 评分
connection-step-nominate = 提名并公示
connection-step-object = 提出异议
connection-step-award = 公示期满
connection-step-pass-on = 另选方案
connection-step-quote = 报价
connection-step-order = 下单
connection-step-mediate = 介入撮合
connection-step-negotiate = 进入洽谈
connection-step-renew = 确认仍在合作
connection-step-rest = 期满未确认
connection-step-lapse = 超期终结
connection-party-responder = 应答方
connection-party-publisher = 发布方
connection-party-school = 学校
connection-party-firms-desk = 促进中心
connection-party-universities-desk = 协同育人工作办公室
connection-party-expert = 评审专家
connection-party-public = 社会公众
connection-party-program = 到期自动
connection-need-consent = 一份写明接收单位的同意
connection-need-times = 可供选择的时间
connection-need-time-chosen = 选定的时间
connection-need-agreement = 书面协议
connection-need-agreement-signed = 各方都已确认的协议
connection-need-internship-gates = 实习开始前规定的各项条件
connection-need-assessment = 考核评价
connection-need-targets = 可测量的技术指标
connection-need-opinion = 专家论证意见
connection-need-no-conflict = 无利益冲突声明
connection-need-scores = 足够份数的评分
connection-need-target-evidence = 每项指标的达成证明
connection-need-no-objection = 异议均已处理
connection-need-price = 报价及其有效期
connection-need-milestones = 双方确认的里程碑（未取消的须全部确认，且至少有一个）
diagram-way = { $step }（{ $by }）
diagram-way-each = { $step }（{ $by }，须各方都确认）
diagram-after-days = 满 { $days } 天
diagram-after-promises = 超过承诺时限 { $times } 倍
diagram-after-named = 到约定日期

# 消息与通知：下单、合作、揭榜、实习的进展
message-kind-connection = 对接进展（服务、合作、揭榜、实习）
message-connection = { $kind ->
    [internship] 实习
    [challenge] 揭榜
    [service] 技术服务
    [cooperation] 校企合作
   *[other] 对接
    }“{ $name }”：{ $what ->
    [begun] 收到新的意向
    [message] 对方发来消息
    [reminder] 有意向等待答复，承诺的时间已过一半
    [overdue] 有意向超过承诺时间仍未答复
    [quote] 对方已报价
    [order] 对方已下单
    [deliver] { $kind ->
        [internship] 有一方提出实习已结束，请查看
       *[other] 对方提交了结果，请确认
        }
    [reject] { $kind ->
        [internship] 有一方认为实习还没有结束，实习继续
       *[other] 结果被退回
        }
    [confirm] 对方确认了结果
    [agree] 对方确认了协议
    [second-host] 学生已确认的协议把贵单位列为第二实习单位，请查看并确认
    [approve] 学校已同意
    [amend] 学校写好了协议，请核对后确认
    [week-changed] 学生修改了您这一方看过的一周日志，请重新核对
    [accept] 有学生选择了贵校，请审核是否同意
    [week-disputed] 有一周的实习日志有争议，请查看原因
    [visit] 学校记录了一次走访
    [assessment] 有一方提交了考核评价
    [last-day-passed] 协议约定的最后一天已过：实习已经结束的请提交结果（中止中的，先由学校恢复），还要继续的请由学校修改协议
    [weeks-wait] 有一周实习结束已超过两周，日志仍待贵方确认，请核对后确认
    [incident] 有一方上报了突发情况，请尽快查看
    [incident-taken-up] 学校受理了上报的突发情况，请查看
    [incident-closed] 上报的突发情况已办结，请查看结果
    [incident-overdue] 上报的突发情况超过 24 小时未被学校受理，请立即过问
    [start] 已开始
    [interrupt] 已中止
    [resume] 已恢复
    [terminate] 已终止
    [dispute] 有一方提出争议
    [settle] 异议或争议已裁定
    [notice-goes-on] 异议已裁定，公示继续
    [mediate] 工作人员开始撮合
    [negotiate] 进入洽谈
    [refuse] 未通过
    [decline] 对方没有接受
    [withdraw] 已被撤回
    [lapse] 超期未答复，已自动结束
    [renew] 对方已确认仍在合作；贵单位如未确认，请一并确认
    [renew-soon] 即将满一年，请确认仍在合作，否则将列为长期未确认
    [rest] 满一年未确认，暂列为长期未确认
    [ends-soon] 协议将在 90 天或 30 天内到期，请商定是否续签
    [agreement] 对方登记了协议，请核对后确认
    [report] 对方报告了进展，请核对
    [question] 有单位提问，请答复
    [answer] 贵单位的提问已得到答复
    [contract] 对方登记或修改了合同，请核对后确认
    [milestone-reported] 对方报告已达到一个里程碑，请核对后确认
    [milestone-confirmed] 对方确认了一个里程碑
    [milestone-disputed] 对方对一个里程碑提出异议，请查看原因
    [strike] 对方提议取消一个里程碑，请查看理由并答复
    [strike-agree] 对方同意取消一个里程碑
    [strike-decline] 对方不同意取消一个里程碑
    [strike-take-back] 对方撤回了取消里程碑的提议
    [milestone-soon] 有里程碑将在 7 天内到期，请核对进度
    [milestone-passed] 有里程碑已过计划日期，双方还没有都确认，请尽快处理
    [evidence] 对方提交了指标的达成证明，请核对
    [put-up] 有单位申请张榜，请组织论证
    [opinion] 专家提交了论证意见
    [publish] 已张榜
    [seal] 征集已截止，方案已封存
    [unseal] 另一部门已加入开启密钥，请本部门加入
    [opened] 方案已全部开启，开始评审
    [score] 有专家提交了评分
    [scores-complete] 专家评分已全部提交
    [nominate] 拟中榜结果开始公示
    [object] 有单位或个人提出异议
    [objection-decided] 您提出的异议已有裁定，请查看
    [award] 公示期满，进入洽谈
    [unchosen] 公示期满，贵单位的方案未入选
    [pass-on] 改选其他方案
    [excused] 专家评审任务已取消，您无需再提交
    [upheld] 工作人员核实了实习中的疑点，这次实习不计入对接成效；理由见实习页面，有异议可以投诉
    [cleared] 工作人员重新核实后认为疑点有合理解释，这次实习重新计入对接成效
    [review] 请您担任专家
    [review-soon] 专家任务的截止日期将至，请尽快提交
    [turn] 等待您这一方处理，请尽快查看
   *[other] 有了新进展
    }
letter-connection-subject = 一项对接有了新进展
letter-connection = 您好：

    您参与的一项对接有了新进展，请登录查看。
letter-connection-short = 【融桥】您参与的一项对接有了新进展，请登录查看。

# 每类对接页面上共有的部分
connection-conversation = 沟通
connection-nothing-said = 还没有消息。
connection-say = 发送
connection-history = 经过
connection-did = { $who }：{ $step }
connection-over = 已经结束，不能再发消息。
connection-interview = 面谈时间：
connection-own-confirmed = 您已确认，等待对方确认。
connection-other-confirmed = 对方已确认，等待您确认。
connection-not-here = 这一步不在这个页面上办理。
connection-said-much = 一小时内最多发送 30 条消息，请稍后再说。您写的内容还在。
connection-paper-title = 交付文件
connection-paper-lead = 签字盖章的协议、检测报告、验收材料等，PDF、JPEG 或 PNG，不超过 10 MB。平台保存原件并列出其 SHA-256，供双方核对；交付后不能撤回。
connection-paper-about = { $media } · { $size } · SHA-256 { $digits }
connection-paper-submit = 交付
connection-paper-back = 返回
connection-papers-many = 这里最多存放 { $max } 份文件，已经存满。
field-paper = 文件
field-paper-words = 附言
field-paper-words-hint = 例如这是什么文件。请勿写联系方式。
connection-too-late = 刚刚有了变化，请看最新情况后再决定。您写的内容还在。
connection-self-person = 您
connection-self-organisation = 本单位
connection-about-refuse = 对方会看到您写的原因，请具体而友善。
connection-about-terminate = 对方会看到您写的原因。终止后不能恢复。
connection-about-invite = 请给出一到五个时间供对方选择。
connection-about-withdraw = 撤回后随即结束，对方不再看到您提供的内容。
connection-about-decline = 不接受后随即结束。
connection-about-dispute = 说法不一时，对方会看到您写的内容，由工作人员了解情况后裁定。请写明哪一点与事实不符。
connection-about-reject = 对方会看到退回的原因。请写明还缺什么。
connection-about-interrupt = 各方都会看到原因；恢复前不再累计。
connection-about-settle = 各方都会看到您的裁定和理由，之后按裁定继续。
connection-refused-who = 这一步由{ $who }来做。
connection-refused-missing = 还不能做这一步，还缺：{ $what }。
connection-refused-reason = 原因
connection-refused-done = 您已经做过这一步，正在等待其他各方。
connection-refused-suspended = 其中一家单位已被暂停，恢复前不能作出或接受新的约定；正在进行的不受影响，可以照常确认、终止或提出争议。
connection-begun = { $kind ->
    [job] 提交申请
    [internship] 提交申请
    [service] 提交询价
   *[other] 提交意向
    }

# 工作台：争议与撮合
desk-connections-title = 争议与撮合
desk-connections-lead = 双方说法不一的对接，以及希望有人牵线的合作意向。争议排在前面，等得久的在先。
desk-connections-none = 现在没有争议，也没有等待撮合的意向。
desk-connections-since = { $day }起
desk-connections-heard = 这里只显示从提出争议或开始撮合以后的沟通；此前的沟通只有双方可见。您在这里说的话，双方都能看到。
connection-desk-hears = 提出争议或请工作人员撮合之后的沟通，工作人员也能看到。
connection-steps = 下一步
desk-connections-sides = 双方
desk-connections-order = 订单内容
