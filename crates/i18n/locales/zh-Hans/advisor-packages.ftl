# 一揽子方案：搜索结果的文字说明。

advisor-packages-found = 有{ $count }种分值组合已无法改进：一方要更好，另一方就必定更差。
advisor-packages-found-packages = 达到这些组合的方案：{ $packages }（全部方案共{ $outcomes }）。
advisor-packages-found-none = 没有任何方案能既不触及红线、符合各项挂钩，又满足各方的最低总分。
advisor-packages-exact = 所有方案均已计入。
advisor-packages-within = 搜索未完成。未列出的方案可能优于最接近的已列方案，但幅度不超过：{ $gaps }。
advisor-packages-unknown = 搜索在找到方案之前已停止。这并不表示没有可行方案。
advisor-packages-points-for = { $party }{ $points }分
advisor-packages-at-least = 至少{ $count }

# 各方的得与让
advisor-packages-trade-row = { $issue }由“{ $from }”改为“{ $to }”：{ $changes }；{ $ratio }。
advisor-packages-trade-gets = { $party }得{ $points }分
advisor-packages-trade-gives = { $party }让{ $points }分
advisor-packages-trade-same = { $party }无得无让
advisor-packages-trade-ratio = 每让1分，换得{ $ratio }分
advisor-packages-trade-free = 各方均无须让步
advisor-packages-trade-combinations = 来自选项组合：{ $changes }。
advisor-packages-trade-total = 合计：{ $changes }。
advisor-packages-trade-none = 各项议题均无变化。

# 特别列出的方案
advisor-packages-point-nash = 纳什解
advisor-packages-point-nash-means = 纳什解：各方相对于谈判破裂的得益之乘积最大。
advisor-packages-point-kalai-smorodinsky = 卡莱－斯莫罗丁斯基解
advisor-packages-point-kalai-smorodinsky-means = 卡莱－斯莫罗丁斯基解：以各方得益占其最大可能得益的比例计，使比例最低的一方尽可能高，再依次类推。
advisor-packages-point-egalitarian = 均等解
advisor-packages-point-egalitarian-means = 均等解：使得益最少的一方得益尽可能多，再依次类推。
advisor-packages-point-utilitarian = 总分最高解
advisor-packages-point-utilitarian-means = 总分最高解：各方分值之和最大。
advisor-packages-point-chosen = 按{ $names }：{ $amounts }
advisor-packages-point-more = 另有{ $count }个方案的分值与此完全相同。
advisor-packages-point-scale = 不同当事方的分值本身不可比较。只因各方偏好表的总分相同，均等解和总分最高解才有意义。
advisor-packages-point-not-comparable = 各方偏好表的总分不同，均等解和总分最高解在此参考意义不大。
advisor-packages-point-none = 没有可以列出的方案。

# 为何没有方案
advisor-packages-conflict-together = 以下要求不能同时满足。去掉其中任何一项，其余各项即可满足。
advisor-packages-conflict-way-out = 若放弃以下要求，即有可行方案：{ $demands }
advisor-packages-conflict-no-way-out = 放弃一项或两项要求仍无可行方案。
advisor-packages-conflict-not-proven = 搜索提前停止，所列要求可能多于必要。
advisor-packages-demand-walk-away = { $party }的总分至少须为{ $points }分
advisor-packages-demand-value = { $party }绝不接受{ $pick }
advisor-packages-demand-together = { $party }绝不同时接受：{ $picks }
advisor-packages-demand-group = { $party }从以下议题合计至少须得{ $points }分：{ $issues }
advisor-packages-linkage-only-with = { $this }只能与{ $other }一并商定
advisor-packages-linkage-excludes = { $this }与{ $other }不能并存
advisor-packages-linkage-implies = 若为{ $this }，则“{ $issue }”须为以下之一：{ $values }
advisor-packages-linkage-at-most = 以下至多取{ $most }项：{ $picks }
advisor-packages-pick = “{ $issue }”定为“{ $value }”

