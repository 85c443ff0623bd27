# 账号
nav-sign-in = 登录
nav-privacy = 隐私说明
nav-account = 我的账号
sign-out = 退出登录
mistakes-title = 有内容需要改一下
problem-kind-other-site = 请求来自别的网站
problem-kind-other-site-detail = 这一步没有执行，因为请求不是从本站页面发出的。请回到本站页面重新操作。

field-contact = 邮箱或手机号
field-contact-hint = 手机号限中国大陆号码
field-password = 密码
field-new-password = 设置密码
field-new-password-hint = 至少 12 个字符，可用中文。几个不相干的词连在一起既好记又安全。
field-name = 姓名或称呼
field-name-hint = 只有您同意的人才能看到
field-code = 6 位验证码
field-factor = 动态码或备用码
field-factor-hint = 打开验证器应用查看 6 位动态码；手机不在身边时输入一个备用码
field-agreed = 我已年满 18 周岁，并已阅读、同意隐私说明

mistake-contact = 请填写完整的邮箱，或 11 位手机号
mistake-name = 请填写姓名或称呼
mistake-name-long = 姓名请控制在 { $max } 个字符以内
mistake-agreed = 注册前请阅读隐私说明并勾选同意；未满 18 周岁请由学校统一开通
mistake-password-short = 密码至少需要 { $min } 个字符
mistake-password-long = 密码最多 { $max } 个字符
mistake-password-guessable = 这个密码太容易被猜到，请换一个不常见、也不含姓名和账号的密码
refusal-wrong = 账号或密码不对。请检查后重试，或改用验证码登录。
refusal-wrong-code = 验证码不对，请核对后再输一次。
refusal-gone = 这个验证码已失效，请重新获取。
refusal-taken = 这个邮箱或手机号已经属于一个账号。
refusal-wait = 尝试次数太多，请 { $number } 分钟后再试。

sign-up-title = 注册账号
sign-up-lead = 注册后可以保存搜索、投递岗位、管理自己的资料。浏览和搜索不需要账号。
sign-up-submit = 获取验证码
sign-up-privacy = 隐私说明
sign-up-known = 已有账号，去登录
sign-in-title = 登录
sign-in-submit = 登录
sign-in-code-title = 用验证码登录
sign-in-code-lead = 我们会把验证码发到您注册时用的邮箱或手机。
sign-in-code-submit = 获取验证码
recovery-title = 重设密码
recovery-lead = 我们会把验证码发到您注册时用的邮箱或手机，验证后即可设置新密码。
recovery-submit = 获取验证码
way-sign-in = 用密码登录
way-sign-in-code = 用验证码登录
way-recovery = 忘记密码
way-sign-up = 注册账号
code-title = 输入验证码
code-submit = 确认
code-sent = 如果 { $contact } 可以使用，验证码已经发出，{ $minutes } 分钟内有效。没有收到的话，请看看垃圾邮件，或核对是否填写正确。
code-again = 没有收到，重新获取
code-recovery-title = 设置新密码
code-recovery-submit = 设置密码并登录
second-factor-title = 第二步验证
second-factor-lead = 这个账号开启了两步验证。
second-factor-submit = 验证

account-title = 我的账号
account-lead = { $name }，您好。
account-back = 返回我的账号
account-details = 称呼
account-details-change = 修改
account-contacts = 登录用的邮箱与手机
account-contacts-add = 添加邮箱或手机号
account-contact-remove = 移除
account-contact-remove-this = 移除 { $contact }
account-safety = 密码与两步验证
account-password-since = 密码设置于 { $day }。
account-password-none = 尚未设置密码，目前用验证码登录。
account-password-change = 修改密码
account-factor-none = 未开启两步验证。开启后，登录时除密码外还需要手机上的动态码。
account-factor-since = 两步验证已于 { $day } 开启，还有 { $left } 个备用码。
account-factor-add = 开启两步验证
account-factor-remove = 关闭两步验证
account-sessions = 登录中的设备
account-session-this = 本设备
account-session-end = 退出
account-session-end-this = 让 { $device } 退出登录
account-sessions-end = 让其他设备全部退出
account-device-unknown = 未知设备
account-seen = 最近使用：{ $moment }
details-title = 修改称呼
details-lead = 今后的通知将使用当前页面的语言。
details-submit = 保存
password-title = 修改密码
password-lead = 修改后，其他设备会退出登录，并会发通知给您。
password-submit = 修改密码
contacts-title = 添加邮箱或手机号
contacts-lead = 验证后，也可以用它登录和找回密码。
contacts-submit = 获取验证码
factor-title = 开启两步验证
factor-lead = 用手机上的验证器应用扫描图案，再输入它显示的 6 位动态码。
factor-secret = 不能扫描时，在应用中手动输入密钥：{ $secret }
factor-picture = 供验证器应用扫描的图案，密钥另以文字列出
factor-submit = 开启
factor-removal-title = 关闭两步验证
factor-removal-lead = 关闭后，仅凭密码或验证码就能登录。请先证明是您本人。
factor-removal-submit = 关闭
paper-codes-title = 请保存备用码
paper-codes-lead = 两步验证已开启，其他设备已退出登录。手机丢失时可以用备用码登录，每个只能用一次。请抄下或打印，妥善保管；离开本页后不再显示。
paper-codes-kept = 已保存，返回我的账号

