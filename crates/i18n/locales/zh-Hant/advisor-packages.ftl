# 一攬子方案：搜索結果的文字說明。

advisor-packages-found = 有{ $count }種分值組合已無法改進：一方要更好，另一方就必定更差。
advisor-packages-found-packages = 達到這些組合的方案：{ $packages }（全部方案共{ $outcomes }）。
advisor-packages-found-none = 沒有任何方案能既不觸及紅線、符合各項掛鈎，又滿足各方的最低總分。
advisor-packages-exact = 所有方案均已計入。
advisor-packages-within = 搜索未完成。未列出的方案可能優於最接近的已列方案，但幅度不超過：{ $gaps }。
advisor-packages-unknown = 搜索在找到方案之前已停止。這並不表示沒有可行方案。
advisor-packages-points-for = { $party }{ $points }分
advisor-packages-at-least = 至少{ $count }

# 各方的得與讓
advisor-packages-trade-row = { $issue }由「{ $from }」改為「{ $to }」：{ $changes }；{ $ratio }。
advisor-packages-trade-gets = { $party }得{ $points }分
advisor-packages-trade-gives = { $party }讓{ $points }分
advisor-packages-trade-same = { $party }無得無讓
advisor-packages-trade-ratio = 每讓1分，換得{ $ratio }分
advisor-packages-trade-free = 各方均無須讓步
advisor-packages-trade-combinations = 來自選項組合：{ $changes }。
advisor-packages-trade-total = 合計：{ $changes }。
advisor-packages-trade-none = 各項議題均無變化。

# 特別列出的方案
advisor-packages-point-nash = 納什解
advisor-packages-point-nash-means = 納什解：各方相對於談判破裂的得益之乘積最大。
advisor-packages-point-kalai-smorodinsky = 卡萊－斯莫羅丁斯基解
advisor-packages-point-kalai-smorodinsky-means = 卡萊－斯莫羅丁斯基解：以各方得益佔其最大可能得益的比例計，使比例最低的一方盡可能高，再依次類推。
advisor-packages-point-egalitarian = 均等解
advisor-packages-point-egalitarian-means = 均等解：使得益最少的一方得益盡可能多，再依次類推。
advisor-packages-point-utilitarian = 總分最高解
advisor-packages-point-utilitarian-means = 總分最高解：各方分值之和最大。
advisor-packages-point-chosen = 按{ $names }：{ $amounts }
advisor-packages-point-more = 另有{ $count }個方案的分值與此完全相同。
advisor-packages-point-scale = 不同當事方的分值本身不可比較。只因各方偏好表的總分相同，均等解和總分最高解才有意義。
advisor-packages-point-not-comparable = 各方偏好表的總分不同，均等解和總分最高解在此參考意義不大。
advisor-packages-point-none = 沒有可以列出的方案。

# 為何沒有方案
advisor-packages-conflict-together = 以下要求不能同時滿足。去掉其中任何一項，其餘各項即可滿足。
advisor-packages-conflict-way-out = 若放棄以下要求，即有可行方案：{ $demands }
advisor-packages-conflict-no-way-out = 放棄一項或兩項要求仍無可行方案。
advisor-packages-conflict-not-proven = 搜索提前停止，所列要求可能多於必要。
advisor-packages-demand-walk-away = { $party }的總分至少須為{ $points }分
advisor-packages-demand-value = { $party }絕不接受{ $pick }
advisor-packages-demand-together = { $party }絕不同時接受：{ $picks }
advisor-packages-demand-group = { $party }從以下議題合計至少須得{ $points }分：{ $issues }
advisor-packages-linkage-only-with = { $this }只能與{ $other }一併商定
advisor-packages-linkage-excludes = { $this }與{ $other }不能並存
advisor-packages-linkage-implies = 若為{ $this }，則「{ $issue }」須為以下之一：{ $values }
advisor-packages-linkage-at-most = 以下至多取{ $most }項：{ $picks }
advisor-packages-pick = 「{ $issue }」定為「{ $value }」

