# 设备和实训基地预约：公开页面
label-separator = ：
booking-heading = 预约
booking-next-free = 最近可约：
booking-none-free = 目前没有可约的时段。
booking-used = 最近 90 天，本单位以外的人员使用了 { $hours } 小时、{ $bookings } 次（双方都已确认）。
booking-used-few = 最近 90 天使用过的外部人员不足 { $least } 人，不列出具体数字。
booking-no-calendar = 还没有设置预约日历。
booking-facility = 返回设备页面
slots-title = 查看可约时段
slots-hint = 均为北京时间。选择一个时段即可预约，预约需要登录。
slots-weeks = 按周翻页
slots-earlier = 前一周
slots-later = 后一周
slots-closed = 不开放
slots-over = 今天的时段都已开始或结束
slots-first-free = 这一周已无可约时段，最近可约：
slot-free = 余 { $number }
slot-full = 约满
slot-too-soon = 已截止
slot-too-far = 尚未开放预约
slot-paused = 暂停预约
booking-fact-price = 收费
booking-fact-approval = 确认方式
booking-fact-lead = 可约范围
booking-fact-cancel = 取消
booking-fact-people = 人数
booking-fact-briefing = 安全须知
booking-fact-note = 留言
booking-fact-reason = 开放方的理由
booking-fact-made = 提交时间
booking-fact-booker = 预约人
booking-fact-organisation = 代表单位
booking-fact-inside = 使用单位
approval-at-once = 预约后立即生效
approval-by-keeper = 由开放方确认后生效
booking-lead-rule = 至少提前 { $hours } 小时，最多提前 { $days } 天
booking-cancel-rule = { $count ->
    [0] 开始前可随时取消
   *[other] 开始前 { $number } 小时以外可自由取消，之后取消会记为临时取消
    }
booking-people-max = 每次最多 { $number } 人
booking-people = { $number } 人
booking-inside = 本单位人员
booking-nobody = 已注销的用户

# 预约
book-title = 预约时段
book-submit = 预约
book-for-oneself = 本人
field-book-for = 为谁预约
field-book-people = 到场人数
field-book-roster = 人员名单
field-book-roster-hint = 每行一个姓名，只填姓名，请先告知名单上的人。仅供开放方安排入场和安全教育，使用结束 30 天后自动删除；未满 18 周岁的人员须有带队人。
book-roster-needed = 这里有安全须知，两人以上到场的，请写全所有人的姓名（包括您自己，如您也到场）。每行一个姓名，只填姓名，请先告知名单上的人。仅供开放方安排入场和安全教育，使用结束 30 天后自动删除；未满 18 周岁的人员须有带队人。
field-book-note = 给开放方的留言
field-book-note-hint = 说明用途、样品或需要协助的事项，最多 500 个字符。有危险的样品必须写明。
field-book-briefing = 我已阅读上面的安全须知，并会告知所有到场的人。
field-book-consent = 同意提供信息
book-consent = 我同意将我的姓名、代表的单位和以上内容提供给开放方“{ $organisation }”，仅用于本次预约。
mistake-book-for = 请选择为谁预约
mistake-book-people = 人数应为 1 至 { $max } 的整数
mistake-book-roster = 名单有 { $found } 个姓名，多于填写的人数 { $people }
mistake-book-roster-short = 这里有安全须知，请写全到场人员的姓名：填写的人数是 { $people }，名单只有 { $found } 个姓名
mistake-book-name = 每个姓名最多 { $max } 个字符
mistake-book-roster-private = 名单只填姓名，请删去电话、证件号等信息
mistake-book-briefing = 请先阅读并确认安全须知
mistake-book-consent = 请先同意向开放方提供这些信息
mistake-booking-long = 最多 { $max } 个字符，现在是 { $found } 个
mistake-booking-reason = 请写明理由
mistake-booking-address = 请不要填写电话、邮箱或其他联系方式
book-instead = 改约 { $when }
book-refused-full = 这个时段刚刚约满。下面是最近可约的时段。
book-refused-too-soon = 这个时段已经不能预约。下面是最近可约的时段。
book-refused-too-far = 这个时段尚未开放预约，请过些日子再来。
book-refused-closed = 这里目前不接受预约。
book-refused-suspended = 开放方或您代表的单位已被暂停，恢复前不接受新的预约。
book-refused-too-many = 人数超过每次预约的上限。
book-refused-terms-changed = 开放方刚刚修改了预约规则，请看过新的规则后再预约。
book-refused-hoarding = 您在这里已有 5 个未使用的预约，请用过或取消后再约。

