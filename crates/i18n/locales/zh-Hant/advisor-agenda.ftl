# 議程建議：商談的先後、理由和所依據的假設。

advisor-agenda-title = 商談次序
advisor-agenda-headline = 按以下假設，到第{ $rounds }輪可望商定{ $open }項議題中的{ $items }項，屆時互信約為{ $trust }（滿分100）。
advisor-agenda-found-exact = 係精確推算：按這些假設，任何其他次序的預期都不會更高。共考察{ $states }種局面。
advisor-agenda-found-rule = 按餘量規則得出：在現有互信足以支撐的議題中，先談單位投入價值最高的；如均不足以支撐，則先談敏感度最低的。任何次序的預期至多高出{ $gap }%。
advisor-agenda-found-swapped = 以餘量規則為起點，再經議題互換改進得出。任何次序的預期至多高出{ $gap }%。
advisor-agenda-drawn = 各項數字為{ $draws }次模擬商談的平均值（隨機種子{ $seed }）。
advisor-agenda-path-note = 以下為各項議題均告商定時的進程。每輪之後，無論結果如何，均應重新推算。
advisor-agenda-round = 第{ $round }輪，互信為{ $trust }
advisor-agenda-rounds = 第{ $round }至{ $last }輪，互信為{ $trust }
advisor-agenda-round-rest = 不安排議題：本輪以暫緩為宜。
advisor-agenda-round-unsure = 其中沒有把握較大的議題：本輪可能沒有成果。
advisor-agenda-round-after = 本輪之後的互信：全部商定則為{ $agreed }，均未商定則為{ $failed }。
advisor-agenda-item = { $item }：商定的可能性為{ $chance }%（互信{ $trust }，敏感度{ $sensitivity }）；預期互信變動{ $moves }。{ $why }

# 議題為何排在該輪
advisor-agenda-why-pinned = 由您指定在本輪商談。
advisor-agenda-why-last-round = 遲於第{ $deadline }輪即失去意義。
advisor-agenda-why-most-of-covered = 現有互信足以支撐，且在此類議題中單位投入的價值最高。
advisor-agenda-why-opens = 須先於以下議題：{ $items }。
advisor-agenda-why-covered = 現有互信足以支撐。
advisor-agenda-why-least-sensitive = 現有互信尚不足以支撐任何議題，此項敏感度最低。
advisor-agenda-why-worth-the-risk = 現有互信尚不足以支撐，但可望帶來的增益大於風險。
advisor-agenda-why-core = 屬核心利益：除非由您指定，不列入首輪。
advisor-agenda-put-off = 本輪如不商談此項，預期價值減少{ $points }分。
advisor-agenda-open-price = 宜先作暫定、保持開放：單獨了結此項，將損失總收益的{ $percent }%。
advisor-agenda-open-basket = 與本輪其他議題同屬一組（{ $basket }）：本輪結束前保持開放。

# 暫緩的議題；沒有一項被放棄
advisor-agenda-left-heading = 暫緩
advisor-agenda-left-item = { $item }：{ $why }至第{ $round }輪再行審視。
advisor-agenda-left-needs-lost = 須以已撤下的議題為前提：{ $item }。
advisor-agenda-left-needs-left = 須以同樣暫緩的議題為前提：{ $item }。
advisor-agenda-left-no-text = 案文尚無去除方括號的內容。
advisor-agenda-left-no-trust = 互信達到{ $needs }才有可能；按此進程最高為{ $reached }。
advisor-agenda-left-deadline = 期限（第{ $deadline }輪）過近。
advisor-agenda-left-no-room = 現有輪次用於其他議題更為適宜。

# 相互等待
advisor-agenda-waits-heading = 相互等待的關聯
advisor-agenda-waits-circle = 依次等待下一項，末項又等待首項：{ $path }。
advisor-agenda-waits-step = { $step }（由{ $parties }掛鈎）
advisor-agenda-waits-out = 無須任何一方先行的辦法：將各步驟作為一項共同行動，寫入同一案文，對各方同時生效（{ $steps }）。
advisor-agenda-waits-more = 相互等待的情形多於所列。

# 比較
advisor-agenda-compare-heading = 較簡單規則的預期結果
advisor-agenda-compare-line = { $rule }：商定{ $items }項，價值{ $points }分，最終互信{ $trust }。
advisor-agenda-compare-note = 後三者不受審慎規則（每輪至少一項有把握、互信不低於下限）約束，故結果可能更高。
advisor-agenda-rule-plan = 本方案
advisor-agenda-rule-headroom = 餘量規則
advisor-agenda-rule-easy-first = 先易後難
advisor-agenda-rule-hard-first = 先難後易
advisor-agenda-rule-biggest-first = 價值最高者優先

