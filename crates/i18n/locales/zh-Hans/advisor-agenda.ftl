# 议程建议：商谈的先后、理由和所依据的假设。

advisor-agenda-title = 商谈次序
advisor-agenda-headline = 按以下假设，到第{ $rounds }轮可望商定{ $open }项议题中的{ $items }项，届时互信约为{ $trust }（满分100）。
advisor-agenda-found-exact = 系精确推算：按这些假设，任何其他次序的预期都不会更高。共考察{ $states }种局面。
advisor-agenda-found-rule = 按余量规则得出：在现有互信足以支撑的议题中，先谈单位投入价值最高的；如均不足以支撑，则先谈敏感度最低的。任何次序的预期至多高出{ $gap }%。
advisor-agenda-found-swapped = 以余量规则为起点，再经议题互换改进得出。任何次序的预期至多高出{ $gap }%。
advisor-agenda-drawn = 各项数字为{ $draws }次模拟商谈的平均值（随机种子{ $seed }）。
advisor-agenda-path-note = 以下为各项议题均告商定时的进程。每轮之后，无论结果如何，均应重新推算。
advisor-agenda-round = 第{ $round }轮，互信为{ $trust }
advisor-agenda-rounds = 第{ $round }至{ $last }轮，互信为{ $trust }
advisor-agenda-round-rest = 不安排议题：本轮以暂缓为宜。
advisor-agenda-round-unsure = 其中没有把握较大的议题：本轮可能没有成果。
advisor-agenda-round-after = 本轮之后的互信：全部商定则为{ $agreed }，均未商定则为{ $failed }。
advisor-agenda-item = { $item }：商定的可能性为{ $chance }%（互信{ $trust }，敏感度{ $sensitivity }）；预期互信变动{ $moves }。{ $why }

# 议题为何排在该轮
advisor-agenda-why-pinned = 由您指定在本轮商谈。
advisor-agenda-why-last-round = 迟于第{ $deadline }轮即失去意义。
advisor-agenda-why-most-of-covered = 现有互信足以支撑，且在此类议题中单位投入的价值最高。
advisor-agenda-why-opens = 须先于以下议题：{ $items }。
advisor-agenda-why-covered = 现有互信足以支撑。
advisor-agenda-why-least-sensitive = 现有互信尚不足以支撑任何议题，此项敏感度最低。
advisor-agenda-why-worth-the-risk = 现有互信尚不足以支撑，但可望带来的增益大于风险。
advisor-agenda-why-core = 属核心利益：除非由您指定，不列入首轮。
advisor-agenda-put-off = 本轮如不商谈此项，预期价值减少{ $points }分。
advisor-agenda-open-price = 宜先作暂定、保持开放：单独了结此项，将损失总收益的{ $percent }%。
advisor-agenda-open-basket = 与本轮其他议题同属一组（{ $basket }）：本轮结束前保持开放。

# 暂缓的议题；没有一项被放弃
advisor-agenda-left-heading = 暂缓
advisor-agenda-left-item = { $item }：{ $why }至第{ $round }轮再行审视。
advisor-agenda-left-needs-lost = 须以已撤下的议题为前提：{ $item }。
advisor-agenda-left-needs-left = 须以同样暂缓的议题为前提：{ $item }。
advisor-agenda-left-no-text = 案文尚无去除方括号的内容。
advisor-agenda-left-no-trust = 互信达到{ $needs }才有可能；按此进程最高为{ $reached }。
advisor-agenda-left-deadline = 期限（第{ $deadline }轮）过近。
advisor-agenda-left-no-room = 现有轮次用于其他议题更为适宜。

# 相互等待
advisor-agenda-waits-heading = 相互等待的关联
advisor-agenda-waits-circle = 依次等待下一项，末项又等待首项：{ $path }。
advisor-agenda-waits-step = { $step }（由{ $parties }挂钩）
advisor-agenda-waits-out = 无须任何一方先行的办法：将各步骤作为一项共同行动，写入同一案文，对各方同时生效（{ $steps }）。
advisor-agenda-waits-more = 相互等待的情形多于所列。

# 比较
advisor-agenda-compare-heading = 较简单规则的预期结果
advisor-agenda-compare-line = { $rule }：商定{ $items }项，价值{ $points }分，最终互信{ $trust }。
advisor-agenda-compare-note = 后三者不受审慎规则（每轮至少一项有把握、互信不低于下限）约束，故结果可能更高。
advisor-agenda-rule-plan = 本方案
advisor-agenda-rule-headroom = 余量规则
advisor-agenda-rule-easy-first = 先易后难
advisor-agenda-rule-hard-first = 先难后易
advisor-agenda-rule-biggest-first = 价值最高者优先

