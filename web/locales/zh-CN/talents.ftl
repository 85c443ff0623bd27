# 人才发现：单位
people-title = 人才发现
people-note = 这里只有主动选择“可被已核验单位搜到”的人，不显示姓名、联系方式、学校和单位名称。您看到了谁的资料，系统会告诉本人：哪个单位、哪一天。
people-how = 按与这条信息的匹配度排列，与求职者自己看到的算法相同；性别、年龄、学校名气和薪酬期望都不参与。匹配度相同的，顺序随机。
people-ranked = 匹配的人
people-count = 共 { $fitting } 人匹配
people-count-most = 共 { $fitting } 人匹配，列出前 { $max } 人
people-none = 目前没有匹配的人。有人更新资料或新选择“可被搜到”后，再来看看。
people-nothing-asked = 这条信息没有写明技能或专业，无法排列。请先补充技能要求，再来查找。
people-hindrance-not-verified = 只有通过核验的单位才能使用人才发现。本单位尚未通过核验，或核验已到期、被暂停。
people-hindrance-not-open = 这条信息目前没有公开，或已经截止，不能为它查找人才。
people-unnamed = 未写明专业和意向
people-invited = 已发出的邀请
people-invited-none = 还没有邀请任何人。
people-invited-note = 这里只显示结果，不显示对方是谁。对方不再让单位搜到后，资料不再可见。
people-invited-profile = 查看资料
people-invited-limit = 每条信息对同一个人只能邀请一次；每个单位每天最多 { $max } 份邀请。
people-back = 返回匹配的人
people-for = 对照：
people-why = 匹配的依据
invitation-invited = 已邀请
invitation-interested = 有兴趣
invitation-not-interested = 不感兴趣
invite-title = 邀请
invite-submit = 发出邀请
field-invitation-words = 想对对方说的话
field-invitation-words-note = 最多 { $max } 个字符。请不要写电话、邮箱、微信和网址；对方有兴趣时，会通过平台投递。
mistake-invitation-words = 请写一两句话，说明为什么邀请
mistake-invitation-words-long = 最多 { $max } 个字符，现在是 { $found } 个
mistake-invitation-words-private = 这里含有{ $fact }，请去掉
mistake-invitation-words-forbidden = { $name }：{ $advice }
invitation-too-many = 本单位今天已发出 { $max } 份邀请，请明天再发。

# 人才发现：本人
my-invitations-title = 收到的邀请
my-invitations-lead = 已核验的单位在人才发现中看到您的资料后发来的邀请。对方不知道您是谁；您投递之后才会知道。
my-invitations-none = 还没有收到邀请。
my-invitations-back = 返回收到的邀请
my-invitation-title = 邀请
my-invitation-waiting = 待回复
my-invitation-words = { $organisation }说
my-invitation-note = 您的回复只会告诉对方“有兴趣”或“不感兴趣”。可以随时改。
my-invitation-why = 为什么向您推荐
my-invitation-why-note = 这是对方看到的匹配度，不含您的薪酬期望。
invitation-answer-interested = 有兴趣，查看信息
invitation-answer-not-interested = 不感兴趣
invitation-answer-no-more = 不再接收该单位的邀请
my-blocks-title = 不再接收邀请的单位
my-blocks-note = 这些单位既不能邀请您，也搜不到您的资料。
my-blocks-none = 没有。
my-blocks-lift = 恢复接收
my-blocks-lift-this = 恢复接收{ $organisation }的邀请
field-visibility-hint = 选择让单位搜到之前，请先在“我的简历”底部看看单位会看到什么；自己写的文字里不要出现姓名、学校和单位名称。
privacy-finders = 哪些单位搜到过我的资料
privacy-finders-note = 单位在人才发现中看到您的资料时，按天记录。对方看不到您的姓名、联系方式、学校和单位名称。
privacy-finders-none = 还没有单位看到过。
finder-line = { $organisation }在检索中看到过您的资料：{ $days }，最近一次是{ $day }
finder-days = 共 { $number } 天
record-invitations = 哪些单位搜到过您的资料、收到的邀请、不再接收邀请的单位
event-person-invited = 邀请了一位可被搜到的人

# 消息
message-kind-invitation = 单位的邀请
message-invitation = { $organisation }邀请您看看“{ $title }”
letter-invitation-subject = 您收到一份邀请
letter-invitation = 您好：

    有单位通过融桥向您发来邀请，请登录查看。
letter-invitation-short = 【融桥】您收到一份邀请，请登录查看。

# 隐私说明
privacy-found-heading = 让单位搜到简历时
privacy-found-text = 您选择“可被已核验单位搜到”后，已通过核验的单位可以按自己公开的岗位或需求，看到隐去姓名、联系方式、学校和单位名称的简历，并按匹配度排列；薪酬期望不展示，也不参与这种排列。揭榜的发布单位和受理部门还会看到有多少人掌握所需技能：只有总数，不足 5 人时不给数字。每个单位看到的编号都不同，无法相互比对。哪个单位在哪一天看到过，您可以在隐私中心查看。单位可以发来邀请，只会知道您有兴趣或不感兴趣；您可以随时拒收某个单位，或关闭“可被搜到”，关闭后立即从所有结果中消失。
