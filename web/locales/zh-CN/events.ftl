# 活动页面
nav-events = 活动日历
home-events = 查看活动日历
events-title = 活动日历
events-lead = 招聘会、宣讲会、对接会、讲座和开放日，按开始时间排列，均为北京时间。
events-none = 近期还没有活动。
events-over-title = 往期活动
events-over-none = 最近 30 天没有结束的活动。
events-month = { $year }年{ $month }
events-subscribe = 订阅到日历（.ics）
events-feed = 订阅更新（Atom）
events-calendar-name = 融桥活动日历
events-organiser = 主办：{ $name }
weekday-1 = 周一
weekday-2 = 周二
weekday-3 = 周三
weekday-4 = 周四
weekday-5 = 周五
weekday-6 = 周六
weekday-7 = 周日
event-day = { $day } { $weekday }
event-moment = { $day } { $time }
event-one-day = { $day } { $from }–{ $until }
event-several-days = { $from } 至 { $until }
event-begins = { $moment } 开始
event-venue = { $area } · { $text }
event-heading = 时间、地点和报名
event-when = 北京时间
event-where = 地点
event-registration = 报名
event-phase-open = 报名中
event-phase-full = 名额已满，可以候补
event-phase-closed = 报名已截止
event-phase-over = 活动已结束
event-phase-called-off = 活动已取消
event-phase-elsewhere = 请向主办方报名
event-seats-left = 剩余 { $left } 个名额，共 { $seats } 个
event-seats-any = 名额不限
event-waiting = { $number } 人候补
event-register-until = 报名截止：{ $moment }
event-register = 报名
event-wait = 加入候补
event-own = { $state }，查看我的报名
event-calendar = 加入日历（.ics）
event-back = 返回活动页面

# 报名
register-title = 报名参加活动
register-submit = 报名
register-waiting-title = 加入候补
register-waiting-submit = 加入候补
register-waiting-note = 名额已满，目前有 { $number } 人候补。有人取消时按先后顺序递补，递补后会通知您。
register-consent = 我同意将我的姓名和所选联系方式提供给主办方“{ $organisation }”，仅用于本次活动的联系和签到。
field-reach = 主办方联系我的方式
field-note-to-organiser = 给主办方的留言
field-note-to-organiser-hint = 最多 200 个字符。请不要填写身份证号等敏感信息。
mistake-consent = 请先同意向主办方提供姓名和联系方式
mistake-reach = 请选择一个联系方式
mistake-note-to-organiser = 留言最多 { $max } 个字符，现在是 { $found } 个
registration-registered = 已报名
registration-waiting = 候补中
registration-cancelled = 已取消
registration-checked-in = 已签到
registration-absent = 未到场
registration-ended = 活动已取消
registration-next-registered = 请凭签到码入场。来不了时请在活动开始前取消，把名额让给候补的人。
registration-next-waiting = 有名额时按先后顺序递补，递补后会通知您。
registration-next-cancelled = 您已取消报名。报名截止前可以在活动页面重新报名。
registration-next-checked-in = 祝您收获满满。
registration-next-absent = 活动已结束，没有您的签到记录。
registration-next-ended = 主办方或管理部门取消了这个活动，您无需再做什么。
registration-code = 签到码
registration-picture = 签到二维码
registration-code-note = 入场时出示，由主办方扫描或输入。每个签到码只能用一次，请勿转给他人。
registration-cancel = 取消报名
my-registrations-title = 我的活动
my-registrations-none = 您还没有报名活动。
my-registrations-ahead = 即将参加
my-registrations-past = 往期和已取消

# 主办方
roll-title = 报名名单
roll-seats = 名额：{ $seats }
roll-registered = 已报名
roll-waiting = 候补
roll-came = 已签到
roll-export = 导出名单（CSV）
roll-note = 名单只用于本次活动的联系和签到；导出会记入审计。
roll-none = 还没有人报名。
roll-column-name = 姓名
roll-column-contact = 联系方式
roll-column-state = 状态
roll-column-note = 留言
roll-column-registered-at = 报名时间
door-title = 现场签到
door-submit = 签到
door-done = 已签到：{ $name }（{ $moment }）
door-already = 这个签到码已经用过：{ $name }，{ $moment } 签到。
door-not-today = 只能在活动当天签到。
field-check-in-code = 签到码
field-check-in-code-hint = 8 位字母和数字，不分大小写。
mistake-check-in-code-missing = 请输入签到码
mistake-check-in-code = 名单中没有这个签到码。请核对，或请对方打开“我的活动”查看。
posting-mistake-seats-taken = 已有 { $number } 人报名，名额不能少于这个数
posting-mistake-ends-last = 报名截止不能晚于活动结束
posting-event-type-hint = 现场招聘会须按《人力资源市场暂行条例》第二十八条制定实施办法、应急预案和安全保卫方案，并核实用人单位及其招聘信息。
posting-register-until-hint = 留空表示活动开始时截止。名额留空表示不限人数。
event-registration-checked-in = 活动签到
event-registrations-exported = 导出活动报名名单

# 消息
message-kind-event = 活动变动
message-event = { $what ->
    [moved-up] “{ $name }”有了名额，您已从候补转为报名成功
    [called-off] “{ $name }”已取消，您的报名随之结束
   *[changed] “{ $name }”的时间或地点有变动，请查看
    }
letter-event-subject = 您报名的活动有变动
letter-event = 您好：

    您报名的活动有变动，请登录查看。
letter-event-short = 【融桥】您报名的活动有变动，请登录查看。

# 隐私说明
privacy-events-heading = 活动报名
privacy-events-text = 报名活动时，您同意把姓名和一个联系方式提供给该活动的主办方；主办方只能看到这些和您的留言，导出名单会记入审计。系统保存您同意的文本版本和报名、签到时间。活动开始前可以随时取消。
