# 每页都有的内容：导航、席位、演示说明、对方节点状态、页脚。

frame-product = Détente
frame-skip = 跳至正文
# 名单中名称之间的分隔
frame-list-separator = 、

frame-nav-label = 栏目
frame-nav-menu = 菜单
frame-nav-relationship = 关系
frame-nav-framework = 框架
frame-nav-record = 共同记录
frame-nav-advisor = 参谋（私密）
frame-private = 仅供{ $party }自用，绝不离开本节点。
frame-nav-settings = 设置
frame-nav-waiting = { $count ->
        [0] 待您处理
       *[other] 待您处理（{ $count }）
    }
frame-language-label = 语言
frame-log-out = 退出登录

# 我在谁的席位上
frame-seat-line = 您在{ $party }的席位上，身份为{ $person }。
frame-seat-facilitator = 您在协调人{ $party }的席位上，身份为{ $person }。您可以提出案文和建议；任何商定均不需要您的同意。

frame-demo-banner = 本页为演示。两家研究所和协调人均为虚构。此处的任何签署均不代表任何国家或真实人士。

# 用文字说明与每个对方节点的状态。$entries：双方均持有的条目数
frame-peer-in-step = 与{ $peer }同步（{ $entries }个条目，{ $ago }）
frame-peer-catching-up = 正在接收{ $peer }的条目：{ $done }／{ $total }
frame-peer-out-of-touch = 自{ $since }起与{ $peer }失去联系；{ $queued ->
        [0] 无待发条目
       *[other] { $queued }个条目待发
    }
frame-peer-witness-in-step = { $peer }已作为见证方签署我方日志的最新日志头（{ $ago }）
frame-peer-witness-behind = 见证方{ $peer }：我方日志共{ $total }个条目，已签署至第{ $done }个条目的日志头
frame-peer-witness-out-of-touch = 自{ $since }起与见证方{ $peer }失去联系；{ $queued ->
        [0] 我方日志的最新日志头已获其签署
       *[other] 我方日志尚有{ $queued }个条目未列入其签署的日志头
    }
frame-peer-never = 尚未与{ $peer }取得联系
frame-peer-paused = 本节点已暂停与{ $peer }交换
frame-peer-awaited = 等待{ $peer }答复：本节点签署过的内容可能多于现存内容，在{ $peer }告知之前不签署任何内容
frame-peer-differs = { $party }签署了其日志的两个版本，最迟自条目{ $number }起不同：查看如何处理
frame-peer-none = 尚未连接其他节点。
# 页面已收不到本方节点的消息
frame-live-lost = 与本方节点的连接已断开，正在重新连接。

frame-footer-version = 版本 { $version }

frame-action-back = 返回
frame-action-cancel = 取消
frame-action-save = 保存

# 页面用语
frame-demo-label = 演示说明
frame-footer-head-label = 记录最新校验值
frame-peers-label = 其他节点的状态
frame-problems = 有问题需要处理
frame-seat-hosted = 本席位设于{ $host }的节点，该节点可以读取此处内容。
frame-seat-own = 此为本节点所属的当事方。
frame-shortcuts = 键盘：先按g，再按r、f、w、d或s
frame-title-error = 有问题：
