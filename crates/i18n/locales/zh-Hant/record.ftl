# 共同記錄瀏覽、單個條目、核驗。

record-title = 共同記錄
record-intro = 各方在本空間所說和所商定的一切，分別載於各方自己的日誌。任何人改動，都會顯露出來。
record-count = { $count ->
        [0] 無條目
       *[other] { $count }個條目
    }
record-log-of = { $party }的日誌
record-head = 最新校驗值

record-column-number = 編號
record-column-time = 時間
record-column-author = 作者
record-column-kind = 類別
record-column-title = 標題
record-column-digest = 校驗值
record-filter-author = 作者
record-filter-kind = 類別
record-filter-all = 全部
record-filter-show = 顯示
record-page-newer = 較新
record-page-older = 較早

record-entry-title = { $party }第{ $number }個條目
record-entry-signatures = 簽名
record-entry-signed-by = { $person }，{ $party }
record-entry-answers = 所答覆或涉及的內容
record-entry-seen = { $party }當時已看到的內容
record-entry-seen-of = { $party }，至第{ $number }個條目
record-entry-holders = 誰持有本條目
record-entry-held = { $party }自{ $time }起持有
record-entry-not-held = { $party }尚未確認收到
record-entry-bytes = 簽署的原始數據
record-entry-without-effect = 不產生效力：{ $reason }
record-entry-erased = 文本已於{ $date }刪除。各項證明依然成立。
record-entry-unknown = 本版本不識別此類條目，現原樣保存並轉交。

record-verify-heading = 核驗
record-verify-about = 重新讀取貴方節點上的每個條目，核對每個簽名和每個最新校驗值。
record-verify-button = 核驗共同記錄
record-verify-running = 正在核驗：{ $done }／{ $total }
record-verify-good = 全部{ $count }個條目完好無損；各節點的最新校驗值一致。
record-verify-good-here = 貴方節點上的全部{ $count }個條目完好無損。{ $party }已確認其中{ $confirmed }個。
record-verify-fault = 共同記錄在{ $party }第{ $number }個條目處受損：{ $fault }
record-verify-fault-bytes = 所存數據與簽署內容不符。
record-verify-fault-signature = 有簽名未通過核驗。
record-verify-fault-missing = 該條目缺失。
record-verify-fault-fork = 兩個經簽名的校驗值互不相承。
record-verify-last = 上次核驗：{ $time }
record-bundle-button = 下載證明包
record-bundle-about = 任何人都可以用「detente verify」離線核對證明包，無須使用本節點。

record-differs-title = 記錄不一致
record-differs-about = { $party }為其日誌簽署了兩個互不相承的校驗值。二者均作為證據保存，{ $party }在任一分支上簽署的內容均算數。
record-differs-common = 最後一個共同條目：第{ $number }個
record-differs-branch = 分支{ $letter }
record-differs-next = 請詢問{ $party }以哪個分支為準。{ $party }以一項經簽署的行為予以解決；在此之前，有關事項暫且擱置。

# 頁面用語
record-entry-bytes-show = 顯示原始數據
record-entry-hash = 條目的校驗值
record-entry-key = 密鑰
record-entry-next = 下一個條目
record-entry-no-words = 文字不在本節點上。各項證明依然成立。
record-entry-previous = 上一個條目
record-entry-seen-note = 簽署之時，作者所知其他日誌的進度。
record-entry-signature = 簽名
record-entry-size = { $count }位元組
record-entry-statement = 聲明
record-entry-words = 所說內容
record-find = 在共同記錄中尋找
record-held-all = { $party }已全部確認
record-held-to = { $party }已確認前{ $count }個條目
record-logs = 各方日誌
record-pages = 翻頁
record-signature-bad = 未通過核驗
record-signature-good = 通過核驗
record-verify-again = 再次核驗
record-verify-fault-next = 此前的內容均完好。請勿再寫入；原樣保留本節點的資料夾，並向其他當事方索取其所持副本。
record-entries-heading = 各條目
