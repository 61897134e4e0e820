# 設定：當事方及其代表、對方節點、密鑰。

settings-title = 設定
settings-saved = 已儲存。

settings-party-heading = 當事方
settings-party-letter = 方括號中的字母
settings-party-letter-about = 字母按建立時商定的次序分配，不表示高下。

settings-delegates-heading = 代表
settings-delegates-about = 代表在本空間為當事方簽署，以此處所示的全權證書為限。所有成員均可查看。
settings-delegate-person = 姓名
settings-delegate-office = 職務
settings-delegate-may = 可簽署
settings-delegate-until = 有效期至
settings-delegate-revoked = 已於{ $date }撤銷
settings-power-say = 立場及當事方的其他表述
settings-power-propose = 提案
settings-power-assent = 同意
settings-delegate-accredit = 出示全權證書
settings-delegate-accredit-commits = 自本條目起，此人在此權限內簽署的，即為貴方簽署。
settings-delegate-revoke = 撤銷
settings-delegate-revoke-commits = 自本條目起，此人在此處的簽名不再算數。此前簽署的仍然有效。
settings-delegate-hand-over = 移交職務

settings-peers-heading = 對方節點
settings-peers-about = 對方節點即其他當事方的節點。貴方節點不與任何其他機器通信。
settings-peers-none = 尚未連接其他節點。
settings-peer-last-seen = 最近聯繫
settings-peer-pause = 暫停
settings-peer-resume = 恢復
settings-peer-invite = 邀請對方節點
settings-peer-invite-about = 請將此連結交給對方人員。僅可使用一次，{ $until }前有效。
settings-peer-accept = 接受邀請
settings-peer-accept-label = 您收到的邀請
settings-words-about = 請雙方通過電話或當面互讀這些詞。如有一個不同，說明有人居中截取：請停止。
settings-words-same = 六個詞全部相同
settings-words-differ = 不同：停止

settings-keys-heading = 密鑰
settings-key-words = 指紋（以詞表示）
settings-key-backed-up = 已於{ $date }備份
settings-key-no-backup = 尚未備份。如無備份，失去這台機器即失去密鑰。

# 頁面用語
settings-delegate-person-hint = 按本人使用的姓名順序和文字填寫。
settings-delegate-since = 全權證書出示於{ $date }
settings-delegate-until-date = 有效期至{ $date }
settings-invitation-for = 給{ $name }的邀請
settings-invite-name = 邀請對象
settings-invite-name-hint = 此名稱僅貴方可見。
settings-keyboard = 鍵盤
settings-may-nothing = 不可簽署
settings-names = 名稱
settings-party-id = 當事方標識
settings-password = 密碼
settings-password-change = 更改密碼
settings-password-current = 現有密碼
settings-password-new = 新密碼
settings-peer-compared = 六個詞已核對。
settings-peer-not-compared = 六個詞尚未核對。
settings-power-suspend = 中止和退出
settings-power-erase = 刪除請求及其答覆
settings-shortcuts = 鍵盤快捷鍵
settings-shortcuts-hint = 先按g，再按r（關係）、f（框架）、w（待您處理）、d（共同記錄）、s（設定）；按/進入尋找。
settings-this-is-you = 您本人
settings-until-hint = 可以不填。
settings-you = 您本人
settings-password-changed = 密碼已更改。請用新密碼登入。
settings-name-missing = 請填寫名稱。
settings-name-taken = 本節點已有同名者。請加以區分後填寫。
settings-may-missing = 請至少勾選一類行為。
settings-key-root = 根密鑰：用於更換其他密鑰
settings-key-seal = 印章：用於創立、加入、出示全權證書
settings-key-node = 節點密鑰：用於封存條目、簽署回執
settings-key-tls = 連接密鑰：向對方節點證明本節點身份
settings-delegate-added = 全權證書已載入共同記錄。
settings-delegate-link = 請將貴方節點的網址加上 { $link } 交給此人。連結七天內有效，只能使用一次，且僅在此處顯示。
settings-invitation-damaged = 這不是完整的邀請。請從「detente:」起複製至末尾。
settings-invitation-unreachable = 無法連接對方節點（{ $address }）。請詢問其是否在運行，然後重試。
settings-invitation-other-party = 應答方不是邀請中所指的一方。請勿繼續，並致電邀請人。
settings-invitation-no-address = 邀請中沒有網絡地址。請索取新的邀請。
settings-invitation-refused = 對方節點不認識此邀請：可能已使用、已過期或已撤回。請索取新的邀請。
