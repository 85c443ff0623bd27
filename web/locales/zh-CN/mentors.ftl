# 企业导师
mentoring-title = 企业导师
mentoring-lead = 院校聘任企业导师：企业同意并指定导师，导师本人同意后生效；课时由一方登记、另一方确认后才算数。
mentoring-none = 还没有聘任。
mentoring-new-title = 发起聘任
mentoring-new-lead = 先发给企业，由企业同意并指定导师，再由导师本人同意。
mentoring-new-submit = 发给企业
mentoring-no-firms = 平台上还没有登记了企业导师的企业。请企业的管理员在“我的单位”里邀请人员，身份选“企业导师”，然后再来发起聘任。
mentoring-facts = 聘任
mentoring-fact-person = 导师
mentoring-fact-period = 聘期
mentoring-fact-certificate = 聘书编号
mentoring-name = 同意并指定导师
mentoring-accept = 同意受聘
mentoring-refuse = 不同意
mentoring-end = 提前结束
mentoring-log-hours = 登记课时
mentoring-confirm-hours = 确认课时
mentoring-dispute-hours = 提出异议
mentoring-hours-title = 课时
mentoring-hours = { $number } 课时
mentoring-hours-told = 计划 { $planned } 课时，双方确认 { $confirmed }，待确认 { $logged }，有异议 { $disputed }
mentoring-logged-mentor = 导师登记
mentoring-logged-school = 学校登记
mentoring-too-late = 刚才有变化，您的操作没有生效。请看过最新情况后再办。
mentoring-no-mentor = 选中的人不是这家企业的导师，请另选。
mistake-mentor-reason = 请写明原因，最多 500 个字符
mistake-mentor-person = 请选择导师
field-mentor-school = 聘任学校
field-mentor-firm = 企业
field-mentor-firm-hint = 只列出登记了企业导师的企业
field-mentor-subject = 课程或项目
field-mentor-from = 聘期开始
field-mentor-until = 聘期结束
field-mentor-hours = 计划课时
field-mentor-certificate = 聘书编号
field-mentor-person = 导师
field-mentor-reason = 原因
field-mentor-dispute = 异议
field-hours-day = 授课日期
field-hours-number = 课时
field-hours-words = 授课内容
appointment-proposed = 待企业同意
appointment-named = 待导师同意
appointment-active = 聘期内
appointment-refused = 未同意
appointment-ended = 已结束
mentor-hours-logged = 待对方确认
mentor-hours-confirmed = 双方已确认
mentor-hours-disputed = 有异议
message-mentoring = 企业导师聘任“{ $name }”：{ $what ->
    [propose] 学校发起了聘任，请回应
    [name] 企业已同意并指定导师
    [accept] 导师已同意，聘任生效
    [refuse] 没有同意
    [end] 聘任已结束
    [log-hours] 对方登记了课时，请确认
    [confirm-hours] 对方确认了课时
    [dispute-hours] 对方对课时有异议
   *[other] 有新进展
    }
letter-mentoring-subject = 企业导师聘任有新进展
letter-mentoring = 您好：

    您参与的企业导师聘任有新进展，请登录查看。
letter-mentoring-short = 【融桥】企业导师聘任有新进展，请登录查看。
event-appointment-moved = 办理企业导师聘任
noun-appointment = 企业导师聘任
record-mentoring = 您作为企业导师的聘任和课时