# 依據
advisor-packages-input-issues = 議題
advisor-packages-input-issues-value = { $issues }項議題，{ $outcomes }個方案
advisor-packages-input-linkages = 掛鈎
advisor-packages-input-linkages-value = { $count }項掛鈎
advisor-packages-input-sheet = { $party }的偏好表
advisor-packages-input-sheet-guessed = { $party }的偏好表（推測）
advisor-packages-input-sheet-value = 總分{ $total }；最低總分{ $walk }；紅線：{ $lines }；選項組合：{ $bonuses }
advisor-packages-assume-sums = 分值可以相加：除已列明的組合外，一項議題的分值不受其他議題影響。
advisor-packages-assume-today = 偏好表反映各方目前的意願。等待不使任何一方受損。
advisor-packages-assume-kept = 商定事項均獲履行。
advisor-packages-assume-fenced = 不受其他問題干擾，因而維持現狀：{ $issues }
advisor-packages-weakest = 最薄弱之處：{ $what }
advisor-packages-weakest-search = 搜索未完成。
advisor-packages-weakest-guessed = { $party }的偏好表出於推測，並非{ $party }自行填寫。
advisor-packages-weakest-weight = { $party }對「{ $issue }」的分值可能上下相差百分之{ $percent }。
advisor-packages-weakest-scale = 各方偏好表的總分不同。
advisor-packages-weakest-points = 分值是否反映各方本意。可比較兩個完整方案加以檢驗。

# 不予受理的情況
advisor-packages-refused-no-issues = 沒有議題。請至少列出一項議題及其可能的選項。
advisor-packages-refused-no-values = 「{ $issue }」沒有選項。請至少列出一個。
advisor-packages-refused-too-many = { $what }為{ $size }，上限為{ $limit }。
advisor-packages-refused-too-many-issues = 議題數
advisor-packages-refused-too-many-values = 一項議題的選項數
advisor-packages-refused-too-many-parties = 當事方數
advisor-packages-refused-too-many-rules = 掛鈎、紅線和組合總數
advisor-packages-refused-too-many-compared = 比較的方案數
advisor-packages-refused-too-many-samples = 抽樣次數
advisor-packages-refused-too-few-parties = 一攬子方案至少涉及兩個當事方。請增加一份偏好表，或推測一份。
advisor-packages-refused-twice = 「{ $name }」重複出現。請使用不同的名稱。
advisor-packages-refused-unknown-issue = { $wherein }：沒有「{ $issue }」這項議題。請核對名稱或編號。
advisor-packages-refused-unknown-value = { $wherein }：「{ $issue }」沒有「{ $value }」這一選項。請核對名稱或編號。
advisor-packages-refused-fenced-no-as-is = 「{ $issue }」不受其他問題干擾。請指明哪個選項為維持現狀。
advisor-packages-refused-fenced = { $wherein }：「{ $issue }」不受其他問題干擾，任何事項均不得以其為條件。請將其移出此規則。
advisor-packages-refused-empty-rule = { $wherein }：此規則沒有關聯任何事項。請列出至少兩項議題的不同選項。
advisor-packages-refused-sum = { $party }：各議題最佳選項合計{ $sum }分，應為{ $total }分。請調整某項議題的分值。
advisor-packages-refused-weights = { $party }：權重之和為{ $sum }，應為1。請更正文件。
advisor-packages-refused-nothing-left = { $party }：紅線排除了「{ $issue }」的所有選項。請撤回其中一條。
advisor-packages-refused-group = { $party }：該組議題至多可得{ $best }分，而紅線要求{ $asked }分。請降低要求，或在該組中增加議題。
advisor-packages-refused-too-fine = { $party }：數字位數過多，無法精確相加。請減少小數位數。
advisor-packages-refused-no-domain = 沒有列明議題的文件。請加入議題文件。
advisor-packages-refused-file = { $wherein }：{ $fault }
advisor-packages-refused-shape = { $wherein }：{ $of }有{ $found }項，應為{ $expected }項。