# 我的预约
my-bookings-title = 我的预约
my-bookings-none = 您还没有预约。
my-bookings-ahead = 即将使用
my-bookings-past = 以往和已取消
my-bookings-search = 查找设备和实训基地
booking-title = 预约详情
booking-roster = 人员名单
booking-roster-note = 只供开放方安排入场和安全教育，使用结束 30 天后自动删除。
booking-too-late = 这一步已经不能做了：预约刚刚有变动。下面是现在的情况。
booking-suspended = 开放方或预约单位已被暂停，恢复前不能确认新的预约；已确认的预约照常进行。
booking-requested = 待确认
booking-ahead = 已约定
booking-running = 使用中
booking-unconfirmed = 待核实使用
booking-noted = 开放方已记录使用
booking-confirmed = 已使用
booking-unopposed = 预约人未确认
booking-noted-absent = 开放方记为未到
booking-absent = 未到
booking-disputed = 双方说法不一
booking-refused = 未通过
booking-cancelled = 已取消
booking-cancelled-late = 临时取消
booking-called-off = 开放方已取消
booking-lapsed = 无人确认，已失效
booking-next-own-requested = 等待开放方确认，确认前可随时取消。
booking-next-own-ahead = { $free } 之前可自由取消，之后取消会记为临时取消。
booking-next-own-ahead-late = 免费取消的时间已过（{ $free }），现在取消会记为临时取消。
booking-next-own-unconfirmed = 请说明是否使用；双方都说使用了才计入统计。
booking-next-own-noted = 请确认是否使用；情况不对请在 { $until } 之前提出。您确认后才计入使用统计。
booking-next-own-unopposed = 提出异议的期限已过。确认使用后才计入使用统计，不确认则不计。
booking-next-own-confirmed = 双方已确认，计入使用统计。
booking-next-own-noted-absent = 情况不对请在 { $until } 之前提出；没有异议即记为未到。
booking-next-own-disputed = 在双方说法一致之前不计入统计。
booking-next-own-refused = 理由见下。可以另选时段。
booking-next-own-called-off = 理由见下。可以另选时段。
booking-next-own-lapsed = 开放方没有及时答复。可以另选时段。
booking-next-kept-requested = 请在开始之前确认或拒绝，逾期自动失效。
booking-next-kept-unconfirmed = 请记录是否有人到场；您记录后才会计入统计。
booking-next-kept-noted = 预约人可在 { $until } 之前提出异议；预约人确认后才计入使用统计。
booking-next-kept-unopposed = 预约人没有表态，不计入使用统计；预约人仍可补充确认。
booking-next-kept-noted-absent = 预约人可在 { $until } 之前提出异议；没有异议即记为未到。
booking-next-kept-disputed = 在双方说法一致之前不计入统计。您可以改正自己的记录。
booking-step-approve = 确认预约
booking-step-refuse = 拒绝
booking-step-call-off = 取消这个预约
booking-step-cancel = 取消预约
booking-step-note-came = 已到场使用
booking-step-note-absent = 没有到场
booking-step-say-came = 我们使用了
booking-step-say-absent = 没有使用
field-refuse-reason = 拒绝的理由
field-refuse-reason-hint = 预约人会看到，最多 500 个字符。
field-call-off-reason = 取消的理由
field-call-off-reason-hint = 预约人会看到，最多 500 个字符。

