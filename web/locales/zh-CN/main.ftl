# 全站
site-name = 融桥
site-title = 融桥 · 临港产教融合信息服务平台
site-description = 连接上海临港的院校与企业：岗位与实习、课程、技术需求、科研成果、设备与合作，一处搜索。
title-separator = {" - "}
og-locale = zh_CN
skip = 跳到正文
demo-mark = 演示内容
demo-banner = 本页的机构与信息为演示而编写，均为虚构。可以试用申请等功能，但不会有真实单位答复。
agency-mark = 劳务派遣/人力资源机构
other-language = English
nav-main = 主导航
nav-more = 更多页面
nav-search = 全部信息
nav-kinds = 类别
nav-zones = 片区
nav-industries = 行业
nav-organisations = 机构
nav-help = 搜索帮助
nav-about = 关于
nav-imprint = 运营信息
theme-label = 配色
theme-system = 跟随系统
theme-light = 浅色
theme-dark = 深色
size-label = 字号
size-normal = 标准
size-large = 大
preferences-apply = 应用
count-listings = { $number } 条
nothing-yet = 目前还没有信息。

# 搜索框
search-label = 想找什么？
search-placeholder = 岗位、技能、课程、机构……
search-button = 搜索
suggestions-label = 搜索建议
suggestions-some = 有 # 条建议，用上下方向键选择

# 首页
home-heading = 在临港，让学与产相遇
home-lead = 企业的岗位与难题，院校的课程与成果，一处搜索。
home-kinds-legend = 只看这些类别（可多选）
home-newest = 最新发布
home-newest-all = 全部最新信息
home-closing = 即将截止
home-closing-all = 按截止时间查看
nothing-closing = 近期没有即将截止的信息。
home-zones = 按临港片区
home-zones-all = 全部片区
home-industries = 按行业
home-industries-all = 全部行业
figures-listings = 有效信息 { $number } 条
figures-listings-at-least = 有效信息 { $number } 条以上
figures-organisations = 参与机构 { $number } 家
figures-as-of = 截至 { $moment }

# 结果页
results-heading = “{ $text }”的搜索结果
results-heading-all = 全部信息
results-heading-organisation = { $name }发布的信息
results-total = 共 { $number } 条
results-total-at-least = { $number } 条以上
results-list = 结果列表
results-ignored = 没有看懂“{ $parameter }={ $value }”，已忽略这一条件。
results-none = 没有可显示的结果。换个说法、减少条件，或从下面继续：
results-all-link = 查看全部信息
results-instead = 最新发布的信息
chips-label = 已选条件
chip-remove = 去掉{ $dimension }：
chips-clear = 清除全部条件
chip-pay-from = 每月 { $sum } 元起
chip-pay-to = 每月不超过 { $sum } 元
chip-pay-between = 每月 { $min }–{ $max } 元
rescue-did-you-mean = 您要找的是不是：
rescue-nearest = 没有完全符合的信息，以下是最接近的结果。
rescue-dropped = 以下结果没有要求包含{ $words }。
rescue-widest = 去掉“{ $filter }”条件，{ $count }
filters-summary = 筛选
filters-more = 更多{ $dimension }
filters-pay = 薪酬（元/月）
filters-pay-min = 不低于
filters-pay-max = 不高于
filters-apply = 查看结果
sorts-label = 排序
why-summary = 为什么匹配
chip = { $name } { $number }
chip-all = 全部
paging-label = 翻页
paging-first = 回到第一页
paging-next = 下一页
feed-link = 订阅此搜索（Atom）
copy-link = 复制链接
copied = 链接已复制

# 信息页
listing-facts = 基本情况
listing-text = 详细说明
listing-no-text = 发布者没有填写详细说明。
listing-skills = 相关技能
listing-closed = 这条信息已经截止。
listing-closed-similar = 查看仍在进行的相近信息
listing-counterparts = 可对接的信息
listing-counterparts-note = 来自供需的另一边，按与这里所列技能的相符程度排列。
listing-counterparts-all = 搜索更多可对接的信息
listing-similar = 相近信息
listing-similar-all = 搜索更多相近信息

# 机构页
organisations-title = 参与机构
organisations-intro = 在平台上发布信息的企业、院校、院所和服务机构。
organisations-none = 目前还没有这一类机构。
organisation-kinds = 按类别查看
organisation-listings = 发布的信息
organisation-no-listings = 这家机构目前没有有效的信息。
organisation-all = 查看全部
every-kind = 全部

