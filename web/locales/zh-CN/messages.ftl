# 收藏
saved-title = 我的收藏
saved-way = 查看我的收藏
account-kept = 收藏与消息
saved-searches = 保存的搜索
saved-searches-note = 最多 { $max } 个
saved-searches-none = 还没有保存搜索。在搜索结果下方点“保存这个搜索”，有新信息时会通知您。
saved-search-new = { $number } 条新信息
saved-search-change = 修改
saved-search-everything = 全部信息
saved-search-organisation = 指定机构
saved-remove = 移除
saved-listings = 收藏的信息
saved-listings-note = 共 { $number } 条，最多 { $max } 条
saved-listings-none = 还没有收藏。在信息页面点“收藏这条信息”，就能在这里找到它。
saved-listing-closed = 已截止
saved-listing-unknown = 已不存在的信息
saved-listing = 已收藏
saved-listing-remove = 取消收藏
save-listing-button = 收藏这条信息
save-listing-title = 收藏这条信息
save-listing-submit = 收藏
save-search-button = 保存这个搜索
save-search-title = 保存搜索
save-search-submit = 保存
change-search-title = 修改保存的搜索
change-search-submit = 保存
field-search-name = 名称
field-pace = 有新信息时通知我
pace-at-once = 尽快（最多每 10 分钟一次）
pace-daily = 每天早上 8 点
pace-weekly = 每周一早上 8 点
pace-never = 不通知
mistake-search-name = 请填写名称
mistake-search-name-long = 名称请控制在 { $max } 个字符以内
refusal-searches-full = 最多保存 { $max } 个搜索。请先在“我的收藏”中移除一个。
refusal-search-long = 这个搜索的条件太多，无法保存。请减少一些条件。
refusal-listings-full = 最多收藏 { $max } 条信息。请先在“我的收藏”中移除一些。

# 消息
nav-messages = 消息
messages-unread = 条未读
messages-unread-total = { $number } 条未读
messages-title = 消息
messages-none = 还没有消息。
messages-read-all = 全部标为已读
message-new = 未读
message-open = 查看
message-read = 标为已读
message-kind-alert = 保存的搜索有新信息
message-kind-review = 我发布的信息
message-kind-organisation = 机构事务
message-alert = “{ $name }”有 { $number } 条新信息

# 邮件通知
letters-title = 邮件通知
letters-lead = 消息总会显示在网站里。请选择哪些同时发邮件；验证码和账号安全邮件始终发送。
letters-to = 邮件发往 { $contact }。
letters-nowhere = 您的账号还没有邮箱，添加后才能收到邮件；在此之前，发布信息和机构事务的通知以短信通知。
letters-submit = 保存
letters-way = 邮件通知设置
leave-title = 停止邮件通知
leave-submit = 停止
leave-search = 停止后，不再通知“{ $name }”的新信息。搜索仍保存在“我的收藏”中，随时可以恢复通知。
leave-kind = 停止后，不再发送“{ $kind }”的邮件。网站里的消息不受影响，随时可以恢复。
leave-done-title = 已停止
leave-done-lead = 不会再因此收到邮件。
leave-gone-title = 没有可停止的通知
leave-gone-lead = 这个链接对应的通知已经不存在，不会再因此收到邮件。
alert-more = { "    " }还有 { $number } 条

letter-alert-subject = “{ $name }”有 { $number } 条新信息
letter-alert = 您好：

    您保存的搜索“{ $name }”有 { $number } 条新信息：

    { $listings }
letter-alert-short = 【融桥】您保存的搜索有 { $number } 条新信息，请登录查看。

# 隐私说明
privacy-saved-heading = 收藏与消息
privacy-saved-text = 登录后保存的搜索、收藏的信息和收到的消息只有您自己能看到，可以随时移除；消息保存一年。提醒邮件里有您给搜索起的名称和新信息的标题，每封都可以一键停止。
