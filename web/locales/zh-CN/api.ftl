# 错误
problem-kind-bad-request = 请求有误
problem-kind-bad-request-detail = 请求无法理解。请对照接口说明检查后再试。
problem-kind-not-found = 没有找到
problem-kind-not-found-detail = 这个地址没有内容。请检查地址，或从搜索重新开始。
problem-kind-method-not-allowed = 不支持的请求方法
problem-kind-method-not-allowed-detail = 这个地址不支持该请求方法，可用的方法见 Allow 响应头。
problem-kind-gone = 内容已下线
problem-kind-gone-detail = 该信息已结束超过三十天，不再提供。请搜索同类信息。
problem-kind-body-too-large = 请求内容过大
problem-kind-body-too-large-detail = 请求内容超过了允许的大小。请缩减后再试。
problem-kind-address-too-long = 地址过长
problem-kind-address-too-long-detail = 地址超过了允许的长度。请缩短搜索词或减少筛选条件。
problem-kind-too-many-requests = 请求过于频繁
problem-kind-too-many-requests-detail = 来自您网络的请求过多。请按 Retry-After 响应头给出的秒数稍候再试。
problem-kind-internal = 服务出错
problem-kind-internal-detail = 服务内部出错，我们已记录。请几分钟后再试。
problem-kind-unavailable = 暂时无法提供服务
problem-kind-unavailable-detail = 服务暂时繁忙或正在维护。请稍后再试。

# 参数有误
mistake-not-a-limit = limit 应为 { $min } 到 { $max } 的整数。
mistake-not-a-change-cursor = since 应为先前响应中 next 或 cursor 的值；从头读取时请省略。
mistake-not-an-id-cursor = cursor 应为先前响应中 next 的值；从头读取时请省略。
mistake-not-a-choice = { $parameter } 应为以下之一：{ $allowed }。

# 就绪检查
ready-database = 数据库无响应。
ready-index-lag = 搜索索引落后 { $lag } 处变更，上限为 { $max }。

# 接口说明页
api-title = 开放接口
api-intro = 以 JSON 读取平台上的全部公开信息，无需注册。
api-document = 机器可读的说明（OpenAPI 3.1）：
api-operations = 接口
api-parameters = 参数
api-parameter = 名称
api-meaning = 含义
api-values = 取值
api-responses = 响应
api-status = 状态
api-example = 示例
api-required = 必填
api-problems = 错误类型
api-problems-intro = 错误以 application/problem+json（RFC 9457）返回；title 与 detail 的语言由 Accept-Language 决定。
api-schemas = 数据结构
api-property = 字段
api-type = 类型
api-contents = 目录
api-operation-search = 搜索全部信息
api-operation-listFacets = 统计搜索结果
api-operation-suggest = 输入联想
api-operation-listListings = 遍历全部信息
api-operation-showListing = 读取一条信息
api-operation-listOrganisations = 遍历机构
api-operation-showOrganisation = 读取一个机构
api-operation-listCodeTables = 列出代码表
api-operation-listFigures = 列出公开数据
api-operation-showCodeTable = 读取一张代码表
api-operation-listChanges = 读取变更
api-operation-describe = 读取本说明
nav-api = 开放接口

# 匹配
api-operation-listFits = 查找适合某人的信息
api-operation-showFit = 某人与一条信息的匹配
api-operation-listCounterparts = 供需另一边的匹配
api-operation-listSimilar = 相似的信息
