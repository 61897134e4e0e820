# 核對頁：即將簽署的確切內容、由誰簽署、有何後果。

check-title = 簽署前核對
check-intro = 目前尚未簽署。以下正是您將要簽署的內容。一經簽署，不可撤銷。
check-act-heading = 行為
check-signer-heading = 簽署人
check-signer = { $person }代表{ $party }簽署。
check-text-heading = 各語文的確切文本
check-withdrawn-heading = 由此收回的我方案文
check-commits-heading = 承諾內容
check-digest-label = 校驗值
check-digest-hint = 兩個屏幕上的校驗值相同，即表示文本一字不差。
check-readers-heading = 誰會看到
check-newcomers-heading = 新成員可閱讀的內容
check-newcomer-reads = { $party }將可閱讀{ $date }以來的全部{ $count }個條目。如只想展示一部分，請另建一個空間。
check-members-heading = 此後的成員
check-members-note = 以簽署的條目為準。案文文字出自提案方。
check-members-joins = { $party }加入。身份：{ $role }。
check-members-leaves = { $party }不再是成員。該方保留已收到的內容，此後不再收到新內容。
check-members-becomes = { $party }此後身份變更為{ $role }。
check-members-lost = 宣告{ $lost }的密鑰已全部遺失，由{ $party }接替。身份：{ $role }。
check-members-all = { $count ->
        [1] 此後由唯一的當事方決定。
       *[other] 此後案文須全部{ $count }個當事方同意方可商定。
    }
check-members-some = 此後案文須{ $count }個當事方中的{ $needed }個同意方可商定。
check-members-unmet = 貴方節點尚未與{ $id }建立聯繫。同意之前，請與該方核對此編號；案文中的名稱僅為提案方的稱呼。
check-effect-heading = 何時商定
check-effect-waiting = 下列各方均同意同一案文之時：{ $parties }。
check-effect-now = 此次簽署之時：其他須同意的當事方均已同意。
check-effect-none = 此項行為不表示同意任何內容，僅為{ $party }之言。
check-effect-own = 此次簽署之時。無須他方同意。
check-password-label = 您的密碼
check-password-hint = 僅為此次簽署開啟您的簽名密鑰。
check-sign = 簽署：{ $act }
check-cancel = 返回，不簽署
check-changed = 您所閱讀的內容已有變動。未作任何簽署。請重新閱讀。
check-done = 已簽署，並已存入貴方節點。
check-done-waiting = 現等待{ $party }。
check-effect-shared = 僅此簽名尚不足：還須貴方另外{ $count }名代表簽署同一內容。在此之前，貴方以外無人可見。
check-done-shared = 已簽署。等待貴方另一人簽署。

# 頁面用語
check-change = 修改所寫內容
check-effect-dead = 此次簽署後，本案文不能再商定。
check-effect-powers = 自載有此次簽署的條目起。
check-effect-released = 下列各方的節點收到之後，但各方屆時已同意的除外：{ $parties }。
check-effect-swapped = 先收回己方案文。己方案文不能再商定之後，貴方對{ $party }案文的同意即載入共同記錄。
check-item-heading = 事項
check-items-heading = { $count }個事項
check-password-wrong = 密碼不正確。未作任何簽署。
