# 待您处理：需要读者所在席位采取行动的事项。

waiting-title = 待您处理
waiting-intro = 以下各项均需贵方采取行动。沉默不表示同意。
waiting-group-assent = 待同意或不接受
waiting-group-deferred = 曾经推迟，现已到期
waiting-group-pending = 已签署，尚未载入共同记录
waiting-pending-note = 已签署，仅存于己方。己方案文不能再商定时，节点即予封存入册；否则取消，并告知您。
waiting-pending-cancel = 取消此项签署
waiting-from = 来自{ $party }
waiting-since = 自{ $date }起（{ $ago }）
waiting-open = 阅读并答复
waiting-empty = 没有待您处理的事项。
waiting-empty-others = 自{ $date }起，贵方有{ $count }个事项等待{ $party }处理。

# 页面用语
waiting-group-again = 双方同时让步：可再次提出，也可搁置
waiting-group-contested = 存在争议
waiting-group-rival = 己方案文与对方案文：只有一个能够商定
waiting-open-item = 阅读并答复{ $number }
waiting-others-heading = 等待他方处理
waiting-cancelled = 签名已取消，从未载入共同记录。