# 依据
advisor-packages-input-issues = 议题
advisor-packages-input-issues-value = { $issues }项议题，{ $outcomes }个方案
advisor-packages-input-linkages = 挂钩
advisor-packages-input-linkages-value = { $count }项挂钩
advisor-packages-input-sheet = { $party }的偏好表
advisor-packages-input-sheet-guessed = { $party }的偏好表（推测）
advisor-packages-input-sheet-value = 总分{ $total }；最低总分{ $walk }；红线：{ $lines }；选项组合：{ $bonuses }
advisor-packages-assume-sums = 分值可以相加：除已列明的组合外，一项议题的分值不受其他议题影响。
advisor-packages-assume-today = 偏好表反映各方目前的意愿。等待不使任何一方受损。
advisor-packages-assume-kept = 商定事项均获履行。
advisor-packages-assume-fenced = 不受其他问题干扰，因而维持现状：{ $issues }
advisor-packages-weakest = 最薄弱之处：{ $what }
advisor-packages-weakest-search = 搜索未完成。
advisor-packages-weakest-guessed = { $party }的偏好表出于推测，并非{ $party }自行填写。
advisor-packages-weakest-weight = { $party }对“{ $issue }”的分值可能上下相差百分之{ $percent }。
advisor-packages-weakest-scale = 各方偏好表的总分不同。
advisor-packages-weakest-points = 分值是否反映各方本意。可比较两个完整方案加以检验。

# 不予受理的情况
advisor-packages-refused-no-issues = 没有议题。请至少列出一项议题及其可能的选项。
advisor-packages-refused-no-values = “{ $issue }”没有选项。请至少列出一个。
advisor-packages-refused-too-many = { $what }为{ $size }，上限为{ $limit }。
advisor-packages-refused-too-many-issues = 议题数
advisor-packages-refused-too-many-values = 一项议题的选项数
advisor-packages-refused-too-many-parties = 当事方数
advisor-packages-refused-too-many-rules = 挂钩、红线和组合总数
advisor-packages-refused-too-many-compared = 比较的方案数
advisor-packages-refused-too-many-samples = 抽样次数
advisor-packages-refused-too-few-parties = 一揽子方案至少涉及两个当事方。请增加一份偏好表，或推测一份。
advisor-packages-refused-twice = “{ $name }”重复出现。请使用不同的名称。
advisor-packages-refused-unknown-issue = { $wherein }：没有“{ $issue }”这项议题。请核对名称或编号。
advisor-packages-refused-unknown-value = { $wherein }：“{ $issue }”没有“{ $value }”这一选项。请核对名称或编号。
advisor-packages-refused-fenced-no-as-is = “{ $issue }”不受其他问题干扰。请指明哪个选项为维持现状。
advisor-packages-refused-fenced = { $wherein }：“{ $issue }”不受其他问题干扰，任何事项均不得以其为条件。请将其移出此规则。
advisor-packages-refused-empty-rule = { $wherein }：此规则没有关联任何事项。请列出至少两项议题的不同选项。
advisor-packages-refused-sum = { $party }：各议题最佳选项合计{ $sum }分，应为{ $total }分。请调整某项议题的分值。
advisor-packages-refused-weights = { $party }：权重之和为{ $sum }，应为1。请更正文件。
advisor-packages-refused-nothing-left = { $party }：红线排除了“{ $issue }”的所有选项。请撤回其中一条。
advisor-packages-refused-group = { $party }：该组议题至多可得{ $best }分，而红线要求{ $asked }分。请降低要求，或在该组中增加议题。
advisor-packages-refused-too-fine = { $party }：数字位数过多，无法精确相加。请减少小数位数。
advisor-packages-refused-no-domain = 没有列明议题的文件。请加入议题文件。
advisor-packages-refused-file = { $wherein }：{ $fault }
advisor-packages-refused-shape = { $wherein }：{ $of }有{ $found }项，应为{ $expected }项。