# 假設；均可調整
advisor-agenda-assume-heading = 所依據的假設
advisor-agenda-assume-model = 互信可用一個數值表示，成功使之上升，失敗使之下降；互信達到議題的敏感度，該議題方可望商定。各項數值由您填寫或僅作示例，並不證明任何事實。
advisor-agenda-input-trust = 當前互信（滿分100）
advisor-agenda-input-round-now = 下一輪
advisor-agenda-input-rounds = 總輪數
advisor-agenda-input-slots = 每輪可安排的議題單位
advisor-agenda-input-band = 互信可不足的幅度（分）
advisor-agenda-input-gain = 最敏感議題成功時互信的增幅（分）
advisor-agenda-input-gain-base = 無敏感度議題所佔該增幅的比例（%）
advisor-agenda-input-asymmetry = 失敗相對於成功的影響（%）
advisor-agenda-input-kept = 商定事項按時落實的比例（%）
advisor-agenda-input-discount = 每推遲一輪損失的價值（千分之）
advisor-agenda-input-floor = 預期互信的下限
advisor-agenda-input-sure = 視為有把握的可能性（%）
advisor-agenda-input-core = 視為核心利益的敏感度
advisor-agenda-input-open-from = 先行了結的代價達到此值時保持開放（千分之）
advisor-agenda-input-seed = 模擬的隨機種子
advisor-agenda-input-item = 議題：{ $item }
advisor-agenda-input-item-value = 敏感度{ $sensitivity }，價值{ $value }，無方括號案文{ $convergence }%，投入{ $effort }
advisor-agenda-input-agreed = 已商定
advisor-agenda-input-resting = 未能商定，暫緩一輪
advisor-agenda-input-lost = 已撤下
advisor-agenda-input-beyond = 更多情形：{ $item }
advisor-agenda-input-needs = 須先商定{ $items }。
advisor-agenda-input-deadline = 至第{ $round }輪有效。
advisor-agenda-input-pinned = 指定於第{ $round }輪。
advisor-agenda-input-basket = 議題組為{ $basket }。
advisor-agenda-input-with-the-whole = 與整體一併生效。
advisor-agenda-input-price = 先行了結的代價為千分之{ $price }。
advisor-agenda-input-tie = { $party }所作掛鈎
advisor-agenda-input-tie-value = { $after }之後才{ $step }（{ $kind }）
advisor-agenda-tie-demand = 要求
advisor-agenda-tie-precondition = 先決條件
advisor-agenda-tie-causes = 因果
advisor-agenda-tie-signal = 信號
advisor-agenda-tie-window = 窗口
advisor-agenda-tie-action-reaction = 行動與反應
advisor-agenda-weakest-same = 最薄弱之處：{ $assumption }。如屬實，預期價值減少{ $points }分；首輪建議不變。
advisor-agenda-weakest-changes = 最薄弱之處：{ $assumption }。如屬實，預期價值減少{ $points }分，首輪建議亦將改變。
advisor-agenda-weakest-none = 所檢驗的各項假設，均不會單獨降低預期價值。
advisor-agenda-shift-trust = 互信可能比所填低10分
advisor-agenda-shift-sensitivity = 各項議題的敏感度可能比所填高10分
advisor-agenda-shift-convergence = 無方括號的案文可能比所填少五分之一
advisor-agenda-shift-band = 互信可不足的幅度可能只有一半
advisor-agenda-shift-asymmetry = 失敗的影響可能再大一半
advisor-agenda-shift-kept = 每100項商定事項中按時落實的可能少20項

# 為何無法推算
advisor-agenda-refused-twice = 有兩項議題同名：{ $item }。請更改其一。
advisor-agenda-refused-unknown = 沒有名為{ $item }的議題。
advisor-agenda-refused-settled = { $item }此前已有結果。
advisor-agenda-refused-too-many = 議題過多（{ $items }項）；至多{ $most }項。
advisor-agenda-refused-out-of-range = 數值超出範圍（{ $what }：{ $found }）。應在{ $min }至{ $max }之間。
advisor-agenda-figure-value = { $item }的價值
advisor-agenda-figure-convergence = { $item }的無方括號案文（%）
advisor-agenda-figure-effort = { $item }的投入
advisor-agenda-figure-sensitivity = { $item }的敏感度
advisor-agenda-figure-pinned = { $item }所指定的輪次
advisor-agenda-refused-circle = 這些議題互為前提：{ $path }。請去除其中一項前提，或合併為一項議題。
advisor-agenda-refused-pinned = 第{ $round }輪所指定的議題超出容量。
advisor-agenda-refused-pinned-early = { $item }不能列入第{ $round }輪：{ $before }須在更早一輪商定。
advisor-agenda-refused-pinned-late = { $item }不能列入第{ $round }輪：將遲於第{ $last }輪結束。
advisor-agenda-refused-too-large = { $items }項議題過多，無法精確推算；每輪{ $slots }個單位、共{ $rounds }輪時，{ $works }項以內均可精確推算。餘量規則不受此限。
