# 企业导师与教师企业实践
mentoring-title = 企业导师与教师企业实践
mentoring-lead = 院校聘任企业导师：企业同意并指定导师，导师本人同意后生效。院校派教师到企业实践：教师本人同意后企业才看得到，企业同意后生效。课时和实践时间由一方登记、另一方确认后才算数。
mentoring-kind-mentor = 企业导师
mentoring-kind-teacher-practice = 教师企业实践
mentoring-none = 还没有聘任或实践。
mentoring-new-title = 发起聘任
mentoring-new-lead = 先发给企业，由企业同意并指定导师，再由导师本人同意。
mentoring-new-submit = 发给企业
mentoring-no-firms = 平台上还没有登记了企业导师的企业。请企业的管理员在“我的单位”里邀请人员，身份选“企业导师”，然后再来发起聘任。
mentoring-new-practice-title = 派教师到企业实践
mentoring-new-practice-lead = 先请教师本人同意；教师同意之后，企业才看到是谁，再由企业答复。
mentoring-new-practice-submit = 发给教师
mentoring-no-firms-practice = 平台上还没有可以接收教师的企业。
mentoring-no-teachers = 平台上还没有本校的教师。请学校的管理员在“我的单位”里邀请人员，身份选“教师”。
mentoring-firms-title = 企业能教什么
mentoring-firms-lead = 登记了企业导师的企业，以及它们说明的可授课内容。只有聘任导师的院校能看到。
mentoring-firms-words = 按企业名称或授课内容查找
mentoring-firms-none = 没有找到这样的企业。
mentoring-subjects-title = 可授课内容
mentoring-subjects-lead = 写给要聘请企业导师的院校看：贵单位的人员能讲授什么。只写内容，不写人。
mentoring-subjects-submit = 保存
mentoring-subjects-change = 修改可授课内容
mentoring-subjects-unsaid = 还没有说明可授课内容。
mentoring-practised-title = 教师企业实践（近五年）
mentoring-practised-rule = 职业学校专业课教师每五年须到企业或生产服务一线实践累计不少于 { $months } 个月（《职业学校教师企业实践规定》第四条，教师〔2016〕3号）。这里列出本校派出、教师和企业双方都确认的实践；多少天折合一个月由学校认定。
mentoring-practised-days = 实践天数
mentoring-practised-hours = 实践小时
mentoring-renew = 再次发起（沿用这次的内容）
mentoring-facts = 聘任
mentoring-facts-practice = 实践安排
mentoring-fact-person-practice = 教师
mentoring-fact-period-practice = 实践期间
mentoring-fact-certificate-practice = 编号
mentoring-fact-person = 导师
mentoring-fact-period = 聘期
mentoring-fact-certificate = 聘书编号
mentoring-name = 同意并指定导师
mentoring-accept = 同意受聘
mentoring-refuse = 不同意
mentoring-withdraw = 撤回
mentoring-end = 提前结束
mentoring-log-hours = 登记课时
mentoring-confirm-hours = 确认课时
mentoring-dispute-hours = 提出异议
mentoring-accept-practice = 同意
mentoring-refuse-practice = 不同意
mentoring-withdraw-practice = 撤回
mentoring-end-practice = 提前结束
mentoring-log-hours-practice = 登记实践时间
mentoring-confirm-hours-practice = 确认实践时间
mentoring-dispute-hours-practice = 提出异议
mentoring-name-practice = 同意并指定教师
mentoring-hours-title = 课时
mentoring-hours-title-practice = 实践时间
mentoring-hours-practice = { $number } 小时
mentoring-hours-told-practice = 计划 { $planned } 小时，双方确认 { $confirmed }，待确认 { $logged }，有异议 { $disputed }
mentoring-hours = { $number } 课时
mentoring-hours-told = 计划 { $planned } 课时，双方确认 { $confirmed }，待确认 { $logged }，有异议 { $disputed }
mentoring-logged-mentor = 导师登记
mentoring-logged-school = 学校登记
mentoring-logged-firm = 企业登记
mentoring-logged-teacher = 教师登记
mentoring-too-late = 刚才有变化，您的操作没有生效。请看过最新情况后再办。
mentoring-no-mentor = 选中的人不是这家企业的导师，请另选。
mentoring-too-many-hours = 同一天合计最多登记 { $max } 课时或小时（有异议的不计），加上这一笔就超过了。
mentoring-suspended = 学校或企业已被暂停，恢复前不能发起或同意新的聘任和实践；正在进行的照常。
mistake-mentor-reason = 请写明原因，最多 500 个字符
mistake-mentor-person = 请选择导师
mistake-mentor-teacher = 选中的人不是这所学校的教师，请另选
mistake-mentor-subjects = 最多写 { $lines } 行，每行最多 { $chars } 个字符，不写电话、邮箱等个人信息
field-mentor-school = 聘任学校
field-mentor-firm = 企业
field-mentor-firm-hint = 只列出登记了企业导师的企业
field-mentor-firm-practice = 实践企业
field-mentor-firm-practice-hint = 只列出平台上有人办理的企业
field-mentor-school-practice = 派出学校
field-mentor-teacher = 教师
field-mentor-subject-practice = 实践内容
field-mentor-from-practice = 实践开始
field-mentor-until-practice = 实践结束
field-mentor-hours-practice = 计划小时
field-mentor-subjects = 可授课内容
field-mentor-subjects-hint = 每行一项，例如“光刻工艺”“产线自动化调试”
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
field-hours-day-practice = 实践日期
field-hours-number-practice = 小时
field-hours-words-practice = 做了什么
appointment-proposed = 待企业同意
appointment-named = 待导师同意
appointment-active = 聘期内
appointment-refused = 未达成
appointment-ended = 已结束
appointment-proposed-practice = 待教师同意
appointment-named-practice = 待企业同意
appointment-active-practice = 实践期内
appointment-refused-practice = 未达成
appointment-ended-practice = 已结束
mentor-hours-logged = 待对方确认
mentor-hours-confirmed = 双方已确认
mentor-hours-disputed = 有异议
message-mentoring = { $what ->
    [propose] 企业导师聘任“{ $name }”：学校发起了聘任，请回应
    [name] 企业导师聘任“{ $name }”：企业已同意并指定导师
    [accept] 企业导师聘任“{ $name }”：导师已同意，聘任生效
    [refuse] 企业导师聘任“{ $name }”：没有同意
    [withdraw] 企业导师聘任“{ $name }”：学校已撤回
    [end] 企业导师聘任“{ $name }”：聘任已结束
    [log-hours] 企业导师聘任“{ $name }”：对方登记了课时，请确认
    [confirm-hours] 企业导师聘任“{ $name }”：对方确认了课时
    [dispute-hours] 企业导师聘任“{ $name }”：对方对课时有异议
    [ends-soon] 企业导师聘任“{ $name }”：聘期将满，学校可以沿用原内容再次发起
    [practice-propose] 教师企业实践“{ $name }”：学校想派您到企业实践，请回应
    [practice-agree] 教师企业实践“{ $name }”：教师本人已同意，请企业答复
    [practice-accept] 教师企业实践“{ $name }”：企业已同意，实践生效
    [practice-refuse] 教师企业实践“{ $name }”：没有同意
    [practice-withdraw] 教师企业实践“{ $name }”：学校已撤回
    [practice-end] 教师企业实践“{ $name }”：实践已结束
    [practice-log-hours] 教师企业实践“{ $name }”：对方登记了实践时间，请确认
    [practice-confirm-hours] 教师企业实践“{ $name }”：对方确认了实践时间
    [practice-dispute-hours] 教师企业实践“{ $name }”：对方对实践时间有异议
    [practice-ends-soon] 教师企业实践“{ $name }”：实践期将满，学校可以沿用原内容再次发起
   *[other] “{ $name }”有新进展
    }
letter-mentoring-subject = 企业导师聘任或教师企业实践有新进展
letter-mentoring = 您好：

    您参与的企业导师聘任或教师企业实践有新进展，请登录查看。
letter-mentoring-short = 【融桥】企业导师聘任或教师企业实践有新进展，请登录查看。
event-appointment-moved = 办理企业导师聘任或教师企业实践
event-mentor-subjects-kept = 说明可授课内容
noun-appointment = 企业导师聘任或教师企业实践
record-mentoring = 您作为企业导师的聘任、作为教师的企业实践，以及课时和实践时间