# 被拒絕之處
advisor-packages-place-linkage = 第{ $number }項掛鈎
advisor-packages-place-bonus = { $party }的第{ $number }項組合
advisor-packages-place-red-line = { $party }的第{ $number }條紅線
advisor-packages-place-as-is = 「{ $issue }」維持現狀的選項
advisor-packages-place-package = 第{ $number }個方案
advisor-packages-place-file = 文件{ $file }
advisor-packages-place-line = 文件{ $file }第{ $line }行
advisor-packages-place-column = 文件{ $file }第{ $line }行第{ $column }列
advisor-packages-place-element = 文件{ $file }第{ $line }行<{ $element }>
advisor-packages-place-issue = 文件{ $file }中的「{ $issue }」
advisor-packages-place-reservation = 文件{ $file }中的保留方案
advisor-packages-entries-issues = 議題
advisor-packages-entries-values = 「{ $issue }」的選項
advisor-packages-entries-confidence = 各權重的把握程度

# 文件的問題
advisor-packages-fault-malformed = 文件損壞或類型不符（解析程式的原文：{ $detail }）。請重新匯出。
advisor-packages-fault-not-closed = <{ $name }>沒有結尾，文件不完整或已損壞。請重新匯出。
advisor-packages-fault-no-element = 文件沒有內容。請重新匯出。
advisor-packages-fault-second-domain = 此文件的議題與前一文件不同。每個資料夾只能有一組議題。
advisor-packages-fault-two-weights = 「{ $issue }」有兩個權重。請保留其一。
advisor-packages-fault-missing = 缺少{ $part }。請補充。
advisor-packages-fault-not-a-number = 「{ $text }」不是數字。請用數字和小數點書寫。
advisor-packages-fault-unsupported = 本版本不讀取{ $what }；若加以推測，分值會有誤。
advisor-packages-fault-out-of-range = { $number }超出範圍。請更正文件。
advisor-packages-fault-steps = 區間{ $range }與步長{ $step }不相符。請更正文件。
advisor-packages-part-named = 「{ $name }」一項
advisor-packages-part-issue = 議題「{ $name }」
advisor-packages-part-weight = 「{ $name }」的權重
advisor-packages-part-evaluation = 「{ $name }」的評分
advisor-packages-part-utilities = 「{ $name }」各選項的評分
advisor-packages-part-range = 區間的起點、終點或步長
advisor-packages-part-every-issue = 每項議題的選項
advisor-packages-unread-element = 元素<{ $name }>
advisor-packages-unread-space = 效用空間「{ $name }」
advisor-packages-unread-issue-type = 「{ $name }」類型的議題
advisor-packages-unread-evaluator-type = 「{ $name }」類型的評分方式
advisor-packages-unread-utility-function = 此類效用函數
advisor-packages-unread-second-utility = 第二個效用函數
advisor-packages-unread-nested-objective = 目標之下的目標
advisor-packages-unread-range-of-discrete = 非數值議題的區間
advisor-packages-unread-document-type = 文檔類型聲明
advisor-packages-unread-nesting = 層次如此之深的元素

# 一個完整方案
advisor-packages-combination = { $party }：以下一併達成，計{ $points }分：{ $picks }
advisor-packages-stands-undominated = 沒有任何方案能使一方更好而不使另一方更差。
advisor-packages-stands-beaten = 另有方案對各方都不逊於此，且對其中一方更好：{ $package }
advisor-packages-stands-crosses = 不符合以下要求：{ $demands }
advisor-packages-stands-unknown = 已找到的方案中沒有對各方都更好的，但搜索未完成。
advisor-packages-stable = 在偏好表所稱的不確定範圍內變動分值，抽樣{ $samples }次，其中{ $on }次沒有方案優於此方案（種子{ $seed }）。
advisor-packages-stable-unknown = 其中{ $count }次因搜索停止而無法判斷。
advisor-packages-price-first = 單獨看，{ $fairest }顯得公平；若先行商定，代價為{ $lost }。先行商定代價最小的是{ $cheapest }，代價為{ $least }。
advisor-packages-price-same = 單獨看，{ $fairest }顯得公平，先行商定的代價也最小；代價為{ $lost }。
advisor-packages-price-one-by-one = 各項議題逐一單獨商定，代價為{ $lost }。
advisor-packages-price-nothing = 零
advisor-packages-price-percent = 各方共同可得收益的百分之{ $percent }
advisor-packages-price-none = 沒有使各方均有得益的方案，因此先行商定某項議題並無損失。
advisor-packages-price-estimate = 部分搜索已停止，以上為估計值。