# 假设；均可调整
advisor-agenda-assume-heading = 所依据的假设
advisor-agenda-assume-model = 互信可用一个数值表示，成功使之上升，失败使之下降；互信达到议题的敏感度，该议题方可望商定。各项数值由您填写或仅作示例，并不证明任何事实。
advisor-agenda-input-trust = 当前互信（满分100）
advisor-agenda-input-round-now = 下一轮
advisor-agenda-input-rounds = 总轮数
advisor-agenda-input-slots = 每轮可安排的议题单位
advisor-agenda-input-band = 互信可不足的幅度（分）
advisor-agenda-input-gain = 最敏感议题成功时互信的增幅（分）
advisor-agenda-input-gain-base = 无敏感度议题所占该增幅的比例（%）
advisor-agenda-input-asymmetry = 失败相对于成功的影响（%）
advisor-agenda-input-kept = 商定事项按时落实的比例（%）
advisor-agenda-input-discount = 每推迟一轮损失的价值（千分之）
advisor-agenda-input-floor = 预期互信的下限
advisor-agenda-input-sure = 视为有把握的可能性（%）
advisor-agenda-input-core = 视为核心利益的敏感度
advisor-agenda-input-open-from = 先行了结的代价达到此值时保持开放（千分之）
advisor-agenda-input-seed = 模拟的随机种子
advisor-agenda-input-item = 议题：{ $item }
advisor-agenda-input-item-value = 敏感度{ $sensitivity }，价值{ $value }，无方括号案文{ $convergence }%，投入{ $effort }
advisor-agenda-input-agreed = 已商定
advisor-agenda-input-resting = 未能商定，暂缓一轮
advisor-agenda-input-lost = 已撤下
advisor-agenda-input-beyond = 更多情形：{ $item }
advisor-agenda-input-needs = 须先商定{ $items }。
advisor-agenda-input-deadline = 至第{ $round }轮有效。
advisor-agenda-input-pinned = 指定于第{ $round }轮。
advisor-agenda-input-basket = 议题组为{ $basket }。
advisor-agenda-input-with-the-whole = 与整体一并生效。
advisor-agenda-input-price = 先行了结的代价为千分之{ $price }。
advisor-agenda-input-tie = { $party }所作挂钩
advisor-agenda-input-tie-value = { $after }之后才{ $step }（{ $kind }）
advisor-agenda-tie-demand = 要求
advisor-agenda-tie-precondition = 先决条件
advisor-agenda-tie-causes = 因果
advisor-agenda-tie-signal = 信号
advisor-agenda-tie-window = 窗口
advisor-agenda-tie-action-reaction = 行动与反应
advisor-agenda-weakest-same = 最薄弱之处：{ $assumption }。如属实，预期价值减少{ $points }分；首轮建议不变。
advisor-agenda-weakest-changes = 最薄弱之处：{ $assumption }。如属实，预期价值减少{ $points }分，首轮建议亦将改变。
advisor-agenda-weakest-none = 所检验的各项假设，均不会单独降低预期价值。
advisor-agenda-shift-trust = 互信可能比所填低10分
advisor-agenda-shift-sensitivity = 各项议题的敏感度可能比所填高10分
advisor-agenda-shift-convergence = 无方括号的案文可能比所填少五分之一
advisor-agenda-shift-band = 互信可不足的幅度可能只有一半
advisor-agenda-shift-asymmetry = 失败的影响可能再大一半
advisor-agenda-shift-kept = 每100项商定事项中按时落实的可能少20项

# 为何无法推算
advisor-agenda-refused-twice = 有两项议题同名：{ $item }。请更改其一。
advisor-agenda-refused-unknown = 没有名为{ $item }的议题。
advisor-agenda-refused-settled = { $item }此前已有结果。
advisor-agenda-refused-too-many = 议题过多（{ $items }项）；至多{ $most }项。
advisor-agenda-refused-out-of-range = 数值超出范围（{ $what }：{ $found }）。应在{ $min }至{ $max }之间。
advisor-agenda-figure-value = { $item }的价值
advisor-agenda-figure-convergence = { $item }的无方括号案文（%）
advisor-agenda-figure-effort = { $item }的投入
advisor-agenda-figure-sensitivity = { $item }的敏感度
advisor-agenda-figure-pinned = { $item }所指定的轮次
advisor-agenda-refused-circle = 这些议题互为前提：{ $path }。请去除其中一项前提，或合并为一项议题。
advisor-agenda-refused-pinned = 第{ $round }轮所指定的议题超出容量。
advisor-agenda-refused-pinned-early = { $item }不能列入第{ $round }轮：{ $before }须在更早一轮商定。
advisor-agenda-refused-pinned-late = { $item }不能列入第{ $round }轮：将迟于第{ $last }轮结束。
advisor-agenda-refused-too-large = { $items }项议题过多，无法精确推算；每轮{ $slots }个单位、共{ $rounds }轮时，{ $works }项以内均可精确推算。余量规则不受此限。
