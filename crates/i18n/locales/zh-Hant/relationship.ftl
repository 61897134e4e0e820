# 關係概覽：進展到哪一步，輪到誰。

relationship-title = 關係概覽
relationship-founded = { $date }建立。
relationship-summary-items = { $total ->
        [0] 尚無任何提案。
       *[other] { $total }個事項中，{ $agreed }個已商定。
    }
relationship-summary-waiting = { $count ->
        [0] 沒有等待{ $party }處理的事項。
       *[other] { $count }個事項等待{ $party }處理。
    }

# 兩欄同寬，每個當事方一欄
relationship-waiting-heading = 等待{ $party }
relationship-lists-heading = 三份清單
relationship-recent-heading = 最新條目
relationship-recent-none = 尚無條目。

relationship-member-party = 當事方
relationship-member-facilitator = 協調人

# 新節點改為顯示以下內容
relationship-start-heading = 開始的四個步驟
relationship-start-name = 填寫貴方名稱
relationship-start-backup = 備份密鑰
relationship-start-peer = 連接對方節點
relationship-start-propose = 提出第一個事項
relationship-start-done = 已完成
relationship-start-to-do = 待辦

# 頁面用語
relationship-start-backup-why = 若無副本，失去這台機器即失去代表貴方發言的憑據。
relationship-start-later = 稍後
relationship-start-name-why = 其他當事方看到的即為此名稱，以您所填的各種語文顯示。
relationship-start-peer-why = 發出邀請或接受邀請，然後透過電話核對六個詞。
relationship-start-progress = 已完成{ $done }／{ $all }。
relationship-start-propose-why = 一項原則，或一個要談的問題。各方均同意之前，不算商定。
relationship-waiting-all = 查看全部{ $count }個事項
relationship-waiting-none = 沒有等待{ $party }處理的事項。
relationship-witness-own = 貴方節點在此為見證方：只簽署各當事方日誌的長度，不持有其任何文字。
relationship-witness-of = { $party }為見證方：其節點簽署各方日誌的長度，不接收各方的任何文字；日後可據此表明日誌只有一個版本。
relationship-member-witness = 見證方
relationship-name = 雙邊關係