# 开放方
calendar-title = 预约日历
calendar-lead = 设定开放时间和预约规则。修改后立即生效，已有的预约不变。
calendar-submit = 保存日历
calendar-changed = 同事刚刚修改了日历。您填写的内容还在；再次保存会以您的为准。
calendar-day-hint = 例如 09:00-12:00, 13:30-17:00；可到次日，如 20:00-02:00。不开放的日子留空。
calendar-closed = 休
field-calendar-special-days = 特殊日期
field-calendar-special-days-hint = 每行一天，写“2026-10-01 休”或“2026-10-10 09:00-12:00”，优先于每周时间和节假日。
field-calendar-holidays = 法定节假日和调休放假日
calendar-holidays-closed = 不开放
calendar-holidays-as-usual = 照常开放
field-calendar-slot = 每个时段
calendar-slot-30 = 30 分钟
calendar-slot-60 = 1 小时
calendar-slot-90 = 1 小时 30 分钟
calendar-slot-120 = 2 小时
calendar-slot-180 = 3 小时
calendar-slot-240 = 4 小时
calendar-slot-480 = 8 小时
field-calendar-units = 同一时段可约几个（台、工位或组）
field-calendar-people = 每个预约最多几人
field-calendar-lead = 至少提前几小时预约
field-calendar-ahead = 最多提前几天预约
field-calendar-cancel = 提前几小时以上可自由取消
field-calendar-approval = 预约如何生效
calendar-approval-at-once = 立即生效
calendar-approval-by-keeper = 由我们确认
field-calendar-price = 收费说明
field-calendar-price-hint = 预约人同意的就是这里的文字；以后修改不影响已有的预约。平台不收款。
field-calendar-briefing = 安全须知
field-calendar-briefing-hint = 填写后，预约人必须确认已阅读；两人以上到场的，还必须写全名单。
field-calendar-taking = 现在是否接受预约
calendar-taking-open = 接受
calendar-taking-paused = 暂停
mistake-calendar-hours = 看不懂“{ $part }”。请写成 09:00-12:00，时间以 15 分钟为单位
mistake-calendar-overlap = { $first }和{ $second }的时间有重叠
mistake-calendar-day = 看不懂“{ $line }”。请写成“2026-10-01 休”或“2026-10-10 09:00-12:00”
mistake-calendar-twice = “{ $line }”的日期写了两次
mistake-calendar-many = 特殊日期最多 200 个
mistake-calendar-number = 请填写 { $min } 至 { $max } 的整数
mistake-calendar-choice = 请选择一项
kept-bookings-title = 预约管理
kept-bookings-none = 近期还没有预约。
kept-bookings-requested = 等待确认
kept-bookings-to-confirm = 请记录使用情况
kept-bookings-ahead = 即将使用
kept-bookings-past = 最近 90 天
kept-export = 导出预约（CSV）
kept-export-note = 含最近一年和今后的预约，不含人员名单；导出会记入审计。
kept-column-from = 开始
kept-column-until = 结束
kept-column-booker = 预约人
kept-column-organisation = 单位
kept-column-people = 人数
kept-column-inside = 本单位
kept-column-state = 状态
kept-column-hours = 小时
kept-column-confirmed = 确认使用时间
use-heading = 最近 90 天的使用
use-note = 开放时间按当天有效的日历计算。开放方记录使用，且预约人也确认，才算已使用；预约人 7 天内没有表态的单列，说法不一的不计。
use-open = 开放时长
use-booked = 已预约时长
use-confirmed = 确认使用时长
use-share = 使用率
use-unopposed = 预约人未确认的时长
use-inside = 其中本单位使用
use-people = 到场人次
use-absences = 未到
use-late = 临时取消
use-disputed = 双方说法不一致
use-hours = { $hours } 小时

# 审计、消息、隐私
event-calendar-kept = 修改预约日历
event-booking-made = 预约设备
event-booking-approved = 确认预约
event-booking-refused = 拒绝预约
event-booking-called-off = 开放方取消预约
event-booking-cancelled = 预约人取消预约
event-booking-noted = 开放方记录使用情况
event-booking-answered = 预约人说明使用情况
event-bookings-exported = 导出预约
message-kind-booking = 设备预约
message-booking = { $what ->
    [approve] “{ $name }”的预约已确认
    [refuse] “{ $name }”的预约未通过，请查看理由
    [call-off] “{ $name }”的预约被开放方取消，请查看理由
    [note-came] 开放方已记录您使用了“{ $name }”，请确认；不对请在 7 天内提出
    [note-absent] 开放方记录您没有到“{ $name }”，不对请在 7 天内提出
    [remind-begins] “{ $name }”的预约将在 24 小时内开始；不能来请尽早取消
    [remind-answer] 开放方对“{ $name }”使用情况的记录还在等您回应，逾期将不能再提出异议
   *[lapsed] “{ $name }”的预约没有得到确认，已失效
    }
message-booking-received = { $what ->
    [requested] “{ $name }”有新的预约等待确认
    [booked] “{ $name }”有新的预约
    [cancel] “{ $name }”的一个预约已被取消
    [remind-decide] “{ $name }”的一个预约将在 24 小时内开始，还没有答复；到时未答复即失效
    [remind-note] “{ $name }”的一个预约已经结束，请记录是否使用
    [say-came] “{ $name }”的预约人说使用了
   *[say-absent] “{ $name }”的预约人说没有使用
    }
letter-booking-subject = 您的预约有新情况
letter-booking = 您好：

    您的预约有新情况，请登录查看。
letter-booking-short = 【融桥】您的预约有新情况，请登录查看。
letter-booking-received-subject = 有预约等您查看
letter-booking-received = 您好：

    您单位开放的设备或基地有新的预约情况，请登录查看。
letter-booking-received-short = 【融桥】您单位开放的设备或基地有新的预约情况，请登录查看。
record-bookings = 设备和基地预约，含人员名单
privacy-bookings-heading = 设备和基地预约
privacy-bookings-text = 预约时，您同意把姓名、代表的单位、人数、名单和留言提供给开放该设备的单位，仅用于本次预约。名单只含姓名，使用结束 30 天后自动删除，预约取消时立即删除。注销账号时，未开始的预约会取消，以往的预约不再与您有关，只留下时间和是否使用，用于使用统计。