# 被拒绝之处
advisor-packages-place-linkage = 第{ $number }项挂钩
advisor-packages-place-bonus = { $party }的第{ $number }项组合
advisor-packages-place-red-line = { $party }的第{ $number }条红线
advisor-packages-place-as-is = “{ $issue }”维持现状的选项
advisor-packages-place-package = 第{ $number }个方案
advisor-packages-place-file = 文件{ $file }
advisor-packages-place-line = 文件{ $file }第{ $line }行
advisor-packages-place-column = 文件{ $file }第{ $line }行第{ $column }列
advisor-packages-place-element = 文件{ $file }第{ $line }行<{ $element }>
advisor-packages-place-issue = 文件{ $file }中的“{ $issue }”
advisor-packages-place-reservation = 文件{ $file }中的保留方案
advisor-packages-entries-issues = 议题
advisor-packages-entries-values = “{ $issue }”的选项
advisor-packages-entries-confidence = 各权重的把握程度

# 文件的问题
advisor-packages-fault-malformed = 文件损坏或类型不符（解析程序的原文：{ $detail }）。请重新导出。
advisor-packages-fault-not-closed = <{ $name }>没有结尾，文件不完整或已损坏。请重新导出。
advisor-packages-fault-no-element = 文件没有内容。请重新导出。
advisor-packages-fault-second-domain = 此文件的议题与前一文件不同。每个文件夹只能有一组议题。
advisor-packages-fault-two-weights = “{ $issue }”有两个权重。请保留其一。
advisor-packages-fault-missing = 缺少{ $part }。请补充。
advisor-packages-fault-not-a-number = “{ $text }”不是数字。请用数字和小数点书写。
advisor-packages-fault-unsupported = 本版本不读取{ $what }；若加以推测，分值会有误。
advisor-packages-fault-out-of-range = { $number }超出范围。请更正文件。
advisor-packages-fault-steps = 区间{ $range }与步长{ $step }不相符。请更正文件。
advisor-packages-part-named = “{ $name }”一项
advisor-packages-part-issue = 议题“{ $name }”
advisor-packages-part-weight = “{ $name }”的权重
advisor-packages-part-evaluation = “{ $name }”的评分
advisor-packages-part-utilities = “{ $name }”各选项的评分
advisor-packages-part-range = 区间的起点、终点或步长
advisor-packages-part-every-issue = 每项议题的选项
advisor-packages-unread-element = 元素<{ $name }>
advisor-packages-unread-space = 效用空间“{ $name }”
advisor-packages-unread-issue-type = “{ $name }”类型的议题
advisor-packages-unread-evaluator-type = “{ $name }”类型的评分方式
advisor-packages-unread-utility-function = 此类效用函数
advisor-packages-unread-second-utility = 第二个效用函数
advisor-packages-unread-nested-objective = 目标之下的目标
advisor-packages-unread-range-of-discrete = 非数值议题的区间
advisor-packages-unread-document-type = 文档类型声明
advisor-packages-unread-nesting = 层次如此之深的元素

# 一个完整方案
advisor-packages-combination = { $party }：以下一并达成，计{ $points }分：{ $picks }
advisor-packages-stands-undominated = 没有任何方案能使一方更好而不使另一方更差。
advisor-packages-stands-beaten = 另有方案对各方都不逊于此，且对其中一方更好：{ $package }
advisor-packages-stands-crosses = 不符合以下要求：{ $demands }
advisor-packages-stands-unknown = 已找到的方案中没有对各方都更好的，但搜索未完成。
advisor-packages-stable = 在偏好表所称的不确定范围内变动分值，抽样{ $samples }次，其中{ $on }次没有方案优于此方案（种子{ $seed }）。
advisor-packages-stable-unknown = 其中{ $count }次因搜索停止而无法判断。
advisor-packages-price-first = 单独看，{ $fairest }显得公平；若先行商定，代价为{ $lost }。先行商定代价最小的是{ $cheapest }，代价为{ $least }。
advisor-packages-price-same = 单独看，{ $fairest }显得公平，先行商定的代价也最小；代价为{ $lost }。
advisor-packages-price-one-by-one = 各项议题逐一单独商定，代价为{ $lost }。
advisor-packages-price-nothing = 零
advisor-packages-price-percent = 各方共同可得收益的百分之{ $percent }
advisor-packages-price-none = 没有使各方均有得益的方案，因此先行商定某项议题并无损失。
advisor-packages-price-estimate = 部分搜索已停止，以上为估计值。
