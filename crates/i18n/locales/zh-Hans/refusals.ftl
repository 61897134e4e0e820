# 为何未能办理：给人看的答复。每个拒绝代码一个键。

refusals-title = 未能办理
refusals-nothing-signed = 未作任何签署，也未发出任何内容。
# “不存在”与“无权查看”用同一答复
refusals-not-found = 此处没有您的席位可以查看的内容。
refusals-log-in-first = 请先登录。
refusals-fault = 贵方节点发生故障，此事未能办理。运维人员可在节点的运行日志中查明原因。
