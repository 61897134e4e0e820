# 为何未能办理：给人看的答复。每个拒绝代码一个键。

refusals-title = 未能办理
refusals-nothing-signed = 未作任何签署，也未发出任何内容。
# “不存在”与“无权查看”用同一答复
refusals-not-found = 此处没有您的席位可以查看的内容。
refusals-log-in-first = 请先登录。
refusals-fault = 贵方节点发生故障，此事未能办理。运维人员可在节点的运行日志中查明原因。

# 页面用语
refusals-error-back = 前往首页
refusals-error-fault = 本节点遇到故障
refusals-error-fault-next = 未作任何签署。请重试；如再次出现，请将下方编号告知贵方节点的运维人员。
refusals-error-moved = 您屏幕上的内容已有变动
refusals-error-moved-next = 未作任何签署。请返回，阅读现有内容，再作决定。
refusals-error-not-found-next = 请核对地址，或从首页继续。
refusals-error-not-ready = 本节点目前无法写入
refusals-error-not-ready-next = 本节点正向其他节点询问自身记录的进度。未丢失任何内容，仍可阅读。
refusals-error-reference = 供运维人员查询的编号：{ $reference }
refusals-error-refused = 已拒绝
refusals-error-refused-next = 该请求并非来自本节点的页面，或您已不在登录状态。未作任何签署。请登录后重试。
refusals-error-too-large = 内容过大
refusals-error-too-large-next = 每个条目最多1 MiB。请缩短文本，或分为几个事项提出。
refusals-error-too-many = 尝试次数过多
refusals-error-too-many-next = 请稍等一分钟后重试。
