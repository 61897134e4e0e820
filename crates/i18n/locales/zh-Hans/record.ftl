# 共同记录浏览、单个条目、核验。

record-title = 共同记录
record-intro = 各方在本空间所说和所商定的一切，分别载于各方自己的日志。任何人改动，都会显露出来。
record-count = { $count ->
        [0] 无条目
       *[other] { $count }个条目
    }
record-log-of = { $party }的日志
record-head = 最新校验值

record-column-number = 编号
record-column-time = 时间
record-column-author = 作者
record-column-kind = 类别
record-column-title = 标题
record-column-digest = 校验值
record-filter-author = 作者
record-filter-kind = 类别
record-filter-all = 全部
record-filter-show = 显示
record-page-newer = 较新
record-page-older = 较早

record-entry-title = { $party }第{ $number }个条目
record-entry-signatures = 签名
record-entry-signed-by = { $person }，{ $party }
record-entry-answers = 所答复或涉及的内容
record-entry-seen = { $party }当时已看到的内容
record-entry-seen-of = { $party }，至第{ $number }个条目
record-entry-holders = 谁持有本条目
record-entry-held = { $party }自{ $time }起持有
record-entry-not-held = { $party }尚未确认收到
record-entry-bytes = 签署的原始数据
record-entry-without-effect = 不产生效力：{ $reason }
record-entry-erased = 文本已于{ $date }删除。各项证明依然成立。
record-entry-unknown = 本版本不识别此类条目，现原样保存并转交。

record-verify-heading = 核验
record-verify-about = 重新读取贵方节点上的每个条目，核对每个签名和每个最新校验值。
record-verify-button = 核验共同记录
record-verify-running = 正在核验：{ $done }／{ $total }
record-verify-good = 全部{ $count }个条目完好无损；各节点的最新校验值一致。
record-verify-good-here = 贵方节点上的全部{ $count }个条目完好无损。{ $party }已确认其中{ $confirmed }个。
record-verify-fault = 共同记录在{ $party }第{ $number }个条目处受损：{ $fault }
record-verify-fault-bytes = 所存数据与签署内容不符。
record-verify-fault-signature = 有签名未通过核验。
record-verify-fault-missing = 该条目缺失。
record-verify-fault-fork = 两个经签名的校验值互不相承。
record-verify-last = 上次核验：{ $time }
record-bundle-button = 下载证明包
record-bundle-about = 任何人都可以用“detente verify”离线核对证明包，无须使用本节点。

record-differs-title = 记录不一致
record-differs-about = { $party }为其日志签署了两个互不相承的校验值。二者均作为证据保存，{ $party }在任一分支上签署的内容均算数。
record-differs-common = 最后一个共同条目：第{ $number }个
record-differs-branch = 分支{ $letter }
record-differs-next = 请询问{ $party }以哪个分支为准。{ $party }以一项经签署的行为予以解决；在此之前，有关事项暂且搁置。

# 页面用语
record-entry-bytes-show = 显示原始数据
record-entry-hash = 条目的校验值
record-entry-key = 密钥
record-entry-next = 下一个条目
record-entry-no-words = 文字不在本节点上。各项证明依然成立。
record-entry-previous = 上一个条目
record-entry-seen-note = 签署之时，作者所知其他日志的进度。
record-entry-signature = 签名
record-entry-size = { $count }字节
record-entry-statement = 声明
record-entry-words = 所说内容
record-find = 在共同记录中查找
record-held-all = { $party }已全部确认
record-held-to = { $party }已确认前{ $count }个条目
record-logs = 各方日志
record-pages = 翻页
record-signature-bad = 未通过核验
record-signature-good = 通过核验
record-verify-again = 再次核验
record-verify-fault-next = 此前的内容均完好。请勿再写入；原样保留本节点的文件夹，并向其他当事方索取其所持副本。
record-entries-heading = 各条目
