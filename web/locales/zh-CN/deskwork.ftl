# 工作台统计
desk-work-waiting = 待办 { $number } 件
desk-work-overdue = 超期 { $number } 件
desk-figures-title = 工作统计
desk-figures-lead = 各项待办、办理时限和办理结果，以及本侧单位发布的信息。
desk-figures-whose = 统计范围
desk-figures-all = 全部
desk-figures-queue = 事项
desk-figures-kind = 信息类型
desk-figures-none = 无
desk-figures-empty = 没有可统计的内容。
desk-figures-means = “{ $table }”怎样统计
desk-figures-csv = 下载全部数字（CSV）
desk-figures-csv-table = 表
desk-figures-csv-row = 行
desk-figures-csv-figure = 指标
desk-figures-csv-value = 数值
desk-figures-between = {"，"}
desk-figures-outcome = { $outcome } { $number }
desk-figures-working-days = { $number } 个工作日
desk-figures-in-time = { $number } 件（{ $percent }%）

desk-figures-organisations = 单位入驻核验
desk-figures-listings = 信息发布审核
desk-figures-complaints = 投诉举报
desk-figures-appeals = 申诉
desk-figures-inquiries = 政策咨询
desk-figures-data-requests = 个人信息请求

desk-figures-organisations-verify = 通过
desk-figures-organisations-return = 退回修改
desk-figures-organisations-refuse = 未通过
desk-figures-listings-approved = 通过
desk-figures-listings-returned = 退回修改
desk-figures-listings-rejected = 未通过
desk-figures-complaints-uphold = 成立
desk-figures-complaints-dismiss = 不成立
desk-figures-appeals-confirm = 维持
desk-figures-appeals-overturn = 改变
desk-figures-inquiries-answered = 已答复
desk-figures-inquiries-refused = 不予受理
desk-figures-data-requests-done = 已办结
desk-figures-data-requests-refused = 未能办理

desk-figures-waiting = 待办
desk-figures-waiting-all = 待办
desk-figures-waiting-all-means = 已提交、还没有作出决定的事项数。投诉举报按对象计，同一对象的多份举报算一件。
desk-figures-waiting-soon = { $soon } 个工作日内到期
desk-figures-waiting-soon-means = 待办中办理期限在今天或此后 { $soon } 个工作日内的事项数，不含已超期的。
desk-figures-waiting-overdue = 超期
desk-figures-waiting-overdue-means = 待办中办理期限早于今天的事项数。
desk-figures-waiting-oldest = 最早一件的提交日
desk-figures-waiting-oldest-means = 待办中等待最久的一件提交的日期；申诉为提出申诉的日期。

desk-figures-decided = 最近 { $days } 天的办理
desk-figures-decided-all = 办理
desk-figures-decided-all-means = 这段时间内由工作人员作出决定的事项数。提交人自行撤回的、未经人工审核直接发布的不计；同一事项退回后再次提交，另计一件。发布后又被下架的信息不再计入。
desk-figures-decided-outcomes = 结果
desk-figures-decided-outcomes-means = 上述事项按决定的种类分列。
desk-figures-decided-median = 办理时长中位数
desk-figures-decided-median-means = 半数事项从提交到决定不超过的工作日数；当天办结计 0。投诉举报从第一份举报算起，申诉从提出申诉算起。
desk-figures-decided-ninetieth = 九成办结用时
desk-figures-decided-ninetieth-means = 九成事项从提交到决定不超过的工作日数。
desk-figures-decided-in-time = 按期办结
desk-figures-decided-in-time-means = 决定日不晚于办理期限的事项数，以及占办理事项的百分比（舍去小数）。

desk-figures-published = 本侧单位发布的信息
desk-figures-published-open = 公开中
desk-figures-published-open-means = 现在任何人都能看到、尚未到期的信息数，含从外部导入的，重复的只计一条。
desk-figures-published-new = 近 { $days } 天新发布
desk-figures-published-new-means = 公开中的信息里，发布日在最近 { $days } 天内的条数。
desk-figures-published-closed = 近 { $days } 天单位关闭
desk-figures-published-closed-means = 在本平台填写、由单位写明理由后关闭的信息数。
desk-figures-published-expired = 近 { $days } 天到期
desk-figures-published-expired-means = 在本平台填写、有效期届满而结束的信息数。
desk-figures-published-withdrawn = 近 { $days } 天下架
desk-figures-published-withdrawn-means = 在本平台填写、被工作人员下架的信息数。

# 附件的用途
field-attachment-purpose = 用途
attachment-purpose-public = 随信息公开，任何人可下载
attachment-purpose-review = 仅供审核，不公开
attachment-purpose-fair-rules = 招聘会组织实施办法（仅供审核）
attachment-purpose-fair-emergency = 招聘会应急预案（仅供审核）
attachment-purpose-fair-security = 招聘会安全保卫工作方案（仅供审核）
attachment-about-for-desk = { $purpose } · { $about }
posting-mistake-not-attached = 举办招聘会，须先提交：{ $files }（《人力资源市场暂行条例》第二十八条）。请到本页下方“添加或移除附件”上传，用途选对应的一项
posting-between-files = {"、"}
posting-copy-files-left-out = 已复制。有附件没有一并带来，请到本页下方“添加或移除附件”重新上传。

# 举报的证据
complaint-evidence-title = 补充图片或 PDF
complaint-evidence-lead = 文件只供处理本举报的工作人员下载，被举报的单位看不到；文件名不保存。图片可能带有拍摄时间、地点、设备等信息，上传前请用截图代替原图，并遮住姓名、电话等与举报无关的内容。
complaint-evidence-submit = 上传
complaint-evidence-back = 返回举报
complaint-evidence-room = 还可以上传 { $number } 个文件，上传后不能撤回。
complaint-evidence-piece = 文件 { $number } · { $media } · { $size } KB
complaint-told-evidence = 文件已收到。
