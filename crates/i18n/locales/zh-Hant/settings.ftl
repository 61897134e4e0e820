# 設定：當事方及其代表、對方節點、密鑰。

settings-title = 設定
settings-saved = 已儲存。

settings-party-heading = 當事方
settings-party-name = 名稱（{ $language }）
settings-party-letter = 方括號中的字母
settings-party-letter-about = 字母按建立時商定的次序分配，不表示高下。

settings-delegates-heading = 代表
settings-delegates-about = 代表在本空間為當事方簽署，以此處所示的全權證書為限。所有成員均可查看。
settings-delegates-none = 尚無人可在此為當事方簽署。
settings-delegate-person = 姓名
settings-delegate-office = 職務
settings-delegate-may = 可簽署
settings-delegate-until = 有效期至
settings-delegate-no-end = 無截止日期
settings-delegate-revoked = 已於{ $date }撤銷
settings-power-say = 立場及當事方的其他表述
settings-power-propose = 提案
settings-power-assent = 同意
settings-delegate-accredit = 出示全權證書
settings-delegate-accredit-commits = 自本條目起，此人在此權限內簽署的，即為貴方簽署。
settings-delegate-revoke = 撤銷
settings-delegate-revoke-commits = 自本條目起，此人在此處的簽名不再算數。此前簽署的仍然有效。

settings-peers-heading = 對方節點
settings-peers-about = 對方節點即其他當事方的節點。貴方節點不與任何其他機器通信。
settings-peers-none = 尚未連接其他節點。
settings-peer-address = 地址
settings-peer-last-seen = 最近聯繫
settings-peer-pause = 暫停
settings-peer-pause-commits = 在恢復之前，貴方節點既不向該節點發送，也不從其接收。不會丟失任何內容。
settings-peer-resume = 恢復
settings-peer-invite = 邀請對方節點
settings-peer-invite-about = 請將此連結交給對方人員。僅可使用一次，{ $until }前有效。
settings-peer-accept = 接受邀請
settings-peer-accept-label = 您收到的邀請
settings-words-heading = 核對六個詞
settings-words-about = 請雙方通過電話或當面互讀這些詞。如有一個不同，說明有人居中截取：請停止。
settings-words-same = 六個詞全部相同
settings-words-differ = 不同：停止

settings-keys-heading = 密鑰
settings-key-words = 指紋（以詞表示）
settings-key-backed-up = 已於{ $date }備份
settings-key-no-backup = 尚未備份。如無備份，失去這台機器即失去密鑰。