# 信件
letter-foot = 这封信由融桥自动发出，请勿直接回复。{ $site }
letter-link = 查看：{ $link }
letter-leave = 不再接收这类邮件：{ $leave }
letter-sign-up-subject = 融桥注册验证码 { $code }
letter-sign-up = 您好：

    您正在用这个邮箱注册融桥账号。验证码：{ $code }

    10 分钟内有效。请勿把它告诉任何人，融桥的工作人员不会向您索要。如果不是您本人操作，不必理会。
letter-sign-up-short = 【融桥】注册验证码 { $code }，10 分钟内有效，请勿告诉他人。非本人操作请忽略。
letter-known-already-subject = 您已经有融桥账号
letter-known-already = 您好：

    有人想用这个邮箱注册，或把它添加到账号中，但它已经属于一个融桥账号。如果是您本人，请直接登录；忘记密码可以重设。如果不是，不必理会，您的账号没有任何变化。
letter-known-already-short = 【融桥】这个号码已有账号，请直接登录；忘记密码可以重设。非本人操作请忽略。
letter-sign-in-subject = 融桥登录验证码 { $code }
letter-sign-in = 您好：

    您正在登录融桥。验证码：{ $code }

    10 分钟内有效。请勿把它告诉任何人，融桥的工作人员不会向您索要。如果不是您本人操作，请不要使用它；多次收到时建议修改密码。
letter-sign-in-short = 【融桥】登录验证码 { $code }，10 分钟内有效，请勿告诉他人。
letter-recovery-subject = 融桥重设密码验证码 { $code }
letter-recovery = 您好：

    您正在重设融桥账号的密码。验证码：{ $code }

    10 分钟内有效。请勿把它告诉任何人。如果不是您本人操作，不必理会，您的密码不会改变。
letter-recovery-short = 【融桥】重设密码验证码 { $code }，10 分钟内有效，请勿告诉他人。非本人操作请忽略。
letter-unknown-subject = 这个邮箱还没有融桥账号
letter-unknown = 您好：

    有人想用这个邮箱登录融桥，但它不属于任何账号。如果是您本人，可能注册时用的是另一个邮箱或手机号，也可以新注册一个。如果不是，不必理会。
letter-unknown-short = 【融桥】这个号码还没有账号，可能注册时用的是另一个号码或邮箱。非本人操作请忽略。
letter-new-contact-subject = 融桥验证码 { $code }
letter-new-contact = 您好：

    您正在把这个邮箱添加到自己的融桥账号。验证码：{ $code }

    10 分钟内有效。请勿把它告诉任何人。如果不是您本人操作，不必理会。
letter-new-contact-short = 【融桥】验证码 { $code }，用于添加这个号码，10 分钟内有效，请勿告诉他人。
letter-password-changed-subject = 融桥账号的密码已修改
letter-password-changed = 您好：

    您的融桥账号刚刚修改了密码，其他设备已经退出登录。如果不是您本人操作，请立即在登录页面重设密码。
letter-password-changed-short = 【融桥】您的账号刚刚修改了密码。如非本人操作，请立即在登录页面重设密码。
letter-account-changed-subject = 融桥账号的安全设置有变化
letter-account-changed = 您好：

    { $what ->
        [contact-added] 您的融桥账号刚刚增加了一个邮箱或手机号，可以用它登录。
        [contact-removed] 您的融桥账号刚刚移除了一个邮箱或手机号，不能再用它登录。
        [second-factor-set] 您的融桥账号刚刚开启了两步验证，其他设备已经退出登录。
        [second-factor-removed] 您的融桥账号刚刚关闭了两步验证。
        [identity-linked] 您的融桥账号刚刚关联了一个外部账号，可以用它登录。
       *[other] 您的融桥账号刚刚解除了一个外部账号的关联。
    }如果不是您本人操作，请立即在登录页面重设密码，并检查账号设置。
letter-account-changed-short = 【融桥】您账号的安全设置刚刚有变化。如非本人操作，请立即在登录页面重设密码。