# 浏览页
browse-kind-title = 按类别浏览
browse-kind-intro = 每条信息属于一个类别，站在需求或供给的一边。
browse-zone-title = 按临港片区浏览
browse-zone-intro = 临港新片区没有单独的行政区划代码，这里采用平台自己的片区词典。
browse-industry-title = 按行业浏览
browse-industry-intro = 行业门类依据 GB/T 4754《国民经济行业分类》。

# 帮助
help-title = 搜索帮助
help-intro = 像平常说话那样输入就好。下面是想搜得更准时可以用的方法。
help-writing = 怎样输入
help-writing-text = 词语之间用空格隔开，先后顺序不影响能否找到。中英文可以混写，全角半角、大小写、简体繁体都不影响结果。下表的 title、skill、org、place 也可以写成“标题”“技能”“单位”“地点”。
help-typed = 输入
help-meaning = 含义（可点击试试）
help-example-words = 查找与这些词都有关的信息
help-example-quotes = 引号里的词必须连在一起出现
help-example-minus = 减号后面的词不能出现
help-example-title = 只在标题中查找
help-example-skill = 只在技能中查找
help-example-org = 只在机构、地点和行业名称中查找，这里是机构
help-example-place = 同上，这里是地点
help-never-wrong = 怎么输入都不会出错：看不懂的符号会被当作普通文字，找不到时会给出最接近的结果并说明放宽了什么。
help-filters = 筛选与计数
help-filters-text = 同一项里可以多选，满足其一即可；不同的项要同时满足。每个选项后面的数字，是单独选它时能看到的条数。没有写明学历或经验要求的信息，会出现在相应的筛选结果中。
help-ranking = 结果怎样排序
help-ranking-text = 每条结果的得分由下面几部分相加而成，点开结果下方的“为什么匹配”就能看到每部分的分值：
help-reason-title = 搜索词出现在标题中
help-reason-occupation = 搜索词是它的职业或专业名称
help-reason-skill = 搜索词是它的技能
help-reason-context = 搜索词是它的机构、地点或行业
help-reason-text = 搜索词出现在正文中（只加分，不单独作为找到的理由）
help-reason-exact = 标题除搜索词外几乎没有别的内容
help-reason-fresh = 发布时间较近
help-ranking-fair = 排序不看性别、年龄、民族、户籍和学校名气，也不接受付费。
help-suggestions = 输入时的建议
help-suggestions-text = 输入汉字、全拼或拼音首字母（例如 qrs）都会出现建议，用上下方向键选择，回车确认，Esc 关闭。
help-following = 持续关注
help-following-text = 结果页的地址就是这次搜索，可以收藏、分享；“订阅此搜索”是 Atom 源，有新信息时阅读器会提醒您。
help-access = 配色与字号
help-access-text = 页面底部可以选择浅色、深色和大字号。不开启脚本，所有功能同样可用。

# 关于
about-title = 关于融桥
about-lead = 融桥是面向上海临港的产教融合信息服务平台：企业说出需要，院校拿出所能，双方在同一处相遇。
about-purpose-heading = 做什么
about-purpose-text = 汇集信息发布、人才供需、校企合作、项目研发和技术服务，让学生、教师和企业在几秒钟内找到对的岗位、课程、难题和伙伴。
about-kinds-heading = 有什么
about-kinds-text = 岗位与实习、课程与微专业、培训需求、院校专业、技术需求、科研成果、技术服务与服务需求、设施设备，以及双方的合作需求与意向。
about-desks-heading = 谁在服务
about-desks-text = 促进中心联系企业一侧，协同育人工作办公室联系院校一侧，两个工作台共同维护信息并撮合双方。
about-fairness-heading = 公平
about-fairness-text = 搜索结果的每一分都有来由，并且可以看到。劳务派遣和人力资源机构发布的信息一律标明。
about-openness-heading = 开放
about-openness-text = 全部公开信息都可以通过开放接口读取，代码表和接口说明随平台一起发布。

# 运营信息
imprint-title = 运营信息
imprint-intro = 本站的运营者、联系方式与备案许可。
imprint-incomplete = 运营者尚未在配置中填写全部信息，下面标明了缺少的各项。
not-set = 尚未配置
operator-name = 运营者
operator-address = 地址
operator-contact = 联系方式
licence-icp = ICP 备案
licence-police = 公安联网备案
licence-human-resources = 人力资源服务许可证

# 订阅
feed-title = 融桥搜索：{ $text }
feed-title-all = 融桥：最新信息
marked-title = 【{ $mark }】{ $title }

# 出错时
gone-page-title = 这条信息已经下线
gone-page-text = 它在三十多天前就已截止，不再展示。下面是相近的、仍在进行的信息。
lead-home = 回到首页
