# 关系概览：进展到哪一步，轮到谁。

relationship-title = 关系概览
relationship-founded = { $date }建立。
relationship-summary-items = { $total ->
        [0] 尚无任何提案。
       *[other] { $total }个事项中，{ $agreed }个已商定。
    }
relationship-summary-waiting = { $count ->
        [0] 没有等待{ $party }处理的事项。
       *[other] { $count }个事项等待{ $party }处理。
    }

# 两栏同宽，每个当事方一栏
relationship-waiting-heading = 等待{ $party }
relationship-lists-heading = 三份清单
relationship-recent-heading = 最新条目
relationship-recent-none = 尚无条目。

relationship-member-party = 当事方
relationship-member-facilitator = 协调人

# 新节点改为显示以下内容
relationship-start-heading = 开始的四个步骤
relationship-start-name = 填写贵方名称
relationship-start-backup = 备份密钥
relationship-start-peer = 连接对方节点
relationship-start-propose = 提出第一个事项
relationship-start-done = 已完成
relationship-start-to-do = 待办

# 页面用语
relationship-start-backup-why = 若无副本，失去这台机器即失去代表贵方发言的凭据。
relationship-start-later = 稍后
relationship-start-name-why = 其他当事方看到的即为此名称，以您所填的各种语文显示。
relationship-start-peer-why = 发出邀请或接受邀请，然后通过电话核对六个词。
relationship-start-progress = 已完成{ $done }／{ $all }。
relationship-start-propose-why = 一项原则，或一个要谈的问题。各方均同意之前，不算商定。
relationship-waiting-all = 查看全部{ $count }个事项
relationship-waiting-none = 没有等待{ $party }处理的事项。
relationship-witness-own = 贵方节点在此为见证方：只签署各当事方日志的长度，不持有其任何文字。
relationship-witness-of = { $party }为见证方：其节点签署各方日志的长度，不接收各方的任何文字；日后可据此表明日志只有一个版本。
relationship-member-witness = 见证方
relationship-name = 双边关系
