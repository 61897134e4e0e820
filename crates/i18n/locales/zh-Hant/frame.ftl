# 每頁都有的內容：導覽、席位、示範說明、對方節點狀態、頁腳。

frame-product = Détente
frame-skip = 跳至正文
# 名單中名稱之間的分隔
frame-list-separator = 、

frame-nav-label = 欄目
frame-nav-menu = 選單
frame-nav-relationship = 關係
frame-nav-framework = 框架
frame-nav-record = 共同記錄
frame-nav-advisor = 參謀（私密）
frame-private = 僅供{ $party }自用，絕不離開本節點。
frame-nav-settings = 設定
frame-nav-waiting = { $count ->
        [0] 待您處理
       *[other] 待您處理（{ $count }）
    }
frame-language-label = 語言
frame-log-out = 登出

# 我在誰的席位上
frame-seat-line = 您在{ $party }的席位上，身份為{ $person }。
frame-seat-facilitator = 您在協調人{ $party }的席位上，身份為{ $person }。您可以提出案文和建議；任何商定均不需要您的同意。

frame-demo-banner = 本頁為示範。兩家研究所和協調人均為虛構。此處的任何簽署均不代表任何國家或真實人士。

# 用文字說明與每個對方節點的狀態。$entries：雙方均持有的條目數
frame-peer-in-step = 與{ $peer }同步（{ $entries }個條目，{ $ago }）
frame-peer-catching-up = 正在接收{ $peer }的條目：{ $done }／{ $total }
frame-peer-out-of-touch = 自{ $since }起與{ $peer }失去聯繫；{ $queued ->
        [0] 無待發條目
       *[other] { $queued }個條目待發
    }
frame-peer-witness-in-step = { $peer }已作為見證方簽署我方日誌的最新日誌頭（{ $ago }）
frame-peer-witness-behind = 見證方{ $peer }：我方日誌共{ $total }個條目，已簽署至第{ $done }個條目的日誌頭
frame-peer-witness-out-of-touch = 自{ $since }起與見證方{ $peer }失去聯繫；{ $queued ->
        [0] 我方日誌的最新日誌頭已獲其簽署
       *[other] 我方日誌尚有{ $queued }個條目未列入其簽署的日誌頭
    }
frame-peer-never = 尚未與{ $peer }取得聯繫
frame-peer-paused = 本節點已暫停與{ $peer }交換
frame-peer-awaited = 等待{ $peer }答覆：本節點簽署過的內容可能多於現存內容，在{ $peer }告知之前不簽署任何內容
frame-peer-differs = { $party }簽署了其日誌的兩個版本，最遲自條目{ $number }起不同：查看如何處理
frame-peer-none = 尚未連接其他節點。
# 頁面已收不到本方節點的消息
frame-live-lost = 與本方節點的連接已中斷，正在重新連接。

frame-footer-version = 版本 { $version }

frame-action-back = 返回
frame-action-cancel = 取消
frame-action-save = 儲存

# 頁面用語
frame-demo-label = 示範說明
frame-footer-head-label = 記錄最新校驗值
frame-peers-label = 其他節點的狀態
frame-problems = 有問題需要處理
frame-seat-hosted = 本席位設於{ $host }的節點，該節點可以讀取此處內容。
frame-seat-own = 此為本節點所屬的當事方。
frame-shortcuts = 鍵盤：先按g，再按r、f、w、d或s
frame-title-error = 有問題：
