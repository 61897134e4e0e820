# 待您处理：需要读者所在席位采取行动的事项。

waiting-title = 待您处理
waiting-shared = 等待贵方另一人签署
waiting-shared-note = 仅贵方可见。待足够代表签署同一内容后，即载入共同记录。
waiting-shared-by = 已由{ $people }签署 · 尚缺{ $count }人签名
waiting-shared-sign = 阅读并签署
waiting-shared-cancel = 撤回
waiting-intro = 以下各项均需贵方采取行动。沉默不表示同意。
waiting-group-assent = 待同意或不接受
waiting-group-deferred = 曾经推迟，现已到期
waiting-group-pending = 已签署，尚未载入共同记录
waiting-pending-note = 已签署，仅存于己方。己方案文不能再商定时，节点即予封存入册；如已无此可能，节点即放弃封存，并在此告知您。
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
waiting-given-up = 已签署，但已放弃封存
waiting-given-up-note = 贵方的同意已签署，并在贵方节点等待封存；现已不可能计入，因此从未载入共同记录。仅贵方席位可见。
waiting-given-up-signer = 由{ $person }签署
waiting-given-up-overtaken = 同一事项的另一案文已先行商定。
waiting-given-up-overtaken-next = 该案文即为现行案文。如倾向于另一案文，可作为修正提出。
waiting-given-up-dead = 该案文未获接受或已被收回，不能再商定。
waiting-given-up-dead-next = 请打开该事项：同样的文字可以另行提出。
waiting-given-up-powers = 轮到封存时，{ $person }已不再持有相应的全权证书。
waiting-given-up-powers-next = 请打开该事项：持有全权证书者可以同意该案文。
waiting-given-up-restored = 它在本节点较早的一份数据副本中等候，该副本已被恢复；副本制成之后，它可能已被撤回。
waiting-given-up-restored-next = 请打开该事项，阅读目前的内容；如仍同意，请再次表示同意。
waiting-given-up-other = 封存亦不产生效力：{ $reason }。
waiting-given-up-other-next = 请打开该事项，阅读现有内容，再作决定。
waiting-given-up-read = 已阅
waiting-given-up-read-item = 已阅：{ $number }
waiting-drafts = 草稿
waiting-drafts-note = 您已填写而尚未签署的内容。他人看不到，也不会离开本节点。
waiting-drafts-discard = 丢弃
